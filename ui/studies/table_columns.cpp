#include "ui/studies/table_columns.h"

#include <set>

#include "core/atomic_file.h"
#include "core/csv.h"

namespace snitt {

Result<TableColumns> readTableColumns(const std::filesystem::path& file) {
  const auto text = readFile(file);
  if (!text) return fail(text.error());
  const auto table = parseCsv(*text);
  if (!table) return failIn(file.string(), table.error());
  if (auto fine = checkSeparator(table->header); !fine) return failIn(file.string(), fine.error());
  TableColumns columns;
  columns.names = table->header;
  for (std::size_t i = 0; i < table->header.size(); ++i) {
    std::set<std::string> seen;
    for (const CsvRow& row : table->rows) {
      if (!isMissing(row[i])) seen.insert(row[i]);
      if (seen.size() > TableColumns::kMostValues) break;
    }
    if (seen.size() <= TableColumns::kMostValues) columns.values[table->header[i]] = {seen.begin(), seen.end()};
  }
  return columns;
}

}  // namespace snitt
