#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>
#include <cmath>

#include "ui/panels/panel_parts_p.h"

namespace snitt {

namespace {

const QColor kAmber(224, 150, 0);
const QColor kRed(208, 52, 44);
constexpr int kSignPx = 16;
constexpr int kCrossPx = 16;

QPixmap blank(int sizePx, qreal dpr) {
  const int devicePx = static_cast<int>(std::ceil(sizePx * dpr));
  QPixmap pixmap(devicePx, devicePx);
  pixmap.setDevicePixelRatio(dpr);
  pixmap.fill(Qt::transparent);
  return pixmap;
}

// A button that draws its cross itself: it follows the palette without being told.
class CloseButton : public QToolButton {
 public:
  using QToolButton::QToolButton;

 protected:
  void paintEvent(QPaintEvent* event) override {
    QToolButton::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette().color(QPalette::WindowText), 1.6, Qt::SolidLine, Qt::RoundCap));
    const QPointF middle = QRectF(rect()).center();
    const double arm = kCrossPx / 4.0;
    painter.drawLine(middle - QPointF(arm, arm), middle + QPointF(arm, arm));
    painter.drawLine(middle - QPointF(arm, -arm), middle + QPointF(arm, -arm));
  }
};

}  // namespace

QColor mixed(const QColor& under, const QColor& over, double share) {
  const auto channel = [share](int from, int to) { return static_cast<int>(std::lround(from + (to - from) * share)); };
  return {channel(under.red(), over.red()), channel(under.green(), over.green()), channel(under.blue(), over.blue())};
}

QColor mutedText(const QPalette& palette) {
  return mixed(palette.color(QPalette::WindowText), palette.color(QPalette::Window), 0.3);
}

QPixmap warningSign(const QPalette& palette, int sizePx, qreal dpr) {
  QPixmap pixmap = blank(sizePx, dpr);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.scale(sizePx / 16.0, sizePx / 16.0);
  QPainterPath triangle;
  triangle.moveTo(8, 2);
  triangle.lineTo(14.8, 13.8);
  triangle.lineTo(1.2, 13.8);
  triangle.closeSubpath();
  const QColor rim = mixed(kAmber, palette.color(QPalette::WindowText), 0.35);
  painter.setPen(QPen(rim, 1.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.setBrush(kAmber);
  painter.drawPath(triangle);
  painter.setPen(QPen(Qt::black, 1.7, Qt::SolidLine, Qt::RoundCap));
  painter.drawLine(QPointF(8, 6.3), QPointF(8, 9.4));
  painter.drawPoint(QPointF(8, 11.9));
  return pixmap;
}

QToolButton* makeCloseButton(QWidget* parent, const QString& accessibleName) {
  auto* button = new CloseButton(parent);
  button->setAutoRaise(true);
  button->setFixedSize(kCrossPx + 8, kCrossPx + 8);
  button->setAccessibleName(accessibleName);
  button->setToolTip(accessibleName);
  return button;
}

void paintBanner(QWidget& banner, BannerTone tone) {
  const QColor accent = tone == BannerTone::fault ? kRed : kAmber;
  const QColor window = banner.palette().color(QPalette::Window);
  QPainter painter(&banner);
  painter.fillRect(banner.rect(), mixed(window, accent, 0.16));
  painter.fillRect(QRect(0, banner.height() - 1, banner.width(), 1), mixed(window, accent, 0.6));
  painter.fillRect(QRect(0, 0, 3, banner.height()), accent);
}

QLabel* makeSentence(QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  label->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  return label;
}

QLabel* makeNote(QWidget* parent) {
  QLabel* note = makeSentence(parent);
  QFont small = note->font();
  if (small.pointSizeF() > 0) small.setPointSizeF(small.pointSizeF() * 0.92);
  note->setFont(small);
  return note;
}

void showWarningSign(QLabel& label) {
  label.setPixmap(warningSign(label.palette(), kSignPx, label.devicePixelRatioF()));
  label.setFixedSize(kSignPx, kSignPx);
  label.setAccessibleName(QCoreApplication::translate("PanelParts", "Warning"));
}

}  // namespace snitt
