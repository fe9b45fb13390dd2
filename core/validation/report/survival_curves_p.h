// Curves of survival and incidence that give away no patient: a step is drawn when enough events have come together,
// and a curve ends where too few are followed.
#pragma once

#include <string>
#include <vector>

#include "core/document/document.h"
#include "core/statistics/competing/cumulative_incidence.h"
#include "core/statistics/survival/kaplan_meier.h"

namespace snitt::validation {

// Follow-up of one group, one entry a patient, days; `ended` is 0 where the patient was censored.
struct CurveGroup {
  std::string name;
  std::vector<double> time;
  std::vector<std::uint8_t> ended;
  // What other tables say: days by which the number of events is told, or is not; and whether that of all is.
  std::vector<double> told{};
  std::vector<double> hidden{};
  bool toldAll = false;
};

// Rows of the table "<id>-at-risk": at each tick (days) the patients still followed and those censored before it; what
// would show fewer events or censored patients between two ticks than `least` is withheld.
[[nodiscard]] document::Table atRiskTable(const std::string& id, const std::vector<CurveGroup>& groups,
                                          const std::vector<double>& ticks, std::size_t least);
// Whole years from 0 to the last time, at most nine of them; days.
[[nodiscard]] std::vector<double> ticksTo(double lastDays);

struct CurveStep {
  double timeDays = 0;
  document::Interval value;
};
// Of a curve with one entry a time.
[[nodiscard]] std::vector<CurveStep> coarsened(const std::vector<CurveStep>& steps,
                                               const std::vector<std::size_t>& events,
                                               const std::vector<std::size_t>& atRisk, std::size_t least);

}  // namespace snitt::validation
