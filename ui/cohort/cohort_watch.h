// Looks at a cohort's folder every moment, off the UI thread, and tells when it says something else than before. UI
// thread.
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>
#include <filesystem>
#include <memory>

#include "core/cohort/cohort_follower.h"
#include "ui/document/background.h"

namespace snitt {

class CohortWatch : public QObject {
  Q_OBJECT

 public:
  // `every`: between one look and the next.
  explicit CohortWatch(std::filesystem::path folder, std::chrono::milliseconds every = std::chrono::milliseconds(1500),
                       QObject* parent = nullptr);

  [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; }
  // Null until the first look ended well. Stays where a later look fails.
  [[nodiscard]] const std::shared_ptr<const CohortReading>& reading() const { return m_reading; }
  // Why the last look failed; the error's own words.
  [[nodiscard]] const std::optional<Error>& fault() const { return m_fault; }
  void lookNow();

 Q_SIGNALS:
  void changed();  // reading or fault

 private:
  void take(const Result<std::shared_ptr<const CohortReading>>& read);

  std::filesystem::path m_folder;
  std::shared_ptr<CohortFollower> m_follower;  // touched in the thread alone
  std::shared_ptr<const CohortReading> m_reading;
  std::optional<Error> m_fault;
  bool m_looking = false;
  QTimer m_timer;
  Background m_work;
};

}  // namespace snitt
