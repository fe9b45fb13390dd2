// The parts of a document's pages, each drawn where the flow is.
#pragma once

#include <map>
#include <string>

#include "core/document/document.h"
#include "core/result.h"
#include "ui/report/page_flow_p.h"

namespace snitt::report {

// Pages on which sections begin, by their ids; empty while they are being learnt.
using SectionPages = std::map<std::string, int>;

// Head and foot of each page. `pages` is 0 where it is not known yet; the document outlives the frame.
[[nodiscard]] PageFrame frameFor(PdfPage& page, const document::Document& document, int pages);

// Title, study, conclusion with its verdict, all criteria, facts.
[[nodiscard]] Result<void> drawFront(PageFlow& flow, const document::Document& document, const SectionPages& pages);
void drawContents(PageFlow& flow, const document::Document& document, const SectionPages& pages);
// Of its title with its sentence and the first thing below them, which do not stand apart.
[[nodiscard]] double leastSectionMm(PageFlow& flow, const document::Section& section);
[[nodiscard]] Result<void> drawSection(PageFlow& flow, const document::Section& section, std::size_t number);

[[nodiscard]] Result<void> drawBlocks(PageFlow& flow, const std::vector<document::Block>& blocks);
void drawParagraph(PageFlow& flow, const document::Paragraph& paragraph);
void drawFacts(PageFlow& flow, const document::Facts& facts);
void drawTable(PageFlow& flow, const document::Table& table);
// With the notes of its tables; its title stands in it. Lower than at its best where it fits onto the page that way.
[[nodiscard]] Result<void> drawChart(PageFlow& flow, const document::Chart& chart);
// What `drawChart` takes at least on one page; 0 where it cannot be drawn.
[[nodiscard]] double leastChartMm(const PageFlow& flow, const document::Chart& chart);
// Of the highest of them.
[[nodiscard]] double leastPicturesMm(PageFlow& flow, const document::PictureRow& row);
[[nodiscard]] Result<void> drawPictureRow(PageFlow& flow, const document::PictureRow& row);

// One criterion a row; `pages` are told where there are any.
void drawCriteria(PageFlow& flow, const std::vector<const document::Criterion*>& criteria, const SectionPages& pages);
// The word on a ground of its own; as wide as `verdictWidthMm`.
void drawVerdict(PdfPage& page, QPointF leftTop, document::Verdict verdict);
inline constexpr double kVerdictWidthMm = 22;

}  // namespace snitt::report
