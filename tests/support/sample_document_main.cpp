// sample_document FOLDER: writes documents as PDF, HTML, JSON and CSV, to be looked at.
#include <filesystem>
#include <iostream>

#include "core/atomic_file.h"
#include "core/document/document_files.h"
#include "support/sample_document.h"
#include "ui/report/document_pages.h"

namespace {

using namespace snitt;

bool write(const std::filesystem::path& file, const Result<std::string>& bytes) {
  if (bytes && writeFileAtomically(file, *bytes)) return true;
  std::cerr << file << ": " << (bytes ? "not written" : bytes.error().message) << "\n";
  return false;
}

bool writeAll(const std::filesystem::path& folder, const document::Document& document) {
  std::filesystem::create_directories(folder / "tables");
  bool fine = write(folder / "report.pdf", documentPdf(document)) &&
              write(folder / "report.html", documentHtml(document)) &&
              write(folder / "report.json", document::documentJson(document));
  for (const document::Table* table : tablesOf(document))
    fine = write(folder / "tables" / (table->id + ".csv"), document::tableCsv(*table)) && fine;
  return fine;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::filesystem::path folder = argv[1];
  const bool awkward = writeAll(folder / "awkward", test::awkwardDocument());
  return writeAll(folder / "plain", test::plainDocument()) && awkward ? 0 : 1;
}
