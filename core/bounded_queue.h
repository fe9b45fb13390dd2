// A queue between threads that holds at most `capacity` items. All functions are thread-safe. Waiting ends when a stop
// is requested or the queue is closed; closing lets what is inside still be taken.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace snitt {

template <class T>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t capacity) : m_capacity(capacity) {}

  // False, and the item is dropped, when stopped or closed.
  bool push(T item, const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, stop, [this] { return m_items.size() < m_capacity || m_closed; });
    if (stop.stop_requested() || m_closed) return false;
    m_items.push_back(std::move(item));
    lock.unlock();
    m_changed.notify_all();
    return true;
  }

  // Nothing when stopped, or closed and empty.
  std::optional<T> pop(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, stop, [this] { return !m_items.empty() || m_closed; });
    if (stop.stop_requested() || m_items.empty()) return std::nullopt;
    std::optional<T> item(std::move(m_items.front()));
    m_items.pop_front();
    lock.unlock();
    m_changed.notify_all();
    return item;
  }

  void close() {
    {
      const std::scoped_lock lock(m_mutex);
      m_closed = true;
    }
    m_changed.notify_all();
  }

 private:
  std::mutex m_mutex;
  std::condition_variable_any m_changed;
  std::deque<T> m_items;
  std::size_t m_capacity;
  bool m_closed = false;
};

}  // namespace snitt
