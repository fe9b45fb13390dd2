// Lets threads through one at a time, in the order of their numbers 0, 1, 2, … Thread-safe.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <stop_token>

namespace snitt {

class InOrder {
 public:
  // Waits for all lower numbers to have run, then runs `work`, holding everybody else. False when stopped instead.
  template <class Work>
  bool run(std::size_t number, const std::stop_token& stop, Work work) {
    std::unique_lock lock(m_mutex);
    if (!m_turn.wait(lock, stop, [&] { return m_next == number; })) return false;
    work();
    ++m_next;
    lock.unlock();
    m_turn.notify_all();
    return true;
  }

 private:
  std::mutex m_mutex;
  std::condition_variable_any m_turn;
  std::size_t m_next = 0;
};

}  // namespace snitt
