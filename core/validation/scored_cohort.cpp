#include "core/validation/scored_cohort.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/atomic_file.h"
#include "core/cohort/cohort_follower.h"
#include "core/cohort/cohort_plan.h"
#include "core/cohort/cohort_tables.h"
#include "core/score.h"
#include "core/sha256.h"
#include "core/validation/canonical_p.h"

namespace snitt::validation {
namespace {

namespace fs = std::filesystem;

// Whether the tables are those that the journal makes; both are read by somebody, and must say the same.
Result<bool> sayTheSame(const CohortReading& reading, const SlideList& list) {
  ResultsByRow results;
  for (const SlideReading& one : reading.slides)
    if (one.result) results.emplace(one.row, *one.result);
  std::vector<std::string> resolutions;
  for (const CohortResolution& one : reading.resolutions) resolutions.push_back(one.name);
  // Written after them.
  if (const auto run = readFile(reading.folder / "run.json"); !run) return fail(run.error());
  const auto patients = readFile(reading.folder / "results.csv");
  if (!patients) return fail(patients.error());
  const auto slides = readFile(reading.folder / "slides.csv");
  if (!slides) return fail(slides.error());
  return *patients == resultsCsv(reading.patients, resolutions, reading.mixed) &&
         *slides == slidesCsv(list, results, resolutions, reading.mixed);
}

Result<void> checkFinished(const CohortReading& reading, const Result<bool>& sameTables) {
  const std::string where = reading.folder.string();
  if (reading.state == CohortState::running || reading.state == CohortState::checking)
    return fail(ErrorKind::refused, fmt::format("{} is being worked on{}: wait until it is scored", where,
                                                reading.owner ? fmt::format(" by process {} on {}",
                                                                            reading.owner->process, reading.owner->host)
                                                              : std::string()));
  const std::size_t waiting = reading.slides.size() - reading.settled;
  if (waiting > 0)
    return fail(ErrorKind::refused,
                fmt::format("{} is half finished: {} of {} slides have no result (\"snitt cohort\" goes "
                            "on where it was stopped)",
                            where, waiting, reading.slides.size()));
  if (sameTables && *sameTables) return {};
  // Tables of a run that was broken off are missing, or those of a run before.
  if (reading.state != CohortState::finished)
    return fail(ErrorKind::refused,
                fmt::format("{} was broken off before its tables were written (\"snitt cohort\" goes on "
                            "where it was stopped)",
                            where));
  return sameTables ? Result<void>() : fail(sameTables.error());
}

// Of the slides' own scores: the run's notes tell of its last beginning alone.
std::string earliest(const CohortReading& reading, const std::stop_token& stop) {
  std::string first = reading.started;
  for (const SlideReading& slide : reading.slides) {
    if (stop.stop_requested()) break;
    if (!slide.result || slide.result->status != SlideStatus::scored) continue;
    const auto text = readFile(reading.slideFolder(slide.row) / "score.json");
    const auto score = text ? parseScore(*text) : fail(text.error());
    if (score && !score->run.started.empty() && (first.empty() || score->run.started < first))
      first = score->run.started;
  }
  return first;
}

Result<CohortParameters> readParameters(const fs::path& file) {
  const auto text = readFile(file);
  if (!text) return fail(text.error());
  auto parameters = parseParameters(*text);
  if (!parameters) return failIn(file.string(), parameters.error());
  return parameters;
}

}  // namespace

std::vector<std::string> listedPatients(const SlideList& list) {
  std::set<std::string> patients;
  for (const ListedSlide* slide : allRows(list))
    if (!slide->patient.empty()) patients.insert(slide->patient);
  return {patients.begin(), patients.end()};
}

StudyMembers ScoredCohort::members() const {
  StudyMembers members{listedPatients(list), {}};
  for (const SlideReading& slide : reading->slides)
    if (slide.result && !slide.result->sha256.empty()) members.slides.push_back(slide.result->sha256);
  return members;
}

Result<ScoredCohort> readScored(const fs::path& folder, const std::stop_token& stop) {
  ScoredCohort cohort;
  auto reading = CohortFollower(folder).look(stop);
  if (!reading) return fail(reading.error());
  cohort.reading = std::move(*reading);
  const fs::path state = folder / ".cohort";
  auto csv = readFile(state / "list.csv");
  if (!csv) return fail(csv.error());
  const auto plan = readPlan(state);
  if (!plan) return fail(plan.error());
  auto list = parseSlideList(*csv, plan->plan.listFolder);
  if (!list) return failIn((state / "list.csv").string(), list.error());
  const auto sameTables = sayTheSame(*cohort.reading, *list);
  if (auto finished = checkFinished(*cohort.reading, sameTables); !finished) return fail(finished.error());
  cohort.sameTables = *sameTables;
  auto parameters = readParameters(state / "parameters.json");
  if (!parameters) return fail(parameters.error());
  for (const char* name : {"results.csv", "slides.csv"}) {
    auto hash = sha256OfFile(folder / name, stop);
    if (!hash) return fail(hash.error());
    cohort.tables[name] = std::move(*hash);
  }
  cohort.list = std::move(*list);
  cohort.listCsv = std::move(*csv);
  cohort.parameters = std::move(*parameters);
  cohort.firstScored = earliest(*cohort.reading, stop);
  if (stop.stop_requested()) return fail(ErrorKind::cancelled, "cancelled");
  return cohort;
}

namespace {

// Folders of earlier programs tell none: that is a notice, and no difference.
void compareLibraries(const ScoredCohort& cohort, const FrozenProgram& locked, std::vector<std::string>& into) {
  for (const std::string& one : cohort.parameters.libraries) {
    const bool isLocked = std::ranges::find(locked.engine, one) != locked.engine.end() ||
                          std::ranges::find(locked.readers, one) != locked.readers.end();
    if (!isLocked)
      into.push_back(
          fmt::format("{} was scored with {}, which is not what was locked", cohort.reading->folder.string(), one));
  }
}

}  // namespace

std::vector<std::string> cohortDifferences(const ScoredCohort& cohort, const Frozen& locked, const FrozenFile& list) {
  std::vector<std::string> clauses;
  const std::string where = cohort.reading->folder.string();
  const auto compare = [&](std::string_view what, const std::string& there, const std::string& here) {
    if (there != here)
      clauses.push_back(fmt::format("{} was scored {} ({} locked, {} scored)", where, what, there, here));
  };
  const auto kindOf = [](const std::string& device) { return device.substr(0, device.find(':')); };
  const CohortParameters& scored = cohort.parameters;
  if (const std::string hash = sha256Of(cohort.listCsv); hash != list.sha256)
    clauses.push_back(fmt::format("{} was scored from another slide list than {} (SHA-256 {} locked, {} scored)", where,
                                  list.file, shortHash(list.sha256), shortHash(hash)));
  if (!cohort.sameTables)
    clauses.push_back(
        fmt::format("results.csv and slides.csv in {} are not what its results make: one of them was "
                    "changed after the slides were scored (\"snitt cohort\" writes the tables anew)",
                    where));
  compare("with another bundle", shortHash(locked.bundle.sha256), shortHash(scored.bundleSha256));
  compare("by another program", locked.program.version, scored.software);
  compare("on another device", kindOf(locked.path.device), kindOf(scored.device));
  compare("at another precision", locked.path.precision, scored.precision);
  compare("with other kernels", locked.path.kernels, scored.kernels);
  for (const std::string& one : scored.programs)
    if (one != locked.program.sha256)
      clauses.push_back(fmt::format("{} was scored by another build of {} (SHA-256 {} locked, {} scored)", where,
                                    scored.software, shortHash(locked.program.sha256), shortHash(one)));
  compareLibraries(cohort, locked.program, clauses);
  return clauses;
}

}  // namespace snitt::validation
