// The whole report of a validation: `validate_bench [PATIENTS [RESAMPLES]]` (1000, 2000). Prints seconds a step, with
// all cores and with one, the least of three rounds that take turns.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>

#include "core/document/document_files.h"
#include "core/os/os.h"
#include "support/simulated_study.h"
#include "ui/report/document_pages.h"

namespace {

using namespace snitt;

constexpr int kRounds = 3;

double seconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

template <class T>
T need(Result<T> result) {
  if (result) return *std::move(result);
  std::fprintf(stderr, "%s\n", result.error().message.c_str());
  std::exit(1);
}

}  // namespace

int main(int argc, char** argv) {
  test::SimulatedStudy study;
  study.patients = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 1000;
  study.resamples = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 2000;
  auto input = need(test::simulatedInput(study));
  const int cores = os::usableCores();
  double figures = 1e9, alone = 1e9, pdf = 1e9, html = 1e9, files = 1e9;
  std::size_t pdfBytes = 0;
  for (int round = 0; round < kRounds; ++round) {
    validation::ValidationReport report;
    input.threads = cores;
    figures = std::min(figures, seconds([&] { report = need(validation::makeReport(input)); }));
    input.threads = 1;
    alone = std::min(alone, seconds([&] { static_cast<void>(need(validation::makeReport(input))); }));
    pdf = std::min(pdf, seconds([&] { pdfBytes = need(documentPdf(report.document)).size(); }));
    html = std::min(html, seconds([&] { static_cast<void>(need(documentHtml(report.document))); }));
    files = std::min(files, seconds([&] {
                       static_cast<void>(document::documentJson(report.document));
                       for (const document::Table* one : document::tablesOf(report.document))
                         static_cast<void>(document::tableCsv(*one));
                     }));
  }
  std::printf("%zu patients, %zu resamples, the least of %d rounds\n", study.patients, study.resamples, kRounds);
  std::printf("  figures, %2d threads   %8.2f s   one thread %.2f s, ratio %.2f\n", cores, figures, alone,
              alone / figures);
  std::printf("  report.pdf            %8.2f s   %zu KiB\n", pdf, pdfBytes >> 10);
  std::printf("  report.html           %8.2f s\n", html);
  std::printf("  results.json, CSV     %8.2f s\n", files);
  std::printf("  the whole report      %8.2f s   asked: under 60 s\n", figures + pdf + html + files);
  return 0;
}
