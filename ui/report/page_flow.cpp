#include <algorithm>
#include <utility>

#include "ui/report/page_flow_p.h"
#include "ui/report/palette_p.h"
#include "ui/report/sections_p.h"

namespace snitt::report {

namespace {

constexpr double kMargin = 14;
constexpr double kTop = 11;
constexpr double kFooter = 12;
constexpr double kBottom = PdfPage::heightMm - 9 - kFooter;
constexpr double kSpacing = 1.25;
constexpr double kHeadingHeight = 7;

double lineHeight(const TextStyle& style) { return style.sizePt * kMmPerPoint * kSpacing; }

}  // namespace

PageFlow::PageFlow(PdfPage& page, std::function<void(PdfPage&, const QRectF&, int)> footer)
    : m_page(page), m_footer(std::move(footer)), m_y(kTop) {}

double PageFlow::left() const { return kMargin; }
double PageFlow::width() const { return PdfPage::widthMm - 2 * kMargin; }

void PageFlow::finish() { m_footer(m_page, {left(), kBottom, width(), kFooter}, m_number); }

void PageFlow::nextPage() {
  finish();
  // A page that cannot be begun ends in an error of the document as a whole.
  static_cast<void>(m_page.nextPage());
  ++m_number;
  m_y = kTop;
  if (const auto head = m_repeat) {
    m_repeat = {};
    head();
    m_repeat = head;
  }
}

void PageFlow::keepTogether(double heightMm) {
  if (m_y + heightMm > kBottom - 2) nextPage();
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

void PageFlow::fact(const QString& label, const QString& value) {
  row({{label, kLabelWidthMm, {7, Weight::regular, kFaint}, Qt::AlignLeft},
       {value, width() - kLabelWidthMm, {7, Weight::regular, kInk}, Qt::AlignLeft}});
}

void PageFlow::rule() {
  const QRectF area = take(1.2);
  m_page.line({area.x(), area.y() + 0.4}, {area.right(), area.y() + 0.4}, kRule, 0.2);
}

}  // namespace snitt::report
