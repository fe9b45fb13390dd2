// The options of snitt drift.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/drift/cohort_slides.h"
#include "core/drift/drift.h"
#include "core/result.h"

namespace CLI {
class App;
}

namespace snitt::app {

struct DriftOptions {
  std::vector<std::filesystem::path> cohorts;  // empty: the database
  std::filesystem::path bundle;
  std::filesystem::path out;
  std::filesystem::path reference;  // a cohort; empty: the bundle's
  drift::CohortColumns columns;
  std::vector<std::string> controlCases;    // SITE:ACCESSION
  std::vector<std::string> controlTargets;  // NAME=MEAN:SD
  drift::DriftLimits limits;                // but for the targets
  bool failOnAlarm = false;
};

void addDriftOptions(CLI::App& verb, DriftOptions& options);

// With the targets. Errors: usage (one that cannot be read; options that do not go together; `database`: --db was
// given).
[[nodiscard]] Result<drift::DriftLimits> limitsOf(const DriftOptions& options, bool database);

}  // namespace snitt::app
