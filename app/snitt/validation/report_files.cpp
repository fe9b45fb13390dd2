#include "app/snitt/validation/report_files.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>
#include <utility>

#include "app/snitt/document_folder.h"
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

constexpr std::chrono::seconds kWait{10};

Result<void> addPages(Files& files, const std::string& name, const document::Document& document) {
  auto pdf = documentPdf(document);
  if (!pdf) return fail(pdf.error());
  auto html = documentHtml(document);
  if (!html) return fail(html.error());
  files[name + ".pdf"] = *std::move(pdf);
  files[name + ".html"] = *std::move(html);
  return {};
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

bool isNumbers(const std::string& name) { return name.ends_with(".csv"); }

// A report that is made again must have the numbers of the run whose place it takes. Other bytes, of a command that was
// given otherwise, are told.
Result<std::vector<std::string>> otherBytes(const Files& now, const ReportPlan& plan) {
  std::vector<std::string> numbers;
  std::vector<std::string> others;
  for (const auto& [name, contents] : now) {
    if (validation::isDraft(name)) continue;
    const auto then = plan.madeBefore.find(name);
    if (then != plan.madeBefore.end() && then->second == sha256Of(contents)) continue;
    (isNumbers(name) ? numbers : others).push_back(name);
  }
  for (const auto& [name, hash] : plan.madeBefore)
    if (name.find('/') == std::string::npos && isNumbers(name) && !now.contains(name)) numbers.push_back(name);
  if (numbers.empty()) return others;
  return fail(ErrorKind::refused,
              fmt::format("the report would not be that of the run: {} {} other numbers, so the cohort or its scores "
                          "were changed since",
                          fmt::join(numbers, ", "), numbers.size() == 1 ? "has" : "have"));
}

Result<void> refuseSigned(const fs::path& out) {
  std::error_code ignored;
  if (!fs::exists(out / validation::kSignaturesFile, ignored)) return {};
  return fail(
      ErrorKind::refused,
      fmt::format("the report in {} is signed and stays as it is: give another folder with --out", out.string()));
}

void addHashes(validation::ReportFiles& hashes, const Files& files, const std::string& folder) {
  for (const auto& [name, contents] : files)
    if (!validation::isDraft(folder + name)) hashes[folder + name] = sha256Of(contents);
}

}  // namespace

Result<std::set<std::string>> checkReportPlace(const fs::path& out, const std::vector<fs::path>& read, bool withAnnex) {
  std::error_code ignored;
  for (const fs::path& folder : read)
    if (fs::equivalent(folder, out, ignored))
      return fail(ErrorKind::usage,
                  fmt::format("--out {} is a folder that is read: give one of its own", out.string()));
  if (auto fine = refuseSigned(out); !fine) return fail(fine.error());
  auto tables = tablesThere(out, "snitt-validation/1");
  if (!tables) return tables;
  if (!withAnnex && fs::exists(out / "annex", ignored))
    return fail(ErrorKind::refused,
                fmt::format("the report in {} has an annex, which who sits here may not replace: give another folder "
                            "with --out",
                            out.string()));
  return tables;
}

Result<WrittenReport> writeReport(const validation::LockedRun& run, const ReportPlan& plan, const RunControl& control) {
  const auto input = validation::reportInputOf(run, {plan.command, plan.threads, control.stop});
  if (!input) return fail(input.error());
  auto report = validation::makeReport(*input);
  if (!report) return fail(report.error());
  auto files = documentFiles(report->document);
  if (!files) return fail(files.error());
  if (auto added = addPapers(*files, run, *input, *report); !added) return fail(added.error());
  Result<Files> annex;
  if (plan.withAnnex) annex = annexOf(*report, *run.cohort.reading);
  if (!annex) return fail(annex.error());
  // Everything is there before anything is written: no report is half of one.
  files->insert(plan.beside.begin(), plan.beside.end());
  WrittenReport written{std::move(report->conclusion), report->verdict, std::move(report->criteria), {}, {}};
  if (!plan.madeBefore.empty()) {
    auto others = otherBytes(*files, plan);
    if (!others) return fail(others.error());
    written.otherBytes = std::move(*others);
  }
  if (!control.proceed()) return fail(ErrorKind::cancelled, "cancelled");
  if (auto made = makeFolder(plan.out); !made) return fail(made.error());
  // Nobody signs what is being replaced.
  const auto lock = os::FileLock::acquire(plan.out / validation::kSigningLock, kWait);
  if (!lock) return fail(lock.error());
  if (auto fine = refuseSigned(plan.out); !fine) return fail(fine.error());
  if (plan.withAnnex)
    if (auto done = writeAnnex(plan.out / "annex", *annex); !done) return fail(done.error());
  if (auto done = writeTogether(plan.out, *files, std::string(kReportJson)); !done) return fail(done.error());
  removeOldTables(plan.out, plan.tablesBefore, *files);
  addHashes(written.files, *files, {});
  if (plan.withAnnex) addHashes(written.files, *annex, "annex/");
  return written;
}

}  // namespace snitt::app
