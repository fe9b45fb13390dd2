#include "core/store/cases/glass_rows_p.h"

namespace snitt {

namespace {

// The row of that label; without a label the only row there is; else 0.
std::int64_t partNamed(const CaseAccess& access, const char* table, const char* owner, std::int64_t of,
                       const std::string& label) {
  const std::string sql =
      std::string("SELECT id, label FROM ").append(table).append(" WHERE ").append(owner).append(" = ? ORDER BY id");
  Statement row = statementOf(*access.database, sql, of);
  const std::string wanted = plainLabel(label);
  std::int64_t only = 0;
  int rows = 0;
  while (row.executeStep()) {
    const std::int64_t id = row.getColumn(0).getInt64();
    if (plainLabel(textOf(row, 1)) == wanted) return id;
    only = id;
    ++rows;
  }
  return label.empty() && rows == 1 ? only : 0;
}

struct KnownGlass {
  GlassId id;
  std::string number;
  std::string stain;
  std::string code;  // mark of its barcode
};

std::string barcodePlace(const std::string& glassUuid) { return "glass.barcode:" + glassUuid; }

std::vector<KnownGlass> glassesIn(const CaseAccess& access, std::int64_t block) {
  Statement row = statementOf(*access.database,
                              "SELECT id, number, stain, code_mark FROM glass WHERE block_id = ? ORDER BY id", block);
  std::vector<KnownGlass> slides;
  while (row.executeStep())
    slides.push_back({{row.getColumn(0).getInt64()}, plainLabel(textOf(row, 1)), textOf(row, 2), textOf(row, 3)});
  return slides;
}

bool sameStain(const std::string& one, const std::string& other) {
  return plainLabel(one) == plainLabel(other) || (isHe(one) && isHe(other));
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
  std::vector<KnownGlass> slides = glassesIn(access, block);
  const std::string code = barcode.empty() ? std::string() : markBarcode(*access.secrets, barcode);
  if (!code.empty())
    for (const KnownGlass& one : slides)
      if (one.code == code) return GlassRowFound{one.id, true};
  // One whose barcode is known to be another is another slide, whatever it is called.
  std::erase_if(slides, [&](const KnownGlass& one) {
    return one.number != plainLabel(number) || (!code.empty() && !one.code.empty());
  });
  for (const KnownGlass& one : slides)
    if (sameStain(one.stain, stain)) return GlassRowFound{one.id, !number.empty()};
  std::erase_if(slides, [&](const KnownGlass& one) { return !stain.empty() && !one.stain.empty(); });
  if (slides.size() == 1) return GlassRowFound{slides.front().id, !number.empty()};
  return std::nullopt;
}

GlassId addGlass(const CaseAccess& access, std::int64_t block, const std::string& number, const std::string& stain,
                 const std::string& barcode) {
  execute(*access.database, "INSERT INTO glass (uuid, block_id, number, stain, barcode) VALUES (?, ?, ?, ?, '')",
          randomUuid(), block, number, stain);
  const GlassId id{access.database->getLastInsertRowid()};
  if (!barcode.empty()) keepBarcode(access, id, barcode);
  return id;
}

std::string markBarcode(const Secrets& secrets, const std::string& barcode) { return secrets.mark("barcode", barcode); }

std::string sealBarcode(const Secrets& secrets, const std::string& glassUuid, const std::string& barcode) {
  return secrets.seal(barcode, barcodePlace(glassUuid));
}

Result<std::string> barcodeIn(const CaseAccess& access, const std::string& glassUuid, const SQLite::Column& sealed) {
  if (sealed.isNull()) return std::string();
  const std::string bytes(static_cast<const char*>(sealed.getBlob()), static_cast<std::size_t>(sealed.getBytes()));
  auto barcode = access.secrets->open(bytes, barcodePlace(glassUuid));
  if (!barcode) return failIn("a slide's barcode", barcode.error());
  return barcode;
}

void keepBarcode(const CaseAccess& access, GlassId glass, const std::string& barcode) {
  if (barcode.empty()) {
    execute(*access.database, "UPDATE glass SET code = NULL, code_mark = NULL WHERE id = ?", glass.value);
    return;
  }
  const std::string code =
      sealBarcode(*access.secrets, textIn(access, "SELECT uuid FROM glass WHERE id = ?", glass.value), barcode);
  const std::string mark = markBarcode(*access.secrets, barcode);
  execute(*access.database, "UPDATE glass SET code = ?, code_mark = ? WHERE id = ?", Blob{code}, Blob{mark},
          glass.value);
}

std::vector<SlideIdentity> glassesOfBarcode(const CaseAccess& access, const std::string& site,
                                            const std::string& barcode) {
  if (barcode.empty()) return {};
  const std::string mark = markBarcode(*access.secrets, barcode);
  Statement row =
      statementOf(*access.database,
                  "SELECT lab_case.accession, specimen.label, block.label, glass.number, glass.stain FROM glass"
                  " JOIN block ON block.id = glass.block_id JOIN specimen ON specimen.id = block.specimen_id"
                  " JOIN lab_case ON lab_case.id = specimen.case_id WHERE glass.code_mark = ? AND site = ?",
                  Blob{mark}, site);
  std::vector<SlideIdentity> found;
  while (row.executeStep())
    found.push_back({textOf(row, 0), textOf(row, 1), textOf(row, 2), textOf(row, 3), textOf(row, 4)});
  return found;
}

}  // namespace snitt
