// A case's archive as its entries. Pure functions.
#pragma once

#include <string>
#include <vector>

#include "core/result.h"
#include "core/store/archive/archive_data_p.h"
#include "core/store/archive/archive_zip_p.h"

namespace snitt {

[[nodiscard]] std::vector<ZipEntry> formatArchive(const ArchivedCase& archived, const ArchiveOrigin& origin);

struct ReadArchive {
  ArchivedCase archived;
  std::vector<ArchivedEvent> history;
};
// Takes what case.json lists and nothing else. Every value is one that the database could hold: UUIDs, fingerprints,
// times, texts of bounded length, scores, outlines, grids and geometries that read as they were written. Errors:
// corrupt, unsupported (a newer format), refused (the password). They name the place, not the value.
[[nodiscard]] Result<ReadArchive> parseArchive(ZipReader& zip);

// drawings/FINGERPRINT.json, format snitt-drawings/1.
[[nodiscard]] std::string formatDrawings(const ArchivedDrawings& drawings);
[[nodiscard]] Result<ArchivedDrawings> parseDrawings(const std::string& text);

// Whether `text` is one that the parsers take.
[[nodiscard]] bool isUuid(std::string_view text);
[[nodiscard]] bool isFingerprint(std::string_view text);  // hexadecimal digits
[[nodiscard]] bool isTime(std::string_view text);         // digits and the signs of ISO 8601; may be empty

}  // namespace snitt
