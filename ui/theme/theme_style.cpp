#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

#include "ui/theme/icons.h"
#include "ui/theme/theme_style_p.h"

namespace snitt {

namespace {

struct IndicatorColours {
  QColor ground, border, sign;
};

IndicatorColours indicatorColours(const QStyleOption& option) {
  const bool enabled = option.state & QStyle::State_Enabled;
  const bool marked = option.state & (QStyle::State_On | QStyle::State_NoChange);
  const auto group = enabled ? QPalette::Active : QPalette::Disabled;
  const QPalette& palette = option.palette;
  if (marked && enabled) {
    const QColor accent = palette.color(QPalette::Highlight);
    const QColor sign = palette.color(QPalette::HighlightedText);
    // On a selected row the box would melt into its ground.
    if (option.state & QStyle::State_Selected) return {accent, sign, sign};
    const bool focused = option.state & QStyle::State_HasFocus;
    return {accent, palette.color(focused ? QPalette::Text : QPalette::Highlight), sign};
  }
  const QColor text = palette.color(group, QPalette::PlaceholderText);
  const bool live = enabled && (option.state & (QStyle::State_MouseOver | QStyle::State_HasFocus));
  return {palette.color(group, QPalette::Base), live ? palette.color(QPalette::Link) : text, text};
}

// A square in the middle of what the style reserves, on whole pixels.
QRectF indicatorSquare(const QRect& area) {
  const int side = qMin(qMin(area.width(), area.height()), 14);
  const QRect square(area.x() + (area.width() - side) / 2, area.y() + (area.height() - side) / 2, side, side);
  return QRectF(square).adjusted(0.5, 0.5, -0.5, -0.5);
}

void drawCheckBox(const QStyleOption& option, QPainter& painter) {
  const IndicatorColours colours = indicatorColours(option);
  const QRectF square = indicatorSquare(option.rect);
  painter.setPen(colours.border);
  painter.setBrush(colours.ground);
  painter.drawRoundedRect(square, 2.5, 2.5);
  const double unit = square.width() / 13;
  const auto at = [&](double x, double y) { return square.topLeft() + QPointF(x, y) * unit; };
  painter.setPen(QPen(colours.sign, 1.8 * unit, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.setBrush(Qt::NoBrush);
  if (option.state & QStyle::State_NoChange)
    painter.drawLine(at(3.5, 6.5), at(9.5, 6.5));
  else if (option.state & QStyle::State_On)
    painter.drawPolyline(QPolygonF{{at(3, 6.8), at(5.5, 9.2), at(10, 4)}});
}

void drawRadioButton(const QStyleOption& option, QPainter& painter) {
  const IndicatorColours colours = indicatorColours(option);
  const QRectF square = indicatorSquare(option.rect);
  painter.setPen(colours.border);
  painter.setBrush(colours.ground);
  painter.drawEllipse(square);
  if (!(option.state & QStyle::State_On)) return;
  painter.setPen(Qt::NoPen);
  painter.setBrush(colours.sign);
  painter.drawEllipse(square.center(), square.width() * 0.22, square.width() * 0.22);
}

}  // namespace

ThemeStyle::ThemeStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void ThemeStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                               const QWidget* widget) const {
  const bool box = element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck;
  if (!box && element != PE_IndicatorRadioButton) return QProxyStyle::drawPrimitive(element, option, painter, widget);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  if (box)
    drawCheckBox(*option, *painter);
  else
    drawRadioButton(*option, *painter);
  painter->restore();
}

QIcon ThemeStyle::standardIcon(StandardPixmap which, const QStyleOption* option, const QWidget* widget) const {
  switch (which) {
    case SP_TitleBarCloseButton:
    case SP_DockWidgetCloseButton:
    case SP_LineEditClearButton:
    case SP_TabCloseButton:
      return icon("close");
    case SP_TitleBarNormalButton:
      return icon("undock");
    case SP_MessageBoxWarning:
      return icon("warning");
    case SP_MessageBoxCritical:
      return icon("error");
    case SP_MessageBoxInformation:
      return icon("info");
    case SP_MessageBoxQuestion:
      return icon("question");
    case SP_DialogResetButton:
      return icon("reset");
    default:
      return QProxyStyle::standardIcon(which, option, widget);
  }
}

int ThemeStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                          QStyleHintReturn* returned) const {
  switch (hint) {
    case SH_DialogButtonBox_ButtonsHaveIcons:
      return 0;
    case SH_ToolTip_WakeUpDelay:
      return 400;
    default:
      return QProxyStyle::styleHint(hint, option, widget, returned);
  }
}

int ThemeStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
  switch (metric) {
    case PM_ToolBarIconSize:
      return 22;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_TabBarIconSize:
    case PM_ListViewIconSize:
      return 16;
    default:
      return QProxyStyle::pixelMetric(metric, option, widget);
  }
}

}  // namespace snitt
