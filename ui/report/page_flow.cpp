#include <algorithm>
#include <utility>

#include "ui/report/page_flow_p.h"
#include "ui/report/palette_p.h"
#include "ui/report/sections_p.h"

namespace snitt::report {

namespace {

constexpr double kTop = 11;
constexpr double kFooter = 12;
constexpr double kBottom = PdfPage::heightMm - 9 - kFooter;
constexpr double kSpacing = 1.25;
constexpr double kHeadingHeight = 7;

double lineHeight(const TextStyle& style) { return style.sizePt * kMmPerPoint * kSpacing; }

}  // namespace

PageFlow::PageFlow(PdfPage& page, PageFrame frame)
    : m_page(page), m_frame(std::move(frame)), m_y(kTop + m_frame.headerMm) {}

PageFlow::PageFlow(PdfPage& page, std::function<void(PdfPage&, const QRectF&, int)> footer)
    : PageFlow(page, PageFrame{std::move(footer), {}, 0}) {}

double PageFlow::left() const { return kPageMarginMm; }
double PageFlow::width() const { return PdfPage::widthMm - 2 * kPageMarginMm; }

double PageFlow::roomOfPageMm() const { return kBottom - 2 - kTop - m_frame.headerMm; }
double PageFlow::roomLeftMm() const { return kBottom - 2 - m_y; }

void PageFlow::finish() {
  if (m_frame.header) m_frame.header(m_page, {left(), kTop, width(), m_frame.headerMm}, m_number);
  m_frame.footer(m_page, {left(), kBottom, width(), kFooter}, m_number);
}

void PageFlow::newPage() {
  finish();
  // A page that cannot be begun ends in an error of the document as a whole.
  static_cast<void>(m_page.nextPage());
  ++m_number;
  m_y = kTop + m_frame.headerMm;
  if (const auto head = m_repeat) {
    m_repeat = {};
    head();
    m_repeat = head;
  }
}

void PageFlow::keepTogether(double heightMm) {
  if (m_y + heightMm > kBottom - 2) newPage();
}

QRectF PageFlow::take(double heightMm) {
  keepTogether(heightMm);
  const QRectF area(left(), m_y, width(), heightMm);
  m_y += heightMm;
  return area;
}

void PageFlow::heading(const QString& words, const QString& note) {
  // With at least three lines below it.
  keepTogether(kHeadingHeight + 14);
  gap(3);
  const double begin = m_y;
  m_y =
      std::max(begin + kHeadingHeight, section(m_page, {left(), begin, width(), kHeadingHeight + 4}, words, note).y());
}

void PageFlow::paragraph(const QString& words, const TextStyle& style) {
  const double height = m_page.lineCount(width(), words, style) * lineHeight(style);
  m_page.text(take(height), words, style, {0});
}

void PageFlow::row(const std::vector<Cell>& cells, double gapMm) {
  double height = 0;
  for (const Cell& cell : cells)
    height = std::max(height, m_page.lineCount(cell.widthMm, cell.words, cell.style) * lineHeight(cell.style));
  const QRectF area = take(height);
  double x = area.x();
  for (const Cell& cell : cells) {
    m_page.text({x, area.y(), cell.widthMm, height}, cell.words, cell.style, {0, cell.align});
    x += cell.widthMm;
  }
  m_y += gapMm;
}

QRectF PageFlow::lines(const std::vector<LaidCell>& cells, double gapMm) {
  std::size_t most = 1;
  double height = 0;
  for (const LaidCell& cell : cells) {
    most = std::max(most, cell.lines.size());
    height = std::max(height, lineHeight(cell.style));
  }
  constexpr double kWholeUpTo = 60;
  keepTogether(std::min(kWholeUpTo, static_cast<double>(most) * height));
  QRectF first;
  for (std::size_t i = 0; i < most; ++i) {
    const QRectF area = take(height);
    if (i == 0) first = area;
    for (const LaidCell& cell : cells)
      if (i < cell.lines.size())
        m_page.oneLine({area.x() + cell.xMm, area.y(), cell.widthMm, height}, cell.lines[i], cell.style, cell.align);
  }
  m_y += gapMm;
  return first;
}

void PageFlow::fact(const QString& label, const QString& value) {
  row({{label, kLabelWidthMm, {7, Weight::regular, kFaint}, Qt::AlignLeft},
       {value, width() - kLabelWidthMm, {7, Weight::regular, kInk}, Qt::AlignLeft}});
}

void PageFlow::rule() {
  const QRectF area = take(1.2);
  m_page.line({area.x(), area.y() + 0.4}, {area.right(), area.y() + 0.4}, kRule, 0.2);
}

}  // namespace snitt::report
