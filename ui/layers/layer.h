// What can lie over a slide. A layer holds plain data that was made elsewhere, paints itself into the part of a view
// that is asked for, and tells when it looks different. UI thread only.
//
// One that takes long to paint has its pictures made in threads of its own: it is told of what will be shown (prepare),
// paints what is there and tells as more of it arrives.
#pragma once

#include <QList>
#include <QObject>
#include <QPainter>
#include <QString>

#include <optional>
#include <utility>

#include "core/colour_map.h"
#include "ui/view/viewport.h"

namespace snitt {

enum class LayerKind { tumour, heatmap, spread, tissue, quality, unreadable, tiles, detections, annotations };
enum class Blend { normal, multiply, screen, overlay };

// The colours of a layer of numbers, for whoever explains them.
struct LegendScale {
  QString title;
  ColourMap map = ColourMap::viridis;
  double low = 0;
  double high = 1;
  double shownFrom = 0;  // display threshold; equal to `low` where everything is shown
  QString note;
};

// What a layer says of a place, to be laid out.
struct Reading {
  QString title;
  QList<std::pair<QString, QString>> values;  // what of, and the value; the ensemble last
};

struct LegendKey {
  QString text;
  QColor colour;
  Qt::BrushStyle pattern = Qt::SolidPattern;
};

class Layer : public QObject {
  Q_OBJECT

 public:
  Layer(LayerKind kind, QString name);

  [[nodiscard]] LayerKind kind() const { return m_kind; }
  [[nodiscard]] QString name() const { return shownWords(m_name); }
  // The name of the file it was read from, where that is part of its name.
  void setFileName(const QString& name) { m_fileName = name; }
  // Names of files may not be seen: another word stands in their place.
  void setFileNameCovered(bool covered);
  // From a network or another program, and therefore off until somebody asks for it.
  [[nodiscard]] bool isMachineMade() const {
    return m_kind != LayerKind::tissue && m_kind != LayerKind::quality && m_kind != LayerKind::annotations;
  }
  // Nothing of it could be seen anywhere.
  [[nodiscard]] virtual bool isEmpty() const { return false; }
  [[nodiscard]] bool visible() const { return m_visible; }
  void setVisible(bool visible);
  [[nodiscard]] double opacity() const { return m_opacity; }
  void setOpacity(double opacity);  // 0–1
  [[nodiscard]] Blend blend() const { return m_blend; }
  void setBlend(Blend blend);

  // The painter is in device pixels and clipped to `exposed`; opacity and blending are set by the stack.
  virtual void paint(QPainter& painter, const QRect& exposed, const Viewport& view) const = 0;
  // `view` is where a view is or is heading: what it needs is begun. Whoever paints more than once calls it first.
  virtual void prepare(const Viewport& /*view*/) {}
  // Painting `view` now would show all of it. Never true of a view that was not prepared and needs it.
  [[nodiscard]] virtual bool complete(const Viewport& /*view*/) const { return true; }
  // What it says of a place, for a person; empty where nothing.
  [[nodiscard]] virtual QString describe(QPointF slide) const;
  // The same in parts; nothing where it has nothing to say. Without parts of its own, the description is the title.
  [[nodiscard]] virtual std::optional<Reading> reading(QPointF slide) const;
  // The tile of the layer at a place with its own µm/px, for going there.
  [[nodiscard]] virtual std::optional<QRectF> tileAt(QPointF slide) const;
  [[nodiscard]] virtual std::optional<LegendScale> scale() const { return std::nullopt; }
  [[nodiscard]] virtual QList<LegendKey> keys() const { return {}; }

 protected:
  // With another word for the file's name where that is covered.
  [[nodiscard]] QString shownWords(const QString& words) const;

 Q_SIGNALS:
  void changed();
  void changedIn(const QRectF& slide);  // inside of that part alone (level-0 pixels)

 private:
  LayerKind m_kind;
  QString m_name;
  QString m_fileName;
  bool m_fileNameCovered = false;
  bool m_visible = false;
  double m_opacity = 1;
  Blend m_blend = Blend::normal;
};

[[nodiscard]] QPainter::CompositionMode compositionOf(Blend blend);

}  // namespace snitt
