// Reports of simulated studies, for people's eyes: `sample_validation FOLDER [PATIENTS…]` (30 and 1000).
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "core/atomic_file.h"
#include "core/document/document_files.h"
#include "core/os/os.h"
#include "support/simulated_study.h"
#include "ui/report/document_pages.h"

namespace {

using namespace snitt;

int complainOf(const Error& error) {
  std::fprintf(stderr, "%s\n", error.message.c_str());
  return 1;
}

int write(const std::filesystem::path& folder, std::size_t patients) {
  test::SimulatedStudy study;
  study.patients = patients;
  auto input = test::simulatedInput(study);
  if (!input) return complainOf(input.error());
  input->threads = os::usableCores();
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
  return 0;
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
