#include "app/snitt/validation/report_files.h"

#include <functional>
#include <utility>

#include "core/atomic_file.h"
#include "core/document/document_files.h"
#include "core/os/os.h"
#include "core/validation/report/locked_input.h"
#include "ui/report/document_pages.h"

namespace snitt::app {

namespace {

namespace fs = std::filesystem;
using Write = std::function<Result<void>(const fs::path&, std::string_view)>;

// As pages and for machines.
Result<void> writePages(const fs::path& folder, const std::string& name, const document::Document& document,
                        const Write& write) {
  const auto pdf = documentPdf(document);
  if (!pdf) return fail(pdf.error());
  if (auto written = write(folder / (name + ".pdf"), *pdf); !written) return written;
  const auto html = documentHtml(document);
  if (!html) return fail(html.error());
  return write(folder / (name + ".html"), *html);
}

Result<void> writeAll(const fs::path& out, const document::Document& document) {
  const Write write = writeFileAtomically;
  if (auto written = writePages(out, "report", document, write); !written) return written;
  for (const document::Table* table : document::tablesOf(document))
    if (auto written = write(out / (table->id + ".csv"), document::tableCsv(*table)); !written) return written;
  return write(out / "results.json", document::documentJson(document));
}

Result<void> writeAnnex(const fs::path& folder, const validation::ValidationReport& report) {
  const Write write = writePrivateFileAtomically;
  if (auto made = os::makePrivateFolder(folder); !made) return made;
  if (auto written = writePages(folder, "annex", report.annex, write); !written) return written;
  return write(folder / "patients.csv", report.patientsCsv);
}

}  // namespace

Result<WrittenReport> writeReport(const validation::LockedRun& run, const ReportPlan& plan, const RunControl& control) {
  const auto input = validation::reportInputOf(run, {plan.command, plan.threads, control.stop});
  if (!input) return fail(input.error());
  auto report = validation::makeReport(*input);
  if (!report) return fail(report.error());
  if (!control.proceed()) return fail(ErrorKind::cancelled, "cancelled");
  if (auto written = writeAll(plan.out, report->document); !written) return fail(written.error());
  if (plan.withAnnex)
    if (auto written = writeAnnex(plan.out / "annex", *report); !written) return fail(written.error());
  return WrittenReport{std::move(report->conclusion), report->verdict, std::move(report->criteria)};
}

}  // namespace snitt::app
