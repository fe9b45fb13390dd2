// A report (core/document) on paper and in a browser.
//
// No display is needed. Call from one thread at a time, the same one each time as scoreReportPdf. The same document
// gives the same bytes on one machine.
#pragma once

#include <string>

#include "core/document/document.h"
#include "core/result.h"

namespace snitt {

// A4 pages: a front with conclusion, criteria and facts; contents with page numbers (links, and the list of sections
// beside the pages); the sections. On every page study, mark and notices at the head, the hash and page n of m at the
// foot. Charts are vectors with text, below them the notes of their tables; these tables themselves are not printed.
// Errors: io where nothing could be drawn; usage where a chart's tables do not fit its kind, or a picture is none,
// naming it.
[[nodiscard]] Result<std::string> documentPdf(const document::Document& document);

// One file that needs no other and no network: styles, charts as SVG and pictures lie in it. Light and dark, and can be
// printed. A chart's tables that are for pages can be opened under it. Errors are the same.
[[nodiscard]] Result<std::string> documentHtml(const document::Document& document);

}  // namespace snitt
