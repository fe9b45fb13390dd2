#include "ui/jobs/score_queue.h"

#include <QProcess>

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/log.h"
#include "core/text/identity.h"
#include "tiling/score_folder.h"
#include "tiling/score_versions.h"
#include "ui/jobs/job_end.h"
#include "ui/jobs/job_result.h"
#include "ui/jobs/queue_file.h"

namespace snitt {

namespace {

namespace fs = std::filesystem;

QString words(const std::string& text) { return QString::fromStdString(text); }

// An argument reaches the engine as UTF-8; a name of other bytes would become another name.
bool canBeArgument(const fs::path& path) {
  const QByteArray bytes = QByteArray::fromStdString(path.string());
  return QString::fromUtf8(bytes).toUtf8() == bytes;
}

std::optional<Error> objection(const ScoreJob& job) {
  for (const auto& [path, needed] : {std::pair(job.slide, true), std::pair(job.bundle, true), std::pair(job.out, true),
                                     std::pair(job.outline, false)}) {
    if (path.empty() && !needed) continue;
    if (!path.is_absolute()) return Error{ErrorKind::usage, fmt::format("\"{}\" is no absolute path", path.string())};
    if (!canBeArgument(path))
      return Error{
          ErrorKind::usage,
          fmt::format("the name of {} is no UTF-8 and cannot be handed to the engine; rename it", path.string())};
  }
  return std::nullopt;
}

}  // namespace

fs::path ScoreQueue::engineProgram() {
  const fs::path own = os::programFile();
  return own.empty() ? own : own.parent_path() / "snitt";
}

ScoreQueue::ScoreQueue(QueueOptions options, QObject* parent) : QObject(parent), m_options(std::move(options)) {
  m_lookAgain.setInterval(m_options.lookAgain);
  connect(&m_lookAgain, &QTimer::timeout, this, &ScoreQueue::lookAgain);
  if (!m_options.dataFolder.empty()) open();
}

ScoreQueue::~ScoreQueue() = default;

fs::path ScoreQueue::file() const { return m_options.dataFolder / "queue.json"; }

fs::path ScoreQueue::defaultOut() const {
  return m_options.dataFolder.empty() ? fs::path() : m_options.dataFolder / "scores";
}

void ScoreQueue::open() {
  if (const auto made = os::makePrivateFolder(m_options.dataFolder); !made) {
    m_finding = tr("The queue is not kept: %1.").arg(words(made.error().message));
    return;
  }
  takeOver();
  if (m_lock != nullptr) return;
  m_readOnly = true;
  lookAgain();
  m_lookAgain.start();
}

// Becomes the one that runs the queue, unless another viewer does.
void ScoreQueue::takeOver() {
  auto lock = os::FileLock::acquire(m_options.dataFolder / ".queue.lock", std::chrono::milliseconds(0));
  if (!lock) return;
  m_lock = std::make_shared<os::FileLock>(std::move(*lock));
  m_readOnly = false;
  m_lookAgain.stop();
  auto loaded = loadQueue(file());
  m_keeps = loaded.has_value();
  m_finding =
      loaded
          ? words(loaded->finding)
          : tr("The queue is not kept, and is empty when the viewer is closed: %1.").arg(words(loaded.error().message));
  m_jobs = loaded ? std::move(loaded->jobs) : std::vector<ScoreJob>();
  recover();
}

// What was running is finished if its result is there, else interrupted. Nothing begins before a person says so.
void ScoreQueue::recover() {
  std::vector<ScoreJob> unfinished;
  for (ScoreJob& job : m_jobs) {
    if (job.state == JobState::queued) m_offers = true;
    if (!isActive(job.state)) continue;
    m_interrupted.insert(job.id);
    unfinished.push_back(job);
    job.state = JobState::interrupted;
    job.reason = tr("The viewer ended while this slide was being scored.").toStdString();
  }
  if (unfinished.empty()) return;
  using Found = std::vector<std::pair<std::string, std::optional<JobResult>>>;
  m_files.run<Found>(
      this,
      [unfinished](const std::stop_token&) {
        Found found;
        for (const ScoreJob& job : unfinished) found.emplace_back(job.id, placeResult(job).value_or(std::nullopt));
        return found;
      },
      [this](const Found& found) {
        for (const auto& [id, result] : found) {
          ScoreJob* job = at(id);
          if (job == nullptr || job->state != JobState::interrupted) continue;
          if (!result) {
            m_offers = true;
            continue;
          }
          job->result = result->folder;
          const JobEnd end = endWithResult(*job, {}, result->notAssessable);
          setState(*job, end.state, end.reason);
        }
        save();
        Q_EMIT stateChanged();
        startNext();
      });
}

// Shows what another viewer runs; takes over when that one has ended.
void ScoreQueue::lookAgain() {
  takeOver();
  if (m_lock == nullptr) {
    auto jobs = peekQueue(file());
    if (jobs && *jobs == m_jobs) return;
    m_jobs = std::move(jobs).value_or(std::vector<ScoreJob>());
    m_finding =
        tr("Another window of Snitt, of a program of its own, runs the queue. It is shown here and can be "
           "changed there.");
  }
  Q_EMIT listChanged();
  Q_EMIT stateChanged();
}

void ScoreQueue::dismissFinding() {
  m_finding.clear();
  Q_EMIT stateChanged();
}

QString ScoreQueue::obstacle() const {
  if (m_readOnly) return tr("Another viewer runs the queue: score the slide there, or close that viewer first.");
  std::error_code ignored;
  if (m_options.program.empty() || !fs::exists(m_options.program, ignored))
    return tr("The engine, the program snitt, is missing beside the viewer (%1): nothing can be scored.")
        .arg(words(m_options.program.string()));
  return {};
}

const ScoreJob* ScoreQueue::find(const std::string& id) const {
  const auto found = std::ranges::find(m_jobs, id, &ScoreJob::id);
  return found == m_jobs.end() ? nullptr : &*found;
}

ScoreJob* ScoreQueue::at(const std::string& id) { return const_cast<ScoreJob*>(std::as_const(*this).find(id)); }

JobNews ScoreQueue::news(const std::string& id) const {
  const auto found = m_news.find(id);
  return found == m_news.end() ? JobNews() : found->second;
}

Result<std::string> ScoreQueue::add(ScoreJob job) {
  if (const QString why = obstacle(); !why.isEmpty()) return fail(ErrorKind::refused, why.toStdString());
  if (const auto wrong = objection(job)) return fail(*wrong);
  job.id = randomUuid();
  job.state = JobState::queued;
  job.added = utcNow();
  job.reason.clear();
  job.started.clear();
  job.ended.clear();
  job.result.clear();
  m_jobs.push_back(std::move(job));
  std::string id = m_jobs.back().id;
  if (!m_session.empty()) m_sessions[id] = m_session;
  save();
  Q_EMIT listChanged();
  startNext();
  return id;
}

void ScoreQueue::setState(ScoreJob& job, JobState state, std::string reason) {
  job.state = state;
  job.reason = std::move(reason);
  if (hasEnded(state) && job.ended.empty()) job.ended = utcNow();
  if (hasEnded(state)) m_news.erase(job.id);
  if (hasEnded(state)) m_sessions.erase(job.id);
  Q_EMIT jobChanged(job.id);
}

void ScoreQueue::pause(const std::string& id) {
  ScoreJob* job = at(id);
  const auto worker = m_workers.find(id);
  if (job == nullptr || job->state != JobState::running || worker == m_workers.end() || !worker->second) return;
  worker->second->pause();
  setState(*job, JobState::paused);
  save();
}

void ScoreQueue::resume(const std::string& id) {
  ScoreJob* job = at(id);
  const auto worker = m_workers.find(id);
  if (job == nullptr || job->state != JobState::paused || worker == m_workers.end() || !worker->second) return;
  worker->second->resume();
  setState(*job, JobState::running);
  save();
}

void ScoreQueue::cancel(const std::string& id) {
  ScoreJob* job = at(id);
  if (m_readOnly || job == nullptr || hasEnded(job->state)) return;
  if (const auto worker = m_workers.find(id); worker != m_workers.end()) {
    if (worker->second) return worker->second->cancel();
    // Its folder is being made ready; it will not be started.
    m_workers.erase(worker);
  }
  setState(*job, JobState::cancelled);
  save();
  Q_EMIT jobEnded(id);
  startNext();
}

void ScoreQueue::retry(const std::string& id) {
  const auto found = std::ranges::find(m_jobs, id, &ScoreJob::id);
  if (found == m_jobs.end() || !hasEnded(found->state) || !obstacle().isEmpty()) return;
  ScoreJob again = *found;
  if (again.state == JobState::interrupted) clearAway(again);
  m_jobs.erase(found);
  again.state = JobState::queued;
  again.reason.clear();
  again.result.clear();
  again.started.clear();
  again.ended.clear();
  // Folders of the run before are none of this one's.
  again.id = randomUuid();
  m_jobs.push_back(std::move(again));
  save();
  Q_EMIT listChanged();
  startNext();
}

void ScoreQueue::remove(const std::string& id) {
  const auto found = std::ranges::find(m_jobs, id, &ScoreJob::id);
  if (m_readOnly || found == m_jobs.end() || isActive(found->state)) return;
  if (found->state == JobState::interrupted) clearAway(*found);
  dropOutline(*found);
  m_jobs.erase(found);
  save();
  Q_EMIT listChanged();
}

// The result has a copy of its own; one that lies anywhere else is not ours.
void ScoreQueue::dropOutline(const ScoreJob& job) {
  if (job.outline.empty() || job.outline.parent_path() != m_options.dataFolder / "outlines") return;
  m_files.run<bool>(
      this,
      [outline = job.outline](const std::stop_token&) {
        std::error_code ignored;
        return fs::remove(outline, ignored);
      },
      [](bool) {});
}

void ScoreQueue::removeEnded() {
  if (m_readOnly) return;
  for (const ScoreJob& job : m_jobs) {
    if (job.state == JobState::interrupted) clearAway(job);
    if (hasEnded(job.state)) dropOutline(job);
  }
  std::erase_if(m_jobs, [](const ScoreJob& job) { return hasEnded(job.state); });
  save();
  Q_EMIT listChanged();
}

void ScoreQueue::move(const std::string& id, std::size_t row) {
  const auto found = std::ranges::find(m_jobs, id, &ScoreJob::id);
  if (m_readOnly || found == m_jobs.end()) return;
  ScoreJob moved = std::move(*found);
  m_jobs.erase(found);
  m_jobs.insert(m_jobs.begin() + static_cast<std::ptrdiff_t>(std::min(row, m_jobs.size())), std::move(moved));
  save();
  Q_EMIT listChanged();
}

void ScoreQueue::setAtOnce(int count) {
  m_atOnce = std::max(1, count);
  startNext();
}

void ScoreQueue::goOn() {
  if (!m_offers || m_readOnly) return;
  release();
  for (ScoreJob& job : m_jobs)
    // What somebody left in an earlier session stays left.
    if (job.state == JobState::interrupted && m_interrupted.contains(job.id)) {
      job.started.clear();
      job.ended.clear();
      setState(job, JobState::queued);
    }
  save();
  startNext();
}

void ScoreQueue::leave() {
  if (!m_offers) return;
  release();
  for (ScoreJob& job : m_jobs)
    if (job.state == JobState::queued)
      setState(job, JobState::interrupted, tr("Left when the viewer was started again.").toStdString());
  save();
}

void ScoreQueue::release() {
  m_offers = false;
  Q_EMIT stateChanged();
}

void ScoreQueue::startNext() {
  if (m_readOnly || m_offers) return;
  for (ScoreJob& job : m_jobs) {
    if (static_cast<int>(m_workers.size()) >= m_atOnce) return;
    if (job.state == JobState::queued) start(job);
  }
}

// The output folder may lie on a share, so it is made ready off this thread.
void ScoreQueue::start(ScoreJob& job) {
  job.started = utcNow();
  m_workers[job.id] = nullptr;
  setState(job, JobState::running);
  save();
  m_files.run<bool>(
      this,
      [job](const std::stop_token&) {
        dropStaging(job);
        return true;
      },
      [this, id = job.id](bool) { launch(id); });
}

void ScoreQueue::launch(const std::string& id) {
  const ScoreJob* job = find(id);
  const auto place = m_workers.find(id);
  if (job == nullptr || place == m_workers.end()) return;
  place->second = std::make_unique<ScoreWorker>(m_options.times);
  ScoreWorker& worker = *place->second;
  connect(&worker, &ScoreWorker::progressed, this, [this, id](const EngineProgress& progress) {
    m_news[id].progress = progress;
    Q_EMIT newsChanged(id);
  });
  connect(&worker, &ScoreWorker::estimated, this, [this, id](const EngineEstimate& estimate) {
    m_news[id].estimate = estimate;
    Q_EMIT newsChanged(id);
  });
  connect(&worker, &ScoreWorker::ended, this, [this, id](const WorkerEnd& end) { finish(id, end); });
  const auto session = m_sessions.find(id);
  worker.start(m_options.program, engineArguments(*job, stagingFolder(*job), m_options.database),
               session == m_sessions.end() ? m_session : session->second);
}

namespace {

// A disk that is full, or a folder that cannot be written to: what was computed is still there.
template <class Placed>
bool keepsResult(const Placed& placed) {
  return !placed && placed.error().kind == ErrorKind::io;
}

}  // namespace

void ScoreQueue::finish(const std::string& id, const WorkerEnd& end) {
  const ScoreJob* job = find(id);
  if (job == nullptr) return;
  using Placed = Result<std::optional<JobResult>>;
  m_files.run<Placed>(
      this, [job = *job](const std::stop_token&) { return placeResult(job); },
      [this, id, end](const Placed& placed) {
        if (ScoreJob* ended = at(id)) {
          JobEnd told = endWithoutResult(*ended, end, m_options.times.silence);
          if (!placed) {
            Error error = placed.error();
            if (keepsResult(placed))
              error.message += "; the result, if it was finished, lies in " + stagingFolder(*ended).string();
            told = endWithFault(error);
          }
          if (placed && *placed) {
            ended->result = (*placed)->folder;
            told = endWithResult(*ended, end, (*placed)->notAssessable);
          }
          setState(*ended, told.state, told.reason);
          save();
          // What was computed and could not be put in its place stays where it is.
          if (!keepsResult(placed)) clearAway(*ended);
          if (!ended->outline.empty() && !ended->result.empty()) remakeReports(*ended);
        }
        m_workers.erase(id);
        Q_EMIT jobEnded(id);
        startNext();
      });
}

// The pages of a slide's scores inside different outlines show each other.
void ScoreQueue::remakeReports(const ScoreJob& job) {
  m_reports.run<bool>(
      this,
      [result = job.result, program = m_options.program](const std::stop_token&) {
        const auto score = readScoreFolder(result, {.tiles = false, .card = false});
        if (!score) return false;
        QStringList arguments{QStringLiteral("report"), QString::fromStdString(result.string())};
        for (const ScoreVersion& other : versionsBeside(result, score->score))
          if (std::error_code ignored; std::filesystem::exists(other.folder / "report.pdf", ignored))
            arguments << QString::fromStdString(other.folder.string());
        return QProcess::execute(QString::fromStdString(program.string()), arguments) == 0;
      },
      [](bool made) {
        if (!made) log::warning("a report of a score inside an outline was not made again");
      });
}

void ScoreQueue::clearAway(const ScoreJob& job) {
  m_files.run<bool>(
      this,
      [job](const std::stop_token&) {
        dropStaging(job);
        return true;
      },
      [](bool) {});
}

void ScoreQueue::save() {
  if (!m_keeps || m_readOnly) return;
  m_files.run<Result<void>>(
      this, [file = file(), jobs = m_jobs, lock = m_lock](const std::stop_token&) { return saveQueue(file, jobs); },
      [this](const Result<void>& saved) {
        if (saved) return;
        log::warning("the queue of scoring was not saved");
        m_finding = tr("The queue could not be saved: %1.").arg(words(saved.error().message));
        Q_EMIT stateChanged();
      });
}

}  // namespace snitt
