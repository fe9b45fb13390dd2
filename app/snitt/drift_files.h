// The files of a report of drift, and the folder that they go to.
#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "app/snitt/drift_options.h"
#include "core/document/document.h"
#include "core/result.h"

namespace snitt::app {

// Makes the folder, and gives the names of the tables of the report of drift that stands in it. Errors: usage (it is a
// cohort that is read, lies in the bundle, or holds results of something else, whose files have the same names); io.
[[nodiscard]] Result<std::set<std::string>> checkDriftPlace(const DriftOptions& options);

// JSON, CSV, HTML and PDF: all of them, or none. Tables of `before` that this report does not have are removed: an old
// alarm beside a report without any misleads. Errors: io; those of the pages.
[[nodiscard]] Result<void> writeDrift(const document::Document& document, const std::filesystem::path& folder,
                                      const std::set<std::string>& before);

}  // namespace snitt::app
