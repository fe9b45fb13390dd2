// How many patients stand so near a threshold that little would give them another class.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/text/number.h"
#include "core/validation/report/build_p.h"
#include "core/validation/report/parts_p.h"
#include "core/validation/report/words_p.h"

namespace snitt::validation {
namespace {

using document::Table;

Prognosis shifted(const StudyPatient& patient, double by) {
  std::vector<Prognosis> each;
  for (const ResolutionScore& one : patient.resolutions) each.push_back(prognosisAt(one.score + by, one.threshold));
  return each.empty() ? Prognosis::uncertain : agreedPrognosis(each);
}

bool isNear(const StudyPatient& patient, double margin) {
  return std::ranges::any_of(patient.resolutions,
                             [&](const ResolutionScore& one) { return std::abs(one.score - one.threshold) <= margin; });
}

struct Near {
  double margin;
  std::size_t near = 0;
  std::size_t flipUp = 0;    // class changes where every score rises by the margin
  std::size_t flipDown = 0;  // and where it falls
};

Near countNear(const Build& build, double margin) {
  Near found{margin};
  for (const StudyPatient* one : build.patients()) {
    found.near += isNear(*one, margin) ? 1U : 0U;
    if (one->resolutions.empty()) continue;
    const Prognosis now = shifted(*one, 0);
    found.flipUp += shifted(*one, margin) != now ? 1U : 0U;
    found.flipDown += shifted(*one, -margin) != now ? 1U : 0U;
  }
  return found;
}

// Counts that grow with the margin: one is told where it and the rest are at least the smallest cell, and where it does
// not differ from the one told before by fewer.
class Growing {
 public:
  explicit Growing(const Build& build) : m_least(build.least()), m_n(build.n()) {}

  bool tells(std::size_t count) {
    if (m_least <= 1) return true;
    const std::size_t more = count - m_before;
    if (count < m_least || m_n - count < m_least || (more > 0 && more < m_least)) return false;
    m_before = count;
    return true;
  }

 private:
  std::size_t m_least;
  std::size_t m_n;
  std::size_t m_before = 0;
};

std::vector<std::string> resolutionNames(const Build& build) {
  std::vector<std::string> names;
  for (const StudyPatient* patient : build.patients())
    for (const ResolutionScore& one : patient->resolutions)
      if (std::ranges::find(names, one.name) == names.end()) names.push_back(one.name);
  return names;
}

document::Chart histogramOf(const Build& build, const std::string& resolution) {
  document::Chart chart;
  chart.id = "scores-" + resolution;
  chart.kind = document::ChartKind::histogram;
  chart.title = "Scores at " + resolution;
  chart.xLabel = "Score";
  chart.yLabel = "Patients";
  chart.alternative = "Number of patients by score, with the threshold.";
  constexpr std::size_t kBins = 20;
  std::vector<std::size_t> counts(kBins, 0);
  double threshold = statistics::kUndefined;
  for (const StudyPatient* patient : build.patients())
    for (const ResolutionScore& one : patient->resolutions) {
      if (one.name != resolution) continue;
      ++counts[std::min(kBins - 1, static_cast<std::size_t>(std::max(0.0, one.score) * kBins))];
      threshold = one.threshold;
    }
  if (std::isfinite(threshold)) chart.marks.push_back({"Threshold " + fixed(threshold, 2), threshold});
  Table bins{chart.id + "-bins", {}, {}, {}, {}, false};
  bins.columns = {numberColumn("from", "From", 2), numberColumn("to", "To", 2), countColumn("patients", "Patients")};
  // An empty bin shows that nobody is there, which is no cell of anybody.
  std::vector<std::size_t> filled;
  for (const std::size_t one : counts)
    if (one > 0) filled.push_back(one);
  const std::vector<bool> told = toldCounts(filled, build.least());
  std::size_t at = 0;
  for (std::size_t i = 0; i < kBins; ++i)
    bins.rows.push_back({static_cast<double>(i) / kBins, static_cast<double>(i + 1) / kBins,
                         countCell(counts[i], counts[i] == 0 || told[at++])});
  chart.tables = {bins};
  return chart;
}

}  // namespace

SectionResult nearThresholdSection(Build& build) {
  document::Section section{"near-threshold", "Near the thresholds", {}, {}, {}, {}};
  const double margin = build.protocol().nearThreshold;
  Table table{"near-threshold", "If every score were higher or lower by a margin", {}, {}, {}, true};
  table.columns = {numberColumn("margin", "Margin", 3), countColumn("near", "Patients within it of a threshold"),
                   countColumn("flipUp", "Other class if higher"), countColumn("flipDown", "Other class if lower")};
  bool withheld = false;
  bool told = true;  // how many are near by the margin itself
  Growing near(build), up(build), down(build);
  for (const double one : {margin / 2, margin, margin * 2}) {
    const Near found = countNear(build, one);
    const bool toldNear = near.tells(found.near);
    const bool toldUp = up.tells(found.flipUp);
    const bool toldDown = down.tells(found.flipDown);
    withheld = withheld || !toldNear || !toldUp || !toldDown;
    if (one == margin) told = toldNear;
    table.rows.push_back(
        {one, countCell(found.near, toldNear), countCell(found.flipUp, toldUp), countCell(found.flipDown, toldDown)});
  }
  if (withheld) table.note = kWithheldNote;
  const Near at = countNear(build, margin);
  const double share = static_cast<double>(at.near) / static_cast<double>(build.n());
  build.figures.put("nearThresholdShare", {}, {justValue(share), {}, told});
  section.sentence =
      told ? fmt::format("{} of {} patients ({} %) lie within {} of a threshold.", at.near, build.n(),
                         fixed(100 * share, 1), shortest(margin))
           : fmt::format("How many patients lie within {} of a threshold is not told (small cell).", shortest(margin));
  section.blocks.emplace_back(std::move(table));
  for (const std::string& one : resolutionNames(build))
    section.blocks.push_back(chartOrSentence(histogramOf(build, one), build.least()));
  return section;
}

}  // namespace snitt::validation
