#include "ui/document/background.h"

#include <QCoreApplication>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "ui/document/reaper.h"

namespace snitt {

struct Background::Shared {
  mutable std::mutex mutex;
  std::condition_variable_any changed;
  std::deque<Job> jobs;
  bool busy = false;
  Order order = Order::oldestFirst;
  std::jthread thread;  // touched by the owner alone
  std::shared_ptr<std::atomic<bool>> ended = std::make_shared<std::atomic<bool>>(false);

  void loop(const std::stop_token& stop) {
    std::unique_lock lock(mutex);
    while (changed.wait(lock, stop, [this] { return !jobs.empty(); })) {
      const bool newest = order == Order::newestFirst;
      const Job job = std::move(newest ? jobs.back() : jobs.front());
      newest ? jobs.pop_back() : jobs.pop_front();
      busy = true;
      lock.unlock();
      job(stop);
      lock.lock();
      busy = false;
    }
  }
};

Background::Background(Order order, AtEnd atEnd) : m_shared(std::make_shared<Shared>()), m_atEnd(atEnd) {
  m_shared->order = order;
}

Background::~Background() {
  if (!m_shared->thread.joinable()) return;
  if (m_atEnd == AtEnd::dropped) {
    const std::scoped_lock lock(m_shared->mutex);
    m_shared->jobs.clear();
  }
  m_shared->thread.request_stop();
  const auto ended = m_shared->ended;
  Reaper::take(std::move(m_shared->thread), ended, m_atEnd == AtEnd::kept);
}

void Background::push(Job job) {
  {
    const std::scoped_lock lock(m_shared->mutex);
    m_shared->jobs.push_back(std::move(job));
  }
  m_shared->changed.notify_one();
  if (m_shared->thread.joinable()) return;
  m_shared->thread = std::jthread([shared = m_shared](const std::stop_token& stop) {
    shared->loop(stop);
    shared->ended->store(true);
  });
}

void Background::post(std::function<void()> call) {
  // There is none any more while the program ends.
  if (QCoreApplication* application = QCoreApplication::instance())
    QMetaObject::invokeMethod(application, std::move(call), Qt::QueuedConnection);
}

bool Background::idle() const {
  const std::scoped_lock lock(m_shared->mutex);
  return m_shared->jobs.empty() && !m_shared->busy;
}

}  // namespace snitt
