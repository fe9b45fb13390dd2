// Finds the results that a cohort's folder holds already, and puts their folders where the list of now wants them.
#pragma once

#include <vector>

#include "app/snitt/cohort/cohort_folder.h"
#include "core/cohort/cohort_parameters.h"
#include "core/cohort/cohort_slide.h"
#include "core/cohort/cohort_tables.h"
#include "core/cohort/slide_result.h"
#include "core/result.h"

namespace snitt::app {

struct PlacedResults {
  ResultsByRow done;  // of slides that need not be worked on again
  std::vector<CohortSlide> toDo;
};

// Finishes first what an earlier call was killed in. The journals are rewritten with the rows of now; results of slides
// that the list has no more are kept aside for a list that has them again. A result whose folder is not there is none.
// `othersWrite`: tasks of a cluster add to the journals and folders meanwhile, so nothing is moved or rewritten.
// Errors: io, also where something had to be moved while others write; corrupt (a journal).
[[nodiscard]] Result<PlacedResults> placeResults(const CohortFolder& folder, const CohortParameters& parameters,
                                                 const std::vector<CohortSlide>& slides, bool othersWrite);

}  // namespace snitt::app
