// How many patients show a concordance index. Pure functions.
//
// Source of the standard error: Newcombe's method 4 (Stat Med 25:559, 2006, of Hanley and McNeil's formula with mean
// exceedance probabilities), as Riley et al. use it for the size of validation studies (Stat Med 40:4230, 2021) and the
// package pmvalsampsize has it:
//   SE² = C (1 − C) (1 + (n/2 − 1) (1 − C)/(2 − C) + (n/2 − 1) C/(1 + C)) / (n² φ (1 − φ)),  φ the share with the
//   event.
// It is that of a binary outcome, the event by a horizon that all are followed to. For a survival time it is an
// approximation: take φ for the share of patients whose event is seen. Intervals are C ± z SE.
#pragma once

#include "core/result.h"

namespace snitt::statistics {

// The true C that is expected, 0.5 ≤ c < 1, and the share of patients with the event, 0 < eventShare < 1.
struct ConcordanceDesign {
  double c = 0.7;
  double eventShare = 0.3;
  double alpha = 0.05;  // of the two-sided interval
};

// All fail (usage) where a number is out of its range. `patients` ≥ 2, whole or not.
[[nodiscard]] Result<double> concordanceStdErr(const ConcordanceDesign& design, double patients);
// Of the interval, from end to end.
[[nodiscard]] Result<double> concordanceWidth(const ConcordanceDesign& design, double patients);

// The smallest whole number of patients whose standard error, or whose interval, is no wider.
[[nodiscard]] Result<double> patientsForStdErr(const ConcordanceDesign& design, double stdErr);
[[nodiscard]] Result<double> patientsForWidth(const ConcordanceDesign& design, double width);

// C > c0 is shown when the lower end of the interval lies above c0. Its power, the smallest whole number of patients
// for a power, and the smallest C that is shown with it (design.c is not used for that; near 1, where the interval of
// few patients is far too short, it means no more than that they are too few). c0 < design.c.
[[nodiscard]] Result<double> concordancePower(const ConcordanceDesign& design, double c0, double patients);
[[nodiscard]] Result<double> patientsForPower(const ConcordanceDesign& design, double c0, double power);
[[nodiscard]] Result<double> detectableConcordance(const ConcordanceDesign& design, double c0, double patients,
                                                   double power);

}  // namespace snitt::statistics
