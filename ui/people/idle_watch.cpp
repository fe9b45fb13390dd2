#include "ui/people/idle_watch.h"

#include <QApplication>
#include <QEvent>

#include <ctime>
#include <utility>

namespace snitt {

namespace {

constexpr std::chrono::seconds kBetweenLooks{1};

bool isOfAPerson(const QEvent& event) {
  switch (event.type()) {
    case QEvent::KeyPress:
    case QEvent::KeyRelease:
    case QEvent::MouseMove:
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease:
    case QEvent::MouseButtonDblClick:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::TabletPress:
    case QEvent::TabletMove:
    case QEvent::NativeGesture:
      // Qt makes some of its own when widgets move under a mouse that lies still.
      return event.spontaneous();
    default:
      return false;
  }
}

}  // namespace

IdleWatch::IdleWatch(QObject* parent, Clock clock) : QObject(parent), m_clock(std::move(clock)) {
  m_timer.setInterval(kBetweenLooks);
  connect(&m_timer, &QTimer::timeout, this, &IdleWatch::look);
}

std::chrono::milliseconds IdleWatch::sinceStart() {
  // The monotonic clock stands still while a laptop's lid is closed.
  timespec now{};
  clock_gettime(CLOCK_BOOTTIME, &now);
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::seconds(now.tv_sec) +
                                                               std::chrono::nanoseconds(now.tv_nsec));
}

void IdleWatch::start() {
  m_last = m_clock();
  if (m_timer.isActive()) return;
  m_timer.start();
  qApp->installEventFilter(this);
}

void IdleWatch::stop() {
  m_timer.stop();
  qApp->removeEventFilter(this);
}

void IdleWatch::look() {
  if (m_timer.isActive() && isOver()) end();
}

void IdleWatch::end() {
  stop();
  Q_EMIT idle();
}

bool IdleWatch::eventFilter(QObject* watched, QEvent* event) {
  if (!isOfAPerson(*event)) return QObject::eventFilter(watched, event);
  // The first touch after the time was over (the machine slept) opens nothing.
  if (isOver()) {
    end();
    return true;
  }
  m_last = m_clock();
  return QObject::eventFilter(watched, event);
}

}  // namespace snitt
