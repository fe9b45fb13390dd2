// snitt simulate: a cohort of phantom slides with known truth.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

#include <nlohmann/json.hpp>

#include "app/snitt/simulated_folder.h"
#include "app/snitt/validators_p.h"
#include "app/snitt/verbs.h"
#include "core/text/nearest.h"
#include "core/text/number.h"
#include "tiling/simulation/simulated_slide.h"

namespace snitt::app {
namespace {

using namespace simulation;

struct SimulateOptions {
  std::filesystem::path out;
  std::size_t patients = 0;
  std::uint64_t seed = 0;
  double hazardRatio = CohortModel{}.hazardRatio;
  std::vector<std::string> scanners{"north", "south"};
  std::size_t slidesPerPatient = 1;
  int sizePx = SlideSize{}.widthPx;
  std::vector<std::string> numbers;  // KEY=VALUE
  bool tablesOnly = false;
};

Result<void> setNumber(CohortModel& model, const std::string& text) {
  const std::size_t equals = text.find('=');
  const std::string name = text.substr(0, equals);
  std::vector<std::string> names;
  for (const ModelNumber& number : modelNumbers()) {
    names.emplace_back(number.name);
    if (number.name != name) continue;
    const auto value =
        equals == std::string::npos ? std::nullopt : parseNumber(std::string_view(text).substr(equals + 1));
    if (!value) return fail(ErrorKind::usage, fmt::format("--set {}: a number is needed, as {}=1", text, name));
    model.*number.member = *value;
    return {};
  }
  return fail(ErrorKind::usage, fmt::format("--set {}: the model has no number \"{}\"{}; there are {}", text, name,
                                            nearestHint(name, names), fmt::join(names, ", ")));
}

Result<SimulatedCohort> cohortOf(const SimulateOptions& options) {
  CohortModel model;
  model.patients = options.patients;
  model.seed = options.seed;
  model.slidesPerPatient = options.slidesPerPatient;
  model.hazardRatio = options.hazardRatio;
  auto scanners = scannersNamed(options.scanners);
  if (!scanners) return fail(scanners.error());
  model.scanners = *std::move(scanners);
  for (const std::string& number : options.numbers)
    if (auto set = setNumber(model, number); !set) return fail(set.error());
  return simulateCohort(model);
}

Result<void> writeSlides(const SimulateOptions& options, const SimulatedCohort& cohort, Session& session) {
  const RunControl control = session.control();
  RunControl quiet = control;  // a slide's own tiles are no progress of the cohort
  quiet.progress = {};
  const auto total = static_cast<std::int64_t>(cohort.patients.size() * options.slidesPerPatient);
  std::int64_t done = 0;
  for (const SimulatedPatient& patient : cohort.patients)
    for (const SlideFacts& slide : patient.slides) {
      if (!control.proceed()) return fail(ErrorKind::cancelled, "cancelled");
      auto written = writeSimulatedSlide(options.out, cohort.model, patient, slide, {options.sizePx, options.sizePx},
                                         quiet, session.options().threadCount());
      if (!written) return written;
      control.report("simulate", ++done, total);
    }
  return {};
}

void tell(const Session& session, const SimulateOptions& options, const SimulatedCohort& cohort) {
  std::size_t cancer = 0;
  std::size_t other = 0;
  for (const SimulatedPatient& patient : cohort.patients) {
    cancer += patient.outcome.cause == Cause::cancer ? 1U : 0U;
    other += patient.outcome.cause == Cause::other ? 1U : 0U;
  }
  const std::size_t slides = options.tablesOnly ? 0 : cohort.patients.size() * options.slidesPerPatient;
  if (session.options().json) {
    const nlohmann::ordered_json json{{"format", "snitt-simulated/1"},
                                      {"folder", options.out.string()},
                                      {"patients", cohort.patients.size()},
                                      {"slides", slides},
                                      {"cancerDeaths", cancer},
                                      {"otherDeaths", other}};
    std::cout << json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
    return;
  }
  std::cout << fmt::format("{}: {} patients, {} slides; {} died of cancer, {} of something else\n",
                           options.out.string(), cohort.patients.size(), slides, cancer, other);
}

ExitCode simulateVerb(const SimulateOptions& options, Session& session) {
  const auto cohort = cohortOf(options);
  if (!cohort) return complain(cohort.error());
  const std::string description =
      simulationJson(cohort->model, fmt::format("snitt {}, slides of {} px", SNITT_VERSION, options.sizePx));
  const auto folder = SimulatedFolder::claim(options.out, description, !options.tablesOnly);
  if (!folder) return complain(folder.error());
  Result<void> done;
  if (!options.tablesOnly) done = writeSlides(options, *cohort, session);
  // The tables come last: a list names only slides that are there.
  if (done) done = folder->writeTables(*cohort);
  session.endProgress();
  if (!done) return done.error().kind == ErrorKind::cancelled ? interrupted : complain(done.error());
  tell(session, options, *cohort);
  return allDone;
}

}  // namespace

void addSimulate(CLI::App& app, Verb& run) {
  auto options = std::make_shared<SimulateOptions>();
  CLI::App* verb =
      app.add_subcommand("simulate", "A cohort of phantom slides with known truth; goes on where it stopped");
  verb->add_option("--out", options->out, "Folder for slides, masks and tables")->required()->check(notBlank());
  verb->add_option("--patients", options->patients, "How many")->required()->check(CLI::Range(1, 1000000));
  verb->add_option("--seed", options->seed, "The same seed gives the same cohort, to the last bit")
      ->required()
      ->check(CLI::NonNegativeNumber);  // -1 would be read as the largest number
  verb->add_option("--hazard-ratio", options->hazardRatio, "Of cancer death, per standard deviation of the latent")
      ->capture_default_str();
  verb->add_option("--scanner", options->scanners, "Profiles: north, south, east; several share the slides")
      ->delimiter(',')
      ->capture_default_str();
  verb->add_option("--slides-per-patient", options->slidesPerPatient, "Slides a patient")
      ->check(CLI::Range(1, 9))
      ->capture_default_str();
  verb->add_option("--size", options->sizePx, "Edge of a slide, px")
      ->check(CLI::Range(1000, 100000))
      ->capture_default_str();
  verb->add_option("--set", options->numbers, "Another number of the model, as weibullShape=1.2")->check(notBlank());
  verb->add_flag("--tables-only", options->tablesOnly, "No slides: the tables alone");
  verb->callback([&run, options] { run = [options](Session& session) { return simulateVerb(*options, session); }; });
}

}  // namespace snitt::app
