// What stands before and after the sections of figures.
#pragma once

#include <vector>

#include "core/document/document.h"
#include "core/validation/report/build_p.h"

namespace snitt::validation {

[[nodiscard]] std::vector<document::Block> frontBlocks(const ReportInput& input);
// "All 4 criteria of the protocol are met."
[[nodiscard]] std::string conclusionOf(const std::vector<document::Criterion>& criteria);
[[nodiscard]] document::Section conclusionSection(const Build& build, const std::vector<document::Criterion>& criteria,
                                                  const std::vector<std::string>& notices);
// The files that hold all numbers, and the command that makes them again.
[[nodiscard]] document::Section filesSection(const ReportInput& input, const document::Document& soFar);

// The patients with the largest errors, and the annex.
[[nodiscard]] std::vector<WorstError> worstErrors(const Build& build, std::size_t most);
[[nodiscard]] document::Document annexOf(const Build& build, const document::Document& report,
                                         const std::vector<WorstError>& worst);

}  // namespace snitt::validation
