// The parts of an analysis of drift: each kind of series by itself.
#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "core/drift/drift.h"
#include "core/drift/period.h"

namespace snitt::drift {

// All scanners (an empty name) first, then each where there are several.
struct ScannerSlides {
  std::string scanner;
  Slides slides;  // of patients, ascending days
};

struct SeriesRequest {
  const std::vector<ScannerSlides>& groups;
  const Reference& reference;
  const DriftLimits& limits;
  const std::stop_token& stop;
};

[[nodiscard]] Result<std::vector<DriftSeries>> stabilitySeries(const SeriesRequest& request);
[[nodiscard]] Result<std::vector<DriftSeries>> shareSeries(const SeriesRequest& request);
// One for each control slide and scanner. `readings`: control slides alone, ascending days.
[[nodiscard]] Result<std::vector<ControlSeries>> controlSeries(const std::vector<const Observation*>& readings,
                                                               const Reference& reference, const DriftLimits& limits,
                                                               const std::stop_token& stop);

// How much is simulated to see how often a series alarms: in rounds of one population each.
struct SimulationSize {
  std::size_t rounds = 0;
  std::size_t periods = 0;
};
[[nodiscard]] SimulationSize simulationSize(const std::vector<std::size_t>& sizes, double falseAlarmWeeks);

// The sizes of the points that were judged.
[[nodiscard]] std::vector<std::size_t> judgedSizes(const DriftSeries& series);

}  // namespace snitt::drift
