#include "ui/layers/detection_layer.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace snitt {

namespace {

constexpr double kBinPx = 4096;
// So near to a point is at it.
constexpr double kPointReachPx = 8;
// As long as fewer are in view their shapes are drawn, each with its holes.
constexpr std::size_t kMostShapes = 3000;
// More dots than this cannot be told apart; every n-th is drawn, the same ones in each frame.
constexpr std::size_t kMostDots = 60000;

std::int64_t binOf(QPointF at) {
  const auto column = static_cast<std::int64_t>(std::floor(at.x() / kBinPx));
  const auto row = static_cast<std::int64_t>(std::floor(at.y() / kBinPx));
  return row * (std::int64_t{1} << 32) + column;
}

QPolygonF polygonOf(const Ring& ring) {
  QPolygonF points;
  points.reserve(static_cast<qsizetype>(ring.size()));
  for (const Point& point : ring) points << QPointF(point.x, point.y);
  return points;
}

}  // namespace

DetectionLayer::DetectionLayer(std::shared_ptr<const DetectionSet> set)
    : Layer(LayerKind::detections, QString::fromStdString(set->name)), m_set(std::move(set)) {
  for (std::size_t i = 0; i < m_set->detections.size(); ++i) {
    const Detection& one = m_set->detections[i];
    for (std::size_t part = 0; part < one.polygons.size(); ++part)
      place(i, static_cast<std::int32_t>(part), polygonOf(one.polygons[part].outer).boundingRect());
    for (const Point& point : one.points) place(i, -1, QRectF(point.x, point.y, 0, 0));
  }
}

void DetectionLayer::place(std::size_t detection, std::int32_t polygon, const QRectF& box) {
  Bin& bin = m_bins[binOf(box.center())];
  const QRectF room = box.adjusted(-0.5, -0.5, 0.5, 0.5);
  bin.box = bin.items.empty() ? room : bin.box | room;
  bin.items.push_back({detection, polygon, box.center(), static_cast<float>(std::max(box.width(), box.height()) / 2)});
}

QColor DetectionLayer::colourOf(std::size_t classIndex) const {
  const auto& rgb = m_set->classes[classIndex].colour;
  return {rgb[0], rgb[1], rgb[2]};
}

void DetectionLayer::paint(QPainter& painter, const QRect& exposed, const Viewport& view) const {
  const QRectF seen = view.slideBounds(QRectF(exposed).adjusted(-4, -4, 4, 4));
  // How they are drawn follows from the whole view, so that a strip that comes into it looks like the rest.
  const QRectF whole = view.slideBounds();
  std::vector<const Bin*> bins;
  std::size_t count = 0;
  for (const auto& [key, bin] : m_bins) {
    if (bin.box.intersects(whole)) {
      const double share =
          (bin.box & whole).width() * (bin.box & whole).height() / std::max(1.0, bin.box.width() * bin.box.height());
      count += static_cast<std::size_t>(static_cast<double>(bin.items.size()) * share);
    }
    if (bin.box.intersects(seen)) bins.push_back(&bin);
  }
  if (count <= kMostShapes)
    drawShapes(painter, bins, seen, view);
  else
    drawDots(painter, bins, view, count);
}

void DetectionLayer::drawDots(QPainter& painter, const std::vector<const Bin*>& bins, const Viewport& view,
                              std::size_t count) const {
  const QTransform toScreen = view.slideToScreen();
  // A power of two, so that it does not flicker while the count changes a little.
  std::size_t every = 1;
  while (count / every > kMostDots) every *= 2;
  std::vector<QList<QPointF>> dots(m_set->classes.size());
  for (const Bin* bin : bins)
    for (std::size_t i = 0; i < bin->items.size(); i += every)
      dots[m_set->detections[bin->items[i].detection].classIndex] << toScreen.map(bin->items[i].centre);
  painter.setRenderHint(QPainter::Antialiasing, false);
  for (std::size_t i = 0; i < dots.size(); ++i) {
    painter.setPen(QPen(colourOf(i), (every > 1 ? 1 : 2) * view.pixelRatio));
    painter.drawPoints(dots[i].constData(), static_cast<int>(dots[i].size()));
  }
}

void DetectionLayer::drawShapes(QPainter& painter, const std::vector<const Bin*>& bins, const QRectF& seen,
                                const Viewport& view) const {
  const QTransform toScreen = view.slideToScreen();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(Qt::NoBrush);
  for (const Bin* bin : bins)
    for (const Item& item : bin->items) {
      const double radius = item.radiusPx + 1.0;
      if (!QRectF(item.centre.x() - radius, item.centre.y() - radius, 2 * radius, 2 * radius).intersects(seen))
        continue;
      const Detection& one = m_set->detections[item.detection];
      painter.setPen(QPen(colourOf(one.classIndex), 1.5 * view.pixelRatio));
      if (item.polygon < 0) {
        painter.drawEllipse(toScreen.map(item.centre), 3.5 * view.pixelRatio, 3.5 * view.pixelRatio);
        continue;
      }
      const Polygon& polygon = one.polygons[static_cast<std::size_t>(item.polygon)];
      painter.drawPolygon(toScreen.map(polygonOf(polygon.outer)));
      for (const Ring& hole : polygon.holes) painter.drawPolygon(toScreen.map(polygonOf(hole)));
    }
}

QString DetectionLayer::describe(QPointF slide) const {
  // Of several the one whose middle is nearest; it may have been sorted into a neighbouring bin.
  const Item* nearest = nullptr;
  double nearestPx = 0;
  for (const auto& [key, bin] : m_bins) {
    if (!bin.box.adjusted(-kPointReachPx, -kPointReachPx, kPointReachPx, kPointReachPx).contains(slide)) continue;
    for (const Item& item : bin.items) {
      const QPointF away = item.centre - slide;
      const double distance = std::max(std::abs(away.x()), std::abs(away.y()));
      if (distance > std::max(kPointReachPx, static_cast<double>(item.radiusPx))) continue;
      if (nearest != nullptr && distance >= nearestPx) continue;
      nearest = &item;
      nearestPx = distance;
    }
  }
  if (nearest == nullptr) return {};
  const std::string& text = m_set->classes[m_set->detections[nearest->detection].classIndex].name;
  return QStringLiteral("%1: %2").arg(name(), text.empty() ? tr("unclassified") : QString::fromStdString(text));
}

QList<LegendKey> DetectionLayer::keys() const {
  QList<LegendKey> keys;
  for (const DetectionClass& one : m_set->classes)
    keys << LegendKey{one.name.empty() ? tr("unclassified") : QString::fromStdString(one.name),
                      QColor(one.colour[0], one.colour[1], one.colour[2]), Qt::SolidPattern};
  return keys;
}

}  // namespace snitt
