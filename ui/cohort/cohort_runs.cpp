#include "ui/cohort/cohort_runs.h"

#include <algorithm>
#include <utility>

#include "ui/jobs/job_end.h"

namespace snitt {

namespace {

// A line a second comes while slides are scored; contact sheets and tables of ten thousand slides take a while.
constexpr std::chrono::minutes kSilence{30};

WorkerTimes times() {
  WorkerTimes out;
  out.silence = kSilence;
  return out;
}

}  // namespace

std::filesystem::path folderKey(const std::filesystem::path& folder) {
  std::error_code error;
  auto key = std::filesystem::absolute(folder, error).lexically_normal();
  if (key.filename().empty()) key = key.parent_path();
  return key;
}

CohortRun::CohortRun(CohortOrder order, QObject* parent) : QObject(parent), m_order(std::move(order)) {}

void CohortRun::start(const std::filesystem::path& program, const std::string& session) {
  m_worker = std::make_unique<ScoreWorker>(times());
  connect(m_worker.get(), &ScoreWorker::progressed, this, [this](const EngineProgress& progress) {
    m_progress = progress;
    Q_EMIT changed();
  });
  connect(m_worker.get(), &ScoreWorker::ended, this, &CohortRun::take);
  m_worker->start(program, cohortArguments(m_order), session);
}

void CohortRun::pause() {
  if (m_worker == nullptr) return;
  m_worker->pause();
  Q_EMIT changed();
}

void CohortRun::resume() {
  if (m_worker == nullptr) return;
  m_worker->resume();
  Q_EMIT changed();
}

void CohortRun::stop() {
  if (m_worker == nullptr || m_stopping) return;
  m_stopping = true;
  m_worker->cancel();
  Q_EMIT changed();
}

void CohortRun::take(const WorkerEnd& end) {
  // Of a run that ended of its own, slides that failed are the table's to tell.
  const bool scored = m_progress && m_progress->stage == QLatin1String("cohort");
  const bool own = end.how == WorkerEnd::How::exited && !end.hung && (end.code == 0 || (end.code == 1 && scored));
  if (!own && !end.cancelled) {
    ScoreJob none;
    m_fault = QString::fromStdString(endWithoutResult(none, end, kSilence).reason);
  }
  m_stopping = false;
  // Its signal is being handled just now.
  m_worker.release()->deleteLater();
  Q_EMIT changed();
  Q_EMIT ended();
}

CohortRuns::CohortRuns(std::filesystem::path program, QObject* parent)
    : QObject(parent), m_program(std::move(program)) {}

CohortRuns::~CohortRuns() = default;

QString CohortRuns::obstacle() const {
  std::error_code ignored;
  if (!m_program.empty() && std::filesystem::exists(m_program, ignored)) return {};
  return tr("The engine, the program snitt, is missing beside the viewer: nothing can be scored.");
}

Result<CohortRun*> CohortRuns::start(const CohortOrder& order) {
  if (const QString why = obstacle(); !why.isEmpty()) return fail(ErrorKind::refused, why.toStdString());
  const auto key = folderKey(order.out);
  if (const CohortRun* there = find(key); there != nullptr && there->isAlive())
    return fail(ErrorKind::refused, tr("This cohort is being run already.").toStdString());
  auto run = std::make_unique<CohortRun>(order, nullptr);
  CohortRun* started = run.get();
  if (const auto old = m_runs.find(key); old != m_runs.end()) old->second.release()->deleteLater();
  m_runs[key] = std::move(run);
  started->start(m_program, m_session);
  Q_EMIT this->started(key);
  return started;
}

CohortRun* CohortRuns::find(const std::filesystem::path& folder) const {
  const auto found = m_runs.find(folderKey(folder));
  return found == m_runs.end() ? nullptr : found->second.get();
}

std::size_t CohortRuns::alive() const {
  return static_cast<std::size_t>(std::ranges::count_if(m_runs, [](const auto& one) { return one.second->isAlive(); }));
}

}  // namespace snitt
