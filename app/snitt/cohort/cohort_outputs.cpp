#include "app/snitt/cohort/cohort_outputs.h"

#include <functional>

#include <nlohmann/json.hpp>

#include "app/snitt/cohort/contact_sheet.h"
#include "app/snitt/cohort/energy_p.h"
#include "core/atomic_file.h"
#include "core/os/os.h"

namespace snitt::app {
namespace {

using Json = nlohmann::ordered_json;

Json bundleJson(const CohortParameters& parameters) {
  return {{"id", parameters.bundleId},
          {"name", parameters.bundleName},
          {"version", parameters.bundleVersion},
          {"sha256", parameters.bundleSha256},
          {"status", toText(parameters.bundleStatus)}};
}

Json resolutionsJson(const std::vector<PlannedResolution>& resolutions) {
  Json all = Json::array();
  for (const PlannedResolution& one : resolutions) all.push_back({{"name", one.name}, {"threshold", one.threshold}});
  return all;
}

template <class Status, class Values>
Json countsOf(const Values& values) {
  std::map<std::string, std::size_t> counts;
  for (const Status status : values) ++counts[std::string(toText(status))];
  return counts;
}

// Seconds of all slides, by stage.
Json stagesOf(const ResultsByRow& results) {
  std::map<std::string, double> stages;
  for (const auto& [row, result] : results)
    for (const auto& [stage, seconds] : result.stages) stages[stage] += seconds;
  return stages;
}

std::string runJson(const CohortCheck& check, const ResultsByRow& results, const std::vector<CohortPatient>& patients,
                    const CohortRun& run, const std::string& notice) {
  const CohortParameters& parameters = check.parameters;
  std::vector<SlideStatus> slides;
  for (const auto& [row, result] : results) slides.push_back(result.status);
  std::vector<PatientStatus> ofPatients;
  for (const CohortPatient& one : patients) ofPatients.push_back(one.status);
  Json json{{"format", "snitt-cohort-run/1"},
            {"list", check.title},
            {"bundle", bundleJson(parameters)},
            {"resolutions", resolutionsJson(plannedResolutions(check))},
            {"device", parameters.device},
            {"precision", parameters.precision},
            {"kernels", parameters.kernels},
            {"software", parameters.software},
            {"outsideScope", parameters.outsideScope.empty() ? Json() : Json(parameters.outsideScope)},
            {"mixed", notice.empty() ? Json() : Json(notice)},
            {"slides", countsOf<SlideStatus>(slides)},
            {"patients", countsOf<PatientStatus>(ofPatients)},
            {"warnings", check.warnings},
            {"secondsOfSlides", stagesOf(results)},
            {"lastRun",
             {{"started", run.started},
              {"typedBy", run.typedBy},
              {"host", os::hostName()},
              {"system", os::systemName()},
              {"cpu", os::cpuModel()},
              {"jobs", run.jobs},
              {"threads", run.threads},
              {"slides", run.slides},
              {"wallSeconds", run.wallSeconds},
              {"energy", energyJson()}}},
            {"researchUseOnly", true}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::vector<PlannedResolution> plannedResolutions(const CohortCheck& check) {
  std::vector<PlannedResolution> all;
  for (const ResolutionSpec& one : check.bundle.manifest.resolutions)
    all.push_back({one.name, check.bundle.manifest.decision.thresholds.at(one.name)});
  return all;
}

Result<std::vector<CohortPatient>> writeCohort(const CohortFolder& folder, const CohortCheck& check,
                                               const ResultsByRow& results, const CohortRun& run) {
  const std::string notice = mixedNotice(results);
  auto patients = patientsOf(check.list, results, check.rules);
  if (auto written = writePrivateFileAtomically(folder.out / "paths.csv", pathsCsv(check.list)); !written)
    return fail(written.error());
  // One after the other: of many slides each is a large text.
  const std::vector<std::pair<const char*, std::function<std::string()>>> files{
      {"results.csv", [&] { return resultsCsv(patients, check.resolutions, notice); }},
      {"slides.csv", [&] { return slidesCsv(check.list, results, check.resolutions, notice); }},
      {"contact-sheet.html", [&] { return contactSheet(check.title, check.list, results, check.resolutions, notice); }},
      {"model-card.md", [&] { return check.bundle.card; }},
      {"run.json", [&] { return runJson(check, results, patients, run, notice); }}};
  for (const auto& [name, text] : files)
    if (auto written = writeFileAtomically(folder.out / name, text()); !written) return fail(written.error());
  return patients;
}

}  // namespace snitt::app
