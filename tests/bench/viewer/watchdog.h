// Asks the UI thread every millisecond for a sign of life and notes how long it took to come: what a person who clicks
// then waits. With the share of that time in which the thread worked, so that a machine with too much to do is told
// apart from a program that blocks.
#pragma once

#include <QObject>

#include <atomic>
#include <thread>

#include "bench/viewer/figures.h"

namespace snitt::bench {

class Watchdog : public QObject {
 public:
  Watchdog();  // in the UI thread
  ~Watchdog() override;

  // Of all signs since the last call; milliseconds.
  struct Found {
    Samples waited;
    Samples worked;
  };
  [[nodiscard]] Found take();

 protected:
  bool event(QEvent* event) override;

 private:
  void ask(const std::stop_token& stop);

  clockid_t m_uiClock{};
  std::atomic<bool> m_open{false};  // a question that was not answered yet
  double m_askedMs = 0;
  double m_workedThenMs = 0;
  Found m_found;
  std::jthread m_thread;
};

}  // namespace snitt::bench
