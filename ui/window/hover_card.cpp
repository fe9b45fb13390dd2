#include "ui/window/hover_card.h"

#include <QPainter>

#include <algorithm>

namespace snitt {

namespace {

constexpr int kAwayPx = 18;  // from the cursor, which stays free
constexpr int kPadPx = 8;
// As the legend's: read on tissue, glass and black alike.
const QColor kPlate(24, 25, 28, 235);
const QColor kText(240, 240, 242);

QString htmlOf(const Reading& reading) {
  QString html = QStringLiteral("<b>%1</b>").arg(reading.title.toHtmlEscaped());
  if (reading.values.isEmpty()) return html;
  html += QLatin1String("<table cellspacing='0' cellpadding='0'>");
  const qsizetype shown = std::min<qsizetype>(reading.values.size(), HoverCard::kMostRows);
  // The last is the one that counts: an ensemble is written behind its members.
  for (qsizetype i = 0; i < reading.values.size(); ++i) {
    const bool last = i + 1 == reading.values.size();
    if (i + 1 == shown && !last)
      html += QStringLiteral("<tr><td colspan='2'>%1</td></tr>")
                  .arg(HoverCard::tr("%1 more").arg(reading.values.size() - shown));
    if (i + 1 >= shown && !last) continue;
    const auto& [name, value] = reading.values[i];
    const QString row = last && reading.values.size() > 1
                            ? QStringLiteral("<tr><td><b>%1</b></td><td align='right'><b>&nbsp;&nbsp;%2</b></td></tr>")
                            : QStringLiteral("<tr><td>%1</td><td align='right'>&nbsp;&nbsp;%2</td></tr>");
    html += row.arg(name.toHtmlEscaped(), value.toHtmlEscaped());
  }
  return html + QLatin1String("</table>");
}

}  // namespace

HoverCard::HoverCard(QWidget* parent) : QLabel(parent) {
  setAttribute(Qt::WA_TransparentForMouseEvents);
  setTextFormat(Qt::RichText);
  setMargin(kPadPx);
  setAccessibleName(tr("Values under the cursor"));
  QPalette colours = palette();
  colours.setColor(QPalette::WindowText, kText);
  colours.setColor(QPalette::Text, kText);
  setPalette(colours);
  hide();
}

void HoverCard::show(const QList<Reading>& readings, QPoint cursor) {
  if (readings.isEmpty()) return hide();
  QStringList parts;
  for (const Reading& reading : readings) parts << htmlOf(reading);
  const QString html = parts.join(QLatin1String("<div style='font-size:4px'>&nbsp;</div>"));
  if (html != text()) {
    setText(html);
    adjustSize();
  }
  const QRect room = parentWidget()->rect();
  QPoint at = cursor + QPoint(kAwayPx, kAwayPx);
  if (at.x() + width() > room.right()) at.setX(cursor.x() - kAwayPx - width());
  if (at.y() + height() > room.bottom()) at.setY(cursor.y() - kAwayPx - height());
  move(std::max(0, at.x()), std::max(0, at.y()));
  setVisible(true);
}

void HoverCard::paintEvent(QPaintEvent* event) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(kPlate);
  painter.drawRoundedRect(rect(), 5, 5);
  painter.end();
  QLabel::paintEvent(event);
}

}  // namespace snitt
