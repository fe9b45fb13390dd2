#include "core/cohort/cohort_figures.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace snitt {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

std::size_t binOf(double score) {
  const double place = std::ceil(score * static_cast<double>(kHistogramBins)) - 1;
  return static_cast<std::size_t>(std::clamp(place, 0.0, static_cast<double>(kHistogramBins - 1)));
}

void addPatient(CohortFigures& figures, const CohortPatient& patient) {
  if (!patient.decision) {
    ++(patient.status == PatientStatus::waiting ? figures.classes.waiting : figures.classes.withoutClass);
    return;
  }
  ++figures.classes.byClass[static_cast<std::size_t>(patient.decision->prognosis)];
  for (const ResolutionScore& one : patient.decision->resolutions)
    for (ScoreHistogram& histogram : figures.histograms) {
      if (histogram.resolution != one.name) continue;
      ++histogram.bins[binOf(one.score)];
      ++histogram.patients;
    }
}

void addSpreads(CohortFigures& figures, const CohortSlideResult& result) {
  for (const ResolutionScore& one : result.resolutions) {
    const auto spread = spreadOf(one);
    if (!spread) continue;
    for (SpreadSeries& series : figures.spreads)
      if (series.resolution == one.name)
        series.points.push_back({result.row, one.score, *spread, result.prognosis.value_or(Prognosis::uncertain)});
  }
}

}  // namespace

std::optional<double> spreadOf(const ResolutionScore& resolution) {
  const auto count = static_cast<double>(resolution.members.size());
  if (count < 2) return std::nullopt;
  double mean = 0;
  for (const MemberScore& one : resolution.members) mean += one.score / count;
  double squares = 0;
  for (const MemberScore& one : resolution.members) squares += (one.score - mean) * (one.score - mean);
  return std::sqrt(squares / (count - 1));
}

std::optional<double> spreadOf(const CohortSlideResult& result) {
  std::optional<double> largest;
  for (const ResolutionScore& one : result.resolutions)
    if (const auto spread = spreadOf(one)) largest = std::max(largest.value_or(0), *spread);
  return largest;
}

std::string withoutNumbers(const std::string& reason) {
  std::string text;
  for (std::size_t i = 0; i < reason.size(); ++i) {
    if (!isDigit(reason[i])) {
      text += reason[i];
      continue;
    }
    text += 'N';
    // A decimal point belongs to the number where digits follow.
    while (i + 1 < reason.size() &&
           (isDigit(reason[i + 1]) || (reason[i + 1] == '.' && i + 2 < reason.size() && isDigit(reason[i + 2]))))
      ++i;
  }
  return text;
}

CohortFigures figuresOf(const CohortReading& reading, const std::function<bool(std::size_t)>& isMeant) {
  CohortFigures figures;
  for (const CohortResolution& one : reading.resolutions) {
    figures.histograms.push_back({one.name, one.threshold, std::vector<std::size_t>(kHistogramBins), 0});
    figures.spreads.push_back({one.name, one.threshold, {}});
  }
  std::vector<bool> meant(reading.patients.size());
  for (std::size_t i = 0; i < meant.size(); ++i) {
    meant[i] = isMeant(i);
    if (meant[i]) addPatient(figures, reading.patients[i]);
  }
  std::map<std::pair<SlideStatus, std::string>, ReasonCount> reasons;
  for (const SlideReading& slide : reading.slides) {
    if (!slide.result || !meant[slide.patient]) continue;
    const CohortSlideResult& result = *slide.result;
    if (result.status == SlideStatus::scored) {
      addSpreads(figures, result);
      continue;
    }
    auto [at, isNew] = reasons.try_emplace({result.status, withoutNumbers(result.reason)});
    ReasonCount& one = at->second;
    one.status = result.status;
    one.reason = isNew || one.reason == result.reason ? result.reason : at->first.second;
    one.rows.push_back(slide.row);
  }
  for (auto& [key, one] : reasons) figures.reasons.push_back(std::move(one));
  std::ranges::stable_sort(figures.reasons, std::ranges::greater{}, [](const auto& one) { return one.rows.size(); });
  return figures;
}

}  // namespace snitt
