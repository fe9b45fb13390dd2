#include "ui/layers/layer_stack.h"

#include <algorithm>
#include <ranges>
#include <utility>

namespace snitt {

namespace {

enum class Group { mask, values, marks };

Group groupOf(LayerKind kind) {
  switch (kind) {
    case LayerKind::tissue:
    case LayerKind::quality:
      return Group::mask;
    case LayerKind::heatmap:
    case LayerKind::spread:
    case LayerKind::tiles:
      return Group::values;
    case LayerKind::unreadable:
    case LayerKind::tumour:
    case LayerKind::detections:
    case LayerKind::annotations:
      break;
  }
  return Group::marks;
}

}  // namespace

Layer* LayerStack::add(std::unique_ptr<Layer> layer) {
  Layer* const added = layer.get();
  connect(added, &Layer::changed, this, [this, added] {
    // A layer that somebody switches on is to be seen, whatever the key for its group says.
    if (added->visible() && !isShown(*added)) {
      m_heatmapsShown = m_heatmapsShown || groupOf(added->kind()) == Group::values;
      m_annotationsShown = m_annotationsShown || groupOf(added->kind()) == Group::marks;
    }
    Q_EMIT changed();
  });
  connect(added, &Layer::changedIn, this, [this, added](const QRectF& slide) {
    if (isShown(*added)) Q_EMIT changedIn(slide);
  });
  const auto place = std::upper_bound(m_layers.begin(), m_layers.end(), groupOf(added->kind()),
                                      [](Group group, const auto& one) { return group < groupOf(one->kind()); });
  m_layers.insert(place, std::move(layer));
  Q_EMIT listChanged();
  Q_EMIT changed();
  return added;
}

void LayerStack::remove(Layer* layer) {
  const auto found = std::ranges::find_if(m_layers, [layer](const auto& one) { return one.get() == layer; });
  if (found == m_layers.end()) return;
  const std::unique_ptr<Layer> gone = std::move(*found);
  m_layers.erase(found);
  Q_EMIT listChanged();
  Q_EMIT changed();
}

Layer* LayerStack::first(LayerKind kind) const {
  const auto found = std::ranges::find_if(m_layers, [kind](const auto& one) { return one->kind() == kind; });
  return found == m_layers.end() ? nullptr : found->get();
}

void LayerStack::setHeatmapsShown(bool shown) {
  m_heatmapsShown = shown;
  Q_EMIT changed();
}

void LayerStack::setAnnotationsShown(bool shown) {
  m_annotationsShown = shown;
  Q_EMIT changed();
}

bool LayerStack::isShown(const Layer& layer) const {
  if (!layer.visible()) return false;
  switch (groupOf(layer.kind())) {
    case Group::values:
      return m_heatmapsShown;
    case Group::marks:
      return m_annotationsShown;
    case Group::mask:
      break;
  }
  return true;
}

void LayerStack::paint(QPainter& painter, const QRect& exposed, const Viewport& view) const {
  for (const auto& layer : m_layers) {
    if (!isShown(*layer) || layer->opacity() <= 0) continue;
    painter.save();
    painter.setOpacity(layer->opacity());
    painter.setCompositionMode(compositionOf(layer->blend()));
    layer->paint(painter, exposed, view);
    painter.restore();
  }
}

void LayerStack::prepare(const Viewport& view) {
  for (const auto& layer : m_layers)
    if (isShown(*layer) && layer->opacity() > 0) layer->prepare(view);
}

bool LayerStack::complete(const Viewport& view) const {
  return std::ranges::all_of(
      m_layers, [&](const auto& layer) { return !isShown(*layer) || layer->opacity() <= 0 || layer->complete(view); });
}

QString LayerStack::describe(QPointF slide) const {
  QStringList lines;
  for (const auto& layer : m_layers | std::views::reverse) {
    if (!isShown(*layer)) continue;
    if (const QString text = layer->describe(slide); !text.isEmpty() && !lines.contains(text)) lines << text;
  }
  return lines.join(QLatin1Char('\n'));
}

QList<Reading> LayerStack::readings(QPointF slide) const {
  QList<Reading> found;
  for (const auto& layer : m_layers | std::views::reverse) {
    if (!isShown(*layer)) continue;
    auto reading = layer->reading(slide);
    // Heatmap and spread of one table say the same of a tile.
    const auto same = [&](const Reading& one) { return one.title == reading->title && one.values == reading->values; };
    if (reading && std::ranges::none_of(found, same)) found << std::move(*reading);
  }
  return found;
}

std::optional<QRectF> LayerStack::tileAt(QPointF slide) const {
  for (const auto& layer : m_layers | std::views::reverse)
    if (isShown(*layer))
      if (auto tile = layer->tileAt(slide)) return tile;
  return std::nullopt;
}

}  // namespace snitt
