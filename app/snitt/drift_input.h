// What snitt drift looks at: slides of the database or of cohorts, and what they are compared with.
#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "app/snitt/drift_options.h"
#include "app/snitt/session.h"
#include "core/bundle/bundle.h"
#include "core/drift/reference.h"

namespace snitt::app {

struct DriftInput {
  std::string source;  // "the cohorts spring and summer"
  std::vector<drift::Observation> observations;
  drift::Reference reference;
  std::vector<std::string> leftOut;  // sentences
};

// Errors: those of the readers; refused (a cohort was scored with another bundle); notFound (no slide).
[[nodiscard]] Result<DriftInput> readDriftInput(const DriftOptions& options, const CommonOptions& common,
                                                const Bundle& bundle, const std::stop_token& stop);

}  // namespace snitt::app
