// Slides whose outlines and networks' outputs another cohort's folder holds: decided again, without reading a pixel.
#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "app/snitt/cohort/cohort_check.h"
#include "app/snitt/cohort/cohort_folder.h"
#include "app/snitt/session.h"
#include "core/bundle/bundle.h"
#include "core/cohort/slide_result.h"
#include "core/result.h"

namespace snitt::app {

struct ReusePlan {
  std::filesystem::path old;  // the other cohort's --out
  CohortFolder folder;
  // Results whose folders are on disk; called from one thread at a time.
  std::function<Result<void>(const std::vector<CohortSlideResult>&)> keep;
};

// Takes out of `slides` those that it could decide. Needs their fingerprints. Stage "decide" of the progress. Errors:
// notFound, corrupt (the other folder); io; cancelled.
[[nodiscard]] Result<void> reuseOutputs(std::vector<CohortSlide>& slides, const ReusePlan& plan,
                                        const CohortCheck& check, const Bundle& bundle, Session& session);

}  // namespace snitt::app
