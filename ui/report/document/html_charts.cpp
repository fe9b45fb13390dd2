#include <fmt/format.h>

#include "ui/report/document/chart_of_tables_p.h"
#include "ui/report/document/html_p.h"

namespace snitt::report {

namespace {

constexpr double kOnScreen = 1.2;  // larger than on paper, as screens' letters are

// Qt's file as an element of a page: without its prologue, its name spaces (HTML has them by itself) and its title and
// description, which the label replaces.
Result<std::string> inlineSvg(const charts::LaidOutChart& chart, const std::string& label) {
  auto file = charts::rendered(chart, {.format = charts::ChartFormat::svg});
  if (!file) return file;
  const std::size_t begin = file->find("<svg");
  const std::size_t box = file->find("viewBox=\"", begin);
  const std::size_t content = file->find("<defs", begin);
  if (begin == std::string::npos || box == std::string::npos || content == std::string::npos || content < box)
    return fail(ErrorKind::io, "the chart could not be drawn");
  const std::size_t boxEnd = file->find('"', box + 9) + 1;
  return fmt::format("<svg role=\"img\" aria-label=\"{}\" {} style=\"width:{:.0f}mm\">\n{}", escaped(label),
                     file->substr(box, boxEnd - box), chart.sizeMm.width() * kOnScreen, file->substr(content));
}

}  // namespace

Result<std::string> htmlChart(const document::Chart& chart) {
  const auto parts = laidOutChart(chart, {});
  if (!parts) return fail(parts.error());
  if (const charts::LaidOutChart& first = parts->front(); !first.nothing.isEmpty())
    return fmt::format("<h4>{}</h4>\n<p class=\"note\">{}</p>\n", escaped(first.words.title),
                       escaped(first.nothing.toStdString()));
  auto svg = inlineSvg(parts->front(), chart.alternative.empty() ? chart.title : chart.alternative);
  if (!svg) return svg;
  std::string html = fmt::format("<figure id=\"{}\">\n{}", htmlId("chart", chart.id), *svg);
  std::string tables;
  std::string notes;
  for (const document::Table& table : chart.tables) {
    if (!table.note.empty()) notes += fmt::format("<p class=\"note\">{}</p>\n", escaped(table.note));
    if (table.inPages) tables += htmlTable(table);
  }
  if (!notes.empty()) html += fmt::format("<figcaption>{}</figcaption>\n", notes);
  if (!tables.empty()) html += fmt::format("<details>\n<summary>Figures</summary>\n{}</details>\n", tables);
  return html + "</figure>\n";
}

}  // namespace snitt::report
