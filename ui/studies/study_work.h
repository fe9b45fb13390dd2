// What this program does about validations: one `snitt validate` or `snitt drift` process at a time, of low priority,
// which is spoken to by JSON lines and ends with the program. It belongs to the program, not to a window. UI thread.
#pragma once

#include <QObject>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ui/jobs/score_worker.h"
#include "ui/studies/secret_file.h"
#include "ui/studies/study_order.h"

namespace snitt {

class StudyWork : public QObject {
  Q_OBJECT

 public:
  enum class Kind { none, lock, run, sign, drift };

  // `program`: snitt.
  explicit StudyWork(std::filesystem::path program, QObject* parent = nullptr);
  ~StudyWork() override;

  // $SNITT_SESSION of the processes that are started from now on.
  void setSession(std::string session) { m_session = std::move(session); }
  // Why nothing can be started now, one sentence; empty where it can.
  [[nodiscard]] QString obstacle() const;

  // Errors: refused (obstacle), those of SecretFile. `secret` may be empty.
  [[nodiscard]] Result<void> lock(const LockOrder& order);
  [[nodiscard]] Result<void> run(const RunOrder& order, const std::string& password);
  [[nodiscard]] Result<void> sign(const SignOrder& order, const std::string& pin);
  [[nodiscard]] Result<void> drift(const DriftOrder& order);
  void cancel();

  [[nodiscard]] bool isAlive() const { return m_worker != nullptr; }
  [[nodiscard]] bool isStopping() const { return m_stopping; }
  [[nodiscard]] Kind kind() const { return m_kind; }  // of what goes on, or ended last
  [[nodiscard]] const std::optional<EngineProgress>& progress() const { return m_progress; }
  // Of the last one that ended: why it did not do what was asked, one sentence in the program's words; empty where all
  // is well, and where a person stopped it.
  [[nodiscard]] const QString& fault() const { return m_fault; }
  [[nodiscard]] bool wasStopped() const { return m_wasStopped; }
  [[nodiscard]] const QByteArray& output() const { return m_output; }  // its JSON
  [[nodiscard]] const QStringList& notices() const { return m_notices; }
  [[nodiscard]] const std::filesystem::path& about() const { return m_about; }  // protocol, report or folder of drift

 Q_SIGNALS:
  void changed();
  void ended();

 private:
  Result<void> start(Kind kind, std::filesystem::path about, const std::vector<std::string>& arguments,
                     std::optional<SecretFile> secret);
  void take(const WorkerEnd& end);

  std::filesystem::path m_program;
  std::string m_session;
  std::unique_ptr<ScoreWorker> m_worker;
  std::optional<SecretFile> m_secret;  // until the program has ended
  Kind m_kind = Kind::none;
  std::filesystem::path m_about;
  std::optional<EngineProgress> m_progress;
  QStringList m_notices;
  QString m_fault;
  QByteArray m_output;
  bool m_stopping = false;
  bool m_wasStopped = false;
};

}  // namespace snitt
