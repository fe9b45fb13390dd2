#include "app/snitt/document_folder.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "core/atomic_file.h"
#include "core/document/document_files.h"
#include "ui/report/document_pages.h"

namespace snitt::app {
namespace {

using Json = nlohmann::json;

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

bool hasFiles(const std::filesystem::path& folder) {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
    if (!entry.path().filename().string().starts_with('.')) return true;
  return false;
}

}  // namespace

Result<std::map<std::string, std::string>> documentFiles(const document::Document& document) {
  std::map<std::string, std::string> files;
  for (const document::Table* table : document::tablesOf(document))
    files[table->id + ".csv"] = document::tableCsv(*table);
  files[std::string(kReportJson)] = document::documentJson(document);
  auto html = documentHtml(document);
  if (!html) return fail(html.error());
  files["report.html"] = *std::move(html);
  auto pdf = documentPdf(document);
  if (!pdf) return fail(pdf.error());
  files["report.pdf"] = *std::move(pdf);
  return files;
}

Result<std::set<std::string>> tablesThere(const std::filesystem::path& folder, std::string_view format) {
  std::set<std::string> names;
  const auto text = readFile(folder / kReportJson);
  if (!text && hasFiles(folder))
    return fail(ErrorKind::usage,
                fmt::format("--out {} holds other files: give a folder that is new, or empty", folder.string()));
  if (!text) return names;
  const auto json = Json::parse(*text, nullptr, false);
  if (!json.is_object() || !json.contains("format") || json["format"] != format)
    return fail(ErrorKind::usage, fmt::format("--out {} holds results of something else", folder.string()));
  collectTables(json, names);
  return names;
}

void removeOldTables(const std::filesystem::path& folder, const std::set<std::string>& before,
                     const std::map<std::string, std::string>& now) {
  std::error_code ignored;
  for (const std::string& name : before)
    if (const std::string file = name + ".csv"; !now.contains(file)) std::filesystem::remove(folder / file, ignored);
}

}  // namespace snitt::app
