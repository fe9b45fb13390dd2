#include "core/store/cases/glass_rows_p.h"

namespace snitt {

namespace {

// The row of that label; without a label the only row there is; else 0.
std::int64_t partNamed(const CaseAccess& access, const char* table, const char* owner, std::int64_t of,
                       const std::string& label) {
  const std::string where = std::string(" FROM ") + table + " WHERE " + owner + " = ?";
  const std::string byLabel = "SELECT id" + where + " AND label = ?";
  if (const auto found = numberOf(*access.database, byLabel.c_str(), of, label)) return *found;
  if (!label.empty()) return 0;
  const std::string only = "SELECT max(id)" + where + " HAVING count(*) = 1";
  return numberOf(*access.database, only.c_str(), of).value_or(0);
}

}  // namespace

std::int64_t specimenNamed(const CaseAccess& access, CaseId id, const std::string& label) {
  if (const std::int64_t found = partNamed(access, "specimen", "case_id", id.value, label)) return found;
  execute(*access.database, "INSERT INTO specimen (uuid, case_id, label, kind, body_site) VALUES (?, ?, ?, '', '')",
          randomUuid(), id.value, label);
  return access.database->getLastInsertRowid();
}

std::int64_t blockNamed(const CaseAccess& access, std::int64_t specimen, const std::string& label) {
  if (const std::int64_t found = partNamed(access, "block", "specimen_id", specimen, label)) return found;
  execute(*access.database, "INSERT INTO block (uuid, specimen_id, label) VALUES (?, ?, ?)", randomUuid(), specimen,
          label);
  return access.database->getLastInsertRowid();
}

std::optional<GlassRowFound> glassIn(const CaseAccess& access, std::int64_t block, const std::string& number,
                                     const std::string& stain, const std::string& barcode) {
  if (!barcode.empty())
    if (const auto found =
            numberOf(*access.database, "SELECT id FROM glass WHERE block_id = ? AND barcode = ?", block, barcode))
      return GlassRowFound{{*found}, true};
  // One whose barcode is known to be another is another slide, whatever it is called.
  const auto found = numberOf(*access.database,
                              "SELECT id FROM glass WHERE block_id = ?1 AND number = ?2 AND stain = ?3"
                              " AND (barcode = '' OR ?4 = '' OR barcode = ?4)",
                              block, number, stain, barcode);
  if (found) return GlassRowFound{{*found}, !number.empty()};
  const char* only = stain.empty() ? "SELECT max(id) FROM glass WHERE block_id = ?1 AND number = ?2"
                                     " AND (barcode = '' OR ?3 = '' OR barcode = ?3) HAVING count(*) = 1"
                                   : "SELECT max(id) FROM glass WHERE block_id = ?1 AND number = ?2 AND stain = ''"
                                     " AND (barcode = '' OR ?3 = '' OR barcode = ?3) HAVING count(*) = 1";
  if (const auto one = numberOf(*access.database, only, block, number, barcode); one.value_or(0) != 0)
    return GlassRowFound{{*one}, !number.empty()};
  return std::nullopt;
}

GlassId addGlass(const CaseAccess& access, std::int64_t block, const std::string& number, const std::string& stain,
                 const std::string& barcode) {
  execute(*access.database, "INSERT INTO glass (uuid, block_id, number, stain, barcode) VALUES (?, ?, ?, ?, ?)",
          randomUuid(), block, number, stain, barcode);
  return {access.database->getLastInsertRowid()};
}

std::vector<SlideIdentity> glassesOfBarcode(const CaseAccess& access, const std::string& site,
                                            const std::string& barcode) {
  SQLite::Statement row = statementOf(
      *access.database,
      "SELECT lab_case.accession, specimen.label, block.label, glass.number, glass.stain FROM glass"
      " JOIN block ON block.id = glass.block_id JOIN specimen ON specimen.id = block.specimen_id"
      " JOIN lab_case ON lab_case.id = specimen.case_id WHERE glass.barcode = ? AND glass.barcode <> '' AND site = ?",
      barcode, site);
  std::vector<SlideIdentity> found;
  while (row.executeStep())
    found.push_back({textOf(row, 0), textOf(row, 1), textOf(row, 2), textOf(row, 3), textOf(row, 4)});
  return found;
}

}  // namespace snitt
