// Calibration, Brier score and decision curve of risks that were fixed beforehand; without such risks "not assessable".
// Where an event competes, risks are cumulative incidences of the event, and so is what was observed. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/analysis/cohort.h"
#include "core/statistics/calibration/brier.h"
#include "core/statistics/calibration/calibration.h"
#include "core/statistics/calibration/decision_curve.h"

namespace snitt::analysis {

// A column of predicted risks of the event by `horizon`, in [0, 1].
struct RiskColumn {
  std::string column;
  double horizon = 0;
};

struct RiskAssessment {
  RiskColumn risk;
  std::size_t n = 0;
  std::size_t dropped = 0;
  std::vector<double> predicted;  // the risks of the n
  statistics::Calibration calibration;
  statistics::BrierScore brier;
  std::vector<statistics::DecisionPoint> decision;
};

struct CalibrationSection {
  std::string notAssessable;  // why; empty where risks were given
  std::vector<RiskAssessment> risks;
  std::optional<statistics::IntegratedBrier> integrated;  // of two or more risks, each at a horizon of its own
  bool competing = false;                                 // whether events that compete were told
};

// `cluster`: a column that says which patient a row is of, or empty. It reaches the error of the Brier score alone.
// `competing`: a column of 0 and 1, or in which `competingValue` is the competing event; empty: nothing competes.
[[nodiscard]] Result<CalibrationSection> analyseCalibration(const DataTable& table, const Followup& followup,
                                                            const std::vector<RiskColumn>& risks,
                                                            const std::string& cluster = {},
                                                            const std::string& competing = {},
                                                            const std::string& competingValue = {});

}  // namespace snitt::analysis
