// What a simulated slide is, apart from its pixels. Nothing of it depends on the outcome. Pure functions.
#pragma once

#include <cstdint>
#include <string>

#include "core/simulation/cohort_model.h"

namespace snitt::simulation {

// The name of patient `index`: P000001 for 0.
[[nodiscard]] std::string patientName(std::size_t index);

struct SlideFacts {
  std::string stem;         // "P000001-A1", for its file, without folder or ending
  std::string accession;    // "S12-004217-A1": year of surgery, number, block and slide; unique in the cohort
  std::size_t scanner = 0;  // of the model's
  double mpp = 0.25;        // four decimals, as scanners write it
  bool fold = false;
  bool pen = false;
  Day scanned;                    // some days after surgery
  std::uint64_t phantomSeed = 0;  // for all random numbers of the slide's pixels
  bool operator==(const SlideFacts&) const = default;
};

// Slide `slide` (from 0) of patient `patient`; depends on nothing but the model's seed and technical fields, the two
// numbers and the day of surgery. The model has been checked.
[[nodiscard]] SlideFacts drawSlideFacts(const CohortModel& model, std::size_t patient, std::size_t slide, Day surgery);

}  // namespace snitt::simulation
