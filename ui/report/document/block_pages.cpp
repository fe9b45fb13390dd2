// Paragraphs, facts and pictures on paper.
#include <QtGui/QImage>

#include <algorithm>

#include <fmt/format.h>

#include "core/document/overloaded.h"
#include "ui/report/document/pages_p.h"
#include "ui/report/document/styles_p.h"

namespace snitt::report {

namespace {

constexpr double kLabelWidth = 42;
constexpr double kPictureGap = 5;
constexpr double kMostPictureHeight = 120;

struct PlacedPicture {
  QImage image;
  QSizeF sizeMm;
  std::vector<QString> caption;
};

void drawPictures(PageFlow& flow, const std::vector<PlacedPicture>& pictures) {
  constexpr double kCaptionGap = 1;
  const double line = kDocNote.sizePt * kMmPerPoint * 1.25;
  double height = 0;
  for (const PlacedPicture& one : pictures)
    height = std::max(height, one.sizeMm.height() + kCaptionGap + line * static_cast<double>(one.caption.size()));
  const QRectF area = flow.take(height);
  double x = area.x();
  for (const PlacedPicture& one : pictures) {
    flow.page().image({{x, area.y()}, one.sizeMm}, one.image);
    double y = area.y() + one.sizeMm.height() + kCaptionGap;
    for (const QString& words : one.caption) {
      flow.page().oneLine({x, y, one.sizeMm.width(), line}, words, kDocNote);
      y += line;
    }
    x += one.sizeMm.width() + kPictureGap;
  }
  flow.gap(3);
}

Result<PlacedPicture> placed(const PageFlow& flow, const PdfPage& page, const document::Picture& picture) {
  PlacedPicture one;
  if (!one.image.loadFromData(QByteArray::fromStdString(picture.bytes)))
    return fail(ErrorKind::usage, fmt::format("the picture {} is no PNG or JPEG", picture.id));
  double width = std::min(picture.widthMm, flow.width());
  const double ratio = static_cast<double>(one.image.height()) / one.image.width();
  width = std::min(width, kMostPictureHeight / ratio);
  one.sizeMm = {width, width * ratio};
  one.caption = page.linesOf(width, shown(picture.caption), kDocNote);
  return one;
}

}  // namespace

void drawParagraph(PageFlow& flow, const document::Paragraph& paragraph) {
  const bool warning = paragraph.tone == document::Tone::warning;
  TextStyle style = paragraph.tone == document::Tone::note ? kDocNote : kDocBody;
  if (warning) style = {kDocBody.sizePt, Weight::medium, kWarn};
  const double indent = warning ? 4 : 0;
  for (const QString& part : qs(paragraph.text).split(QLatin1Char('\n'))) {
    LaidCell cell{flow.page().linesOf(flow.width() - indent, shown(part.toStdString()), style), indent,
                  flow.width() - indent, style};
    if (warning) {
      flow.keepTogether(8);
      flow.lines({cell, {{QStringLiteral("!")}, 0, 3, {style.sizePt, Weight::bold, kWarn}}}, 0);
    } else {
      flow.lines({cell}, 0);
    }
  }
  flow.gap(2.2);
}

void drawFacts(PageFlow& flow, const document::Facts& facts) {
  double label = 18;
  for (const document::Fact& fact : facts.facts)
    label = std::max(label, flow.page().textWidth(shown(fact.label), kDocCell) + 5);
  label = std::min(label, kLabelWidth + 14);
  const TextStyle faint{kDocCell.sizePt, Weight::regular, kFaint};
  for (const document::Fact& fact : facts.facts) {
    const double width = flow.width() - label;
    flow.lines({{flow.page().linesOf(label - 4, shown(fact.label), faint), 0, label, faint},
                {flow.page().linesOf(width, shown(fact.value), kDocCell), label, width, kDocCell}},
               0.9);
  }
  flow.gap(2.4);
}

double leastPicturesMm(PageFlow& flow, const document::PictureRow& row) {
  double highest = 0;
  for (const document::Picture& picture : row.pictures)
    if (const auto one = placed(flow, flow.page(), picture); one) highest = std::max(highest, one->sizeMm.height() + 6);
  return highest;
}

Result<void> drawPictureRow(PageFlow& flow, const document::PictureRow& row) {
  std::vector<PlacedPicture> line;
  double used = 0;
  for (const document::Picture& picture : row.pictures) {
    auto one = placed(flow, flow.page(), picture);
    if (!one) return fail(one.error());
    if (!line.empty() && used + one->sizeMm.width() > flow.width() + 0.01) {
      drawPictures(flow, line);
      line.clear();
      used = 0;
    }
    used += one->sizeMm.width() + kPictureGap;
    line.push_back(std::move(*one));
  }
  if (!line.empty()) drawPictures(flow, line);
  return {};
}

Result<void> drawBlocks(PageFlow& flow, const std::vector<document::Block>& blocks) {
  for (const document::Block& block : blocks) {
    auto drawn =
        std::visit(document::Overloaded{
                       [&](const document::Paragraph& paragraph) -> Result<void> {
                         drawParagraph(flow, paragraph);
                         return {};
                       },
                       [&](const document::Facts& facts) -> Result<void> {
                         drawFacts(flow, facts);
                         return {};
                       },
                       [&](const document::Table& table) -> Result<void> {
                         if (table.inPages) drawTable(flow, table);
                         return {};
                       },
                       [&](const document::Chart& chart) -> Result<void> { return drawChart(flow, chart); },
                       [&](const document::PictureRow& row) -> Result<void> { return drawPictureRow(flow, row); }},
                   block);
    if (!drawn) return drawn;
  }
  return {};
}

}  // namespace snitt::report
