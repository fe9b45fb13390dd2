// The annotations of a slide: outlines with a halo, filled where that is asked for, dashed as long as nobody has looked
// at what a network drew, thin where they are locked. Tens of thousands of areas and a million cells stay fluid; an
// edit paints again what it touches and nothing else. UI thread only.
#pragma once

#include <QSizeF>

#include <functional>
#include <memory>
#include <set>
#include <string>

#include "core/annotation/annotation_set.h"
#include "ui/layers/annotation_painter.h"
#include "ui/layers/tiled_layer.h"

namespace snitt {

class AnnotationLayer : public TiledLayer {
  Q_OBJECT

 public:
  // What lies far outside of the slide's size is drawn as well, but not in pictures from afar.
  AnnotationLayer(QString name, QSizeF slidePx);
  ~AnnotationLayer() override;

  // Not owned: it must live as long as it is set. Null: nothing is shown.
  void setSet(const AnnotationSet* set);
  // To be called after the set has changed: by an edit, or within a part.
  void edited(const AnnotationEdit& edit);
  void edited(const Box& box);

  // Left out, since somebody else draws them just now.
  void setHidden(std::set<std::string> ids);
  [[nodiscard]] const std::set<std::string>& hidden() const { return *m_hidden; }
  [[nodiscard]] bool filled() const { return m_look.filled; }
  void setFilled(bool filled);
  // See AnnotationLook::classColour. To be set again when a colour changes.
  void setClassColours(std::function<Colour(const std::string& className)> colours);

  [[nodiscard]] bool isEmpty() const override { return m_set == nullptr || m_set->empty(); }
  // Class and name of what lies there.
  [[nodiscard]] QString describe(QPointF slide) const override;

 protected:
  [[nodiscard]] Paint gather(const QRectF& slide, const Viewport& view) const override;
  [[nodiscard]] double costMs(const QRectF& slide, const Viewport& view, double enough) const override;
  [[nodiscard]] QRectF extent() const override { return {QPointF(0, 0), m_slidePx}; }

 private:
  QSizeF m_slidePx;
  const AnnotationSet* m_set = nullptr;
  std::shared_ptr<const std::set<std::string>> m_hidden = std::make_shared<const std::set<std::string>>();
  AnnotationLook m_look;
};

}  // namespace snitt
