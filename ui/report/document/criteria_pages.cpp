// Criteria with what became of them. The three verdicts differ in word, ground and outline, and in colour last.
#include <algorithm>

#include "ui/report/document/pages_p.h"
#include "ui/report/document/styles_p.h"

namespace snitt::report {

namespace {

using document::Criterion;
using document::Verdict;

constexpr double kHeight = 4.3;
constexpr double kNumber = 8;
constexpr double kGap = 4;
constexpr double kPages = 20;

struct Widths {
  double asked, found, section;

  Widths(double all, bool pages) : section(pages ? kPages : 0) {
    const double rest = all - kNumber - kVerdictWidthMm - 2 * kGap - (pages ? kPages + kGap : 0);
    asked = rest * 0.55;
    found = rest - asked;
  }
};

double askedX() { return kNumber; }
double foundX(const Widths& widths) { return kNumber + widths.asked + kGap; }
double verdictX(const Widths& widths) { return foundX(widths) + widths.found + kGap; }
double sectionX(const Widths& widths) { return verdictX(widths) + kVerdictWidthMm + kGap; }

void rule(PageFlow& flow, double lineWidth, const QColor& colour) {
  const QRectF area = flow.take(0);
  flow.page().line({area.x(), area.y()}, {area.right(), area.y()}, colour, lineWidth);
}

void drawHead(PageFlow& flow, const Widths& widths) {
  rule(flow, 0.3, kInk);
  flow.gap(0.9);
  std::vector<LaidCell> cells{{{QStringLiteral("Criterion")}, 0, widths.asked, kDocHead},
                              {{QStringLiteral("Found")}, foundX(widths), widths.found, kDocHead},
                              {{QStringLiteral("Verdict")}, verdictX(widths), kVerdictWidthMm, kDocHead}};
  if (widths.section > 0)
    cells.push_back({{QStringLiteral("Page")}, sectionX(widths), widths.section, kDocHead, Qt::AlignRight});
  flow.lines(cells, 0.6);
  rule(flow, 0.15, kInk);
  flow.gap(1.1);
}

QString foundWords(const Criterion& criterion) {
  QStringList parts;
  if (!criterion.found.empty()) parts << shown(criterion.found);
  if (!criterion.why.empty()) parts << shown(criterion.why);
  return parts.isEmpty() ? QStringLiteral("–") : parts.join(QStringLiteral("; "));
}

void drawRow(PageFlow& flow, const Criterion& criterion, const Widths& widths, const SectionPages& pages) {
  PdfPage& page = flow.page();
  std::vector<LaidCell> cells{
      {{QString::number(criterion.number)}, 0, kNumber - 2, kDocCell},
      {page.linesOf(widths.asked, shown(criterion.asked), kDocCell), askedX(), widths.asked, kDocCell},
      {page.linesOf(widths.found, foundWords(criterion), kDocCell), foundX(widths), widths.found, kDocCell}};
  const auto at = pages.find(criterion.sectionId);
  if (widths.section > 0 && at != pages.end())
    cells.push_back({{QString::number(at->second)}, sectionX(widths), widths.section, kDocCell, Qt::AlignRight});
  const QRectF first = flow.lines(cells, 1.8);
  if (widths.section > 0)
    page.link({first.x(), first.y() - 0.5, first.width(), first.height() + 1}, criterion.sectionId);
  drawVerdict(page, {first.x() + verdictX(widths), first.y() - 0.55}, criterion.verdict);
}

}  // namespace

void drawVerdict(PdfPage& page, QPointF leftTop, Verdict verdict) {
  const QRectF area(leftTop, QSizeF(kVerdictWidthMm, kHeight));
  TextStyle style{7.4, Weight::bold, Qt::white};
  if (verdict == Verdict::passed) {
    page.fill(area, kGoodTint, 0.8);
    page.frame(area, kGood, 0.2, 0.8);
    style.colour = kGood;
  } else if (verdict == Verdict::failed) {
    page.fill(area, kPoor, 0.8);
  } else {
    page.frame(area, kFaint, 0.2, 0.8);
    style = {7.4, Weight::regular, kInk};
  }
  page.oneLine({area.x(), area.y() + 0.62, area.width(), area.height()}, qs(toText(verdict)), style, Qt::AlignHCenter);
}

void drawCriteria(PageFlow& flow, const std::vector<const Criterion*>& criteria, const SectionPages& pages) {
  const bool withPages =
      std::ranges::any_of(criteria, [&](const Criterion* criterion) { return pages.contains(criterion->sectionId); });
  const Widths widths(flow.width(), withPages);
  flow.keepTogether(16);
  drawHead(flow, widths);
  flow.repeatOnNewPage([&flow, &widths] { drawHead(flow, widths); });
  for (const Criterion* criterion : criteria) drawRow(flow, *criterion, widths, pages);
  flow.repeatOnNewPage({});
  rule(flow, 0.3, kInk);
  flow.gap(3);
}

}  // namespace snitt::report
