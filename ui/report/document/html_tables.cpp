#include <algorithm>

#include <fmt/format.h>

#include "ui/report/document/cell_text_p.h"
#include "ui/report/document/html_p.h"

namespace snitt::report {

namespace {

std::string cellHtml(const document::Column& column, const CellText& cell) {
  const std::string words = escaped(wholeText(cell));
  const char* kind = isNumeric(column) && cell.number ? " class=\"n\"" : "";
  // A point alone is read by nobody who cannot see it.
  return cell.withheld ? fmt::format("<td{}><abbr title=\"withheld\">{}</abbr></td>", kind, words)
                       : fmt::format("<td{}>{}</td>", kind, words);
}

std::string foundWords(const document::Criterion& criterion) {
  if (criterion.found.empty() && criterion.why.empty()) return "–";
  if (criterion.found.empty() || criterion.why.empty()) return criterion.found + criterion.why;
  return fmt::format("{}; {}", criterion.found, criterion.why);
}

std::string sectionLink(const document::Document& document, const std::string& id) {
  const auto found = std::ranges::find(document.sections, id, &document::Section::id);
  if (found == document.sections.end()) return {};
  return fmt::format("<a href=\"#{}\">{}&nbsp;{}</a>", htmlId("section", id), found - document.sections.begin() + 1,
                     escaped(found->title));
}

}  // namespace

std::string htmlTable(const document::Table& table) {
  const ShownTable shown = shownTable(table);
  std::string html =
      fmt::format("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">\n<table id=\"{}\">\n",
                  escaped(table.title.empty() ? table.id : table.title), htmlId("table", table.id));
  if (!table.title.empty()) html += fmt::format("<caption>{}</caption>\n", escaped(table.title));
  html += "<thead><tr>";
  for (const document::Column* column : shown.columns)
    html +=
        fmt::format("<th scope=\"col\"{}>{}</th>", isNumeric(*column) ? " class=\"n\"" : "", escaped(column->heading));
  html += "</tr></thead>\n<tbody>\n";
  for (const auto& row : shown.rows) {
    html += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) html += cellHtml(*shown.columns[i], row[i]);
    html += "</tr>\n";
  }
  html += "</tbody>\n</table>\n";
  if (shown.rows.empty()) html += "<p class=\"note\">There are no rows.</p>\n";
  for (const std::string& note : shown.notes) html += fmt::format("<p class=\"note\">{}</p>\n", escaped(note));
  return html + "</div>\n";
}

std::string htmlVerdict(document::Verdict verdict) {
  const char* kind = verdict == document::Verdict::passed   ? " passed"
                     : verdict == document::Verdict::failed ? " failed"
                                                            : "";
  return fmt::format("<span class=\"verdict{}\">{}</span>", kind, toText(verdict));
}

std::string htmlCriteria(const std::vector<const document::Criterion*>& criteria, const document::Document* document) {
  std::string html =
      "<div class=\"wide\">\n<table class=\"criteria\">\n<thead><tr><th scope=\"col\" class=\"n\">No.</th>"
      "<th scope=\"col\" class=\"asked\">Criterion</th><th scope=\"col\">Found</th><th scope=\"col\">Verdict</th>";
  if (document) html += "<th scope=\"col\">Section</th>";
  html += "</tr></thead>\n<tbody>\n";
  for (const document::Criterion* criterion : criteria) {
    html += fmt::format("<tr><td class=\"n\">{}</td><td>{}</td><td>{}</td><td>{}</td>", criterion->number,
                        escaped(criterion->asked), escaped(foundWords(*criterion)), htmlVerdict(criterion->verdict));
    if (document) html += fmt::format("<td>{}</td>", sectionLink(*document, criterion->sectionId));
    html += "</tr>\n";
  }
  return html + "</tbody>\n</table>\n</div>\n";
}

}  // namespace snitt::report
