// Measures what a model's networks need for a tile on this machine, with tiles drawn at random.
#pragma once

#include "core/cohort/cohort_estimate.h"
#include "core/progress.h"
#include "core/result.h"
#include "inference/model.h"

namespace snitt {

// With `threads` at work as in a run. About half a second a resolution beyond the first pass, which is not counted:
// kernels are made then. Errors: model, cancelled.
[[nodiscard]] Result<ScoringRate> measureRate(const LoadedModel& model, int threads, const RunControl& control);

}  // namespace snitt
