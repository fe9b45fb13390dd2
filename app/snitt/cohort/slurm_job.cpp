#include "app/snitt/cohort/slurm_job.h"

#include <algorithm>
#include <set>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/snitt/cohort/slurm_script.h"
#include "core/atomic_file.h"
#include "core/cohort/cohort_journal.h"
#include "core/os/child_process.h"
#include "core/os/os.h"
#include "core/os/own_files.h"

namespace snitt::app {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int kMostSubmissions = 3;
// What a task of a few hours on four cores gets through.
constexpr std::uint64_t kTilesOfTask = 200000;
constexpr int kMostTasks = 1000;

struct Ran {
  int code = 0;
  std::string out;
  std::string err;
};

// Programs of Slurm are found in PATH.
Result<Ran> runProgram(std::vector<std::string> command) {
  command.insert(command.begin(), "/usr/bin/env");
  auto child = os::ChildProcess::start(command);
  if (!child) return fail(child.error());
  child->closeInput();
  Ran ran;
  while (!child->isSilent()) {
    os::ChildProcess* one = &*child;
    os::ChildProcess::waitForAny({&one, 1}, std::chrono::milliseconds(200));
    for (const std::string& line : child->takeLines()) ran.out += line + "\n";
  }
  ran.code = child->end().code;
  ran.err = child->lastWords();
  if (ran.code == 127)
    return fail(ErrorKind::notFound, command[1] + " is not there: this machine is no part of a Slurm cluster");
  return ran;
}

Result<std::string> readTemplate(const std::filesystem::path& given) {
  if (!given.empty()) return readFile(given);
  if (const auto own = os::ownFile("slurm/cohort.sh")) return readFile(*own);
  return fail(ErrorKind::notFound,
              "the template of the Slurm script is not where the program lies; give one with "
              "--slurm-template");
}

// Tissue fills about a third of a slide, tumour a third of that.
std::uint64_t tilesOf(const CohortSlide& slide, const CohortCheck& check) {
  constexpr double kShare = 0.1;
  const auto look = check.looks.find(slide.path);
  if (look == check.looks.end()) return 1;
  const double mpp = slide.mpp.value_or(look->second.mppX.value_or(0.25));
  const double areaUm2 =
      static_cast<double>(look->second.widthPx) * static_cast<double>(look->second.heightPx) * mpp * mpp;
  double tiles = 1;
  for (const ResolutionSpec& one : check.bundle.manifest.resolutions) {
    const double edge = one.mpp * one.tilePx;
    const double all = areaUm2 * kShare / (edge * edge);
    tiles += one.mostTiles > 0 ? std::min(all, static_cast<double>(one.mostTiles)) : all;
  }
  return static_cast<std::uint64_t>(tiles);
}

class SlurmJob {
 public:
  SlurmJob(const SlurmPlan& plan, Session& session)
      : m_plan(plan), m_options(plan.options->slurm), m_session(&session) {}
  explicit SlurmJob(const SlurmPlan& plan) : m_plan(plan), m_options(plan.options->slurm) {}

  Result<std::filesystem::path> write(const std::vector<CohortSlide>& slides) {
    std::error_code error;
    std::filesystem::remove_all(m_plan.folder.tasks(), error);
    for (const auto& folder : {m_plan.folder.tasks(), m_plan.folder.slurm() / "logs"})
      if (auto made = os::makePrivateFolder(folder); !made) return fail(made.error());
    std::vector<std::uint64_t> tiles;
    std::uint64_t all = 0;
    for (const CohortSlide& slide : slides) all += tiles.emplace_back(tilesOf(slide, *m_plan.check));
    const int wanted = m_options.tasks > 0
                           ? m_options.tasks
                           : static_cast<int>(std::clamp<std::uint64_t>(all / kTilesOfTask + 1, 1, kMostTasks));
    m_tasks.clear();
    for (auto& one : shareOut(slides, tiles, wanted)) m_tasks[m_tasks.size() + 1] = std::move(one);
    return writeFiles();
  }

  Result<void> run(const std::vector<CohortSlide>& slides, CohortProgress& progress) {
    std::string id = aliveJob();
    if (!id.empty()) m_session->notify("job " + id + " is still there: it is followed");
    for (const CohortSlide& slide : slides) m_open.insert(slide.row);
    for (int submission = 0; submission < kMostSubmissions && !m_open.empty(); ++submission) {
      if (id.empty()) {
        auto submitted = submit(slides, submission);
        if (!submitted) return fail(submitted.error());
        id = std::move(*submitted);
      }
      if (auto followed = follow(id, progress); !followed) return followed;
      id.clear();
    }
    return giveUp(progress);
  }

 private:
  Result<std::filesystem::path> writeFiles() {
    SlurmScript script;
    script.name = "snitt-" + m_plan.check->title.substr(0, m_plan.check->title.find_first_of(" ."));
    for (const auto& [number, slides] : m_tasks) {
      script.tasks.push_back(number);
      std::string lines;
      for (const CohortSlide& slide : slides) lines += formatSlide(slide) + "\n";
      if (auto written = writePrivateFileAtomically(m_plan.folder.task(number), lines); !written)
        return fail(written.error());
    }
    script.program = os::programFile();
    script.out = std::filesystem::absolute(m_plan.folder.out);
    script.bundle = std::filesystem::absolute(m_plan.options->bundle);
    script.logs = std::filesystem::absolute(m_plan.folder.slurm()) / "logs";
    script.options = {"--quiet", "--db", "none", "--stall-after", std::to_string(m_plan.options->stallAfter.count())};
    if (m_plan.options->untrusted) script.options.emplace_back("--untrusted");
    const auto text = readTemplate(m_options.scriptTemplate);
    if (!text) return fail(text.error());
    const auto filled = fillScript(*text, script, m_options);
    if (!filled) return fail(filled.error());
    const auto file = m_plan.folder.slurm() / "cohort.sh";
    if (auto written = writePrivateFileAtomically(file, *filled); !written) return fail(written.error());
    return file;
  }

  // The first time all slides, then those that have no result, in tasks of their own.
  Result<std::string> submit(const std::vector<CohortSlide>& slides, int submission) {
    std::vector<CohortSlide> open;
    for (const CohortSlide& slide : slides)
      if (m_open.contains(slide.row)) open.push_back(slide);
    if (submission > 0)
      m_session->notify(fmt::format("{} slides have no result: their tasks are submitted again", open.size()));
    const auto file = write(open);
    if (!file) return fail(file.error());
    const auto ran = runProgram({"sbatch", "--parsable", file->string()});
    if (!ran) return fail(ran.error());
    if (ran->code != 0) return fail(ErrorKind::io, "sbatch refused: " + ran->err);
    const std::string id = ran->out.substr(0, ran->out.find_first_of(";\n"));
    if (id.empty() || id.find_first_not_of("0123456789") != std::string::npos)
      return fail(ErrorKind::io, "sbatch named no job: " + ran->out);
    m_session->notify(fmt::format("job {} submitted: {} tasks", id, m_tasks.size()));
    if (auto kept = writePrivateFileAtomically(jobFile(), nlohmann::json{{"job", id}}.dump() + "\n"); !kept)
      return fail(kept.error());
    return id;
  }

  [[nodiscard]] std::filesystem::path jobFile() const { return m_plan.folder.slurm() / "job.json"; }

  [[nodiscard]] std::string aliveJob() const {
    const auto text = readFile(jobFile());
    const auto json = text ? nlohmann::json::parse(*text, nullptr, false) : nlohmann::json();
    const std::string id = json.is_object() ? json.value("job", "") : "";
    return !id.empty() && isAlive(id).value_or(false) ? id : "";
  }

  // Whether a task of the job waits or runs. squeue forgets a job soon after its end, and then fails.
  static Result<bool> isAlive(const std::string& id) {
    const auto ran = runProgram({"squeue", "--noheader", "--jobs=" + id, "--format=%T"});
    if (!ran) return fail(ran.error());
    if (ran->code != 0) {
      if (ran->err.find("Invalid job id") != std::string::npos) return false;
      return fail(ErrorKind::io, "squeue failed: " + ran->err);
    }
    return !ran->out.empty();
  }

  Result<void> follow(const std::string& id, CohortProgress& progress) {
    bool alive = true;
    int faults = 0;
    Clock::time_point asked{};
    while (alive) {
      if (m_session->stopped()) {
        m_session->notify("job " + id + " goes on; the same command follows it again, scancel " + id + " ends it");
        return fail(ErrorKind::cancelled, "cancelled");
      }
      if (Clock::now() - asked >= m_options.poll) {
        asked = Clock::now();
        const auto now = isAlive(id);
        // A controller that does not answer for a while is no end of the job.
        constexpr int kMostFaults = 60;
        if (!now && ++faults > kMostFaults) return fail(now.error());
        if (now) faults = 0;
        alive = now.value_or(true);
      }
      if (auto heard = hear(progress); !heard) return heard;
      progress.show({});
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
    return hear(progress);
  }

  Result<void> hear(CohortProgress& progress) {
    const auto news = m_tail.news();
    if (!news) return fail(news.error());
    for (const CohortSlideResult& result : *news) {
      if (m_open.erase(result.row) == 0) continue;
      progress.settled(result);
      m_plan.news(result);
    }
    return {};
  }

  Result<void> giveUp(CohortProgress& progress) {
    const CohortJournal journal(m_plan.folder.state(), "main");
    for (const std::size_t row : std::set(m_open)) {
      const auto result = resultOf(
          {ErrorKind::io, fmt::format("its task ended {} times without a result of it", kMostSubmissions)}, row);
      if (auto added = journal.add(result); !added) return added;
      m_open.erase(row);
      progress.settled(result);
      m_plan.news(result);
    }
    return {};
  }

  const SlurmPlan& m_plan;
  const SlurmOptions& m_options;
  Session* m_session = nullptr;
  std::map<std::size_t, std::vector<CohortSlide>> m_tasks;
  std::set<std::size_t> m_open;  // rows without a result
  CohortJournalTail m_tail{m_plan.folder.state()};
};

}  // namespace

Result<std::filesystem::path> writeSlurmJob(const std::vector<CohortSlide>& slides, const SlurmPlan& plan) {
  return SlurmJob(plan).write(slides);
}

Result<void> runSlurmJob(const std::vector<CohortSlide>& slides, const SlurmPlan& plan, CohortProgress& progress,
                         Session& session) {
  if (slides.empty()) return {};
  return SlurmJob(plan, session).run(slides, progress);
}

}  // namespace snitt::app
