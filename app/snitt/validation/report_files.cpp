#include "app/snitt/validation/report_files.h"

#include <set>
#include <utility>

#include "app/snitt/result_folder.h"
#include "core/atomic_file.h"
#include "core/document/document_files.h"
#include "core/os/os.h"
#include "core/sha256.h"
#include "core/validation/papers/papers.h"
#include "core/validation/report/locked_input.h"
#include "ui/report/document_pages.h"

namespace snitt::app {

namespace {

namespace fs = std::filesystem;
using Files = std::map<std::string, std::string>;

constexpr std::string_view kLast = "results.json";

Result<void> addPages(Files& files, const std::string& name, const document::Document& document) {
  auto pdf = documentPdf(document);
  if (!pdf) return fail(pdf.error());
  auto html = documentHtml(document);
  if (!html) return fail(html.error());
  files[name + ".pdf"] = *std::move(pdf);
  files[name + ".html"] = *std::move(html);
  return {};
}

Result<Files> filesOf(const document::Document& document) {
  Files files;
  if (auto added = addPages(files, "report", document); !added) return fail(added.error());
  for (const document::Table* table : document::tablesOf(document)) files[table->id + ".csv"] = tableCsv(*table);
  files[std::string(kLast)] = document::documentJson(document);
  return files;
}

// The drafts of papers rest on the finished report, and name its hashes.
Result<void> addPapers(Files& files, const validation::LockedRun& run, const validation::ReportInput& input,
                       const validation::ValidationReport& report) {
  validation::PaperSources sources;
  auto card = validation::readCardOf(run.files);
  if (!card) return fail(card.error());
  sources.card = *std::move(card);
  for (const char* name : {"report.pdf", "report.html", "results.json"}) sources.files[name] = sha256Of(files.at(name));
  auto drafts = validation::papers(validation::paperFactsOf(input, report, sources));
  if (!drafts) return fail(drafts.error());
  files.merge(*drafts);
  return {};
}

// The contact pictures of the slides with the largest errors, as the cohort has them.
void addPictures(validation::ValidationReport& report, const CohortReading& cohort) {
  std::map<std::size_t, std::string> pictures;
  for (const validation::WorstError& one : report.worst)
    if (auto picture = readFile(cohort.slideFolder(one.slide) / "contact.jpg"))
      pictures[one.slide] = *std::move(picture);
  validation::addGallery(report, pictures);
}

Result<Files> annexOf(validation::ValidationReport& report, const CohortReading& cohort) {
  addPictures(report, cohort);
  Files files;
  if (auto added = addPages(files, "annex", report.annex); !added) return fail(added.error());
  files["annex.json"] = document::documentJson(report.annex);
  files["patients.csv"] = report.patientsCsv;
  return files;
}

Result<void> writeAnnex(const fs::path& folder, const Files& files) {
  if (auto made = os::makePrivateFolder(folder); !made) return made;
  std::set<std::string> names;
  for (const auto& [name, contents] : files) names.insert(name);
  return writeTogether(folder, files, "annex.json", names);
}

// Tables of a report that stood here before, which this one does not have.
void removeTablesBut(const Files& files, const fs::path& folder) {
  std::vector<fs::path> stale;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(".csv") && !files.contains(name)) stale.push_back(entry.path());
  }
  for (const fs::path& one : stale) fs::remove(one, ignored);
}

}  // namespace

Result<WrittenReport> writeReport(const validation::LockedRun& run, const ReportPlan& plan, const RunControl& control) {
  const auto input = validation::reportInputOf(run, {plan.command, plan.threads, control.stop});
  if (!input) return fail(input.error());
  auto report = validation::makeReport(*input);
  if (!report) return fail(report.error());
  auto files = filesOf(report->document);
  if (!files) return fail(files.error());
  if (auto added = addPapers(*files, run, *input, *report); !added) return fail(added.error());
  Result<Files> annex;
  if (plan.withAnnex) annex = annexOf(*report, *run.cohort.reading);
  if (!annex) return fail(annex.error());
  if (!control.proceed()) return fail(ErrorKind::cancelled, "cancelled");
  // Everything is there before anything is written: no report is half of one.
  files->insert(plan.beside.begin(), plan.beside.end());
  std::error_code ignored;
  const bool hadReport = fs::exists(plan.out / kLast, ignored);
  if (auto made = makeFolder(plan.out); !made) return fail(made.error());
  if (plan.withAnnex)
    if (auto written = writeAnnex(plan.out / "annex", *annex); !written) return fail(written.error());
  if (auto written = writeTogether(plan.out, *files, std::string(kLast)); !written) return fail(written.error());
  if (hadReport) removeTablesBut(*files, plan.out);
  return WrittenReport{std::move(report->conclusion), report->verdict, std::move(report->criteria)};
}

}  // namespace snitt::app
