#include "app/snitt/cohort/cohort_compare.h"

#include <iostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/snitt/cohort/compare_output.h"
#include "app/snitt/result_folder.h"
#include "core/atomic_file.h"

namespace snitt::app {
namespace {

Result<std::string> tableOf(const std::filesystem::path& folder) {
  auto text = readFile(folder / "results.csv");
  if (!text && text.error().kind == ErrorKind::notFound)
    return fail(ErrorKind::notFound, folder.string() + " holds no results.csv: it is no folder of a finished cohort");
  return text;
}

// What a run says of itself; a folder without it is compared all the same.
std::string runOf(const std::filesystem::path& folder) {
  const auto text = readFile(folder / "run.json");
  const auto json = text ? nlohmann::json::parse(*text, nullptr, false) : nlohmann::json();
  if (!json.is_object() || !json.contains("bundle")) return folder.filename().string();
  const auto& bundle = json["bundle"];
  return fmt::format("{} {} ({}), {} {}", bundle.value("name", "?"), bundle.value("version", "?"),
                     bundle.value("sha256", "").substr(0, 8), json.value("device", "?"), json.value("precision", "?"));
}

}  // namespace

ExitCode compareRuns(const std::filesystem::path& first, const std::filesystem::path& second,
                     const std::filesystem::path& out, Session& session) {
  const auto a = tableOf(first);
  if (!a) return complain(a.error());
  const auto b = tableOf(second);
  if (!b) return complain(b.error());
  const auto comparison = compareCohorts(*a, *b);
  if (!comparison) return complain(comparison.error());
  const ComparedRuns runs{first.string(), second.string(), runOf(first), runOf(second)};
  const std::string json = comparisonJson(runs, *comparison);
  if (!out.empty()) {
    const auto page = comparisonPage(runs, *comparison);
    if (!page) return complain(page.error());
    if (auto made = makeFolder(out); !made) return complain(made.error());
    for (const auto& [name, text] : {std::pair{"comparison.json", &json}, std::pair{"comparison.html", &*page}})
      if (auto written = writeFileAtomically(out / name, *text); !written) return complain(written.error());
  }
  std::cout << (session.options().json ? json : comparisonText(runs, *comparison)) << std::flush;
  return allDone;
}

}  // namespace snitt::app
