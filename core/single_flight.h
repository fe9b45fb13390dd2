// Work that several threads ask for at once is done by one of them; the others wait and share what came of it.
// Thread-safe. No lock is held while the work runs. Nothing is remembered once it has ended: a cache is the caller's.
#pragma once

#include <algorithm>
#include <exception>
#include <future>
#include <list>
#include <mutex>
#include <utility>

namespace snitt {

// Key needs ==, Value is copied to those who waited.
template <class Key, class Value>
class SingleFlight {
 public:
  // `work() -> Value`. An exception of it reaches everybody who waited. It must not ask for its own key again.
  template <class Work>
  Value run(const Key& key, Work work) {
    std::promise<Value> promise;
    std::unique_lock lock(m_mutex);
    if (const auto running = find(key); running != m_running.end()) {
      const std::shared_future<Value> shared = running->second;
      lock.unlock();
      return shared.get();
    }
    m_running.emplace_back(key, promise.get_future().share());
    lock.unlock();
    try {
      Value value = work();
      promise.set_value(value);
      forget(key);
      return value;
    } catch (...) {
      promise.set_exception(std::current_exception());
      forget(key);
      throw;
    }
  }

 private:
  using Running = std::list<std::pair<Key, std::shared_future<Value>>>;

  // No longer than there are threads, so a walk is quicker than a table.
  typename Running::iterator find(const Key& key) {
    return std::find_if(m_running.begin(), m_running.end(), [&](const auto& one) { return one.first == key; });
  }

  void forget(const Key& key) {
    const std::scoped_lock lock(m_mutex);
    m_running.erase(find(key));
  }

  std::mutex m_mutex;
  Running m_running;
};

}  // namespace snitt
