// What stands on every page of a document.
#include <algorithm>

#include "ui/report/document/pages_p.h"
#include "ui/report/document/styles_p.h"

namespace snitt::report {

namespace {

constexpr double kLine = 1.25;
constexpr double kMarkWidth = 52;
constexpr double kPadding = 1.5;
constexpr double kBar = 1.2;
constexpr std::size_t kShortHash = 12;
const TextStyle kStudy{8.2, Weight::bold, kInk};
const TextStyle kMark{8.2, Weight::bold, kPoor};
const TextStyle kNotice{7.6, Weight::medium, kWarn};

double lineHeight(const TextStyle& style) { return style.sizePt * kMmPerPoint * kLine; }

struct HeadLines {
  std::vector<QString> study, mark;
  std::vector<std::vector<QString>> notices;

  HeadLines(const PdfPage& page, const document::Document& document, double width)
      : study(page.linesOf(width - kMarkWidth - 6, shown(document.study), kStudy)),
        mark(page.linesOf(kMarkWidth, shown(document.mark), kMark)) {
    for (const std::string& notice : document.notices)
      notices.push_back(page.linesOf(width - 9, shown(notice), kNotice));
  }
  // Study above title and hash, mark beside them.
  [[nodiscard]] double wordsHeight() const {
    const double left = static_cast<double>(study.size()) * lineHeight(kStudy) + lineHeight(kDocFoot);
    return std::max(left, static_cast<double>(mark.size()) * lineHeight(kMark));
  }
  [[nodiscard]] double noticesHeight() const {
    double height = notices.empty() ? 0 : 2 * kPadding;
    for (const auto& lines : notices) height += static_cast<double>(lines.size()) * lineHeight(kNotice);
    return height;
  }
  [[nodiscard]] double height() const { return wordsHeight() + 1.6 + (notices.empty() ? 0 : noticesHeight() + 1.6); }
};

double drawLines(PdfPage& page, const QRectF& area, const std::vector<QString>& lines, const TextStyle& style,
                 Qt::Alignment align = Qt::AlignLeft) {
  double y = area.y();
  for (const QString& line : lines) {
    page.oneLine({area.x(), y, area.width(), area.height()}, line, style, align);
    y += lineHeight(style);
  }
  return y;
}

void drawNotices(PdfPage& page, const QRectF& area, const HeadLines& lines) {
  page.fill(area, kWarnTint, 0.6);
  page.fill({area.x(), area.y(), kBar, area.height()}, kWarn);
  double y = area.y() + kPadding;
  for (const auto& notice : lines.notices) {
    page.oneLine({area.x() + 3, y, 3, 4}, QStringLiteral("!"), {kNotice.sizePt, Weight::bold, kWarn});
    y = drawLines(page, {area.x() + 5.4, y, area.width() - 9, 4}, notice, kNotice);
  }
}

void drawHead(PdfPage& page, const QRectF& area, const document::Document& document) {
  const HeadLines lines(page, document, area.width());
  const double study = drawLines(page, {area.x(), area.y(), area.width(), 4}, lines.study, kStudy);
  QString below = shown(document.title);
  if (!document.hash.empty()) below += QStringLiteral("  ·  ") + shown(document.hash.substr(0, kShortHash));
  page.oneLine({area.x(), study, area.width(), 4}, below, kDocFoot);
  drawLines(page, {area.right() - kMarkWidth, area.y(), kMarkWidth, 4}, lines.mark, kMark, Qt::AlignRight);
  const double rule = area.y() + lines.wordsHeight() + 1;
  page.line({area.x(), rule}, {area.right(), rule}, kRule, 0.25);
  if (!lines.notices.empty()) drawNotices(page, {area.x(), rule + 1.4, area.width(), lines.noticesHeight()}, lines);
}

void drawFoot(PdfPage& page, const QRectF& area, const document::Document& document, int number, int pages) {
  page.line({area.x(), area.y() + 2}, {area.right(), area.y() + 2}, kRule, 0.25);
  const QString hash = shown(document.hash);
  page.text({area.x(), area.y() + 3.4, area.width() - 32, 4}, hash, kDocFoot);
  page.oneLine({area.right() - 30, area.y() + 3.2, 30, 4}, QStringLiteral("page %1 of %2").arg(number).arg(pages),
               kDocNote, Qt::AlignRight);
}

}  // namespace

PageFrame frameFor(PdfPage& page, const document::Document& document, int pages) {
  PageFrame frame;
  frame.headerMm = HeadLines(page, document, PdfPage::widthMm - 2 * kPageMarginMm).height() + 4;
  frame.header = [&document](PdfPage& on, const QRectF& area, int) { drawHead(on, area, document); };
  frame.footer = [&document, pages](PdfPage& on, const QRectF& area, int number) {
    drawFoot(on, area, document, number, pages);
  };
  return frame;
}

}  // namespace snitt::report
