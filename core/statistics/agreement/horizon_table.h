// The classes of a score against what had happened by a horizon. Pure functions.
//
// Three classes are three rows. The figures of a table of two by two are given twice: "uncertain" counted as poor and
// as good. Patients that were censored before the horizon enter by inverse-probability weights (resampled_weights.h),
// with bootstrap intervals by patient that estimate the weights anew in each resample; beside it stands the table of
// those alone whose state is known, with Wilson's intervals and the number that it leaves out. Who had a competing
// event by the horizon is free of the event, and that is known.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "core/result.h"
#include "core/statistics/agreement/class_figures.h"
#include "core/statistics/resampling/bootstrap.h"
#include "core/statistics/survival/survival_data.h"

namespace snitt::statistics {

// A score with two classes uses good and poor alone.
enum class RiskClass : std::uint8_t { good, uncertain, poor };
inline constexpr std::size_t kRiskClasses = 3;

struct HorizonRow {
  std::size_t n = 0;  // = events + eventFree + leftOut
  std::size_t events = 0;
  std::size_t eventFree = 0;
  std::size_t competing = 0;           // of eventFree: had the competing event by the horizon
  std::size_t leftOut = 0;             // censored before the horizon
  double weightedEvents = kUndefined;  // of n patients of the whole cohort, had none been censored
  double weightedEventFree = kUndefined;
  BootstrapFigure risk;   // weighted share with the event
  Estimate completeRisk;  // of those whose state is known; Wilson
};

struct HorizonFigures {
  TwoByTwo weighted;
  std::array<BootstrapFigure, kClassFigures> weightedFigures;  // in the order of ClassFigure
  TwoByTwo complete;
  std::array<Estimate, kClassFigures> completeFigures;
};

struct HorizonTable {
  double horizon = 0;
  std::array<HorizonRow, kRiskClasses> rows;  // in the order of RiskClass
  HorizonRow all;
  HorizonFigures uncertainIsPoor;
  HorizonFigures uncertainIsGood;
};

// `patientOfRow`: empty, or which patient (from 0) each row is of: a patient's rows are drawn together.
// One class a row; `horizon` in the unit of the times. Where the last patients were censored before the horizon
// nothing is known of it: the weighted figures are NaN and the complete ones stand alone. Fails (usage) as
// ResampledWeights and bootstrap do, and when the classes do not fit the patients. `competing`: competing_events.h.
[[nodiscard]] Result<HorizonTable> horizonTable(SurvivalView data, std::span<const RiskClass> classes, double horizon,
                                                const BootstrapOptions& options,
                                                std::span<const std::size_t> patientOfRow = {},
                                                std::span<const std::uint8_t> competing = {});

}  // namespace snitt::statistics
