// SlideView: mouse, wheel, keys and gestures.
#include <QGestureEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QStyleHints>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

#include "ui/view/slide_view.h"

namespace snitt {

namespace {

constexpr double kNotch = 120;        // of QWheelEvent::angleDelta
constexpr double kNotchZoom = 1.35;   // a notch of the wheel
constexpr double kNotchTurn = 5;      // degrees
constexpr double kArrowShare = 0.15;  // of the view, a press of an arrow key

}  // namespace

void SlideView::updateCursor() {
  if (!hasSlide())
    setCursor(Qt::ArrowCursor);
  else if (m_dragging)
    setCursor(Qt::ClosedHandCursor);
  else if (m_tool != nullptr && !m_space)
    setCursor(m_tool->cursor());
  else
    setCursor(Qt::OpenHandCursor);
}

void SlideView::mousePressEvent(QMouseEvent* event) {
  Q_EMIT activated();
  if (!hasSlide()) return;
  if (event->button() == Qt::BackButton) return goBack();
  if (event->button() == Qt::ForwardButton) return goForward();
  const QPointF at = devicePosition(event->position());
  if (m_tool != nullptr && !m_space && event->button() != Qt::MiddleButton) {
    m_toolHasMouse = m_tool->press(at, event->button(), event->modifiers(), m_view);
    if (m_toolHasMouse) {
      update();
      return;
    }
  }
  if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton) {
    event->ignore();
    return;
  }
  const bool gliding = m_glide.has_value();
  stopMotion();
  if (gliding) Q_EMIT viewEdited(m_view);
  m_dragging = true;
  m_dragMoved = false;
  m_dragFrom = at;
  m_dragDone = {};
  m_fling.begin();
  m_fling.track(at, now());
  updateCursor();
}

void SlideView::mouseMoveEvent(QMouseEvent* event) {
  if (!hasSlide()) return;
  const QPointF at = devicePosition(event->position());
  Q_EMIT hovered(m_view.toSlide(at));
  if (!m_dragging) {
    if (m_tool != nullptr && !m_space && m_tool->move(at, event->buttons(), event->modifiers(), m_view)) update();
    if (m_tool != nullptr) updateCursor();
    return;
  }
  m_fling.track(at, now());
  const QPoint moved = (at - m_dragFrom).toPoint();
  if (!m_dragMoved && moved.manhattanLength() < QGuiApplication::styleHints()->startDragDistance() / 2) return;
  m_dragMoved = true;
  const QPoint step = moved - m_dragDone;
  if (step.isNull()) return;
  m_dragDone = moved;
  edit(m_view.movedBy(step));
  requestTiles();
}

void SlideView::mouseReleaseEvent(QMouseEvent* event) {
  if (!hasSlide()) return;
  const QPointF at = devicePosition(event->position());
  if (m_toolHasMouse) {
    m_toolHasMouse = false;
    m_tool->release(at, event->button(), event->modifiers(), m_view);
    update();
    return;
  }
  if (!m_dragging) return;
  m_dragging = false;
  updateCursor();
  if (!m_dragMoved) {
    Q_EMIT clicked(m_view.toSlide(at), event->modifiers());
    return;
  }
  if (m_fling.release(now())) m_timer.start();
}

void SlideView::mouseDoubleClickEvent(QMouseEvent* event) {
  if (hasSlide() && m_tool != nullptr && !m_space && event->button() != Qt::MiddleButton) {
    m_toolHasMouse =
        m_tool->doubleClick(devicePosition(event->position()), event->button(), event->modifiers(), m_view);
    if (m_toolHasMouse) return update();
  }
  if (!hasSlide() || event->button() != Qt::LeftButton) {
    mousePressEvent(event);
    return;
  }
  zoomAround(devicePosition(event->position()), (event->modifiers() & Qt::ShiftModifier) != 0 ? 0.5 : 2);
}

void SlideView::wheelEvent(QWheelEvent* event) {
  event->accept();
  Q_EMIT activated();
  // Alt turns a wheel on its side in some toolkits.
  const QPoint angle = event->angleDelta();
  const double notches = (std::abs(angle.y()) >= std::abs(angle.x()) ? angle.y() : angle.x()) / kNotch;
  if (notches == 0) return;
  if ((event->modifiers() & Qt::AltModifier) != 0) {
    turnBy(notches * kNotchTurn);
    return;
  }
  zoomAround(devicePosition(event->position()), std::pow(kNotchZoom, m_invertedWheel ? -notches : notches));
}

void SlideView::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
    m_space = true;
    updateCursor();
    return;
  }
  if (m_tool != nullptr && m_tool->key(event->key(), event->modifiers(), m_view)) {
    update();
    return;
  }
  const int stepX = static_cast<int>(m_view.sizePx.width() * kArrowShare);
  const int stepY = static_cast<int>(m_view.sizePx.height() * kArrowShare);
  switch (event->key()) {
    case Qt::Key_Left:
      return panBy({stepX, 0});
    case Qt::Key_Right:
      return panBy({-stepX, 0});
    case Qt::Key_Up:
      return panBy({0, stepY});
    case Qt::Key_Down:
      return panBy({0, -stepY});
    default:
      event->ignore();
  }
}

void SlideView::keyReleaseEvent(QKeyEvent* event) {
  if (event->key() != Qt::Key_Space || event->isAutoRepeat()) {
    event->ignore();
    return;
  }
  m_space = false;
  updateCursor();
}

void SlideView::leaveEvent(QEvent* event) {
  QWidget::leaveEvent(event);
  if (m_tool != nullptr) m_tool->left();
  Q_EMIT left();
}

void SlideView::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  m_space = false;
  Q_EMIT activated();
}

bool SlideView::event(QEvent* event) {
  if (gesture(event)) return true;
  if (event->type() == QEvent::ShortcutOverride && m_tool != nullptr) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (m_tool->takesKey(key->key(), key->modifiers())) {
      event->accept();
      return true;
    }
  }
  return QWidget::event(event);
}

bool SlideView::gesture(QEvent* event) {
  if (!hasSlide()) return false;
  if (event->type() == QEvent::NativeGesture) {
    auto* native = static_cast<QNativeGestureEvent*>(event);
    const QPointF at = devicePosition(native->position());
    if (native->gestureType() == Qt::ZoomNativeGesture) {
      stopMotion();
      edit(m_view.zoomedAround(at, m_view.downsample / std::max(0.2, 1 + native->value())));
    } else if (native->gestureType() == Qt::RotateNativeGesture) {
      stopMotion();
      edit(m_view.turnedTo(m_view.rotationDeg + native->value()));
    } else {
      return false;
    }
    requestTiles();
    return true;
  }
  if (event->type() != QEvent::Gesture) return false;
  auto* pinch = static_cast<QPinchGesture*>(static_cast<QGestureEvent*>(event)->gesture(Qt::PinchGesture));
  if (pinch == nullptr) return false;
  // Two fingers also arrive as a drag of the first one.
  m_dragging = false;
  stopMotion();
  const QPointF at = devicePosition(mapFromGlobal(pinch->centerPoint()));
  Viewport view = m_view;
  if ((pinch->changeFlags() & QPinchGesture::CenterPointChanged) != 0)
    view = view.movedBy((pinch->centerPoint() - pinch->lastCenterPoint()) * devicePixelRatioF());
  if ((pinch->changeFlags() & QPinchGesture::ScaleFactorChanged) != 0 && pinch->scaleFactor() > 0)
    view = view.zoomedAround(at, view.downsample / pinch->scaleFactor());
  edit(view);
  requestTiles();
  return true;
}

}  // namespace snitt
