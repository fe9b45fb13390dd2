// snitt cohort-task: a task of a cohort that is spread over a cluster; not for people. It works off the slides that
// `snitt cohort --slurm` gave it, writes their folders and a journal of its own, and no table and no database.
#include <CLI/CLI.hpp>

#include <sstream>

#include <fmt/format.h>

#include "app/snitt/cohort/cohort_folder.h"
#include "app/snitt/cohort/cohort_supervisor.h"
#include "app/snitt/cohort/verb_cohort.h"
#include "app/snitt/cohort/worker_command.h"
#include "app/snitt/trust_options.h"
#include "core/atomic_file.h"
#include "core/cohort/cohort_journal.h"

namespace snitt::app {

namespace {

struct TaskOptions {
  std::filesystem::path bundle;
  std::filesystem::path out;
  std::size_t task = 0;
  int stallAfter = 600;
  bool untrusted = false;
};

Result<std::vector<CohortSlide>> slidesOf(const std::filesystem::path& file) {
  const auto text = readFile(file);
  if (!text) return fail(text.error());
  std::vector<CohortSlide> slides;
  std::istringstream lines(*text);
  for (std::string line; std::getline(lines, line);) {
    auto slide = parseSlide(line);
    if (!slide) return failIn(file.string(), slide.error());
    slides.push_back(std::move(*slide));
  }
  return slides;
}

// A task that was pre-empted begins again with what it has not finished.
Result<void> takeOutFinished(std::vector<CohortSlide>& slides, const std::filesystem::path& state) {
  const auto results = CohortJournal::read(state);
  if (!results) return fail(results.error());
  std::set<std::size_t> done;
  for (const CohortSlideResult& one : *results)
    if (isFinal(one.status)) done.insert(one.row);
  std::erase_if(slides, [&done](const CohortSlide& slide) { return done.contains(slide.row); });
  return {};
}

ExitCode work(const TaskOptions& options, Session& session) {
  const CohortFolder folder{options.out};
  auto slides = slidesOf(folder.task(options.task));
  if (!slides) return complain(slides.error());
  if (auto left = takeOutFinished(*slides, folder.state()); !left) return complain(left.error());
  const CohortJournal journal(folder.state(), fmt::format("task-{:06}", options.task));
  CohortCounts counts;
  counts.total = slides->size();
  CohortProgress progress(session, {}, fmt::format("task {}", options.task), counts);
  bool failed = false;
  const SupervisorPlan plan{workerCommand(options.bundle, options.out, 1, options.untrusted, session), 1,
                            std::chrono::seconds(options.stallAfter), folder, [&](const CohortSlideResult& result) {
                              failed = failed || result.status == SlideStatus::failed;
                              return journal.add(result);
                            }};
  const auto done = superviseCohort(std::move(*slides), plan, progress, session);
  progress.end(done ? "finished" : "stopped");
  if (!done) return done.error().kind == ErrorKind::cancelled ? interrupted : complain(done.error());
  return failed ? fault : allDone;
}

}  // namespace

void addCohortTask(CLI::App& app, Verb& run) {
  auto options = std::make_shared<TaskOptions>();
  CLI::App* verb = app.add_subcommand("cohort-task", "Started by a job array; not for people");
  verb->group("");
  verb->add_option("--bundle", options->bundle)->required();
  verb->add_option("--out", options->out)->required();
  verb->add_option("--task", options->task)->required();
  verb->add_option("--stall-after", options->stallAfter);
  addUntrustedOption(*verb, options->untrusted);
  verb->callback([&run, options] { run = [options](Session& session) { return work(*options, session); }; });
}

}  // namespace snitt::app
