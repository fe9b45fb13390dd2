#include "ui/cohort/cohort_watch.h"

#include <utility>

namespace snitt {

CohortWatch::CohortWatch(std::filesystem::path folder, std::chrono::milliseconds every, QObject* parent)
    : QObject(parent), m_folder(std::move(folder)), m_follower(std::make_shared<CohortFollower>(m_folder)) {
  m_timer.setSingleShot(true);
  m_timer.setInterval(every);
  connect(&m_timer, &QTimer::timeout, this, &CohortWatch::lookNow);
  lookNow();
}

// A share may hang: the next look is asked for once this one has ended.
void CohortWatch::lookNow() {
  if (m_looking) return;
  m_looking = true;
  m_timer.stop();
  using Read = Result<std::shared_ptr<const CohortReading>>;
  m_work.run<Read>(
      this, [follower = m_follower](const std::stop_token& stop) { return follower->look(stop); },
      [this](const Read& read) { take(read); });
}

void CohortWatch::take(const Result<std::shared_ptr<const CohortReading>>& read) {
  m_looking = false;
  m_timer.start();
  if (!read) {
    if (m_fault == read.error()) return;
    m_fault = read.error();
    Q_EMIT changed();
    return;
  }
  const bool better = std::exchange(m_fault, std::nullopt).has_value();
  if (*read) m_reading = *read;
  if (better || *read) Q_EMIT changed();
}

}  // namespace snitt
