#include "ui/layers/detection_layer.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>
#include <utility>
#include <vector>

#include "ui/layers/dot_raster.h"

namespace snitt {

namespace {

constexpr double kBinPx = 2048;
// So near to a point is at it.
constexpr double kPointReachPx = 8;
// Logical pixels on the screen.
constexpr double kSmallestShapePx = 3;  // what is smaller is a dot
constexpr double kFineShapePx = 12;     // what is smaller has a finer line
constexpr double kPointRadiusPx = 3.5;
constexpr double kLinePx = 1.5;
// Points that lie nearer together than this on the screen, most of them, are dots instead of rings; or smaller dots.
constexpr double kRingSpacingPx = 9;
constexpr double kDotSpacingPx = 3;
constexpr int kFarDotAlpha = 190;  // so that many in one place are told from few
// Milliseconds, on a slow machine.
constexpr double kShapeMs = 0.015;
constexpr double kDotMs = 0.00003;

QPolygonF polygonOf(const Ring& ring) {
  QPolygonF points;
  points.reserve(static_cast<qsizetype>(ring.size()));
  for (const Point& point : ring) points << QPointF(point.x, point.y);
  return points;
}

bool touches(const QRectF& a, const QRectF& b) {
  return a.left() <= b.right() && b.left() <= a.right() && a.top() <= b.bottom() && b.top() <= a.bottom();
}

}  // namespace

struct DetectionLayer::Placed {
  struct Item {
    double x;  // its middle, level-0 pixels
    double y;
    float radiusPx;        // half of the longer edge; 0 for a point
    std::int32_t polygon;  // of the detection; -1 for a point
    std::uint32_t detection;
    std::uint32_t classIndex;
  };
  struct Bin {
    QRectF box;  // around its items
    std::size_t first = 0;
    std::size_t count = 0;
    double meanRadiusPx = 0;
    std::size_t points = 0;
  };
  std::shared_ptr<const DetectionSet> set;
  std::vector<Item> items;  // bin by bin, those of a class together
  std::vector<Bin> bins;
  QRectF extent;
  double pointSpacingPx = std::numeric_limits<double>::infinity();  // where most points lie

  explicit Placed(std::shared_ptr<const DetectionSet> shown);
  void findSpacing();
  [[nodiscard]] QColor colourOf(std::size_t classIndex) const;
  // Edge of the dot that stands for an item at this scale, device pixels; 0 where its shape is drawn.
  [[nodiscard]] int dotPx(const Item& item, const Viewport& view) const;
  bool paint(QPainter& painter, const QRect& exposed, const Viewport& view, const std::stop_token& stop) const;
  void drawShape(QPainter& painter, const Item& item, const Viewport& view, const QTransform& toScreen) const;
};

DetectionLayer::Placed::Placed(std::shared_ptr<const DetectionSet> shown) : set(std::move(shown)) {
  const auto place = [this](std::size_t detection, std::int32_t polygon, const QRectF& box) {
    items.push_back({box.center().x(), box.center().y(), static_cast<float>(std::max(box.width(), box.height()) / 2),
                     polygon, static_cast<std::uint32_t>(detection),
                     static_cast<std::uint32_t>(set->detections[detection].classIndex)});
  };
  for (std::size_t i = 0; i < set->detections.size(); ++i) {
    const Detection& one = set->detections[i];
    for (std::size_t part = 0; part < one.polygons.size(); ++part)
      place(i, static_cast<std::int32_t>(part), polygonOf(one.polygons[part].outer).boundingRect());
    for (const Point& point : one.points) place(i, -1, QRectF(point.x, point.y, 0, 0));
  }
  struct Key {
    std::int64_t bin;
    std::uint32_t classIndex;
    std::uint32_t item;
  };
  std::vector<Key> order;
  order.reserve(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto column = static_cast<std::int64_t>(std::floor(items[i].x / kBinPx));
    const auto row = static_cast<std::int64_t>(std::floor(items[i].y / kBinPx));
    order.push_back({row * (std::int64_t{1} << 32) + column, items[i].classIndex, static_cast<std::uint32_t>(i)});
  }
  std::ranges::sort(order, {}, [](const Key& key) { return std::tuple(key.bin, key.classIndex, key.item); });
  std::vector<Item> sorted;
  sorted.reserve(items.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Item& item = items[order[i].item];
    const double radius = item.radiusPx + 0.5;
    const QRectF room(item.x - radius, item.y - radius, 2 * radius, 2 * radius);
    if (i == 0 || order[i].bin != order[i - 1].bin) bins.push_back({room, i, 0, 0, 0});
    Bin& bin = bins.back();
    bin.box |= room;
    ++bin.count;
    bin.meanRadiusPx += (item.radiusPx - bin.meanRadiusPx) / static_cast<double>(bin.count);
    bin.points += item.polygon < 0 ? 1 : 0;
    sorted.push_back(item);
  }
  items = std::move(sorted);
  for (const Bin& bin : bins) extent |= bin.box;
  findSpacing();
}

void DetectionLayer::Placed::findSpacing() {
  std::vector<std::pair<double, std::size_t>> spacings;
  std::size_t all = 0;
  for (const Bin& bin : bins) {
    if (bin.points == 0) continue;
    all += bin.points;
    // A bin that one piece of tissue just touches is as dense as its neighbour.
    if (bin.points > 1)
      spacings.emplace_back(std::sqrt(bin.box.width() * bin.box.height() / static_cast<double>(bin.points)),
                            bin.points);
  }
  std::ranges::sort(spacings);
  std::size_t seen = 0;
  for (const auto& [spacing, count] : spacings) {
    seen += count;
    if (seen * 2 < all) continue;
    pointSpacingPx = spacing;
    return;
  }
}

QColor DetectionLayer::Placed::colourOf(std::size_t classIndex) const {
  const auto& rgb = set->classes[classIndex].colour;
  return {rgb[0], rgb[1], rgb[2]};
}

int DetectionLayer::Placed::dotPx(const Item& item, const Viewport& view) const {
  const double logical = view.downsample * view.pixelRatio;  // level-0 pixels
  double edge = 0;
  if (item.polygon >= 0) {
    edge = 2.0 * item.radiusPx / logical;
    if (edge >= kSmallestShapePx) return 0;
  } else {
    const double spacing = pointSpacingPx / logical;
    if (spacing >= kRingSpacingPx) return 0;
    edge = spacing >= kDotSpacingPx ? 2 : 1;
  }
  return std::max(1, static_cast<int>(std::lround(edge * view.pixelRatio)));
}

bool DetectionLayer::Placed::paint(QPainter& painter, const QRect& exposed, const Viewport& view,
                                   const std::stop_token& stop) const {
  const double rim = (kPointRadiusPx + kLinePx) * view.pixelRatio;
  const QRectF seen = view.slideBounds(QRectF(exposed).adjusted(-rim, -rim, rim, rim));
  const QTransform toScreen = view.slideToScreen();
  std::vector<QRgb> dotColours;
  for (std::size_t i = 0; i < set->classes.size(); ++i) {
    QColor colour = colourOf(i);
    colour.setAlpha(kFarDotAlpha);
    dotColours.push_back(qPremultiply(colour.rgba()));
  }
  DotRaster dots(exposed);
  std::vector<const Item*> shapes;
  bool any = false;
  for (const Bin& bin : bins) {
    if (!touches(bin.box, seen)) continue;
    if (stop.stop_requested()) return true;
    for (std::size_t i = bin.first; i < bin.first + bin.count; ++i) {
      const Item& item = items[i];
      const double radius = item.radiusPx;
      if (item.x + radius < seen.left() || item.x - radius > seen.right() || item.y + radius < seen.top() ||
          item.y - radius > seen.bottom())
        continue;
      any = true;
      if (const int edge = dotPx(item, view); edge > 0)
        dots.add(toScreen.map(QPointF(item.x, item.y)), edge, dotColours[item.classIndex]);
      else
        shapes.push_back(&item);
    }
  }
  dots.drawInto(painter);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(Qt::NoBrush);
  std::uint32_t classIndex = 0;
  double penPx = 0;
  for (const Item* item : shapes) {
    const bool fine = item->polygon >= 0 && 2.0 * item->radiusPx < kFineShapePx * view.downsample * view.pixelRatio;
    const double width = (fine ? 1 : kLinePx) * view.pixelRatio;
    if (width != penPx || item->classIndex != classIndex) painter.setPen(QPen(colourOf(item->classIndex), width));
    penPx = width;
    classIndex = item->classIndex;
    drawShape(painter, *item, view, toScreen);
    if (stop.stop_requested()) return true;
  }
  return any;
}

void DetectionLayer::Placed::drawShape(QPainter& painter, const Item& item, const Viewport& view,
                                       const QTransform& toScreen) const {
  if (item.polygon < 0) {
    const double radius = kPointRadiusPx * view.pixelRatio;
    painter.drawEllipse(toScreen.map(QPointF(item.x, item.y)), radius, radius);
    return;
  }
  const Polygon& polygon = set->detections[item.detection].polygons[static_cast<std::size_t>(item.polygon)];
  painter.drawPolygon(toScreen.map(polygonOf(polygon.outer)));
  for (const Ring& hole : polygon.holes) painter.drawPolygon(toScreen.map(polygonOf(hole)));
}

DetectionLayer::DetectionLayer(std::shared_ptr<const DetectionSet> set)
    : TiledLayer(LayerKind::detections, QString::fromStdString(set->name)),
      m_placed(std::make_shared<const Placed>(std::move(set))) {}

DetectionLayer::~DetectionLayer() = default;

QRectF DetectionLayer::extent() const { return m_placed->extent; }

TiledLayer::Paint DetectionLayer::gather(const QRectF& slide, const Viewport& view) const {
  const double rim = (kPointRadiusPx + kLinePx) * view.pixelRatio * view.downsample;
  const QRectF seen = slide.adjusted(-rim, -rim, rim, rim);
  if (std::ranges::none_of(m_placed->bins, [&](const Placed::Bin& bin) { return touches(bin.box, seen); })) return {};
  return [placed = m_placed](QPainter& painter, const QRect& exposed, const Viewport& part,
                             const std::stop_token& stop) { return placed->paint(painter, exposed, part, stop); };
}

double DetectionLayer::costMs(const QRectF& slide, const Viewport& view, double enough) const {
  double sum = 0;
  for (const Placed::Bin& bin : m_placed->bins) {
    if (!touches(bin.box, slide)) continue;
    const QRectF common = bin.box & slide;
    const double share =
        std::min(1.0, common.width() * common.height() / std::max(1.0, bin.box.width() * bin.box.height()));
    const auto count = static_cast<double>(bin.count);
    const double radius = bin.points == bin.count ? 0 : bin.meanRadiusPx;
    const Placed::Item typical{0, 0, static_cast<float>(radius), bin.points == bin.count ? -1 : 0, 0, 0};
    // All of its items are looked at.
    sum += count * kDotMs + count * share * (m_placed->dotPx(typical, view) > 0 ? kDotMs : kShapeMs);
    if (sum > enough) break;
  }
  return sum;
}

QString DetectionLayer::describe(QPointF slide) const {
  // Of several the one whose middle is nearest; it may have been sorted into a neighbouring bin.
  const Placed::Item* nearest = nullptr;
  double nearestPx = 0;
  for (const Placed::Bin& bin : m_placed->bins) {
    if (!bin.box.adjusted(-kPointReachPx, -kPointReachPx, kPointReachPx, kPointReachPx).contains(slide)) continue;
    for (std::size_t i = bin.first; i < bin.first + bin.count; ++i) {
      const Placed::Item& item = m_placed->items[i];
      const double distance = std::max(std::abs(item.x - slide.x()), std::abs(item.y - slide.y()));
      if (distance > std::max(kPointReachPx, static_cast<double>(item.radiusPx))) continue;
      if (nearest != nullptr && distance >= nearestPx) continue;
      nearest = &item;
      nearestPx = distance;
    }
  }
  if (nearest == nullptr) return {};
  const std::string& text = m_placed->set->classes[nearest->classIndex].name;
  return QStringLiteral("%1: %2").arg(name(), text.empty() ? tr("unclassified") : QString::fromStdString(text));
}

QList<LegendKey> DetectionLayer::keys() const {
  QList<LegendKey> keys;
  for (const DetectionClass& one : m_placed->set->classes)
    keys << LegendKey{one.name.empty() ? tr("unclassified") : QString::fromStdString(one.name),
                      QColor(one.colour[0], one.colour[1], one.colour[2]), Qt::SolidPattern};
  return keys;
}

}  // namespace snitt
