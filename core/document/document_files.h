// A report's files for machines: one JSON with every number, one CSV a table. Pure; the same document gives the same
// bytes.
#pragma once

#include <string>
#include <vector>

#include "core/document/document.h"

namespace snitt::document {

// {"format", "title", "study", "hash", "date", "researchUseOnly": true, "notices" [], "conclusion", "verdict",
// "criteria" [ {number, asked, found, verdict, why, section} ], "front" [blocks], "sections" [ {number, id, title,
// sentence, criteria [numbers], noCriterion where there is none, blocks} ]}. A block is {"paragraph", "tone"},
// {"facts"},
// {"table": {id, title, columns [ {key, heading, kind} ], rows, note}} or {"chart": {id, kind, title, note, marks,
// tables}}; pictures are {"picture": {id, sha256, caption}}. Rows are objects by the columns' keys: an undefined number
// is null, an interval {value, lower95, upper95}, what is withheld "withheld".
[[nodiscard]] std::string documentJson(const Document& document);

// RFC 4180. A column that holds an interval is three (key, keyLower95, keyUpper95); undefined is empty, no limit "Inf";
// withheld is "withheld" in each of its columns.
[[nodiscard]] std::string tableCsv(const Table& table);

// All tables, those of charts too, in the order of the document.
[[nodiscard]] std::vector<const Table*> tablesOf(const Document& document);

// Of all sections, by their numbers.
[[nodiscard]] std::vector<const Criterion*> criteriaOf(const Document& document);

}  // namespace snitt::document
