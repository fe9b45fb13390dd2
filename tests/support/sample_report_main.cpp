// sample_report FOLDER: writes one report of each kind, to be looked at.
#include <filesystem>
#include <iostream>

#include "core/atomic_file.h"
#include "support/sample_report.h"

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  std::filesystem::create_directories(argv[1]);
  for (const auto& [name, kind] : snitt::test::reportKinds()) {
    const auto pdf = snitt::scoreReportPdf(snitt::test::sampleReport(kind));
    if (!pdf || !snitt::writeFileAtomically(std::filesystem::path(argv[1]) / (name + ".pdf"), *pdf)) {
      std::cerr << name << " failed\n";
      return 1;
    }
  }
  return 0;
}
