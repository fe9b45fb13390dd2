#include <fmt/format.h>

#include "core/document/document_files.h"
#include "core/document/kinds.h"
#include "ui/report/document/html_p.h"
#include "ui/report/document_pages.h"
#include "ui/report/drawing_p.h"

namespace snitt {

namespace {

using namespace report;
using document::Document;
using document::Section;

// Nothing of another place is ever loaded, whatever a document's text may be: the browser refuses it.
constexpr const char* kPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

std::string head(const Document& document) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}: {}</title>\n"
      "<style>{}</style>\n</head>\n<body>\n",
      kPolicy, escaped(document.title), escaped(document.study), htmlStyle(document));
}

std::string banner(const Document& document) {
  std::string html =
      fmt::format("<header><strong>{}</strong><span class=\"mark\">{}</span><span class=\"hash\">{}</span></header>\n",
                  escaped(document.study), escaped(document.mark), escaped(document.hash));
  if (document.notices.empty()) return html;
  html += "<ul class=\"notices\">\n";
  for (const std::string& notice : document.notices) html += fmt::format("<li>{}</li>\n", escaped(notice));
  return html + "</ul>\n";
}

std::string contents(const Document& document) {
  if (document.sections.empty()) return {};
  std::string html = "<nav aria-label=\"Contents\">\n<h3>Contents</h3>\n<ol>\n";
  for (const Section& section : document.sections)
    html += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", htmlId("section", section.id), escaped(section.title));
  return html + "</ol>\n</nav>\n";
}

Result<std::string> front(const Document& document) {
  if (!document.isJudged) {
    auto blocks = htmlBlocks(document.front);
    if (!blocks) return blocks;
    return fmt::format("<h1>{}</h1>\n<p class=\"date\">{}</p>\n<p class=\"conclusion\"><span>{}</span></p>\n{}",
                       escaped(document.title), escaped(document.date), escaped(document.conclusion), *blocks);
  }
  std::string html = fmt::format(
      "<h1>{}</h1>\n<p class=\"date\">{}</p>\n<p class=\"conclusion\">{} <span>{}</span></p>\n",
      escaped(document.title), escaped(document.date), htmlVerdict(document.verdict), escaped(document.conclusion));
  const auto criteria = criteriaOf(document);
  html += "<h3>Criteria of the protocol</h3>\n";
  html += criteria.empty() ? "<p>The protocol has no criteria.</p>\n" : htmlCriteria(criteria, &document);
  auto blocks = htmlBlocks(document.front);
  if (!blocks) return blocks;
  return html + *blocks;
}

Result<std::string> sectionHtml(const Section& section, std::size_t number) {
  std::string html = fmt::format(
      "<section aria-labelledby=\"{0}\">\n<h2 id=\"{0}\"><span class=\"no\">{1}</span> {2}</h2>\n"
      "<p class=\"lead\">{3}</p>\n",
      htmlId("section", section.id), number, escaped(section.title), escaped(section.sentence));
  auto blocks = htmlBlocks(section.blocks);
  if (!blocks) return blocks;
  html += *blocks;
  if (section.criteria.empty())
    return html + fmt::format("<p class=\"note\">{}</p>\n</section>\n", escaped(whyNoCriterion(section)));
  std::vector<const document::Criterion*> criteria;
  for (const document::Criterion& criterion : section.criteria) criteria.push_back(&criterion);
  return html + htmlCriteria(criteria, nullptr) + "</section>\n";
}

}  // namespace

Result<std::string> documentHtml(const Document& document) {
  if (auto started = startDrawing(); !started) return fail(started.error());
  std::string html = head(document) + banner(document) + "<main>\n";
  auto begin = front(document);
  if (!begin) return begin;
  html += *begin + contents(document);
  for (std::size_t i = 0; i < document.sections.size(); ++i) {
    auto section = sectionHtml(document.sections[i], i + 1);
    if (!section) return section;
    html += *section;
  }
  return html + fmt::format("</main>\n<footer>{} · {} · {}</footer>\n</body>\n</html>\n", escaped(document.study),
                            escaped(document.mark), escaped(document.hash));
}

}  // namespace snitt
