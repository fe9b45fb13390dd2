// Work off the UI thread for one owner: jobs run one after the other in one thread, which begins with the first of
// them. Used from the UI thread. Destruction drops what has not begun, or lets it be done where jobs are `kept` (what a
// person made is saved even if the window is gone), asks the running job to stop and never waits for it.
#pragma once

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <stop_token>
#include <utility>

namespace snitt {

class Background {
 public:
  enum class Order { oldestFirst, newestFirst };
  enum class AtEnd { dropped, kept };
  explicit Background(Order order = Order::oldestFirst, AtEnd atEnd = AtEnd::dropped);
  ~Background();
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;

  // `work` runs in the thread and must own all it uses; `done` runs with its result in the UI thread, unless `receiver`
  // is gone or this object is.
  template <class T>
  void run(QObject* receiver, std::function<T(const std::stop_token&)> work, std::function<void(T)> done) {
    push([this_ = alive(), to = QPointer<QObject>(receiver), work = std::move(work),
          done = std::move(done)](const std::stop_token& stop) {
      auto result = std::make_shared<T>(work(stop));
      // By way of the application object: the receiver may be deleted at any moment in its own thread.
      post([this_, to, done, result] {
        if (!this_.expired() && !to.isNull()) done(std::move(*result));
      });
    });
  }

  [[nodiscard]] bool idle() const;

 private:
  struct Shared;
  using Job = std::function<void(const std::stop_token&)>;
  void push(Job job);
  static void post(std::function<void()> call);
  [[nodiscard]] std::weak_ptr<int> alive() const { return m_alive; }

  std::shared_ptr<int> m_alive = std::make_shared<int>(0);
  std::shared_ptr<Shared> m_shared;
  AtEnd m_atEnd;
};

}  // namespace snitt
