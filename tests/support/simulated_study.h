// A validation study of simulated patients, without slides: for the tests of its report, its benchmark and people's
// eyes.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/result.h"
#include "core/validation/report/report.h"

namespace snitt::test {

struct SimulatedStudy {
  std::size_t patients = 300;
  std::uint64_t seed = 7;
  double failed = 0.02;  // shares of patients whose slide has no score, and who are not assessable
  double notAssessable = 0.03;
  bool randomScores = false;  // that know nothing of the patients
  double scannerShift = 0;    // added to the scores of one scanner's slides, on the logit scale
  // Of the bundle's risks: what a fit to them finds. 1 and 0: they are those of the simulation.
  double calibrationSlope = 1;
  double calibrationIntercept = 0;
  std::size_t resamples = 2000;
  std::size_t smallestCell = 5;
  bool competes = true;  // deaths of other causes; else they are events, too
};

[[nodiscard]] Result<validation::ReportInput> simulatedInput(const SimulatedStudy& study);

}  // namespace snitt::test
