// snitt cohort LIST.csv: scores a list of slides unattended, and goes on where it was stopped.
#include <CLI/CLI.hpp>

#include <iostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/snitt/cohort/cohort_compare.h"
#include "app/snitt/cohort/cohort_run.h"
#include "app/snitt/cohort/verb_cohort.h"
#include "app/snitt/trust_options.h"
#include "app/snitt/validators_p.h"

namespace snitt::app {

namespace {

ExitCode runAsked(const CohortOptions& options, Session& session) {
  if (!options.compare.empty()) {
    if (!options.list.empty() || !options.bundle.empty())
      return complain(
          {ErrorKind::usage, "--compare takes two folders of finished runs, and neither list nor --bundle"});
    return compareRuns(options.compare[0], options.compare[1], options.out, session);
  }
  const char* missing = options.list.empty()     ? "the slide list"
                        : options.bundle.empty() ? "--bundle"
                        : options.out.empty()    ? "--out"
                                                 : nullptr;
  if (missing != nullptr)
    return complain({ErrorKind::usage, std::string(missing) + " is missing (snitt cohort --help)"});
  return runCohort(options, session);
}

}  // namespace

void addCohort(CLI::App& app, Verb& run) {
  auto options = std::make_shared<CohortOptions>();
  CLI::App* verb = app.add_subcommand("cohort", "Score a list of slides unattended; goes on where it was stopped");
  verb->add_option("list", options->list, "Slide list (CSV with a column path)")->check(notBlank());
  verb->add_option("--bundle", options->bundle, "Folder of the model bundle")->check(notBlank());
  verb->add_option("--out", options->out, "Folder for the results")->check(notBlank());
  verb->add_option("--compare", options->compare, "A B: how far two finished runs agree; with --out as page and JSON")
      ->expected(2)
      ->check(notBlank());
  verb->add_option("--jobs", options->jobs, "Worker processes that share the threads (1)")->check(CLI::Range(1, 64));
  verb->add_flag("--dry-run", options->dryRun, "Check list, headers, scope and disk; score nothing");
  verb->add_option("--reuse", options->reuse,
                   "Folder of another run of these slides: what its networks said is decided again by this bundle")
      ->check(notBlank());
  verb->add_flag("--verify-full", options->verifyFull,
                 "Hash every finished slide again, whatever its size and time say");
  verb->add_flag("--allow-mixed", options->allowMixed,
                 "Let results of several devices, precisions or versions stand in one table, which then says so");
  verb->add_option("--outside-scope", options->outsideScope,
                   "Score slides outside the bundle's scope too, for this reason")
      ->check(notBlank());
  verb->add_option("--outputs", options->outputs, "Of score, tumour, heatmap, tiles, report (score,tumour,tiles)")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::IsMember({"score", "tumour", "heatmap", "tiles", "report"}));
  verb->add_flag("--show-paths", options->showPaths, "Name files in the tables, pages and scores");
  verb->add_option_function<int>(
          "--stall-after", [options](int seconds) { options->stallAfter = std::chrono::seconds(seconds); },
          "Seconds without any progress after which a worker counts as hung (600)")
      ->check(CLI::Range(5, 86400));
  addSlurmOptions(*verb, options->slurm);
  addUntrustedOption(*verb, options->untrusted);
  verb->callback([&run, options] { run = [options](Session& session) { return runAsked(*options, session); }; });
}

}  // namespace snitt::app
