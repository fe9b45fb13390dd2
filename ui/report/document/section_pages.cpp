// Front, contents and sections on paper.
#include <algorithm>

#include "core/document/document_files.h"
#include "core/document/kinds.h"
#include "ui/report/document/pages_p.h"
#include "ui/report/document/styles_p.h"

namespace snitt::report {

namespace {

using document::Document;
using document::Section;

void words(PageFlow& flow, std::string_view text, const TextStyle& style, double gapMm) {
  flow.lines({{flow.page().linesOf(flow.width(), shown(text), style), 0, flow.width(), style}}, gapMm);
}

void smallHeading(PageFlow& flow, const QString& heading) {
  flow.gap(2.5);
  flow.keepTogether(24);
  flow.paragraph(heading, {10.5, Weight::bold, kInk});
  flow.gap(1.2);
}

// What of a block must stand below its section's heading.
double leastBlockMm(PageFlow& flow, const document::Block& block) {
  constexpr double kWords = 8;
  constexpr double kTable = 33;
  if (const auto* chart = std::get_if<document::Chart>(&block)) return leastChartMm(flow, *chart);
  if (const auto* pictures = std::get_if<document::PictureRow>(&block)) return leastPicturesMm(flow, *pictures);
  if (const auto* table = std::get_if<document::Table>(&block)) return table->inPages ? kTable : 0;
  return kWords;
}

}  // namespace

Result<void> drawFront(PageFlow& flow, const Document& document, const SectionPages& pages) {
  flow.gap(5);
  words(flow, document.title, kDocTitle, 1.5);
  words(flow, document.study, kDocStudy, 1);
  words(flow, document.date, kDocNote, 5);
  if (!document.isJudged) {
    words(flow, document.conclusion, kDocLead, 3);
    return drawBlocks(flow, document.front);
  }
  const double left = kVerdictWidthMm + 4;
  const auto lines = flow.page().linesOf(flow.width() - left, shown(document.conclusion), kDocLead);
  const QRectF first = flow.lines({{lines, left, flow.width() - left, kDocLead}}, 3);
  drawVerdict(flow.page(), first.topLeft(), document.verdict);
  const auto criteria = criteriaOf(document);
  smallHeading(flow, QStringLiteral("Criteria of the protocol"));
  if (criteria.empty())
    words(flow, "The protocol has no criteria.", kDocBody, 2);
  else
    drawCriteria(flow, criteria, pages);
  return drawBlocks(flow, document.front);
}

void drawContents(PageFlow& flow, const Document& document, const SectionPages& pages) {
  constexpr double kNumber = 8;
  constexpr double kPage = 12;
  constexpr double kLine = 5;
  flow.gap(3);
  // On one page where it fits on one.
  flow.keepTogether(std::min(flow.roomOfPageMm(), 12 + kLine * static_cast<double>(document.sections.size())));
  flow.paragraph(QStringLiteral("Contents"), {10.5, Weight::bold, kInk});
  flow.gap(1.5);
  for (std::size_t i = 0; i < document.sections.size(); ++i) {
    const auto at = pages.find(document.sections[i].id);
    const QString page = at == pages.end() ? QString() : QString::number(at->second);
    const double width = flow.width() - kNumber - kPage - 2;
    const auto lines = flow.page().linesOf(width, shown(document.sections[i].title), kDocBody);
    const QRectF first = flow.lines({{{QString::number(i + 1)}, 0, kNumber, kDocBody},
                                     {lines, kNumber, width, kDocBody},
                                     {{page}, flow.width() - kPage, kPage, kDocBody, Qt::AlignRight}},
                                    1.1);
    flow.page().link({first.x(), first.y() - 0.5, first.width(), first.height() + 1}, document.sections[i].id);
    if (lines.size() != 1) continue;
    const double from = first.x() + kNumber + flow.page().textWidth(lines.front(), kDocBody) + 2;
    const double to = first.right() - flow.page().textWidth(page, kDocBody) - 2;
    if (to > from) flow.page().line({from, first.bottom() - 0.9}, {to, first.bottom() - 0.9}, kRule, 0.15);
  }
}

double leastSectionMm(PageFlow& flow, const Section& section) {
  constexpr double kTitle = 14;
  constexpr double kLineOfSentence = 1.4;  // of its size
  const auto sentence = flow.page().linesOf(flow.width(), shown(section.sentence), kDocLead);
  double height = kTitle + static_cast<double>(sentence.size()) * kDocLead.sizePt * kMmPerPoint * kLineOfSentence;
  // Words lead to what stands below them.
  for (const document::Block& block : section.blocks) {
    height += leastBlockMm(flow, block);
    if (!std::holds_alternative<document::Paragraph>(block)) break;
  }
  return height;
}

Result<void> drawSection(PageFlow& flow, const Section& section, std::size_t number) {
  constexpr double kNumber = 11;
  const QRectF title = flow.lines({{{QString::number(number)}, 0, kNumber, kDocSection},
                                   {flow.page().linesOf(flow.width() - kNumber, shown(section.title), kDocSection),
                                    kNumber, flow.width() - kNumber, kDocSection}},
                                  0.8);
  flow.page().chapter(section.id, QStringLiteral("%1  %2").arg(number).arg(shown(section.title)), title.y() - 4);
  const QRectF area = flow.take(0);
  flow.page().line({area.x(), area.y()}, {area.right(), area.y()}, kRule, 0.25);
  flow.gap(2);
  words(flow, section.sentence, kDocLead, 2.6);
  if (auto drawn = drawBlocks(flow, section.blocks); !drawn) return drawn;
  if (section.criteria.empty()) {
    words(flow, whyNoCriterion(section), kDocNote, 0);
    return {};
  }
  std::vector<const document::Criterion*> criteria;
  for (const document::Criterion& criterion : section.criteria) criteria.push_back(&criterion);
  drawCriteria(flow, criteria, {});
  return {};
}

}  // namespace snitt::report
