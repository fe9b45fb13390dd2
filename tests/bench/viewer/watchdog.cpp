#include "bench/viewer/watchdog.h"

#include <QCoreApplication>
#include <QEvent>

#include <pthread.h>
#include <ctime>

#include <chrono>
#include <utility>

#include "bench/viewer/stage.h"

namespace snitt::bench {

namespace {

double clockMs(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

}  // namespace

Watchdog::Watchdog() {
  pthread_getcpuclockid(pthread_self(), &m_uiClock);
  m_thread = std::jthread([this](const std::stop_token& stop) { ask(stop); });
}

Watchdog::~Watchdog() {
  m_thread.request_stop();
  m_thread.join();
  QCoreApplication::removePostedEvents(this);
}

void Watchdog::ask(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    if (m_open.load()) continue;
    m_workedThenMs = clockMs(m_uiClock);
    m_askedMs = nowMs();
    m_open.store(true);
    QCoreApplication::postEvent(this, new QEvent(QEvent::User));
  }
}

bool Watchdog::event(QEvent* event) {
  if (event->type() != QEvent::User) return QObject::event(event);
  m_found.waited.push_back(nowMs() - m_askedMs);
  m_found.worked.push_back(clockMs(m_uiClock) - m_workedThenMs);
  m_open.store(false);
  return true;
}

Watchdog::Found Watchdog::take() { return std::exchange(m_found, {}); }

}  // namespace snitt::bench
