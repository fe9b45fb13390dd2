// From a locked run to what a report is made of. Reads the bundle's table of its training data; else pure.
#pragma once

#include <stop_token>
#include <string>

#include "core/result.h"
#include "core/validation/locked_run.h"
#include "core/validation/report/report.h"

namespace snitt::validation {

struct ReportRun {
  std::string command;  // that makes the report again
  int threads = 1;
  std::stop_token stop{};
};

// Errors: those of readStudyOutcomes and assembleStudy, with the file's name; corrupt where the bundle's table of its
// training data cannot be read.
[[nodiscard]] Result<ReportInput> reportInputOf(const LockedRun& run, const ReportRun& how);

}  // namespace snitt::validation
