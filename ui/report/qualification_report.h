// The qualification of an installation on paper: A4 pages as PDF, with room for signatures.
//
// No display is needed. Call from one thread at a time, the same one each time as scoreReportPdf.
#pragma once

#include <string>
#include <vector>

#include "core/qualification/qualification.h"
#include "core/result.h"

namespace snitt {

// The PDF's bytes. Errors: io where the pages could not be drawn.
[[nodiscard]] Result<std::string> qualificationPdf(const Qualification& qualification);

// Versions of the libraries that draw pages, one line each.
[[nodiscard]] std::vector<std::string> reportLibraries();

}  // namespace snitt
