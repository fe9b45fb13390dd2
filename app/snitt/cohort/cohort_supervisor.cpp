#include "app/snitt/cohort/cohort_supervisor.h"

#include <algorithm>
#include <deque>
#include <memory>
#include <set>
#include <thread>

#include <fmt/format.h>

#include "app/snitt/cohort/worker_lines.h"
#include "app/snitt/pause_asked.h"
#include "core/log.h"
#include "core/os/child_process.h"
#include "core/os/os.h"
#include "core/os/scoring_turn.h"

namespace snitt::app {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto kTick = std::chrono::milliseconds(200);
constexpr auto kFarewell = std::chrono::seconds(3);
constexpr auto kBetweenProbes = std::chrono::seconds(5);
constexpr std::size_t kProbeBytes = 4 << 20;
constexpr int kMostUnwritten = 3;
constexpr int kMostUnready = 3;

struct InFlight {
  CohortSlide slide;
  SlideAtWork at;
};

struct Worker {
  explicit Worker(os::ChildProcess started) : process(std::move(started)) {}
  os::ChildProcess process;
  bool ready = false;
  bool ending = false;  // it was told that there is no more
  bool alone = false;   // what it works on is a retry
  bool stalled = false;
  std::vector<InFlight> inFlight;
  Clock::time_point lastNews = Clock::now();
};

class Supervisor {
 public:
  Supervisor(std::vector<CohortSlide> slides, const SupervisorPlan& plan, CohortProgress& progress, Session& session)
      : m_pending(std::make_move_iterator(slides.begin()), std::make_move_iterator(slides.end())),
        m_plan(plan),
        m_progress(progress),
        m_session(session) {}

  Result<void> run() {
    while (!isDone()) {
      if (m_session.stopped()) return stop();
      obeyOthers();
      probeDisk();
      if (auto fed = feed(); !fed) return fed;
      listen();
      if (m_fatal) return fail(*m_fatal);
      m_progress.show(atWork());
    }
    return farewell();
  }

 private:
  [[nodiscard]] bool isDone() const {
    return m_pending.empty() && m_alone.empty() && m_unkept.empty() &&
           std::ranges::all_of(m_workers, [](const auto& worker) { return worker->inFlight.empty(); });
  }

  // Whoever started the run may pause it, and somebody who waits in front of this machine comes first.
  void obeyOthers() {
    if (Clock::now() - m_lastTurn >= std::chrono::seconds(1)) {
      m_lastTurn = Clock::now();
      m_taken = os::ScoringTurn::isTakenByAnother();
    }
    const bool asked = isPauseAsked();
    const bool paused = asked || m_taken;
    if (paused == m_paused && asked == m_asked) return;
    m_asked = asked;
    if (paused != m_paused) {
      m_paused = paused;
      for (const auto& worker : m_workers) sayWhetherPaused(*worker);
    }
    tellWaiting();
  }

  void sayWhetherPaused(Worker& worker) const {
    static_cast<void>(worker.process.writeLine(m_paused ? kPauseLine : kResumeLine));
    worker.lastNews = Clock::now();
  }

  void tellWaiting() {
    m_progress.waiting(m_diskFull ? "waiting: the output disk cannot be written to (" + *m_diskFull + ")"
                       : m_asked  ? "paused"
                       : m_paused ? "waiting: another scoring job runs on this machine"
                                  : "");
  }

  // Results and slides that could not be written are tried again once a file can be.
  void probeDisk() {
    if (!m_diskFull || Clock::now() - m_lastProbe < kBetweenProbes) return;
    m_lastProbe = Clock::now();
    const auto file = m_plan.folder.state() / "probe";
    const auto written = os::writeSynced(file, std::string(kProbeBytes, ' '));
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
    if (!written) return;
    m_diskFull.reset();
    tellWaiting();
    std::vector<CohortSlideResult> unkept;
    unkept.swap(m_unkept);
    for (const CohortSlideResult& result : unkept) keep(result);
  }

  Result<void> feed() {
    if (m_diskFull || m_paused) return {};
    const bool more = !m_pending.empty() || !m_alone.empty();
    while (more && static_cast<int>(m_workers.size()) < wantedWorkers()) {
      auto process = os::ChildProcess::start(m_plan.worker);
      if (!process) return fail(process.error());
      m_workers.push_back(std::make_unique<Worker>(std::move(*process)));
    }
    for (const auto& worker : m_workers) feedOne(*worker);
    return {};
  }

  [[nodiscard]] int wantedWorkers() const {
    const std::size_t slides = m_pending.size() + m_alone.size();
    return static_cast<int>(std::min<std::size_t>(static_cast<std::size_t>(m_plan.jobs), slides));
  }

  void feedOne(Worker& worker) {
    constexpr std::size_t kAtOnce = 2;  // one is scored, one prepared
    if (!worker.ready || worker.ending || worker.stalled) return;
    if (worker.inFlight.empty()) worker.alone = false;
    if (!m_alone.empty()) {
      // Those in flight are finished first, so that the retry is alone.
      if (!worker.inFlight.empty()) return;
      worker.alone = true;
      give(worker, m_alone);
      return;
    }
    while (!worker.alone && worker.inFlight.size() < kAtOnce && !m_pending.empty()) give(worker, m_pending);
  }

  void give(Worker& worker, std::deque<CohortSlide>& from) {
    CohortSlide slide = std::move(from.front());
    from.pop_front();
    // Of an earlier state of this row: no old table may lie where a new score failed.
    std::error_code ignored;
    std::filesystem::remove_all(m_plan.folder.slide(slide.row), ignored);
    worker.lastNews = Clock::now();
    // Where it cannot be told, its end is seen in a moment.
    static_cast<void>(worker.process.writeLine(slideLine(slide)));
    SlideAtWork at;
    at.row = slide.row;
    worker.inFlight.push_back({std::move(slide), at});
  }

  void listen() {
    std::vector<os::ChildProcess*> processes;
    for (const auto& worker : m_workers) processes.push_back(&worker->process);
    os::ChildProcess::waitForAny(processes, kTick);
    for (const auto& worker : m_workers) {
      for (const std::string& line : worker->process.takeLines()) take(*worker, line);
      watch(*worker);
      if (worker->process.isSilent()) bury(*worker);
    }
    std::erase_if(m_workers,
                  [](const auto& worker) { return worker->process.hasEnded() && worker->process.isSilent(); });
  }

  void take(Worker& worker, const std::string& text) {
    WorkerLine line = parseWorkerLine(text);
    if (line.kind == WorkerLine::Kind::broken) return;
    worker.lastNews = Clock::now();
    if (line.kind == WorkerLine::Kind::ready) {
      worker.ready = true;
      if (m_paused) sayWhetherPaused(worker);
      return;
    }
    const auto at = std::ranges::find(worker.inFlight, line.row, [](const InFlight& one) { return one.slide.row; });
    if (at == worker.inFlight.end()) return;
    if (line.kind == WorkerLine::Kind::progress) {
      at->at = {line.row, line.stage, line.done, line.total};
      return;
    }
    InFlight finished = std::move(*at);
    worker.inFlight.erase(at);
    if (line.kind == WorkerLine::Kind::unwritten)
      unwritten(std::move(finished.slide), line.reason);
    else
      keep(*line.result);
  }

  // The score is good, its files are not there: a full disk is no slide's fault.
  void unwritten(CohortSlide slide, const std::string& reason) {
    if (++m_unwritten[slide.row] >= kMostUnwritten) {
      keep(resultOf({ErrorKind::io, reason}, slide.row));
      return;
    }
    m_pending.push_front(std::move(slide));
    diskFull(reason);
  }

  void diskFull(const std::string& reason) {
    if (m_diskFull) return;
    m_diskFull = reason;
    m_lastProbe = Clock::now();
    tellWaiting();
  }

  void keep(const CohortSlideResult& result) {
    if (auto kept = m_plan.keep(result); !kept) {
      m_unkept.push_back(result);
      diskFull(kept.error().message);
      return;
    }
    m_progress.settled(result);
  }

  void watch(Worker& worker) {
    const bool waits = m_paused || (worker.ready && worker.inFlight.empty());
    if (waits || worker.stalled || Clock::now() - worker.lastNews < m_plan.stallAfter) return;
    worker.stalled = true;
    worker.process.kill();
  }

  void bury(Worker& worker) {
    const auto end = worker.process.end();
    const std::string words = worker.process.lastWords();
    if (!worker.ready && !m_session.stopped()) return unready(worker, end, words);
    if (worker.inFlight.empty() || isStopping(end)) return;
    const std::string what = worker.stalled
                                 ? fmt::format("hung: the worker told nothing new for {} s", m_plan.stallAfter.count())
                                 : "the worker " + os::describe(end);
    log::warning("a worker of the cohort ended with " + std::to_string(worker.inFlight.size()) +
                 " slides in flight: " + what);
    for (InFlight& one : worker.inFlight) {
      if (worker.alone)
        keep(resultOf({ErrorKind::io, what + ", also when the slide was tried alone"}, one.slide.row));
      else
        m_alone.push_back(std::move(one.slide));
    }
    worker.inFlight.clear();
  }

  // A worker that was asked to stop by whoever asked this program as well, as Slurm asks all processes of a task, has
  // nothing to be charged with. Its end may be seen before that.
  [[nodiscard]] bool isStopping(const os::ChildProcess::End& end) const {
    constexpr int kInterrupted = 130;
    const auto until = Clock::now() + std::chrono::seconds(1);
    while (end.code == kInterrupted && !m_session.stopped() && Clock::now() < until) std::this_thread::sleep_for(kTick);
    return m_session.stopped();
  }

  // One that says why it cannot begin could not the next time either; one that was killed is tried again.
  void unready(const Worker& worker, const os::ChildProcess::End& end, const std::string& words) {
    const bool killed = end.signal != 0 || worker.stalled;
    if (killed && ++m_unreadyDeaths < kMostUnready) return;
    const std::string own = words.starts_with("snitt: ") ? words.substr(7) : words;
    const bool silent = own.empty() || killed;
    m_fatal = Error{end.code == 3 ? ErrorKind::refused : ErrorKind::model,
                    silent ? "a worker " + os::describe(end) + " before it could begin"
                           : own.substr(0, own.find_last_not_of(".\n") + 1)};
  }

  [[nodiscard]] std::vector<SlideAtWork> atWork() const {
    std::vector<SlideAtWork> all;
    for (const auto& worker : m_workers)
      for (const InFlight& one : worker->inFlight) all.push_back(one.at);
    return all;
  }

  // What is in flight has no result and is done again by the next run.
  Result<void> stop() {
    for (const auto& worker : m_workers) worker->process.closeInput();
    waitForEnds();
    return fail(ErrorKind::cancelled, "cancelled");
  }

  Result<void> farewell() {
    for (const auto& worker : m_workers) {
      static_cast<void>(worker->process.writeLine(kEndLine));
      worker->ending = true;
    }
    waitForEnds();
    return {};
  }

  void waitForEnds() {
    const auto until = Clock::now() + kFarewell;
    for (const auto& worker : m_workers)
      while (!worker->process.hasEnded() && Clock::now() < until) {
        os::ChildProcess* one = worker->process.isSilent() ? nullptr : &worker->process;
        os::ChildProcess::waitForAny(one != nullptr ? std::span(&one, 1) : std::span<os::ChildProcess*>(), kTick / 4);
        static_cast<void>(worker->process.takeLines());
      }
  }

  std::deque<CohortSlide> m_pending;
  std::deque<CohortSlide> m_alone;  // tried again, one at a time
  const SupervisorPlan& m_plan;
  CohortProgress& m_progress;
  Session& m_session;
  std::vector<std::unique_ptr<Worker>> m_workers;
  std::map<std::size_t, int> m_unwritten;
  std::vector<CohortSlideResult> m_unkept;
  std::optional<std::string> m_diskFull;
  std::optional<Error> m_fatal;
  int m_unreadyDeaths = 0;
  bool m_asked = false;   // to pause, by whoever started this
  bool m_taken = false;   // the machine, by somebody who scores a slide
  bool m_paused = false;  // the workers were told to
  Clock::time_point m_lastTurn{};
  Clock::time_point m_lastProbe{};
};

}  // namespace

Result<void> superviseCohort(std::vector<CohortSlide> slides, const SupervisorPlan& plan, CohortProgress& progress,
                             Session& session) {
  if (slides.empty()) return {};
  return Supervisor(std::move(slides), plan, progress, session).run();
}

}  // namespace snitt::app
