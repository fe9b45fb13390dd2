#include "ui/people/lock_screens.h"

#include <QApplication>
#include <QDialog>
#include <QEvent>
#include <QToolTip>
#include <QWindow>

#include <utility>

#include "ui/people/cover_p.h"
#include "ui/people/sign_in_sheet.h"
#include "ui/people/sitting.h"

namespace snitt {

namespace {

bool isPassing(const QWidget& window) {
  const Qt::WindowType type = window.windowType();
  return type == Qt::Popup || type == Qt::ToolTip || type == Qt::SplashScreen;
}

bool isInput(QEvent::Type type) {
  switch (type) {
    case QEvent::KeyPress:
    case QEvent::KeyRelease:
    case QEvent::ShortcutOverride:
    case QEvent::Shortcut:
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease:
    case QEvent::MouseButtonDblClick:
    case QEvent::MouseMove:
    case QEvent::HoverMove:
    case QEvent::Wheel:
    case QEvent::ContextMenu:
    case QEvent::ToolTip:
    case QEvent::WhatsThis:
    case QEvent::StatusTip:
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::TouchEnd:
    case QEvent::TabletPress:
    case QEvent::TabletMove:
    case QEvent::TabletRelease:
    case QEvent::NativeGesture:
    case QEvent::InputMethod:
    case QEvent::DragEnter:
    case QEvent::DragMove:
    case QEvent::Drop:
      return true;
    default:
      return false;
  }
}

}  // namespace

LockScreens::LockScreens(Sitting& sitting, QObject* parent)
    : QObject(parent), m_sitting(sitting), m_sheet(std::make_unique<SignInSheet>(sitting)) {
  connect(&m_sitting, &Sitting::stateChanged, this, &LockScreens::follow);
  connect(m_sheet.get(), &SignInSheet::quitAsked, this, &LockScreens::quitAsked);
  connect(&m_sitting, &Sitting::personChanged, this, &LockScreens::endDialogs);
  follow();
}

LockScreens::~LockScreens() {
  if (m_locked) unlock();
}

void LockScreens::follow() {
  if (m_sitting.mustSignIn() == m_locked) return;
  m_locked ? unlock() : lock();
}

void LockScreens::lock() {
  m_locked = true;
  m_front = QApplication::activeWindow();
  while (QWidget* popup = QApplication::activePopupWidget()) {
    popup->close();
    // One that refuses would keep the loop going.
    if (QApplication::activePopupWidget() == popup) popup->hide();
    if (QApplication::activePopupWidget() == popup) break;
  }
  QToolTip::hideText();
  // What is dragged or pressed ends here.
  if (QWidget* grabber = QWidget::mouseGrabber()) grabber->releaseMouse();
  if (QWidget* grabber = QWidget::keyboardGrabber()) grabber->releaseKeyboard();
  qApp->installEventFilter(this);
  for (QWidget* window : QApplication::topLevelWidgets())
    if (window->isVisible()) cover(*window);
  m_sheet->askOver(m_front);
}

void LockScreens::unlock() {
  m_locked = false;
  qApp->removeEventFilter(this);
  m_sheet->hide();
  const auto covers = std::exchange(m_covers, {});
  for (const auto& one : covers)
    if (one != nullptr) {
      one->giveTitleBack();
      delete one.data();
    }
  if (m_front == nullptr || !m_front->isVisible()) return;
  m_front->raise();
  m_front->activateWindow();
}

// What the person before had begun and not confirmed is not the next one's to confirm.
void LockScreens::endDialogs() {
  if (!m_locked) return;
  for (const QPointer<Cover>& one : m_covers.values())
    if (one != nullptr)
      if (auto* dialog = qobject_cast<QDialog*>(one->parentWidget())) dialog->close();
}

void LockScreens::cover(QWidget& window) {
  if (&window == m_sheet.get() || window.windowType() == Qt::Desktop) return;
  if (isPassing(window)) return window.hide();
  QPointer<Cover>& place = m_covers[&window];
  if (place == nullptr || place->parentWidget() != &window) place = new Cover(window);
  place->lie();
}

Cover* LockScreens::coverOf(const QWidget* window) const { return m_covers.value(const_cast<QWidget*>(window)).data(); }

// The sheet and all that belongs to it: what its fields complete, correct and offer.
bool LockScreens::isOurs(const QObject* object) const {
  for (const QObject* one = object; one != nullptr; one = one->parent())
    if (one == m_sheet.get()) return true;
  return object == m_sheet->windowHandle() || object == qApp;
}

bool LockScreens::eventFilter(QObject* watched, QEvent* event) {
  const QEvent::Type type = event->type();
  // A window of the system's side takes what is told to it and gives it on to a widget, where it is looked at.
  if (isInput(type) && !watched->isWindowType() && !isOurs(watched)) return true;
  if (!watched->isWidgetType() || isOurs(watched)) return QObject::eventFilter(watched, event);
  auto& widget = static_cast<QWidget&>(*watched);
  if (type == QEvent::Show && widget.isWindow()) {
    cover(widget);
    // A dialog that a score or a message opens meanwhile is the newest, and would take the input.
    if (widget.isModal()) QMetaObject::invokeMethod(m_sheet.get(), &SignInSheet::comeBack, Qt::QueuedConnection);
  }
  // A panel that comes forward does so within its window.
  if (type == QEvent::ZOrderChange || type == QEvent::Show || type == QEvent::ParentChange)
    if (Cover* over = coverOf(widget.parentWidget()); over != nullptr && over != &widget) over->raise();
  if (type == QEvent::Resize || type == QEvent::LayoutRequest)
    if (Cover* over = coverOf(&widget); over != nullptr) over->lie();
  if (type == QEvent::WindowTitleChange)
    if (Cover* over = coverOf(&widget); over != nullptr) over->keepTitle();
  return QObject::eventFilter(watched, event);
}

}  // namespace snitt
