#include <QtCore/QByteArray>
#include <QtGui/QImage>

#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/document/overloaded.h"
#include "core/text/html.h"
#include "ui/report/document/html_p.h"

namespace snitt::report {

namespace {

constexpr double kPixelsPerMm = 96 / 25.4;  // CSS's own

std::string paragraphHtml(const document::Paragraph& paragraph) {
  const char* kind = paragraph.tone == document::Tone::note      ? " class=\"note\""
                     : paragraph.tone == document::Tone::warning ? " class=\"warning\""
                                                                 : "";
  std::string words;
  std::string_view rest = paragraph.text;
  for (std::size_t end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
    words += escaped(rest.substr(0, end)) + "<br>";
    rest.remove_prefix(end + 1);
  }
  return fmt::format("<p{}>{}{}</p>\n", kind, words, escaped(rest));
}

std::string factsHtml(const document::Facts& facts) {
  std::string html = "<dl>\n";
  for (const document::Fact& fact : facts.facts)
    html += fmt::format("<dt>{}</dt><dd>{}</dd>\n", escaped(fact.label), escaped(fact.value));
  return html + "</dl>\n";
}

}  // namespace

std::string escaped(std::string_view text) { return htmlText(text, std::numeric_limits<std::size_t>::max()); }

std::string htmlId(std::string_view kind, std::string_view text) {
  std::string id(kind);
  id += '-';
  for (const char c : text) {
    const bool fine =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    id += fine ? c : '_';
  }
  return id;
}

Result<std::string> htmlPictures(const document::PictureRow& row) {
  std::string html = "<div class=\"pictures\">\n";
  for (const document::Picture& picture : row.pictures) {
    const QByteArray bytes = QByteArray::fromStdString(picture.bytes);
    const QImage image = QImage::fromData(bytes);
    if (image.isNull()) return fail(ErrorKind::usage, fmt::format("the picture {} is no PNG or JPEG", picture.id));
    const long width = std::lround(picture.widthMm * kPixelsPerMm);
    html += fmt::format(
        "<figure style=\"width:{}px\"><img width=\"{}\" height=\"{}\" alt=\"{}\" src=\"data:image/{};base64,{}\">"
        "<figcaption>{}</figcaption></figure>\n",
        width, width, std::lround(picture.widthMm * kPixelsPerMm * image.height() / image.width()),
        escaped(picture.alternative), bytes.startsWith("\x89PNG") ? "png" : "jpeg", bytes.toBase64().toStdString(),
        escaped(picture.caption));
  }
  return html + "</div>\n";
}

Result<std::string> htmlBlocks(const std::vector<document::Block>& blocks) {
  std::string html;
  for (const document::Block& block : blocks) {
    auto made = std::visit(
        document::Overloaded{
            [](const document::Paragraph& paragraph) -> Result<std::string> { return paragraphHtml(paragraph); },
            [](const document::Facts& facts) -> Result<std::string> { return factsHtml(facts); },
            [](const document::Table& table) -> Result<std::string> {
              return table.inPages ? htmlTable(table) : std::string();
            },
            [](const document::Chart& chart) -> Result<std::string> { return htmlChart(chart); },
            [](const document::PictureRow& row) -> Result<std::string> { return htmlPictures(row); }},
        block);
    if (!made) return made;
    html += *made;
  }
  return html;
}

}  // namespace snitt::report
