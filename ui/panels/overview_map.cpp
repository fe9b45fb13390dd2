#include "ui/panels/overview_map.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace snitt {

namespace {

constexpr double kMostFloatingPx = 220;
constexpr double kLeastFloatingPx = 56;  // a slide as narrow as a ribbon is letterboxed rather than too thin to hit
constexpr double kRimPx = 4;
constexpr double kDockMarginPx = 6;
constexpr double kLeastSeenPx = 9;
constexpr double kCrossArmPx = 9;
constexpr double kCrossGapPx = 3;
constexpr double kNotch = 120;
constexpr double kArrowShare = 0.25;
constexpr int kDarkEnough = 125;

}  // namespace

OverviewMap::OverviewMap(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Overview of the slide"));
  setToolTip(tr("Click or drag to move the view, turn the wheel to zoom"));
  // A click must not take the keys away from the slide.
  setFocusPolicy(Qt::TabFocus);
  setCursor(Qt::CrossCursor);
}

void OverviewMap::setPicture(const QImage& wholeSlide, QSizeF slideSizePx) {
  m_picture = wholeSlide;
  m_scaled = {};
  m_slideSizePx = slideSizePx;
  m_dragging = false;
  fixFloatingSize();
  update();
}

void OverviewMap::setViewport(const Viewport& viewport) {
  if (viewport == m_viewport) return;
  m_viewport = viewport;
  update();
}

void OverviewMap::setFloating(bool floating) {
  m_floating = floating;
  if (!floating) {
    setMinimumSize(0, 0);
    setMaximumSize(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX);
  }
  fixFloatingSize();
  update();
}

void OverviewMap::fixFloatingSize() {
  if (!m_floating) return;
  const double most = kMostFloatingPx - 2 * kRimPx;
  const QSizeF shape = hasSlide() ? m_slideSizePx : QSizeF(4, 3);
  const QSizeF fitted =
      shape.scaled(QSizeF(most, most), Qt::KeepAspectRatio).expandedTo({kLeastFloatingPx, kLeastFloatingPx});
  setFixedSize(static_cast<int>(std::ceil(fitted.width() + 2 * kRimPx)),
               static_cast<int>(std::ceil(fitted.height() + 2 * kRimPx)));
}

QRectF OverviewMap::pictureRect() const {
  const double margin = m_floating ? kRimPx : kDockMarginPx;
  const QRectF space = QRectF(rect()).adjusted(margin, margin, -margin, -margin);
  if (!hasSlide() || space.isEmpty()) return {};
  QRectF fitted(QPointF(0, 0), m_slideSizePx.scaled(space.size(), Qt::KeepAspectRatio));
  fitted.moveCenter(space.center());
  return fitted;
}

QTransform OverviewMap::slideToWidget() const {
  const QRectF picture = pictureRect();
  QTransform transform;
  transform.translate(picture.left(), picture.top());
  transform.scale(picture.width() / m_slideSizePx.width(), picture.height() / m_slideSizePx.height());
  return transform;
}

QPointF OverviewMap::slideAt(QPointF widget) const {
  const QPointF slide = slideToWidget().inverted().map(widget);
  return {std::clamp(slide.x(), 0.0, m_slideSizePx.width()), std::clamp(slide.y(), 0.0, m_slideSizePx.height())};
}

QPolygonF OverviewMap::viewPolygon() const {
  if (pictureRect().isEmpty() || m_viewport.sizePx.isEmpty()) return {};
  return slideToWidget().map(m_viewport.slideCorners());
}

bool OverviewMap::showsCross() const {
  const QSizeF size = viewPolygon().boundingRect().size();
  return !viewPolygon().isEmpty() && std::max(size.width(), size.height()) < kLeastSeenPx;
}

QSize OverviewMap::sizeHint() const { return {220, 180}; }
QSize OverviewMap::minimumSizeHint() const { return {90, 70}; }

const QPixmap& OverviewMap::scaledPicture() {
  const QSize wanted = (pictureRect().size() * devicePixelRatioF()).toSize().expandedTo(QSize(1, 1));
  if (m_scaled.size() != wanted) {
    m_scaled = QPixmap::fromImage(m_picture.scaled(wanted, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    m_scaled.setDevicePixelRatio(devicePixelRatioF());
  }
  return m_scaled;
}

// The slide is light in every theme, so the line has to be dark enough for it.
QColor OverviewMap::lineColour() const {
  QColor colour = palette().color(QPalette::Highlight);
  while (qGray(colour.rgb()) > kDarkEnough) colour = colour.darker(115);
  return colour;
}

void OverviewMap::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
  if (m_floating) {
    QColor rim = palette().color(QPalette::Window);
    rim.setAlpha(170);
    painter.setPen(Qt::NoPen);
    painter.setBrush(rim);
    painter.drawRoundedRect(rect(), kRimPx, kRimPx);
  }
  if (pictureRect().isEmpty()) {
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(rect().adjusted(8, 8, -8, -8), Qt::AlignCenter | Qt::TextWordWrap, tr("No slide is open"));
    return;
  }
  paintSlide(painter);
  paintView(painter);
  if (hasFocus()) {
    painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 3, 3);
  }
}

void OverviewMap::paintSlide(QPainter& painter) {
  const QRectF picture = pictureRect();
  painter.fillRect(picture, Qt::white);
  if (m_picture.isNull()) {
    painter.setPen(QColor(90, 90, 96));
    painter.drawText(picture, Qt::AlignCenter | Qt::TextWordWrap, tr("Overview is being made…"));
  } else {
    painter.drawPixmap(picture.topLeft(), scaledPicture());
  }
  painter.setPen(QPen(palette().color(QPalette::Mid), 1));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(picture.adjusted(-0.5, -0.5, 0.5, 0.5));
}

void OverviewMap::paintView(QPainter& painter) {
  const QPolygonF view = viewPolygon();
  if (view.isEmpty()) return;
  painter.save();
  painter.setClipRect(rect());
  QColor fill = lineColour();
  fill.setAlpha(28);
  painter.setBrush(fill);
  painter.setPen(QPen(QColor(255, 255, 255, 220), 3.5, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
  painter.drawPolygon(view);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(lineColour(), 1.75, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
  painter.drawPolygon(view);
  if (showsCross()) paintCross(painter, slideToWidget().map(m_viewport.centre));
  painter.restore();
}

void OverviewMap::paintCross(QPainter& painter, QPointF centre) {
  QPainterPath arms;
  for (const QPointF direction : {QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0, -1)}) {
    arms.moveTo(centre + direction * kCrossGapPx);
    arms.lineTo(centre + direction * kCrossArmPx);
  }
  for (const auto& [colour, width] : {std::pair(QColor(255, 255, 255, 230), 4.0), std::pair(lineColour(), 2.0)}) {
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap));
    painter.drawPath(arms);
  }
}

void OverviewMap::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !pictureRect().adjusted(-2, -2, 2, 2).contains(event->position())) {
    event->ignore();
    return;
  }
  m_dragging = true;
  Q_EMIT centreRequested(slideAt(event->position()));
}

void OverviewMap::mouseMoveEvent(QMouseEvent* event) {
  if (m_dragging && hasSlide()) Q_EMIT centreRequested(slideAt(event->position()));
}

void OverviewMap::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) m_dragging = false;
}

void OverviewMap::wheelEvent(QWheelEvent* event) {
  // Also where there is nothing to zoom: a wheel over the map must never zoom the view below it by the wrong place.
  event->accept();
  if (hasSlide() && event->angleDelta().y() != 0)
    Q_EMIT zoomRequested(std::pow(2.0, event->angleDelta().y() / kNotch / 2));
}

void OverviewMap::keyPressEvent(QKeyEvent* event) {
  const QRectF shown = m_viewport.slideBounds();
  const auto move = [&](double right, double down) {
    const QPointF step(right * shown.width() * kArrowShare, down * shown.height() * kArrowShare);
    const QRectF slide(QPointF(0, 0), m_slideSizePx);
    const QPointF wanted = m_viewport.centre + step;
    Q_EMIT centreRequested(
        {std::clamp(wanted.x(), slide.left(), slide.right()), std::clamp(wanted.y(), slide.top(), slide.bottom())});
  };
  if (!hasSlide()) return QWidget::keyPressEvent(event);
  switch (event->key()) {
    case Qt::Key_Left:
      return move(-1, 0);
    case Qt::Key_Right:
      return move(1, 0);
    case Qt::Key_Up:
      return move(0, -1);
    case Qt::Key_Down:
      return move(0, 1);
    case Qt::Key_Plus:
      Q_EMIT zoomRequested(std::sqrt(2.0));
      return;
    case Qt::Key_Minus:
      Q_EMIT zoomRequested(std::sqrt(0.5));
      return;
    default:
      QWidget::keyPressEvent(event);
  }
}

}  // namespace snitt
