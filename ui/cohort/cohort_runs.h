// The cohorts that this program runs: a `snitt cohort` process each, of low priority, which is spoken to by JSON lines
// and ends with the program. They belong to the program, not to a window. UI thread.
#pragma once

#include <QObject>
#include <QPointer>

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "core/result.h"
#include "ui/cohort/cohort_order.h"
#include "ui/jobs/score_worker.h"

namespace snitt {

class CohortRun : public QObject {
  Q_OBJECT

 public:
  CohortRun(CohortOrder order, QObject* parent);

  [[nodiscard]] const CohortOrder& order() const { return m_order; }
  [[nodiscard]] bool isAlive() const { return m_worker != nullptr; }
  [[nodiscard]] bool isPaused() const { return m_worker != nullptr && m_worker->paused(); }
  [[nodiscard]] bool isStopping() const { return m_stopping; }
  // Of the slides, once they are scored; before that of the check ("check" and its like).
  [[nodiscard]] const std::optional<EngineProgress>& progress() const { return m_progress; }
  // Why it ended otherwise than well, one sentence in the engine's words; empty while it runs and where all is well.
  [[nodiscard]] const QString& fault() const { return m_fault; }

  void pause();
  void resume();
  // What is in flight is done again by the next run; the rest stays.
  void stop();

 Q_SIGNALS:
  void changed();
  void ended();

 private:
  friend class CohortRuns;
  void start(const std::filesystem::path& program, const std::string& session);
  void take(const WorkerEnd& end);

  CohortOrder m_order;
  std::unique_ptr<ScoreWorker> m_worker;
  std::optional<EngineProgress> m_progress;
  QString m_fault;
  bool m_stopping = false;
};

class CohortRuns : public QObject {
  Q_OBJECT

 public:
  // `program`: the engine.
  explicit CohortRuns(std::filesystem::path program, QObject* parent = nullptr);
  ~CohortRuns() override;

  // $SNITT_SESSION of the processes that are started from now on.
  void setSession(std::string session) { m_session = std::move(session); }
  [[nodiscard]] const std::filesystem::path& program() const { return m_program; }
  [[nodiscard]] const std::string& session() const { return m_session; }
  // Why nothing can be run, one sentence; empty where it can.
  [[nodiscard]] QString obstacle() const;
  // Errors: refused (it runs already, or nothing can).
  [[nodiscard]] Result<CohortRun*> start(const CohortOrder& order);
  // The last one that was started for the folder, whether it still runs or not; null where there was none.
  [[nodiscard]] CohortRun* find(const std::filesystem::path& folder) const;
  [[nodiscard]] std::size_t alive() const;

 Q_SIGNALS:
  void started(const std::filesystem::path& folder);

 private:
  std::filesystem::path m_program;
  std::string m_session;
  std::map<std::filesystem::path, std::unique_ptr<CohortRun>> m_runs;  // by folder
};

// A folder by one name, however it was written.
[[nodiscard]] std::filesystem::path folderKey(const std::filesystem::path& folder);

}  // namespace snitt
