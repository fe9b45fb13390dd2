// Specimens, blocks and glass slides of a case: found by what they are called, made where they are not there. Inside
// the caller's transaction; throws what SQLiteCpp throws.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/cases/slide_identity.h"
#include "core/store/cases/case_access_p.h"

namespace snitt {

// A part that is told without a label is the only one there is, if there is one.
[[nodiscard]] std::int64_t specimenNamed(const CaseAccess& access, CaseId id, const std::string& label);
[[nodiscard]] std::int64_t blockNamed(const CaseAccess& access, std::int64_t specimen, const std::string& label);

struct GlassRowFound {
  GlassId id;
  bool certain = false;  // by barcode or number: another scan of it is a rescan
};
// Among the block's slides: by barcode, else by number and stain, where one that is told without a stain is the only
// one of its number. Nothing where none fits.
[[nodiscard]] std::optional<GlassRowFound> glassIn(const CaseAccess& access, std::int64_t block,
                                                   const std::string& number, const std::string& stain,
                                                   const std::string& barcode);
// Barcodes are sealed for the slide that bears them, and found by their mark: a code that no pattern understands may be
// a patient's number.
[[nodiscard]] std::string markBarcode(const Secrets& secrets, const std::string& barcode);
[[nodiscard]] std::string sealBarcode(const Secrets& secrets, const std::string& glassUuid, const std::string& barcode);
// Of a column that holds a sealed one or null. Errors: corrupt.
[[nodiscard]] Result<std::string> barcodeIn(const CaseAccess& access, const std::string& glassUuid,
                                            const SQLite::Column& sealed);
// Replaces it; an empty one takes it away.
void keepBarcode(const CaseAccess& access, GlassId glass, const std::string& barcode);
[[nodiscard]] GlassId addGlass(const CaseAccess& access, std::int64_t block, const std::string& number,
                               const std::string& stain, const std::string& barcode);
// Glass slides of the site whose barcode the laboratory told, with what they are.
[[nodiscard]] std::vector<SlideIdentity> glassesOfBarcode(const CaseAccess& access, const std::string& site,
                                                          const std::string& barcode);

}  // namespace snitt
