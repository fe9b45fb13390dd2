// A folder that holds a report made of a document (core/document): its files, and what stood there before.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "core/document/document.h"
#include "core/result.h"

namespace snitt::app {

// Written last: a folder without it holds no whole report.
inline constexpr std::string_view kReportJson = "results.json";

// report.pdf, report.html, results.json and one CSV a table, by name. Errors: those of the pages.
[[nodiscard]] Result<std::map<std::string, std::string>> documentFiles(const document::Document& document);

// Names of the tables of the report that stands in the folder; none where there is no report. Errors: usage, where it
// holds results of another format or files of somebody else, whose names may be the same; hidden ones are left alone.
[[nodiscard]] Result<std::set<std::string>> tablesThere(const std::filesystem::path& folder, std::string_view format);

// Tables of a report that stood here `before`, which the one that stands here now does not have. No other file goes.
void removeOldTables(const std::filesystem::path& folder, const std::set<std::string>& before,
                     const std::map<std::string, std::string>& now);

}  // namespace snitt::app
