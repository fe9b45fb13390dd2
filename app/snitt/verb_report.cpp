// snitt report DIR…: the page of a score made again from the files beside it.
#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <vector>

#include "app/snitt/database_option.h"
#include "app/snitt/drawing_places.h"
#include "app/snitt/masked_name.h"
#include "app/snitt/report_output.h"
#include "app/snitt/verbs.h"
#include "core/atomic_file.h"

namespace snitt::app {

namespace {

struct ReportOptions {
  std::vector<std::filesystem::path> folders;
  bool showPaths = false;
};

// The database of cases, where there is one. Pages are made all the same where it cannot be opened.
std::optional<Store> storeOf(const Session& session) {
  const DatabasePlace place = databasePlace(session.options());
  std::error_code ignored;
  if (place.file.empty() || !std::filesystem::exists(place.file, ignored)) return std::nullopt;
  auto store = Store::open(place.file, storeOptions(false));
  if (!store) (void)complain({store.error().kind, "pages name no case: " + store.error().message});
  return store ? std::optional(std::move(*store)) : std::nullopt;
}

Result<std::optional<ReportCase>> caseOf(std::optional<Store>& store, const std::string& fingerprint) {
  if (!store || fingerprint.empty()) return std::nullopt;
  const auto slide = Cases(*store).caseOfSlide(fingerprint);
  if (!slide) return fail(slide.error());
  return *slide ? std::optional(reportCaseOf(**slide)) : std::nullopt;
}

Result<std::filesystem::path> makeAgain(const std::filesystem::path& folder, bool showPaths,
                                        const DrawingPlaces& drawings, std::optional<Store>& store, MaskGate& gate) {
  auto file = folder / "report.pdf";
  auto report = readReport(folder, showPaths, drawings);
  if (!report) return fail(report.error());
  if (showPaths && gate.maskedName(report->score.slide.fingerprint))
    return fail(maskedRefusal(folder.string() + " is not made with --show-paths, which prints the file's name"));
  auto labCase = caseOf(store, report->score.slide.fingerprint);
  if (!labCase) return fail(labCase.error());
  report->labCase = std::move(*labCase);
  const auto pdf = scoreReportPdf(*report);
  if (!pdf) return fail(pdf.error());
  const auto written =
      namesPatient(report->labCase) ? writePrivateFileAtomically(file, *pdf) : writeFileAtomically(file, *pdf);
  if (!written) return fail(written.error());
  return file;
}

ExitCode makeReports(const ReportOptions& options, const Session& session) {
  ExitCode code = allDone;
  const auto drawings = drawingPlaces(session.options());
  if (!drawings) return complain(drawings.error());
  auto store = storeOf(session);
  MaskGate gate = MaskGate::open(session.options());
  nlohmann::ordered_json results{{"format", "snitt-reports/1"}, {"reports", nlohmann::ordered_json::array()}};
  for (const auto& folder : options.folders) {
    if (session.stopped()) return interrupted;
    const auto made = makeAgain(folder, options.showPaths, *drawings, store, gate);
    nlohmann::ordered_json one{{"folder", folder.string()}, {"status", made ? "made" : "failed"}};
    one[made ? "report" : "reason"] = made ? made->string() : made.error().message;
    results["reports"].push_back(std::move(one));
    if (!made) code = worst(code, complain(made.error()));
    if (made && !session.options().json) std::cout << made->string() << std::endl;
  }
  if (session.options().json)
    std::cout << results.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
  return code;
}

}  // namespace

void addReport(CLI::App& app, Verb& run) {
  auto options = std::make_shared<ReportOptions>();
  CLI::App* verb = app.add_subcommand("report", "Make the report of a score again from its folder of results");
  verb->add_option("folder", options->folders, "Folders of results, each with a score.json")->required();
  verb->add_flag("--show-paths", options->showPaths, "Print the slide's file name, else only its fingerprint");
  verb->callback([&run, options] { run = [options](Session& session) { return makeReports(*options, session); }; });
}

}  // namespace snitt::app
