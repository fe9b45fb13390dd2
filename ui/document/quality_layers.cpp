#include "ui/document/quality_layers.h"

#include <QColor>
#include <QCoreApplication>

#include <memory>
#include <utility>

#include "tiling/blur_map.h"
#include "tiling/tissue.h"
#include "ui/layers/mask_layer.h"

namespace snitt {

namespace {

// About a minute of one core on a large slide, and dense enough to show a blurred stripe of a scanner.
constexpr int kMostPatches = 1500;

class Texts {
  Q_DECLARE_TR_FUNCTIONS(QualityLayers)
};

}  // namespace

Result<QualityAreas> findQualityAreas(SlideReader& slide, const SlideScale& scale, const RunControl& control) {
  auto map = findTissue(slide, scale, control);
  if (!map) return fail(map.error());
  auto blur = findBlur(slide, scale, *map, kMostPatches, control);
  if (!blur) return fail(blur.error());
  return QualityAreas{std::move(map->tissue), std::move(map->pen), std::move(map->fold), std::move(*blur),
                      map->downsample};
}

void addQualityLayers(LayerStack& layers, QualityAreas areas) {
  std::vector<MaskLayer::Area> tissue;
  tissue.push_back({std::move(areas.tissue), Texts::tr("Tissue"), QColor(0, 150, 110)});
  auto mask = std::make_unique<MaskLayer>(LayerKind::tissue, Texts::tr("Tissue"), std::move(tissue), areas.downsample);
  mask->setOpacity(0.35);
  std::vector<MaskLayer::Area> faults;
  faults.push_back({std::move(areas.blur), Texts::tr("Out of focus (sampled patches)"), QColor(140, 90, 220)});
  faults.push_back({std::move(areas.fold), Texts::tr("Fold"), QColor(230, 130, 0)});
  faults.push_back({std::move(areas.pen), Texts::tr("Pen ink"), QColor(0, 110, 220)});
  auto quality =
      std::make_unique<MaskLayer>(LayerKind::quality, Texts::tr("Quality"), std::move(faults), areas.downsample);
  mask->setVisible(true);
  quality->setVisible(true);
  layers.add(std::move(mask));
  layers.add(std::move(quality));
}

}  // namespace snitt
