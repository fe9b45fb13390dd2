// A report on paper, read by poppler, and in a browser, read by Python's parser.
#include "ui/report/document_pages.h"

#include <algorithm>
#include <cmath>
#include <regex>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/document/document_files.h"
#include "support/run_program.h"
#include "support/sample_document.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"

namespace snitt {
namespace {

using document::Document;

std::size_t countOf(const std::string& text, const std::string& words) {
  std::size_t count = 0;
  for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) ++count;
  return count;
}

// The text of each page, its blanks and breaks of lines as one blank.
std::vector<std::string> pagesOf(const Document& document) {
  const auto pdf = documentPdf(document);
  EXPECT_TRUE(pdf) << (pdf ? "" : pdf.error().message);
  if (!pdf) return {};
  const test::TempFolder folder;
  test::writeBytes(folder / "report.pdf", *pdf);
  const std::string text = test::run({"pdftotext", "-layout", (folder / "report.pdf").string(), "-"}).out;
  std::vector<std::string> pages;
  std::size_t begin = 0;
  for (std::size_t end = text.find('\f'); end != std::string::npos; end = text.find('\f', begin)) {
    pages.push_back(std::regex_replace(text.substr(begin, end - begin), std::regex("\\s+"), " "));
    begin = end + 1;
  }
  return pages;
}

std::string htmlOf(const Document& document) {
  const auto html = documentHtml(document);
  EXPECT_TRUE(html) << (html ? "" : html.error().message);
  return html ? *html : std::string();
}

TEST(DocumentPages, SameDocumentGivesSameBytes) {
  const Document document = test::awkwardDocument();
  EXPECT_TRUE(*documentPdf(document) == *documentPdf(document));
  EXPECT_TRUE(*documentHtml(document) == *documentHtml(document));
}

TEST(DocumentPages, EveryPageSaysWhoseItIsAndWhatItIsNotFor) {
  const Document document = test::awkwardDocument();
  const auto pages = pagesOf(document);
  ASSERT_GT(pages.size(), 5U);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    EXPECT_NE(pages[i].find(document.hash), std::string::npos) << pages[i];
    // The study's name takes two lines, between which the mark stands.
    EXPECT_NE(pages[i].find("External validation of the colon model 3.1 <in patients & slides>"), std::string::npos);
    EXPECT_NE(pages[i].find("operated on between 2004 and 2016"), std::string::npos) << pages[i];
    EXPECT_NE(pages[i].find("Research use only"), std::string::npos) << pages[i];
    for (const std::string& notice : document.notices) EXPECT_NE(pages[i].find(notice), std::string::npos) << pages[i];
    EXPECT_NE(pages[i].find(fmt::format("page {} of {}", i + 1, pages.size())), std::string::npos) << pages[i];
  }
}

TEST(DocumentPages, ContentsTellThePageOnWhichASectionBegins) {
  const Document document = test::awkwardDocument();
  const auto pages = pagesOf(document);
  const auto contents =
      std::ranges::find_if(pages, [](const std::string& page) { return page.find(" Contents ") != std::string::npos; });
  ASSERT_NE(contents, pages.end());
  for (std::size_t i = 0; i < document.sections.size(); ++i) {
    const document::Section& section = document.sections[i];
    std::smatch found;
    ASSERT_TRUE(std::regex_search(*contents, found, std::regex(fmt::format("{} {} (\\d+) ", i + 1, section.title))))
        << section.title << "\n"
        << *contents;
    const std::size_t page = std::stoul(found[1]);
    ASSERT_LE(page, pages.size());
    EXPECT_NE(pages[page - 1].find(fmt::format("{} {} {}", i + 1, section.title, section.sentence.substr(0, 30))),
              std::string::npos)
        << section.title << " is not on page " << page << "\n"
        << pages[page - 1];
  }
}

// Poppler finds the list of sections, and places on the front and in the contents that lead to their pages.
TEST(DocumentPages, SectionsCanBeReached) {
  const Document document = test::awkwardDocument();
  const auto pdf = documentPdf(document);
  ASSERT_TRUE(pdf);
  const test::TempFolder folder;
  test::writeBytes(folder / "report.pdf", *pdf);
  const auto read = test::run({"pdftohtml", "-xml", "-i", "-stdout", (folder / "report.pdf").string()});
  EXPECT_EQ(read.err, "");
  const auto pages = pagesOf(document);
  for (std::size_t i = 0; i < document.sections.size(); ++i) {
    const document::Section& section = document.sections[i];
    std::smatch found;
    const std::regex item(fmt::format("<item page=\"(\\d+)\">{}  {}</item>", i + 1, section.title));
    ASSERT_TRUE(std::regex_search(read.out, found, item)) << section.title;
    const std::string page = found[1];
    EXPECT_NE(pages[std::stoul(page) - 1].find(fmt::format("{} {} ", i + 1, section.title)), std::string::npos);
    EXPECT_TRUE(std::regex_search(read.out,
                                  std::regex(fmt::format("<a href=\"[^\"]*#{}\">\\s*{}\\s*</a>", page, section.title))))
        << section.title;
  }
}

TEST(DocumentPages, ATableThatGoesOnRepeatsItsHead) {
  const auto pages = pagesOf(test::awkwardDocument());
  std::size_t with = 0;
  std::size_t rows = 0;
  for (const std::string& page : pages) {
    const std::size_t here = countOf(page, " S-10");
    rows += here;
    if (here == 0) continue;
    ++with;
    EXPECT_EQ(countOf(page, "Slide Site "), 1U) << page;
  }
  EXPECT_GE(with, 2U);
  EXPECT_EQ(rows, 80U);
}

TEST(DocumentPages, NothingIsCut) {
  const auto pages = pagesOf(test::awkwardDocument());
  std::string all;
  for (const std::string& page : pages) all += page;
  EXPECT_EQ(all.find("…"), std::string::npos);
  // Without any blank it is broken over lines.
  EXPECT_NE(all.find("tFitAllTheSame"), std::string::npos);
}

TEST(DocumentPages, AVerdictIsAWordAtItsCriterion) {
  const Document document = test::awkwardDocument();
  const auto pages = pagesOf(document);
  const std::string html = htmlOf(document);
  std::string all;
  for (const std::string& page : pages) all += page;
  // At the front and at the end of its section; the whole's once.
  const auto counted = [&](document::Verdict verdict) {
    std::size_t count = document.verdict == verdict ? 1 : 0;
    for (const document::Criterion* one : criteriaOf(document)) count += one->verdict == verdict ? 2 : 0;
    return count;
  };
  EXPECT_EQ(countOf(all, " passed "), counted(document::Verdict::passed));
  EXPECT_EQ(countOf(html, ">passed</span>"), counted(document::Verdict::passed));
  EXPECT_EQ(countOf(html, ">failed</span>"), counted(document::Verdict::failed));
  EXPECT_EQ(countOf(html, ">not assessable</span>"), counted(document::Verdict::notAssessable));
}

// The numbers as a reader of the table would write them, formatted here once more.
std::vector<std::string> numbersOf(const document::Table& table) {
  std::vector<std::string> numbers;
  for (const auto& row : table.rows)
    for (std::size_t i = 0; i < row.size(); ++i) {
      const document::Column& column = table.columns[i];
      if (column.hidden) continue;
      const bool percent = column.kind == document::ColumnKind::percent;
      const auto* interval = std::get_if<document::Interval>(&row[i]);
      const auto* number = std::get_if<double>(&row[i]);
      if (const auto* count = std::get_if<std::int64_t>(&row[i]); count && *count < 10000)
        numbers.push_back(fmt::format(">{}<", *count));
      if (column.kind == document::ColumnKind::p) continue;
      if (number && *number >= 0)
        numbers.push_back(fmt::format(">{:.{}f}", *number * (percent ? 100 : 1), column.decimals));
      if (interval && interval->lower95 >= 0)
        numbers.push_back(fmt::format(
            ">{0:.{3}f} ({1:.{3}f}–{2}", interval->value, interval->lower95,
            std::isfinite(interval->upper95) ? fmt::format("{:.{}f})", interval->upper95, column.decimals) : "∞)",
            column.decimals));
    }
  return numbers;
}

TEST(DocumentPages, HtmlHasEveryNumberOfTheTables) {
  const Document document = test::awkwardDocument();
  const std::string html = htmlOf(document);
  std::size_t checked = 0;
  for (const document::Table* table : tablesOf(document)) {
    if (!table->inPages) continue;
    for (const std::string& number : numbersOf(*table)) {
      EXPECT_NE(html.find(number), std::string::npos) << table->id << " " << number;
      ++checked;
    }
  }
  EXPECT_GT(checked, 200U);
}

TEST(DocumentPages, HtmlAsksForNoOtherFileAndNoNetwork) {
  std::string html = htmlOf(test::awkwardDocument());
  EXPECT_EQ(countOf(html, " src="), countOf(html, " src=\"data:image/"));
  const std::string data = "base64,";
  for (std::size_t at = html.find(data); at != std::string::npos; at = html.find(data, at + data.size()))
    html.erase(at + data.size(), html.find('"', at) - at - data.size());
  for (const char* words : {"http:", "https:", "//", "@import", "url(", "<link", "<script", "<iframe", "srcset"})
    EXPECT_EQ(html.find(words), std::string::npos) << words;
  EXPECT_NE(html.find("default-src 'none'"), std::string::npos);
}

Document hostile() {
  const std::string bad = "</style></title><script>alert('1')</script>\"&\n\xE2\x80\xAE";
  Document document = test::plainDocument();
  document.title = document.study = document.mark = document.conclusion = document.hash = document.date = bad;
  document.notices = {bad};
  document.front = {document::Facts{{{bad, bad}}}, document::Paragraph{bad, document::Tone::warning}};
  for (document::Section& section : document.sections) {
    section.id += bad;
    section.title = section.sentence = section.noCriterion = bad;
    for (document::Criterion& one : section.criteria) {
      one.asked = one.found = one.why = bad;
      one.sectionId = section.id;
    }
  }
  auto& table = std::get<document::Table>(document.sections[0].blocks[0]);
  table.id = table.title = table.note = bad;
  for (document::Column& column : table.columns) column.key = column.heading = bad;
  for (auto& row : table.rows) row[0] = bad;
  return document;
}

TEST(DocumentPages, SomebodysTextIsTextAlone) {
  const std::string html = htmlOf(hostile());
  EXPECT_EQ(html.find("<script"), std::string::npos);
  EXPECT_EQ(countOf(html, "</style>"), 1U);
  EXPECT_EQ(countOf(html, "</title>"), 1U);
  EXPECT_EQ(html.find("\xE2\x80\xAE"), std::string::npos) << "a sign that turns the direction of writing";
  const auto pages = pagesOf(hostile());
  ASSERT_FALSE(pages.empty());
  EXPECT_NE(pages[0].find("<script>alert('1')</script>"), std::string::npos) << pages[0];
}

// Every element is closed in its order, every link leads somewhere, no id is there twice.
TEST(DocumentPages, HtmlIsWellFormed) {
  constexpr const char* kCheck = R"(
import sys, collections
from html.parser import HTMLParser
VOID = {'meta', 'br', 'img'}
class Check(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.ids, self.links, self.errors = [], collections.Counter(), [], []
    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        if 'id' in a: self.ids[a['id']] += 1
        if tag == 'a': self.links.append(a['href'])
        if tag == 'img' and 'alt' not in a: self.errors.append('img without alt')
        if tag not in VOID: self.open.append(tag)
    def handle_startendtag(self, tag, attributes): pass
    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag: self.errors.append('closes ' + tag)
c = Check(); c.feed(open(sys.argv[1], encoding='utf-8').read()); c.close()
c.errors += ['open ' + t for t in c.open] + ['twice ' + i for i, n in c.ids.items() if n > 1]
c.errors += ['nowhere ' + l for l in c.links if l[1:] not in c.ids]
print(len(c.links), *c.errors[:5])
)";
  const test::TempFolder folder;
  for (const Document& document : {test::awkwardDocument(), hostile()}) {
    test::writeBytes(folder / "report.html", htmlOf(document));
    const auto checked = test::run({"python3", "-c", kCheck, (folder / "report.html").string()});
    EXPECT_TRUE(std::regex_match(checked.out, std::regex("\\d+\n"))) << checked.out << checked.err;
  }
}

TEST(DocumentPages, ASectionWithoutBlocksHasItsSentenceAndItsReason) {
  const Document document = test::awkwardDocument();
  const std::string html = htmlOf(document);
  std::string all;
  for (const std::string& page : pagesOf(document)) all += page;
  for (const std::string& text :
       {std::string("There is nothing but this sentence. The protocol leaves it to the reader."),
        std::string("It is drawn from its own tables.")})
    EXPECT_NE(all.find(text), std::string::npos) << text;
  EXPECT_NE(html.find("<p class=\"note\">The protocol leaves it to the reader.</p>"), std::string::npos);
  EXPECT_NE(html.find("The protocol has no criterion here."), std::string::npos);
}

TEST(DocumentPages, AnEmptyDocumentIsAPage) {
  const auto pages = pagesOf(Document{});
  ASSERT_EQ(pages.size(), 1U);
  EXPECT_NE(pages[0].find("page 1 of 1"), std::string::npos);
  EXPECT_FALSE(htmlOf(Document{}).empty());
}

TEST(DocumentPages, APictureThatIsNoneIsNamed) {
  Document document = test::plainDocument();
  document.sections[0].blocks.emplace_back(document::PictureRow{{{"thumbnail-7", "no picture", "", "", 80}}});
  for (const auto& made : {documentPdf(document), documentHtml(document)}) {
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().kind, ErrorKind::usage);
    EXPECT_NE(made.error().message.find("thumbnail-7"), std::string::npos) << made.error().message;
  }
}

}  // namespace
}  // namespace snitt
