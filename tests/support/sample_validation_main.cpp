// Reports of simulated studies and their papers, for people's eyes: `sample_validation FOLDER [PATIENTS…]` (30 and
// 1000).
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "core/atomic_file.h"
#include "core/bundle/status_notice.h"
#include "core/document/document_files.h"
#include "core/os/os.h"
#include "core/os/own_files.h"
#include "core/sha256.h"
#include "core/validation/papers/papers.h"
#include "support/simulated_study.h"
#include "ui/report/document_pages.h"

namespace {

using namespace snitt;

int complainOf(const Error& error) {
  std::fprintf(stderr, "%s\n", error.message.c_str());
  return 1;
}

// Of a bundle that has a card.
void dress(validation::ReportInput& input, const std::string& card) {
  input.manifest.id = "demonstrator";
  input.manifest.licence = "CC0-1.0";
  input.manifest.intendedUse = "Shows what Snitt does, on simulated slides.";
  input.manifest.card = "card.md";
  input.manifest.files["card.md"] = sha256Of(card);
  input.manifest.scope.allowed = {{"organ", {"colon", "rectum"}}, {"stain", {"H&E"}}};
  input.bundleSha256 = std::string(64, '1');
  input.notices = {noticeOf(input.manifest.status)};
}

int writePapers(const std::filesystem::path& folder, const validation::ReportInput& input,
                const validation::ValidationReport& report, const std::string& card) {
  validation::PaperSources sources{card, {}};
  for (const char* name : {"report.html", "report.json", "report.pdf"})
    sources.files[name] = sha256OfFile(folder / name).value_or("");
  const auto papers = validation::papers(validation::paperFactsOf(input, report, sources));
  if (!papers) return complainOf(papers.error());
  for (const auto& [name, bytes] : *papers) static_cast<void>(writeFileAtomically(folder / name, bytes));
  return 0;
}

int write(const std::filesystem::path& folder, std::size_t patients) {
  test::SimulatedStudy study;
  study.patients = patients;
  auto input = test::simulatedInput(study);
  if (!input) return complainOf(input.error());
  input->threads = os::usableCores();
  const auto cardFile = os::ownFile("bundles/demonstrator/bundle/card.md");
  const std::string card = cardFile ? readFile(*cardFile).value_or("") : "";
  dress(*input, card);
  const auto report = validation::makeReport(*input);
  if (!report) return complainOf(report.error());
  std::filesystem::create_directories(folder);
  for (const auto& [name, document] : {std::pair{"report", &report->document}, std::pair{"annex", &report->annex}}) {
    const auto pdf = documentPdf(*document);
    if (!pdf) return complainOf(pdf.error());
    const auto html = documentHtml(*document);
    if (!html) return complainOf(html.error());
    static_cast<void>(writeFileAtomically(folder / (std::string(name) + ".pdf"), *pdf));
    static_cast<void>(writeFileAtomically(folder / (std::string(name) + ".html"), *html));
    static_cast<void>(writeFileAtomically(folder / (std::string(name) + ".json"), document::documentJson(*document)));
  }
  std::printf("%zu patients: %s\n", patients, report->conclusion.c_str());
  return writePapers(folder, *input, *report, card);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "sample_validation FOLDER [PATIENTS…]\n");
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  std::vector<std::size_t> sizes;
  for (int i = 2; i < argc; ++i) sizes.push_back(std::strtoul(argv[i], nullptr, 10));
  if (sizes.empty()) sizes = {30, 1000};
  for (const std::size_t patients : sizes)
    if (write(folder / std::to_string(patients), patients) != 0) return 1;
  return 0;
}
