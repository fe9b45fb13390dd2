#include "app/snitt/drift_files.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "app/snitt/result_folder.h"
#include "core/atomic_file.h"
#include "core/document/document_files.h"
#include "ui/report/document_pages.h"

namespace snitt::app {
namespace {

using Json = nlohmann::json;

const std::string kLast = "results.json";

// Of a report's JSON: the id of each table, wherever it stands.
void collectTables(const Json& json, std::set<std::string>& names) {
  if (json.is_object() && json.contains("columns") && json.contains("id") && json["id"].is_string()) {
    const std::string id = json["id"].get<std::string>();
    // A file that somebody wrote leads nowhere else.
    if (id.find('/') == std::string::npos) names.insert(id);
  }
  if (json.is_structured())
    for (const Json& part : json) collectTables(part, names);
}

Result<std::set<std::string>> tablesThere(const std::filesystem::path& folder) {
  std::set<std::string> names;
  const auto text = readFile(folder / kLast);
  if (!text) return names;
  const auto json = Json::parse(*text, nullptr, false);
  if (!json.is_object() || !json.contains("format") || json["format"] != "snitt-drift/1")
    return fail(ErrorKind::usage, fmt::format("--out {} holds results of something else", folder.string()));
  collectTables(json, names);
  return names;
}

Result<std::map<std::string, std::string>> filesOf(const document::Document& document) {
  std::map<std::string, std::string> files;
  for (const document::Table* table : document::tablesOf(document))
    files[table->id + ".csv"] = document::tableCsv(*table);
  files[kLast] = document::documentJson(document);
  auto html = documentHtml(document);
  if (!html) return fail(html.error());
  files["report.html"] = *std::move(html);
  auto pdf = documentPdf(document);
  if (!pdf) return fail(pdf.error());
  files["report.pdf"] = *std::move(pdf);
  return files;
}

}  // namespace

Result<std::set<std::string>> checkDriftPlace(const DriftOptions& options) {
  std::vector<std::filesystem::path> read = options.cohorts;
  if (!options.reference.empty()) read.push_back(options.reference);
  for (const std::filesystem::path& folder : read) {
    std::error_code ignored;
    if (std::filesystem::equivalent(folder, options.out, ignored))
      return fail(ErrorKind::usage, fmt::format("--out {} is a cohort that is read", options.out.string()));
  }
  if (auto fine = checkOutFolder(options.out, options.bundle); !fine) return fail(fine.error());
  return tablesThere(options.out);
}

Result<void> writeDrift(const document::Document& document, const std::filesystem::path& folder,
                        const std::set<std::string>& before) {
  const auto files = filesOf(document);
  if (!files) return fail(files.error());
  if (auto written = writeTogether(folder, *files, kLast); !written) return written;
  std::error_code ignored;
  for (const std::string& name : before)
    if (const std::string file = name + ".csv"; !files->contains(file)) std::filesystem::remove(folder / file, ignored);
  return {};
}

}  // namespace snitt::app
