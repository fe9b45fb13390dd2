// Notices that nobody has touched keyboard or mouse in any window of the program for some time. UI thread.
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <utility>

namespace snitt {

class IdleWatch : public QObject {
  Q_OBJECT

 public:
  // Since some moment; goes on while the machine sleeps, and is never set.
  using Clock = std::function<std::chrono::milliseconds()>;
  explicit IdleWatch(QObject* parent = nullptr, Clock clock = sinceStart);
  [[nodiscard]] static std::chrono::milliseconds sinceStart();

  void setClock(Clock clock) { m_clock = std::move(clock); }
  void setLimit(std::chrono::milliseconds limit) { m_limit = limit; }
  // Counts from now on; `idle` comes once.
  void start();
  void stop();
  // As it does every second.
  void look();

 Q_SIGNALS:
  void idle();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  [[nodiscard]] bool isOver() const { return m_clock() - m_last >= m_limit; }
  void end();

  Clock m_clock;
  std::chrono::milliseconds m_limit = std::chrono::minutes(10);
  std::chrono::milliseconds m_last{0};
  QTimer m_timer;
};

}  // namespace snitt
