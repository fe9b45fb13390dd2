// Who takes part in a training, and how: patients of a slide list with outcomes, their labels and their sides. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/cohort/slide_list.h"
#include "core/result.h"
#include "core/training/cohort.h"
#include "core/training/cohort_table.h"
#include "core/training/label_rule.h"
#include "core/training/split.h"
#include "core/training/train_config.h"

namespace snitt::training {

struct Study {
  std::vector<SlideRow> rows;  // one for each of the list's slides, in its order; hashes are not known yet
  Cohort cohort;
  std::vector<LabelResult> labels;  // one a patient of the cohort
  std::vector<PatientSide> sides;   // likewise

  [[nodiscard]] std::vector<DistinctLabel> labelsAlone() const;
};

// Errors are usage, with rows, or refused (one patient on two sides): columns that the configuration needs, faults of
// the list, everything that gatherCohort and the split refuse, and sides without what is learned from or judged by.
[[nodiscard]] Result<Study> planStudy(const SlideList& list, const TrainConfig& config);

// Sides of these patients still hold what a training needs, now that some have no slide left: as planStudy checks.
[[nodiscard]] Result<void> checkSides(const Study& study, const TrainConfig& config,
                                      const std::vector<bool>& takesPart);

// Age group, sex, site, pT, pN, scanner, and event, label: of the patients that take part, as far as the list has them.
[[nodiscard]] Result<CohortTable> describeCohort(const Study& study, const SlideList& list,
                                                 const std::vector<bool>& takesPart, bool withLabels);

}  // namespace snitt::training
