// What a cohort's results look like as a whole: counts and figures for charts. Pure functions.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/cohort/cohort_reading.h"
#include "core/cohort/slide_result.h"

namespace snitt {

// Standard deviation of the members' scores, of the sample (n − 1); none for fewer than two members.
[[nodiscard]] std::optional<double> spreadOf(const ResolutionScore& resolution);
// The largest of the resolutions'.
[[nodiscard]] std::optional<double> spreadOf(const CohortSlideResult& result);

// Patients' scores at one resolution in bins of one width over [0, 1]; a score on an edge counts in the bin below it,
// as a score on the threshold counts as good.
struct ScoreHistogram {
  std::string resolution;
  std::optional<double> threshold;
  std::vector<std::size_t> bins;
  std::size_t patients = 0;
};
inline constexpr std::size_t kHistogramBins = 25;

struct ClassCounts {
  std::array<std::size_t, 3> byClass{};  // good, uncertain, poor
  std::size_t withoutClass = 0;          // patients whose slides are done
  std::size_t waiting = 0;
};

// Slides without a class that have one reason; numbers in a reason do not set it apart ("N" stands for them where they
// differ). `rows`: of the list, ascending.
struct ReasonCount {
  SlideStatus status = SlideStatus::failed;
  std::string reason;
  std::vector<std::size_t> rows;
};

struct SpreadPoint {
  std::size_t row = 0;
  double score = 0;
  double spread = 0;
  Prognosis prognosis = Prognosis::uncertain;  // of the slide
};
struct SpreadSeries {
  std::string resolution;
  std::optional<double> threshold;
  std::vector<SpreadPoint> points;  // ascending rows
};

struct CohortFigures {
  std::vector<ScoreHistogram> histograms;  // a resolution each
  ClassCounts classes;
  std::vector<ReasonCount> reasons;   // most slides first
  std::vector<SpreadSeries> spreads;  // a resolution each
};

// Of the patients (indices) that `isMeant` takes, and their slides.
[[nodiscard]] CohortFigures figuresOf(
    const CohortReading& reading, const std::function<bool(std::size_t)>& isMeant = [](std::size_t) { return true; });

// The reason with "N" for every number in it.
[[nodiscard]] std::string withoutNumbers(const std::string& reason);

}  // namespace snitt
