// The layers over one slide, lowest first. UI thread only.
#pragma once

#include <QObject>

#include <memory>
#include <vector>

#include "ui/layers/layer.h"

namespace snitt {

class LayerStack : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  [[nodiscard]] const std::vector<std::unique_ptr<Layer>>& layers() const { return m_layers; }
  // Put where its kind belongs: masks below values, values below outlines.
  Layer* add(std::unique_ptr<Layer> layer);
  void remove(Layer* layer);
  [[nodiscard]] Layer* first(LayerKind kind) const;

  // Heatmaps (values of tiles, spread) are shown as they were or hidden together; so are outlines and detections.
  [[nodiscard]] bool heatmapsShown() const { return m_heatmapsShown; }
  void setHeatmapsShown(bool shown);
  [[nodiscard]] bool annotationsShown() const { return m_annotationsShown; }
  void setAnnotationsShown(bool shown);
  [[nodiscard]] bool isShown(const Layer& layer) const;

  void paint(QPainter& painter, const QRect& exposed, const Viewport& view) const;
  // Of those that are shown.
  void prepare(const Viewport& view);
  [[nodiscard]] bool complete(const Viewport& view) const;
  // One line a layer that is shown and has something to say.
  [[nodiscard]] QString describe(QPointF slide) const;
  // The same in parts, topmost first.
  [[nodiscard]] QList<Reading> readings(QPointF slide) const;
  [[nodiscard]] std::optional<QRectF> tileAt(QPointF slide) const;

 Q_SIGNALS:
  void changed();                       // something looks different
  void changedIn(const QRectF& slide);  // in that part alone (level-0 pixels)
  void listChanged();                   // layers came or went

 private:
  std::vector<std::unique_ptr<Layer>> m_layers;
  bool m_heatmapsShown = true;
  bool m_annotationsShown = true;
};

}  // namespace snitt
