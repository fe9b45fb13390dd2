// Frames: panning and zooming with all tiles cached, and with large overlays.
#include <cmath>
#include <numbers>

#include "bench/viewer/benches.h"
#include "bench/viewer/figures.h"
#include "bench/viewer/stage.h"
#include "ui/layers/annotation_layer.h"
#include "ui/layers/detection_layer.h"
#include "ui/layers/grid_layer.h"

namespace snitt::bench {

namespace {

constexpr int kPanFrames = 240;
constexpr double kReachPx = 500;  // of a pan around where it begins, device pixels

Viewport middleOf(Stage& stage, double downsample, double rotation = 0) {
  Viewport view = stage.view().viewport();
  const QSizeF slide = stage.document().sizePx();
  view.centre = QPointF(slide.width() / 2 + 0.3, slide.height() / 2 + 0.6);
  view.downsample = downsample;
  view.rotationDeg = rotation;
  return view;
}

// Everything within reach of a pan is read and kept.
void fillCache(Stage& stage, const Viewport& view) {
  TileStore& tiles = stage.document().tiles();
  tiles.want(tiles.pyramid().visible(view, tiles.pyramid().levelFor(view.downsample), kReachPx + 100));
  waitUntil([&] { return tiles.idle(); }, "tiles around the view");
}

// On a figure of eight, with steps from slow to fast.
Frames pan(Stage& stage, const Viewport& from, int count = kPanFrames) {
  stage.view().setViewport(from);
  fillCache(stage, from);
  stage.settle();
  Frames frames;
  QPoint at;
  for (int i = 1; i <= count; ++i) {
    const double angle = 2 * std::numbers::pi * i / count * 2;
    const QPoint next(static_cast<int>(kReachPx * std::sin(angle)),
                      static_cast<int>(kReachPx / 2 * std::sin(2 * angle)));
    const QPoint step = next - at;
    at = next;
    stage.frame(frames, [&] { stage.view().panBy(step); });
  }
  return frames;
}

Frames zoom(Stage& stage, double rotation) {
  const Viewport begin = middleOf(stage, 0.5, rotation);
  for (double downsample = 0.5; downsample < 9; downsample *= 1.2) {
    Viewport view = begin;
    view.downsample = downsample;
    stage.view().setViewport(view);
    stage.settle();
  }
  Frames frames;
  for (int i = 0; i < 160; ++i) {
    Viewport view = begin;
    view.downsample = 0.5 * std::pow(2.0, 2.0 - 2.0 * std::cos(i * std::numbers::pi / 80));
    stage.frame(frames, [&] { stage.view().setViewport(view); });
  }
  return frames;
}

std::unique_ptr<GridLayer> heatmapOf(const QSizeF& slide, int edge) {
  ValueGrid grid;
  grid.values = Grid<float>(edge, edge);
  grid.stepXPx = slide.width() / edge;
  grid.stepYPx = slide.height() / edge;
  for (int y = 0; y < edge; ++y)
    for (int x = 0; x < edge; ++x)
      grid.values.at(x, y) = static_cast<float>(0.5 + 0.5 * std::sin(x * 0.7) * std::cos(y * 0.3));
  return std::make_unique<GridLayer>(LayerKind::tiles, QStringLiteral("heatmap"), std::move(grid));
}

std::unique_ptr<DetectionLayer> cellsOf(const QSizeF& slide, bool outlines) {
  constexpr int kEdge = 1000;
  auto set = std::make_shared<DetectionSet>();
  set->name = "cells";
  set->classes = {{"one", {230, 60, 60}}, {"other", {60, 90, 230}}};
  const double step = slide.width() / kEdge;
  for (int i = 0; i < kEdge * kEdge; ++i) {
    const double x = (i % kEdge + 0.5) * step;
    const double y = (i / kEdge + 0.5) * slide.height() / kEdge;
    Detection cell{static_cast<std::size_t>(i % 2), {}, {}};
    if (outlines) {
      Polygon polygon;
      for (int k = 0; k < 12; ++k)
        polygon.outer.push_back(
            {x + 12 * std::cos(k * std::numbers::pi / 6), y + 12 * std::sin(k * std::numbers::pi / 6)});
      cell.polygons.push_back(std::move(polygon));
    } else {
      cell.points.push_back({x, y});
    }
    set->detections.push_back(std::move(cell));
  }
  return std::make_unique<DetectionLayer>(std::move(set));
}

Ring wavyRing(Point centre, double radius, int corners) {
  Ring ring;
  for (int k = 0; k < corners; ++k) {
    const double angle = 2 * std::numbers::pi * k / corners;
    const double away = radius * (1 + 0.15 * std::sin(7 * angle) + 0.03 * std::sin(61 * angle));
    ring.push_back({centre.x + away * std::cos(angle), centre.y + away * std::sin(angle)});
  }
  return ring;
}

// 10,000 areas of 60 to 200 corners, twenty of them large ones of 20,000 with holes.
AnnotationSet areasOf(const QSizeF& slide) {
  constexpr int kEdge = 100;
  std::vector<AnnotationPtr> list;
  for (int i = 0; i < kEdge * kEdge; ++i) {
    Annotation one;
    one.id = std::to_string(i);
    one.className = i % 3 == 0 ? "Tumor" : i % 3 == 1 ? "Stroma" : "";
    one.origin = i % 5 == 0 ? Origin::ai : Origin::human;
    one.locked = i % 7 == 0;
    const bool large = i % 500 == 250;
    const Point centre{(i % kEdge + 0.5) * slide.width() / kEdge, (i / kEdge + 0.5) * slide.height() / kEdge};
    const double radius = slide.width() / kEdge * (large ? 6 : 0.55);
    Polygon polygon{wavyRing(centre, radius, large ? 20000 : 60 + i * 37 % 141), {}};
    if (large)
      for (int k = 0; k < 4; ++k)
        polygon.holes.push_back(
            wavyRing({centre.x + radius * 0.5 * std::cos(k * 1.57), centre.y + radius * 0.5 * std::sin(k * 1.57)},
                     radius * 0.2, 1000));
    one.geometry.areas = {std::move(polygon)};
    list.push_back(std::make_shared<const Annotation>(std::move(one)));
  }
  return AnnotationSet(list);
}

AnnotationSet cellAnnotationsOf(const QSizeF& slide) {
  constexpr int kEdge = 1000;
  std::vector<AnnotationPtr> list;
  for (int i = 0; i < kEdge * kEdge; ++i) {
    Annotation one;
    one.id = std::to_string(i);
    one.kind = ObjectKind::cell;
    one.className = i % 2 == 0 ? "Tumor" : "Stroma";
    const Point centre{(i % kEdge + 0.5) * slide.width() / kEdge, (i / kEdge + 0.5) * slide.height() / kEdge};
    one.geometry.areas = {Polygon{wavyRing(centre, 12, 12), {}}};
    list.push_back(std::make_shared<const Annotation>(std::move(one)));
  }
  return AnnotationSet(list);
}

std::unique_ptr<AnnotationLayer> layerOf(const AnnotationSet& set, const QSizeF& slide) {
  auto layer = std::make_unique<AnnotationLayer>(QStringLiteral("Annotations"), slide);
  layer->setSet(&set);
  layer->setFilled(true);
  return layer;
}

// What is pointed at, at places all over the slide.
template <class Ask>
Samples hits(const QSizeF& slide, const Ask& ask) {
  Samples took;
  for (int i = 0; i < 500; ++i) {
    const double begin = threadWorkMs();
    ask(QPointF(slide.width() * (i * 37 % 499) / 499.0, slide.height() * (i * 101 % 499) / 499.0));
    took.push_back(threadWorkMs() - begin);
  }
  return took;
}

// While a layer is shown, or none: pans and zooms with all the work that new places make, and until the view is
// complete after a jump.
void printMoving(Stage& stage, const std::string& name, std::unique_ptr<Layer> made) {
  Layer* layer = made ? stage.document().layers().add(std::move(made)) : nullptr;
  if (layer != nullptr) layer->setVisible(true);
  Frames moved;
  for (const double rotation : {0.0, 33.0})
    for (const double downsample : {0.5, 2.0, 8.0, stage.view().coarsest() / 1.5})
      moved.add(pan(stage, middleOf(stage, downsample, rotation), kPanFrames / 4));
  print(name + "_pan", moved);
  for (const double rotation : {0.0, 33.0})
    print(name + (rotation == 0 ? "_zoom_0" : "_zoom_free"), zoom(stage, rotation));
  Samples ready;
  for (const double downsample : {1.0, 4.0, 16.0, 3.0, 9.0, stage.view().coarsest() / 1.5, 0.5}) {
    stage.view().setViewport(middleOf(stage, downsample, 0));
    fillCache(stage, stage.view().viewport());
    const double begin = nowMs();
    stage.settle();
    ready.push_back(nowMs() - begin);
  }
  print(name + "_ready_median_ms", median(ready));
  print(name + "_ready_max_ms", quantile(ready, 1));
  if (layer != nullptr) stage.document().layers().remove(layer);
}

// Whole frames at several zooms with one layer shown.
Frames withLayer(Stage& stage, std::unique_ptr<Layer> made) {
  Layer* layer = stage.document().layers().add(std::move(made));
  layer->setVisible(true);
  Frames frames;
  for (const double downsample : {0.5, 2.0, 8.0, stage.view().coarsest() / 1.5}) {
    const Viewport view = middleOf(stage, downsample);
    stage.view().setViewport(view);
    fillCache(stage, view);
    stage.settle();
    for (int i = 0; i < 20; ++i) stage.frame(frames, [&] { layer->setOpacity(i % 2 == 0 ? 0.5 : 0.6); });
  }
  stage.document().layers().remove(layer);
  return frames;
}

}  // namespace

void paintBench(const std::filesystem::path& slide) {
  Stage stage;
  stage.open(slide);
  for (const double rotation : {0.0, 90.0, 180.0, 270.0, 33.0}) {
    Frames frames;
    for (const double downsample : {1.0, 1.37, 3.1, 0.5}) frames.add(pan(stage, middleOf(stage, downsample, rotation)));
    const std::string name = rotation == 33.0 ? "free" : std::to_string(static_cast<int>(rotation));
    print("viewer_pan_paint_" + name, frames);
  }
  for (const double rotation : {0.0, 90.0, 33.0}) {
    const Frames frames = zoom(stage, rotation);
    const std::string name = rotation == 33.0 ? "free" : std::to_string(static_cast<int>(rotation));
    print("viewer_zoom_paint_" + name, frames);
  }
}

void realBench(const std::filesystem::path& slide) {
  const std::string name = "viewer_" + slide.stem().string();
  print(name + "_open_first_picture_ms", median(firstPictures(slide)));
  Stage stage;
  stage.open(slide);
  for (const double rotation : {0.0, 90.0}) {
    Frames frames;
    for (const double downsample : {1.0, 0.6}) frames.add(pan(stage, middleOf(stage, downsample, rotation)));
    print(name + "_pan_paint_" + std::to_string(static_cast<int>(rotation)), frames);
  }
}

void overlayBench(const std::filesystem::path& slide) {
  Stage stage;
  stage.open(slide);
  const QSizeF size = stage.document().sizePx();
  Frames few;
  Frames many;
  for (int round = 0; round < 2; ++round) {
    few.add(withLayer(stage, heatmapOf(size, 32)));
    many.add(withLayer(stage, heatmapOf(size, 1000)));
  }
  print("viewer_heatmap_1000_paint", few);
  print("viewer_heatmap_1000000_paint", many);
  print("viewer_heatmap_paint_ratio", p95(many.took) / p95(few.took));
  print("viewer_points_1000000_paint", withLayer(stage, cellsOf(size, false)));
  print("viewer_polygons_1000000_paint", withLayer(stage, cellsOf(size, true)));
}

void annotationBench(const std::filesystem::path& slide) {
  Stage stage;
  stage.open(slide);
  const QSizeF size = stage.document().sizePx();
  printMoving(stage, "viewer_no_layer", nullptr);
  const auto cells = cellsOf(size, true);
  print("viewer_polygons_1000000_hit_p95_ms", p95(hits(size, [&](QPointF at) { (void)cells->reading(at); })));
  printMoving(stage, "viewer_polygons_1000000", cellsOf(size, true));
  const auto measure = [&](const std::string& name, const AnnotationSet& set) {
    print(name + "_hit_p95_ms", p95(hits(size, [&](QPointF at) {
            (void)set.at({at.x(), at.y()}, stage.view().coarsest() * 4);
          })));
    print(name + "_paint", withLayer(stage, layerOf(set, size)));
    printMoving(stage, name, layerOf(set, size));
  };
  measure("viewer_annotations_10000", areasOf(size));
  measure("viewer_annotation_cells_1000000", cellAnnotationsOf(size));
}

}  // namespace snitt::bench
