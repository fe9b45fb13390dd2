// What a table of comma-separated values has to choose from: its columns, and the few values that a column takes. Plain
// values; reading is for any thread but the UI's.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/result.h"

namespace snitt {

struct TableColumns {
  std::vector<std::string> names;                          // as the header has them
  std::map<std::string, std::vector<std::string>> values;  // distinct, sorted; of columns with at most kMostValues
  static constexpr std::size_t kMostValues = 40;
};

// Errors: those of reading and of parseCsv, naming the file.
[[nodiscard]] Result<TableColumns> readTableColumns(const std::filesystem::path& file);

}  // namespace snitt
