// The whole of calibration at one horizon, of risks that were fixed beforehand. Pure functions.
#pragma once

#include "core/statistics/calibration/calibration_curve.h"
#include "core/statistics/calibration/calibration_model.h"

namespace snitt::statistics {

struct CalibrationOptions {
  std::size_t groups = 10;
  double span = 0.75;  // of the smooth line
  std::size_t points = 100;
};

struct Calibration {
  double horizon = kUndefined;
  std::string source;  // of the risks
  std::size_t n = 0;
  std::size_t events = 0;     // by the horizon
  std::size_t competing = 0;  // events that compete, by the horizon
  std::vector<CalibrationGroup> groups;
  std::vector<CurvePoint> curve;
  CalibrationModel model;
  ObservedExpected total;
  std::string undefined;  // why nothing can be observed at this horizon, or empty
};

// Usage: what checkRisks refuses; no group; a span that is not positive; fewer than two points.
[[nodiscard]] Result<Calibration> calibration(SurvivalView data, const FixedRisks& risks,
                                              const CalibrationOptions& options = {},
                                              std::span<const std::uint8_t> competing = {});

}  // namespace snitt::statistics
