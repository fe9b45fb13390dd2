#include "ui/studies/study_work.h"

#include <utility>

#include "ui/jobs/job_end.h"

namespace snitt {

namespace {

// A report's bootstraps are silent for long.
constexpr std::chrono::hours kSilence{6};

Result<std::optional<SecretFile>> secretOf(const std::string& secret) {
  if (secret.empty()) return std::nullopt;
  auto file = SecretFile::write(secret);
  if (!file) return fail(file.error());
  return std::optional(std::move(*file));
}

std::filesystem::path pathOf(const std::optional<SecretFile>& secret) {
  return secret ? secret->path() : std::filesystem::path();
}

}  // namespace

StudyWork::StudyWork(std::filesystem::path program, QObject* parent) : QObject(parent), m_program(std::move(program)) {}

StudyWork::~StudyWork() = default;

QString StudyWork::obstacle() const {
  std::error_code ignored;
  if (m_program.empty() || !std::filesystem::exists(m_program, ignored))
    return tr("The program snitt is missing beside the viewer: nothing can be locked, run or signed.");
  if (isAlive()) return tr("Something is being done already; wait for its end, or cancel it.");
  return {};
}

Result<void> StudyWork::lock(const LockOrder& order) {
  return start(Kind::lock, order.protocol, lockArguments(order), std::nullopt);
}

Result<void> StudyWork::run(const RunOrder& order, const std::string& password) {
  auto secret = secretOf(password);
  if (!secret) return fail(secret.error());
  const auto arguments = runArguments(order, pathOf(*secret));
  return start(Kind::run, order.out, arguments, std::move(*secret));
}

Result<void> StudyWork::sign(const SignOrder& order, const std::string& pin) {
  auto secret = secretOf(pin);
  if (!secret) return fail(secret.error());
  const auto arguments = signArguments(order, pathOf(*secret));
  return start(Kind::sign, order.report, arguments, std::move(*secret));
}

Result<void> StudyWork::drift(const DriftOrder& order) {
  return start(Kind::drift, order.out, driftArguments(order), std::nullopt);
}

Result<void> StudyWork::start(Kind kind, std::filesystem::path about, const std::vector<std::string>& arguments,
                              std::optional<SecretFile> secret) {
  if (const QString why = obstacle(); !why.isEmpty()) return fail(ErrorKind::refused, why.toStdString());
  m_kind = kind;
  m_about = std::move(about);
  m_secret = std::move(secret);
  m_progress.reset();
  m_notices.clear();
  m_fault.clear();
  m_output.clear();
  m_stopping = m_wasStopped = false;
  WorkerTimes times;
  times.silence = kSilence;
  m_worker = std::make_unique<ScoreWorker>(times, nullptr, ScoreWorker::Output::kept);
  connect(m_worker.get(), &ScoreWorker::progressed, this, [this](const EngineProgress& progress) {
    m_progress = progress;
    Q_EMIT changed();
  });
  connect(m_worker.get(), &ScoreWorker::said, this, [this](const QString& sentence) { m_notices << sentence; });
  connect(m_worker.get(), &ScoreWorker::ended, this, &StudyWork::take);
  m_worker->start(m_program, arguments, m_session);
  Q_EMIT changed();
  return {};
}

void StudyWork::cancel() {
  if (m_worker == nullptr || m_stopping) return;
  m_stopping = true;
  m_worker->cancel();
  Q_EMIT changed();
}

void StudyWork::take(const WorkerEnd& end) {
  m_output = m_worker->output();
  const bool well = end.how == WorkerEnd::How::exited && end.code == 0 && !end.hung;
  m_wasStopped = !well && end.cancelled;
  if (!well && !end.cancelled) {
    m_fault = QString::fromStdString(endWithoutResult({}, end, kSilence).reason);
    // The last sentence is the fault itself.
    const bool told = end.how == WorkerEnd::How::exited && !end.hung;
    if (told && !m_notices.isEmpty()) m_notices.removeLast();
  }
  m_secret.reset();
  m_stopping = false;
  // Its signal is being handled just now.
  m_worker.release()->deleteLater();
  Q_EMIT changed();
  Q_EMIT ended();
}

}  // namespace snitt
