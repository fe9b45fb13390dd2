#include "support/drift_cohort.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "core/atomic_file.h"
#include "core/cohort/cohort_tables.h"
#include "core/csv.h"
#include "core/outcomes/dates.h"
#include "core/sha256.h"
#include "core/statistics/resampling/counter_random.h"
#include "support/sample_record.h"

namespace snitt::test {
namespace {

void require(const Result<void>& done) {
  if (!done) throw std::runtime_error(done.error().message);
}

// By the reference's bins: uniform within one, the outermost as wide as their neighbours.
double drawn(const ReferenceDistribution& reference, double quantile) {
  const auto& edges = reference.edges;
  if (edges.empty()) return 0;
  const double total = std::accumulate(reference.counts.begin(), reference.counts.end(), 0.0);
  double below = std::clamp(quantile, 0.0, 0.999999) * total;
  std::size_t bin = 0;
  while (below >= static_cast<double>(reference.counts[bin])) below -= static_cast<double>(reference.counts[bin++]);
  const double width = edges.size() > 1 ? edges[1] - edges[0] : 0.1;
  const double from = bin == 0 ? edges[0] - width : edges[bin - 1];
  const double to = bin == edges.size() ? edges.back() + width : edges[bin];
  return from + (to - from) * below / static_cast<double>(reference.counts[bin]);
}

Score scoreOf(const Bundle& bundle, const DriftSlide& slide, std::size_t row, statistics::CounterRandom& random) {
  Score score = sampleRecord(static_cast<int>(row), 1).score;
  score.slide.path.clear();
  score.bundleSha256 = bundle.sha256;
  score.run.started = slide.day + "T12:00:00Z";
  score.scope = {true, {}};
  score.scopeOverride.clear();
  std::map<std::string, double> values;
  for (const ReferenceDistribution& one : bundle.manifest.references) {
    const double shifted = random.uniform() + slide.shift;
    values[one.name] = drawn(one, shifted);
  }
  // A control slide is read with little noise.
  if (!slide.control.empty()) values["combined"] = 0.4 + 0.01 * random.normal() + 0.1 * slide.shift;
  score.tissueQuality = QualityFigures{200, 0, 0, values["blurredShare"], values["brightness"]};
  score.input = InputFigures{values["haematoxylin"], values["eosin"], values["tissueShare"]};
  score.resolutions.clear();
  if (slide.status == SlideStatus::notAssessable) {
    score.combined.reset();
    score.prognosis.reset();
    score.notAssessable = "no tumour was found";
    return score;
  }
  for (const ResolutionSpec& spec : bundle.manifest.resolutions) {
    ScoredResolution& one = score.resolutions.emplace_back();
    one.name = spec.name;
    one.score = values["score_" + spec.name];
    one.threshold = 0.5;
    one.prognosis = prognosisAt(*one.score, 0.5);
  }
  score.combined = values["combined"];
  score.prognosis = Prognosis::good;
  return score;
}

CohortSlideResult resultOf(const DriftSlide& slide, const Score& score, std::size_t row) {
  if (slide.status == SlideStatus::scored || slide.status == SlideStatus::notAssessable)
    return snitt::resultOf(score, row);
  CohortSlideResult result;
  result.row = row;
  result.status = slide.status;
  result.reason =
      slide.status == SlideStatus::refused ? "outside the bundle's scope: the stain is IHC" : "it is damaged";
  return result;
}

}  // namespace

std::vector<DriftSlide> driftWeeks(int weeks, int weekly, const std::vector<std::string>& scanners) {
  std::vector<DriftSlide> slides;
  int number = 0;
  for (int week = 0; week < weeks; ++week)
    for (const std::string& scanner : scanners)
      for (int i = 0; i < weekly; ++i) {
        const Day day = parseDate("2026-01-05", DateOrder::ymd).value() + std::chrono::days(7 * week + i % 5);
        slides.push_back({isoDate(day), scanner});
        if (++number % 25 == 0) slides.back().status = SlideStatus::notAssessable;
      }
  return slides;
}

void writeDriftCohort(const std::filesystem::path& folder, const Bundle& bundle, const std::vector<DriftSlide>& slides,
                      std::uint64_t seed) {
  statistics::CounterRandom random(seed, 0);
  std::string csv = csvRow({"path", "patient", "scanner", "control", "scanDate"});
  ResultsByRow results;
  std::filesystem::create_directories(folder);
  for (std::size_t i = 0; i < slides.size(); ++i) {
    const DriftSlide& slide = slides[i];
    const std::size_t row = i + 2;
    const std::string number = std::to_string(row);
    csv += csvRow({"/nowhere/anna-" + number + ".svs", slide.patient.empty() ? "P" + number : slide.patient,
                   slide.scanner, slide.control, slide.day});
    if (slide.waiting) continue;
    Score score = scoreOf(bundle, slide, row, random);
    score.slide.sha256 = sha256Of(std::to_string(seed).append(" ").append(number));
    results[row] = resultOf(slide, score, row);
    if (slide.status == SlideStatus::scored || slide.status == SlideStatus::notAssessable) {
      std::filesystem::create_directories(folder / "slides" / number);
      require(writeFileAtomically(folder / "slides" / number / "score.json", formatScore(score)));
    }
  }
  const SlideList list = parseSlideList(csv, "/").value();
  const BundleRules rules{};
  std::vector<std::string> resolutions;
  for (const ResolutionSpec& spec : bundle.manifest.resolutions) resolutions.push_back(spec.name);
  require(writeFileAtomically(folder / "results.csv", resultsCsv(patientsOf(list, results, rules), resolutions, "")));
  require(writeFileAtomically(folder / "slides.csv", slidesCsv(list, results, resolutions, "")));
  require(writePrivateFileAtomically(folder / "paths.csv", pathsCsv(list)));
  const nlohmann::ordered_json run{{"format", "snitt-cohort-run/1"},
                                   {"list", "list.csv"},
                                   {"bundle",
                                    {{"id", bundle.manifest.id},
                                     {"name", bundle.manifest.name},
                                     {"version", bundle.manifest.version},
                                     {"sha256", bundle.sha256},
                                     {"status", std::string(toText(bundle.manifest.status))}}},
                                   {"device", "cpu"},
                                   {"precision", "fp32"},
                                   {"software", "snitt 0.1.0"},
                                   {"outsideScope", nullptr},
                                   {"mixed", nullptr},
                                   {"lastRun", {{"started", "2026-03-01T08:00:00Z"}}}};
  require(writeFileAtomically(folder / "run.json", run.dump(2) + "\n"));
}

}  // namespace snitt::test
