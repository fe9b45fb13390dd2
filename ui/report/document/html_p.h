// The parts of a document's HTML. Whatever is somebody's text is escaped here and nowhere cut.
#pragma once

#include <string>

#include "core/document/document.h"
#include "core/result.h"

namespace snitt::report {

[[nodiscard]] std::string escaped(std::string_view text);
// "section-drift": for ids, which fragments of addresses name; letters, digits, '-' and '_' alone.
[[nodiscard]] std::string htmlId(std::string_view kind, std::string_view id);

// The style sheet. Somebody's words in it, those of the printed margins, are quoted.
[[nodiscard]] std::string htmlStyle(const document::Document& document);

[[nodiscard]] Result<std::string> htmlBlocks(const std::vector<document::Block>& blocks);
[[nodiscard]] std::string htmlTable(const document::Table& table);
// The drawing with the notes of its tables; those that are for pages are there to be opened.
[[nodiscard]] Result<std::string> htmlChart(const document::Chart& chart);
[[nodiscard]] Result<std::string> htmlPictures(const document::PictureRow& row);
[[nodiscard]] std::string htmlVerdict(document::Verdict verdict);
// `document` names the sections; null where the criteria stand in their own section.
[[nodiscard]] std::string htmlCriteria(const std::vector<const document::Criterion*>& criteria,
                                       const document::Document* document);

}  // namespace snitt::report
