#include "ui/layers/annotation_layer.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace snitt {

namespace {

constexpr double kReachPx = 8;          // so near to a point or a line is at it
constexpr std::size_t kMostParts = 16;  // of an edit that are painted one by one

Box boxOf(const QRectF& rect) { return {rect.left(), rect.top(), rect.right(), rect.bottom()}; }

QRectF rectOf(const Box& box) { return {QPointF(box.minX, box.minY), QPointF(box.maxX, box.maxY)}; }

Box together(const Box& a, const Box& b) {
  return {std::min(a.minX, b.minX), std::min(a.minY, b.minY), std::max(a.maxX, b.maxX), std::max(a.maxY, b.maxY)};
}

}  // namespace

AnnotationLayer::AnnotationLayer(QString name, QSizeF slidePx)
    : TiledLayer(LayerKind::annotations, std::move(name)), m_slidePx(slidePx) {}

AnnotationLayer::~AnnotationLayer() = default;

void AnnotationLayer::setSet(const AnnotationSet* set) {
  m_set = set;
  contentChanged();
}

void AnnotationLayer::edited(const Box& box) { contentChanged(rectOf(box), kAnnotationLabelPx); }

void AnnotationLayer::edited(const AnnotationEdit& edit) {
  std::vector<Box> parts;
  bool named = false;
  for (const AnnotationChange& change : edit) {
    std::optional<Box> part;
    for (const AnnotationPtr& one : {change.before, change.after}) {
      named = named || (one && !one->name.empty());
      if (one) part = part ? together(*part, snitt::boxOf(one->geometry)) : snitt::boxOf(one->geometry);
    }
    if (!part) continue;
    if (parts.size() < kMostParts)
      parts.push_back(*part);
    else
      parts.back() = together(parts.back(), *part);
  }
  for (const Box& part : parts) contentChanged(rectOf(part), named ? kAnnotationLabelPx : kAnnotationRimPx);
}

void AnnotationLayer::setHidden(std::set<std::string> ids) {
  std::vector<std::string> changed;
  std::ranges::set_symmetric_difference(ids, *m_hidden, std::back_inserter(changed));
  m_hidden = std::make_shared<const std::set<std::string>>(std::move(ids));
  if (m_set == nullptr) return;
  AnnotationEdit edit;
  for (const std::string& id : changed)
    if (AnnotationPtr one = m_set->find(id)) edit.push_back({one, one});
  edited(edit);
}

void AnnotationLayer::setFilled(bool filled) {
  if (filled == m_look.filled) return;
  m_look.filled = filled;
  contentChanged();
}

void AnnotationLayer::setClassColours(std::function<Colour(const std::string& className)> colours) {
  m_look.classColour = std::move(colours);
  contentChanged();
}

TiledLayer::Paint AnnotationLayer::gather(const QRectF& slide, const Viewport& view) const {
  if (m_set == nullptr) return {};
  using Bins = std::vector<std::shared_ptr<const AnnotationSet::Bin>>;
  const double px = view.downsample * view.pixelRatio;
  const Box seen = boxOf(slide).grownBy(kAnnotationRimPx * px);
  const Box named = boxOf(slide).grownBy(kAnnotationLabelPx * px);
  auto bins = std::make_shared<const Bins>(m_set->binsIn(seen));
  // Names are written beside what they belong to.
  auto namedBins = std::make_shared<const Bins>(m_set->binsIn(named, kAnnotationLabelFromPx * px));
  if (bins->empty() && namedBins->empty()) return {};
  return [bins, namedBins, seen, named, hidden = m_hidden, look = m_look](
             QPainter& painter, const QRect& exposed, const Viewport& part, const std::stop_token& stop) {
    std::vector<const AnnotationSet::Placed*> found;
    for (const auto& bin : *bins)
      for (const AnnotationSet::Placed& one : *bin)
        if (one.box.touches(seen)) found.push_back(&one);
    for (const auto& bin : *namedBins)
      for (const AnnotationSet::Placed& one : *bin)
        if (one.box.touches(named) && showsLabel(*one.annotation, one.box, part)) found.push_back(&one);
    // What lies in several bins, or was found twice, is painted once.
    std::ranges::sort(found, {}, &AnnotationSet::Placed::place);
    const auto twice = std::ranges::unique(found, {}, &AnnotationSet::Placed::place);
    found.erase(twice.begin(), twice.end());
    std::vector<ShownAnnotation> list;
    list.reserve(found.size());
    for (const AnnotationSet::Placed* one : found)
      if (hidden->empty() || !hidden->contains(one->annotation->id)) list.push_back({one->annotation, one->box});
    if (!list.empty()) paintAnnotations(painter, exposed, part, list, look, stop);
    return !list.empty();
  };
}

double AnnotationLayer::costMs(const QRectF& slide, const Viewport& view, double enough) const {
  double sum = 0;
  if (m_set != nullptr)
    m_set->eachIn(boxOf(slide), [&](const AnnotationPtr& one, const Box& box, std::size_t) {
      sum += paintMs(*one, box, view);
      return sum <= enough;
    });
  return sum;
}

QString AnnotationLayer::describe(QPointF slide) const {
  if (m_set == nullptr) return {};
  const AnnotationPtr one = m_set->at({slide.x(), slide.y()}, kReachPx);
  // A field frame holds most of a view, and says its name at its rim.
  if (!one || one->shape == Shape::fieldFrame || m_hidden->contains(one->id)) return {};
  const QString className = QString::fromStdString(one->className);
  const QString ownName = QString::fromStdString(one->name);
  if (className.isEmpty()) return ownName;
  return ownName.isEmpty() ? className : QStringLiteral("%1: %2").arg(className, ownName);
}

}  // namespace snitt
