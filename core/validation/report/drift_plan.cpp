// What is watched after a validation, and how often its limits alarm falsely. `snitt drift` does it.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

#include "core/drift/drift_document.h"
#include "core/statistics/monitoring/cusum_run_length.h"
#include "core/statistics/monitoring/population_stability.h"
#include "core/statistics/monitoring/stability_limits.h"
#include "core/statistics/sample_quantile.h"
#include "core/text/number.h"
#include "core/validation/report/build_p.h"
#include "core/validation/report/parts_p.h"
#include "core/validation/report/words_p.h"

namespace snitt::validation {
namespace {

using document::Table;

constexpr double kAlarmsAYear = 1;
constexpr double kWeeksAYear = 52;
constexpr double kClearShift = 0.001;  // p below which a scanner is named

const ReferenceDistribution* referenceOf(const Build& build, const std::string& name) {
  const auto& all = build.input().manifest.references;
  const auto found = std::ranges::find(all, name, &ReferenceDistribution::name);
  return found == all.end() || found->edges.empty() ? nullptr : &*found;
}

std::vector<double> scoresOf(const Build& build, const std::string& name) {
  if (name == "combined") return build.score();
  std::vector<double> scores;
  for (const StudyPatient* patient : build.patients())
    for (const ResolutionScore& one : patient->resolutions)
      if ("score_" + one.name == name) scores.push_back(one.score);
  return scores;
}

// The cohort itself against the bundle's reference: whether this site is what the bundle was tuned on.
Result<Table> stabilityTable(const Build& build, double& largest) {
  Table table{"stability", "Scores of this cohort against the bundle's reference", {}, {}, {}, true};
  table.columns = {textColumn("figure", "Figure"), countColumn("patients", "Patients"), numberColumn("psi", "PSI", 3),
                   numberColumn("limit", "Limit (5 % by chance)", 3), pColumn()};
  for (const ReferenceDistribution& one : build.input().manifest.references) {
    const std::vector<double> scores = scoresOf(build, one.name);
    if (one.edges.empty() || scores.empty()) continue;
    const auto counts = statistics::binCounts(scores, one.edges);
    if (!counts) return fail(counts.error());
    const auto found = statistics::populationStability(one.counts, *counts);
    if (!found) return fail(found.error());
    table.rows.push_back(
        {drift::figureInWords(one.name), countCell(scores.size()), found->value, found->critical95, found->p});
    if (one.name == "combined") largest = found->value;
  }
  return table;
}

// Of each scanner's patients, whether their scores are spread as the bundle's reference, and as those of all others.
struct ScannerShift {
  Table table;
  std::vector<std::string> findings;
};

Result<ScannerShift> scannerTable(const Build& build) {
  ScannerShift shift;
  const ReferenceDistribution* reference = referenceOf(build, "combined");
  std::map<std::string, std::vector<double>> scores;
  for (std::size_t i = 0; i < build.n(); ++i) {
    const std::string scanner = build.patients()[i]->fact("scanner");
    if (!scanner.empty()) scores[scanner].push_back(build.score()[i]);
  }
  if (reference == nullptr || scores.size() < 2) return shift;
  shift.table = {"stability-scanner", "Combined scores by scanner against the bundle's reference", {}, {}, {}, true};
  shift.table.columns = {textColumn("scanner", "Scanner"),
                         countColumn("patients", "Patients"),
                         numberColumn("median", "Median score", 3),
                         numberColumn("psi", "PSI", 3),
                         numberColumn("limit", "Limit (5 % by chance)", 3),
                         pColumn()};
  std::vector<std::size_t> sizes;
  for (const auto& [scanner, values] : scores) sizes.push_back(values.size());
  const std::size_t known = std::accumulate(sizes.begin(), sizes.end(), std::size_t{0});
  if (known < build.n()) sizes.push_back(build.n() - known);
  const std::vector<bool> toldSizes = toldCounts(sizes, build.least());
  std::size_t at = 0;
  for (auto& [scanner, values] : scores) {
    const bool told = toldSizes[at++];
    const auto counts = statistics::binCounts(values, reference->edges);
    if (!counts) return fail(counts.error());
    const auto found = statistics::populationStability(reference->counts, *counts);
    if (!found) return fail(found.error());
    std::ranges::sort(values);
    shift.table.rows.push_back({scanner, countCell(values.size(), told),
                                toldIf(told, statistics::sampleQuantile(values, 0.5)), toldIf(told, found->value),
                                toldIf(told, found->critical95), toldIf(told, found->p)});
    if (told && found->p < kClearShift)
      shift.findings.push_back(
          fmt::format("The scores of {} are not spread as the bundle's reference (stability index {}, by chance under "
                      "{} in 95 of 100)",
                      scanner, fixed(found->value, 2), fixed(found->critical95, 2)));
  }
  return shift;
}

Table limitTable(const Build& build) {
  Table table{
      "drift-limits", "Action limits of the stability index, one false alarm a year for each figure", {}, {}, {}, true};
  table.columns = {textColumn("figure", "Figure"), countColumn("reference", "In the reference"),
                   numberColumn("limit20", "20 slides a week", 2), numberColumn("limit50", "50 slides a week", 2),
                   numberColumn("limit100", "100 slides a week", 2)};
  for (const ReferenceDistribution& one : build.input().manifest.references) {
    if (referenceOf(build, one.name) == nullptr) continue;
    double total = 0;
    for (const auto count : one.counts) total += static_cast<double>(count);
    table.rows.push_back({drift::figureInWords(one.name), countCell(static_cast<std::size_t>(total))});
    for (const std::size_t weekly : {20, 50, 100}) {
      const auto limits = statistics::StabilityLimits::simulate(
          {one.counts, kAlarmsAYear / kWeeksAYear, weekly, weekly, 1}, build.input().stop);
      table.rows.back().push_back(toldIf(true, limits ? limits->limit(weekly) : statistics::kUndefined));
    }
  }
  table.note =
      "What the index exceeds that often while nothing drifts, by simulation; after this validation the site's own "
      "cohort takes the place of the bundle's reference (snitt drift --reference).";
  return table;
}

Table cusumTable() {
  Table table{"drift-cusum", "CUSUM on control slides", {}, {}, {}, true};
  table.columns = {numberColumn("k", "k (SD)", 2), numberColumn("h", "h (SD)", 2),
                   numberColumn("inControl", "Readings between false alarms", 0),
                   numberColumn("shifted", "Readings until a shift of 1 SD is found", 1)};
  for (const statistics::CusumDesign& design :
       {statistics::CusumDesign{0.5, 4}, statistics::CusumDesign{0.5, 5}, statistics::CusumDesign{0.25, 8}})
    table.rows.push_back({design.k, design.h, statistics::cusumRunLength(design).value_or(statistics::kUndefined),
                          statistics::cusumRunLength(design, 1).value_or(statistics::kUndefined)});
  table.note = "Means for normal readings whose target and standard deviation are known.";
  return table;
}

}  // namespace

SectionResult driftPlanSection(Build& build) {
  document::Section section{"drift-plan", "Drift plan", {}, {}, {}, {}};
  double psi = statistics::kUndefined;
  auto stability = stabilityTable(build, psi);
  if (!stability) return fail(stability.error());
  if (stability->rows.empty()) {
    section.sentence = "Not assessable: the bundle holds no reference distributions.";
  } else {
    section.sentence =
        fmt::format("The combined score of this cohort differs from the bundle's reference by a stability index of {}.",
                    fixed(psi, 3));
    section.blocks.emplace_back(*std::move(stability));
    auto scanners = scannerTable(build);
    if (!scanners) return fail(scanners.error());
    if (!scanners->table.rows.empty()) section.blocks.emplace_back(std::move(scanners->table));
    for (const std::string& one : scanners->findings)
      section.blocks.emplace_back(document::Paragraph{one + ".", document::Tone::warning});
    section.blocks.emplace_back(limitTable(build));
  }
  section.blocks.emplace_back(cusumTable());
  section.blocks.emplace_back(
      document::Paragraph{"Watched by week and scanner: scores and input statistics (stability index), the shares of "
                          "slides without a score, "
                          "not assessable and outside scope, and the scores of control slides (CUSUM). An alarm is "
                          "looked into before the next "
                          "result is released: scanner, stain batch, mix of patients, in this order.",
                          document::Tone::body});
  return section;
}

}  // namespace snitt::validation
