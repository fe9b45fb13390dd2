#include "app/snitt/drift_files.h"

#include <fmt/format.h>

#include "app/snitt/document_folder.h"
#include "app/snitt/result_folder.h"

namespace snitt::app {

Result<std::set<std::string>> checkDriftPlace(const DriftOptions& options) {
  std::vector<std::filesystem::path> read = options.cohorts;
  if (!options.reference.empty()) read.push_back(options.reference);
  for (const std::filesystem::path& folder : read) {
    std::error_code ignored;
    if (std::filesystem::equivalent(folder, options.out, ignored))
      return fail(ErrorKind::usage, fmt::format("--out {} is a cohort that is read", options.out.string()));
  }
  if (auto fine = checkOutFolder(options.out, options.bundle); !fine) return fail(fine.error());
  return tablesThere(options.out, "snitt-drift/1");
}

Result<void> writeDrift(const document::Document& document, const std::filesystem::path& folder,
                        const std::set<std::string>& before) {
  const auto files = documentFiles(document);
  if (!files) return fail(files.error());
  if (auto written = writeTogether(folder, *files, std::string(kReportJson)); !written) return written;
  removeOldTables(folder, before, *files);
  return {};
}

}  // namespace snitt::app
