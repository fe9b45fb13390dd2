// R's data sets in the form that the statistics take, and random ones.
#pragma once

#include <cmath>
#include <random>

#include "core/statistics/survival/survival_data.h"
#include "support/survival_tables.h"

namespace snitt::test {

struct Cohort {
  std::vector<double> time;
  std::vector<std::uint8_t> event;
  std::vector<double> score;

  [[nodiscard]] statistics::SurvivalView view() const { return {time, event}; }
};

// Deaths of colon in whom the positive nodes were counted.
inline RTable colonDeaths() {
  const RTable colon = sharedSurvival("colon");
  std::vector<bool> keep;
  for (std::size_t i = 0; i < colon.rows; ++i)
    keep.push_back(colon.number.at("etype")[i] == 2 && !std::isnan(colon.number.at("nodes")[i]));
  return colon.where(keep);
}

inline Cohort colonCohort() {
  const RTable table = colonDeaths();
  return {table.number.at("time"), table.equals("status", 1), table.number.at("nodes")};
}

inline Cohort lungCohort() {
  const RTable table = sharedSurvival("lung");
  return {table.number.at("time"), table.equals("status", 2), table.number.at("age")};
}

// lung in months begun, so that nearly all times are tied.
inline Cohort lungInMonths() {
  Cohort cohort = lungCohort();
  for (double& t : cohort.time) t = std::ceil(t / 30.5);
  return cohort;
}

// Whole times 1…`times` and scores 1…`scores`: the fewer, the more ties.
inline Cohort randomCohort(std::mt19937& random, std::size_t n, int times, int scores) {
  Cohort cohort;
  std::uniform_int_distribution<int> time(1, times), score(1, scores), event(0, 2);
  for (std::size_t i = 0; i < n; ++i) {
    cohort.time.push_back(time(random));
    cohort.event.push_back(event(random) > 0 ? 1 : 0);
    cohort.score.push_back(score(random));
  }
  return cohort;
}

}  // namespace snitt::test
