#include "ui/layers/legend.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>

#include <algorithm>
#include <utility>
#include <vector>

namespace snitt {

namespace {

constexpr double kWidth = 260;  // logical pixels
constexpr double kPad = 10;
constexpr double kBar = 12;
constexpr double kKey = 14;
constexpr int kSteps = 130;

const QColor kPlate(24, 25, 28, 225);
const QColor kText(240, 240, 242);
const QColor kQuiet(190, 192, 198);

class Texts {
  Q_DECLARE_TR_FUNCTIONS(Legend)
};

// Draws line by line, or only measures where there is no painter.
class Column {
 public:
  Column(QPainter* painter, const QFont& font, QPointF at) : m_painter(painter), m_font(font), m_at(at) {}

  void text(const QString& text, const QColor& colour, bool bold = false) {
    QFont font = m_font;
    font.setBold(bold);
    const QFontMetricsF metrics(font);
    const QRectF room(m_at, QSizeF(kWidth - 2 * kPad, 1000));
    const QRectF used = metrics.boundingRect(room, Qt::TextWordWrap, text);
    if (m_painter != nullptr) {
      m_painter->setFont(font);
      m_painter->setPen(colour);
      m_painter->drawText(QRectF(room.topLeft(), QSizeF(room.width(), used.height() + 2)), Qt::TextWordWrap, text);
    }
    m_at.ry() += used.height() + 2;
  }

  void scale(const LegendScale& scale) {
    const QLocale locale;
    text(scale.title, kText, true);
    const double width = kWidth - 2 * kPad;
    if (m_painter != nullptr) bar(scale, width);
    m_at.ry() += kBar + 2;
    const QFontMetricsF metrics(m_font);
    if (m_painter != nullptr) {
      m_painter->setFont(m_font);
      m_painter->setPen(kText);
      const QRectF row(m_at, QSizeF(width, metrics.height()));
      m_painter->drawText(row, Qt::AlignLeft, locale.toString(scale.low, 'g', 3));
      m_painter->drawText(row, Qt::AlignHCenter, locale.toString((scale.low + scale.high) / 2, 'g', 3));
      m_painter->drawText(row, Qt::AlignRight, locale.toString(scale.high, 'g', 3));
    }
    m_at.ry() += metrics.height() + 2;
    if (scale.shownFrom > scale.low)
      text(Texts::tr("Shown from %1 up; hidden tiles count as before").arg(locale.toString(scale.shownFrom, 'f', 2)),
           kQuiet);
    if (!scale.note.isEmpty()) text(scale.note, kQuiet);
    m_at.ry() += 6;
  }

  void key(const LegendKey& key) {
    if (m_painter != nullptr) {
      m_painter->setPen(QPen(key.colour, 1.5));
      m_painter->setBrush(QBrush(key.colour, key.pattern));
      m_painter->drawRect(QRectF(m_at.x() + 1, m_at.y() + 3, kKey - 3, kKey - 5));
    }
    m_at.rx() += kKey + 6;
    text(key.text, kText);
    m_at.rx() -= kKey + 6;
  }

  [[nodiscard]] double bottom() const { return m_at.y(); }

 private:
  void bar(const LegendScale& scale, double width) {
    for (int i = 0; i < kSteps; ++i) {
      const double share = (i + 0.5) / kSteps;
      const double value = scale.low + share * (scale.high - scale.low);
      const auto rgb = colourAt(scale.map, share);
      QColor colour(rgb[0], rgb[1], rgb[2]);
      if (value < scale.shownFrom) colour.setAlpha(40);
      m_painter->fillRect(QRectF(m_at.x() + width * i / kSteps, m_at.y(), width / kSteps + 0.6, kBar), colour);
    }
    m_painter->setPen(QPen(QColor(255, 255, 255, 120), 1));
    m_painter->setBrush(Qt::NoBrush);
    m_painter->drawRect(QRectF(m_at, QSizeF(width, kBar)));
  }

  QPainter* m_painter;
  QFont m_font;
  QPointF m_at;
};

void fill(Column& column, const LayerStack& layers) {
  for (const auto& layer : layers.layers()) {
    if (!layers.isShown(*layer)) continue;
    if (const auto scale = layer->scale()) column.scale(*scale);
    for (const LegendKey& key : layer->keys()) column.key(key);
  }
}

}  // namespace

QRectF paintLegend(QPainter& painter, const QRectF& area, const LayerStack& layers, qreal ratio) {
  const bool any = std::ranges::any_of(layers.layers(), [&](const auto& one) {
    return layers.isShown(*one) && (one->scale() || !one->keys().empty());
  });
  if (!any) return {};
  QFont font = painter.font();
  font.setPixelSize(12);
  Column measure(nullptr, font, QPointF(0, 0));
  fill(measure, layers);
  const QSizeF size(kWidth, measure.bottom() + 2 * kPad);
  const QPointF corner(area.left() / ratio + kPad, area.bottom() / ratio - kPad - size.height());
  painter.save();
  painter.scale(ratio, ratio);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(kPlate);
  painter.drawRoundedRect(QRectF(corner, size), 6, 6);
  Column column(&painter, font, corner + QPointF(kPad, kPad));
  fill(column, layers);
  painter.restore();
  return {corner * ratio, size * ratio};
}

}  // namespace snitt
