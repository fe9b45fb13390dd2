#include "ui/layers/value_layer.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace snitt {

ValueLayer::ValueLayer(LayerKind kind, QString name, std::span<const float> values, QString note)
    : Layer(kind, std::move(name)), m_note(std::move(note)) {
  setOpacity(0.6);
  float low = std::numeric_limits<float>::infinity();
  float high = -low;
  for (const float value : values)
    if (std::isfinite(value)) {
      low = std::min(low, value);
      high = std::max(high, value);
    }
  if (low <= high && (low < 0 || high > 1)) {
    m_low = low;
    m_high = high;
  }
  m_shownFrom = m_low;
  m_colours = ValueColours(m_map, m_low, m_high, m_shownFrom);
}

void ValueLayer::colour() {
  m_colours = ValueColours(m_map, m_low, m_high, m_shownFrom);
  coloursChanged();
  Q_EMIT changed();
}

void ValueLayer::setTiles(std::shared_ptr<const TileTable> table, std::shared_ptr<const TileIndex> index) {
  m_table = std::move(table);
  m_index = std::move(index);
}

void ValueLayer::setColourMap(ColourMap map) {
  if (map == m_map) return;
  m_map = map;
  colour();
}

void ValueLayer::setShownFrom(double value) {
  if (std::isnan(value)) return;
  value = std::clamp(value, m_low, m_high);
  if (value == m_shownFrom) return;
  m_shownFrom = value;
  colour();
}

void ValueLayer::setSmooth(bool smooth) {
  if (smooth == m_smooth || !canSmooth()) return;
  m_smooth = smooth;
  Q_EMIT changed();
}

QString ValueLayer::textOf(float value) const {
  // Probabilities with three digits after the point; counts and areas as they are.
  const bool probability = m_low == 0 && m_high == 1;
  return QLocale().toString(static_cast<double>(value), probability ? 'f' : 'g', probability ? 3 : 6);
}

std::optional<Reading> ValueLayer::reading(QPointF slide) const {
  if (m_table == nullptr || m_index == nullptr) return valueAt(slide);
  const auto tile = m_index->at(slide.x(), slide.y());
  if (!tile) return std::nullopt;
  Reading said{shownWords(QString::fromStdString(m_table->name)), {}};
  for (std::size_t column = 0; column < m_table->columns.size(); ++column) {
    const float value = m_table->values[column][*tile];
    said.values << std::pair(QString::fromStdString(m_table->columns[column]),
                             std::isfinite(value) ? textOf(value) : tr("unreadable"));
  }
  return said;
}

QString ValueLayer::describe(QPointF slide) const {
  const auto said = reading(slide);
  if (!said) return {};
  if (m_table == nullptr) return QStringLiteral("%1: %2").arg(said->title, said->values.front().second);
  QStringList parts;
  for (const auto& [name, value] : said->values) parts << QStringLiteral("%1 %2").arg(name, value);
  return QStringLiteral("%1: %2").arg(said->title, parts.join(QStringLiteral(" · ")));
}

std::optional<Reading> ValueLayer::valueAt(QPointF) const { return std::nullopt; }

std::optional<QRectF> ValueLayer::tileAt(QPointF slide) const {
  if (m_table == nullptr || m_index == nullptr) return std::nullopt;
  const auto tile = m_index->at(slide.x(), slide.y());
  if (!tile) return std::nullopt;
  const LevelZeroRect& rect = m_table->tiles[*tile];
  return QRectF(static_cast<double>(rect.minX), static_cast<double>(rect.minY), static_cast<double>(rect.width),
                static_cast<double>(rect.height));
}

std::optional<LegendScale> ValueLayer::scale() const {
  return LegendScale{name(), m_map, m_low, m_high, m_shownFrom, m_note};
}

}  // namespace snitt
