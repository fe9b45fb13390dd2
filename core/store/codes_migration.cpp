#include "core/store/codes_migration_p.h"

#include <vector>

#include "core/store/cases/case_counts_p.h"
#include "core/store/cases/glass_rows_p.h"
#include "core/store/cases/unmatched_rows_p.h"
#include "core/store/key_place.h"
#include "core/store/setting_p.h"

namespace snitt {

namespace {

void sealBarcodes(const StoreDatabase& database, const Secrets& secrets) {
  struct Row {
    std::int64_t id;
    std::string uuid;
    std::string barcode;
  };
  std::vector<Row> rows;
  Statement all = statementOf(database, "SELECT id, uuid, barcode FROM glass WHERE barcode <> ''");
  while (all.executeStep()) rows.push_back({all.getColumn(0).getInt64(), textOf(all, 1), textOf(all, 2)});
  for (const Row& row : rows) {
    const std::string code = sealBarcode(secrets, row.uuid, row.barcode);
    const std::string mark = markBarcode(secrets, row.barcode);
    execute(database, "UPDATE glass SET barcode = '', code = ?, code_mark = ? WHERE id = ?", Blob{code}, Blob{mark},
            row.id);
  }
}

void fillSearch(const StoreDatabase& database) {
  std::vector<CaseId> ids;
  Statement all = statementOf(database, "SELECT id FROM lab_case");
  while (all.executeStep()) ids.push_back({all.getColumn(0).getInt64()});
  for (const CaseId id : ids) refreshSearch(database, id);
}

}  // namespace

Result<void> migrateCodes(const std::filesystem::path& file, const StoreDatabase& database,
                          const StoreOptions& options) {
  fillSearch(database);
  const bool anySealed =
      numberOf(database, "SELECT EXISTS (SELECT 1 FROM glass WHERE barcode <> '') OR EXISTS (SELECT 1 FROM unmatched)")
          .value_or(0) != 0;
  if (!anySealed) return {};
  const auto key = findKey(file, settingOf(database, "uuid"), settingOf(database, "key"), options);
  if (!key) return fail(key.error());
  sealBarcodes(database, key->secrets);
  return markAllUnmatched(database, key->secrets);
}

}  // namespace snitt
