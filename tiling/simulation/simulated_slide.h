// The files of one slide of a simulated cohort: an SVS-like phantom with label and macro photograph, and the mask of
// its tumour.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/progress.h"
#include "core/result.h"
#include "core/simulation/cohort_tables.h"
#include "core/simulation/simulated_cohort.h"
#include "tiling/phantom/phantom.h"

namespace snitt {

// µm per pixel of a tumour mask, about.
inline constexpr double kTumourMaskMpp = 4;

struct SlideSize {
  int widthPx = 6000;
  int heightPx = 6000;
};

// The model's scanners for profiles of these names, each with the same share. Usage: a name that is none (with the
// nearest), no name, a name given twice.
[[nodiscard]] Result<std::vector<simulation::ScannerModel>> scannersNamed(const std::vector<std::string>& names);

// What is drawn for a slide of a patient: it follows from model and patient alone. The model's scanners are of
// scannersNamed.
[[nodiscard]] PhantomRecipe phantomOf(const simulation::CohortModel& model, const simulation::SimulatedPatient& patient,
                                      const simulation::SlideFacts& slide, SlideSize size);

// Writes slide and mask into `folder` under their names in the tables. The same arguments give the same bytes, whatever
// `threads` is; each file appears whole or not at all. A slide whose two files are there already is left as it is: they
// were complete when they appeared.
// Errors: those of writeSvs and writeMaskTiff.
[[nodiscard]] Result<void> writeSimulatedSlide(const std::filesystem::path& folder,
                                               const simulation::CohortModel& model,
                                               const simulation::SimulatedPatient& patient,
                                               const simulation::SlideFacts& slide, SlideSize size,
                                               const RunControl& control, int threads);

}  // namespace snitt
