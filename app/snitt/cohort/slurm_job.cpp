#include "app/snitt/cohort/slurm_job.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>
#include <thread>

#include <fmt/format.h>

#include "app/snitt/cohort/slurm_commands.h"
#include "app/snitt/cohort/slurm_reasons.h"
#include "core/atomic_file.h"
#include "core/cohort/cohort_journal.h"

namespace snitt::app {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::seconds;
constexpr int kMostAgain = 2;  // submissions after the first, without anything new
constexpr int kMostRefusals = 5;
constexpr auto kTick = std::chrono::milliseconds(200);

// A short job's end is seen soon, and a controller that serves many is asked no oftener than every ten seconds.
constexpr seconds kSoonest{1};
constexpr seconds kLatest{10};
constexpr seconds kFarewell{30};

std::string lastLine(const std::string& text) {
  const std::size_t end = text.find_last_not_of(" \n");
  if (end == std::string::npos) return {};
  const std::size_t begin = text.rfind('\n', end);
  return text.substr(begin == std::string::npos ? 0 : begin + 1,
                     end - (begin == std::string::npos ? 0 : begin + 1) + 1);
}

class SlurmJob {
 public:
  SlurmJob(const SlurmPlan& plan, CohortProgress& progress, Session& session)
      : m_plan(plan), m_progress(progress), m_session(session) {}

  Result<void> run(const std::vector<CohortSlide>& slides, const std::string& alive) {
    for (const CohortSlide& slide : slides) m_open.insert(slide.row);
    m_id = alive;
    if (!m_id.empty()) m_session.notify("job " + m_id + " is still there: it is followed");
    for (int again = 0;;) {
      if (m_id.empty())
        if (auto submitted = submit(slides, again > 1); !submitted) return submitted;
      const std::size_t before = m_open.size();
      if (auto followed = follow(); !followed) return followed;
      if (m_open.empty()) return {};
      again = m_open.size() < before ? 1 : again + 1;
      tellEnd(again > kMostAgain);
      if (again > kMostAgain) return giveUp();
      m_id.clear();
    }
  }

 private:
  // `each`: every slide in a task of its own, so that one that ends its task whenever it is tried takes no other with
  // it.
  Result<void> submit(const std::vector<CohortSlide>& slides, bool each) {
    std::vector<CohortSlide> open;
    for (const CohortSlide& slide : slides)
      if (m_open.contains(slide.row)) open.push_back(slide);
    const auto files = writeSlurmFiles(open, m_plan, each);
    if (!files) return fail(files.error());
    auto id = submitPatiently(files->script);
    if (!id) return fail(id.error());
    m_id = std::move(*id);
    const std::size_t tasks = files->tasks.size();
    m_session.notify(fmt::format("job {} submitted: {} {}", m_id, tasks, tasks == 1 ? "task" : "tasks"));
    return writeSlurmNote(m_plan.folder, {m_id, listMark(*m_plan.check)});
  }

  // A controller that is busy for a while costs no night's run. It may have taken the job before it fell silent.
  Result<std::string> submitPatiently(const std::filesystem::path& script) {
    for (int refusals = 0;; ++refusals) {
      auto id = submitScript(script);
      if (id || !passes(id.error().message) || refusals == kMostRefusals) return id;
      m_progress.waiting("waiting: " + id.error().message);
      if (!rest(std::min(kLatest, kSoonest * (1 << refusals)))) return fail(ErrorKind::cancelled, "cancelled");
      const auto jobs = jobsOfAccount();
      if (!jobs) continue;
      const auto taken = std::ranges::find(*jobs, script.string(), &JobOfAccount::script);
      if (taken != jobs->end()) return taken->id;
    }
  }

  // False where it was interrupted.
  bool rest(seconds time) {
    const auto until = Clock::now() + time;
    while (Clock::now() < until && !m_session.stopped()) {
      m_progress.show({});
      std::this_thread::sleep_for(kTick);
    }
    return !m_session.stopped();
  }

  Result<void> follow() {
    m_start = Clock::now();
    m_neverAsked = 0;
    m_allThere.reset();
    bool over = false;
    while (!over) {
      if (m_session.stopped()) {
        m_session.notify("job " + m_id + " goes on; the same command follows it again, scancel " + m_id + " ends it");
        return fail(ErrorKind::cancelled, "cancelled");
      }
      if (Clock::now() - m_asked >= betweenAsks()) {
        const auto asked = ask();
        if (!asked) return fail(asked.error());
        over = *asked;
      }
      if (auto heard = hear(); !heard) return heard;
      m_progress.show({});
      over = over || isLeft();
      if (!over) std::this_thread::sleep_for(kTick);
    }
    m_progress.waiting("");
    return {};
  }

  [[nodiscard]] Clock::duration betweenAsks() const {
    // Everything is there: its tasks are about to end.
    if (m_open.empty()) return kSoonest;
    return std::clamp<Clock::duration>((Clock::now() - m_start) / 10, kSoonest, kLatest);
  }

  // Every slide has its result: tasks that do not end then, or wait to be started again, have nothing to do.
  bool isLeft() {
    if (!m_open.empty()) return false;
    if (!m_allThere) m_allThere = Clock::now();
    if (Clock::now() - *m_allThere < kFarewell) return false;
    cancelJob(m_id);
    return true;
  }

  // Whether the job is over. A controller that does not answer for a while is no end of it.
  Result<bool> ask() {
    m_asked = Clock::now();
    const auto job = askQueue(m_id);
    if (!job) {
      constexpr int kMostFaults = 60;
      if (job.error().kind == ErrorKind::notFound || ++m_faults > kMostFaults) return fail(job.error());
      m_progress.waiting(fmt::format("waiting: {}", job.error().message));
      return false;
    }
    m_faults = 0;
    m_progress.waiting(whyWaiting(*job));
    if (auto never = heedNever(*job); !never) return fail(never.error());
    return job->isOver();
  }

  [[nodiscard]] std::string whyWaiting(const JobInQueue& job) const {
    if (job.running > 0 || job.pending == 0 || Clock::now() - m_start < kLatest) return {};
    std::string text = fmt::format("waiting: job {} is in Slurm's queue", m_id);
    if (!isUsual(job.reason)) text += fmt::format(" ({})", job.reason);
    return text;
  }

  // What can never start is taken back. Slurm may say so for a moment while it starts or nodes come back.
  Result<void> heedNever(const JobInQueue& job) {
    constexpr int kAsks = 3;
    const auto why = job.running == 0 ? whyNever(job.reason) : std::nullopt;
    m_neverAsked = why ? m_neverAsked + 1 : 0;
    if (m_neverAsked < kAsks) return {};
    cancelJob(m_id);
    return fail(ErrorKind::usage,
                fmt::format("Slurm would never start job {}, which was taken back: {} ({})", m_id, *why, job.reason));
  }

  Result<void> hear() {
    const auto news = m_tail.news();
    if (!news) return fail(news.error());
    for (const CohortSlideResult& result : *news) {
      if (m_open.erase(result.row) > 0) {
        m_progress.settled(result);
        m_plan.news(result);
        if (!isFinal(result.status)) m_failed.insert(result.row);
      } else if (isFinal(result.status) && m_failed.erase(result.row) > 0) {
        // Slurm began its task again, and now it went well.
        m_plan.news(result);
      }
    }
    return {};
  }

  void tellEnd(bool last) const {
    const std::string ends = tellEnds(endsOf(m_id));
    std::string text = fmt::format("job {} is over, {} slides have no result", m_id, m_open.size());
    if (!ends.empty()) text += fmt::format(" (tasks: {})", ends);
    if (const std::string words = lastWords(); !words.empty()) text += fmt::format("; a task's last words: {}", words);
    m_session.notify(text.append(last ? "" : "; they are submitted again"));
  }

  // Of any task that said something: its program and Slurm speak of faults alone.
  [[nodiscard]] std::string lastWords() const {
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(m_plan.folder.slurm() / "logs", ignored)) {
      if (!entry.path().filename().string().starts_with(fmt::format("task-{}-", m_id))) continue;
      if (const auto text = readFile(entry.path()); text && !lastLine(*text).empty()) return lastLine(*text);
    }
    return {};
  }

  Result<void> giveUp() {
    const CohortJournal journal(m_plan.folder.state(), "main");
    for (const std::size_t row : std::set(m_open)) {
      const auto result =
          resultOf({ErrorKind::io, fmt::format("its task ended {} times without a result of it", kMostAgain + 1)}, row);
      if (auto added = journal.add(result); !added) return added;
      m_open.erase(row);
      m_progress.settled(result);
      m_plan.news(result);
    }
    return {};
  }

  const SlurmPlan& m_plan;
  CohortProgress& m_progress;
  Session& m_session;
  std::string m_id;                // of the job that is followed
  std::set<std::size_t> m_open;    // rows without a result
  std::set<std::size_t> m_failed;  // rows that a task has charged
  Clock::time_point m_start{};     // of following this job
  Clock::time_point m_asked{};
  std::optional<Clock::time_point> m_allThere;  // when every result had come
  int m_faults = 0;                             // of squeue, one after the other
  int m_neverAsked = 0;                         // how often it has said that the job can never start
  CohortJournalTail m_tail{m_plan.folder.state()};
};

}  // namespace

Result<void> runSlurmJob(const std::vector<CohortSlide>& slides, const SlurmPlan& plan, const std::string& alive,
                         CohortProgress& progress, Session& session) {
  if (slides.empty()) return {};
  return SlurmJob(plan, progress, session).run(slides, alive);
}

}  // namespace snitt::app
