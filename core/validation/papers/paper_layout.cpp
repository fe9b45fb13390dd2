#include "core/validation/papers/paper_layout_p.h"

#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <utility>

#include "core/text/trimmed.h"
#include "core/text/visible.h"

namespace snitt::validation {
namespace {

using pugi::xml_node;

constexpr std::size_t kMostBytes = 20'000;  // of a line: a page is far less

// Line breaks of the wording's own file are blanks.
std::string unfolded(std::string_view text) {
  std::string line;
  bool isBlank = false;
  for (const char c : trimmed(text)) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (blank && !isBlank) line += ' ';
    if (!blank) line += c;
    isBlank = blank;
  }
  return line;
}

// Line breaks of a fact stay.
void say(xml_node into, std::string_view text) {
  text = trimmed(text);
  while (true) {
    const std::size_t end = text.find('\n');
    into.append_child(pugi::node_pcdata).set_value(visibleText(trimmed(text.substr(0, end)), kMostBytes).c_str());
    if (end == std::string_view::npos) return;
    into.append_child("text:line-break");
    text.remove_prefix(end + 1);
  }
}

xml_node put(xml_node into, const char* style, std::string_view text) {
  xml_node paragraph = into.append_child("text:p");
  paragraph.append_attribute("text:style-name") = style;
  say(paragraph, text);
  return paragraph;
}

xml_node cell(xml_node row, const char* style) {
  xml_node made = row.append_child("table:table-cell");
  made.append_attribute("table:style-name") = style;
  made.append_attribute("office:value-type") = "string";
  return made;
}

// What somebody is to fill in: the words in brackets go when he writes, and are not printed.
void putField(xml_node into, const std::string& what, const std::string& description) {
  xml_node paragraph = into.append_child("text:p");
  paragraph.append_attribute("text:style-name") = "Field";
  xml_node field = paragraph.append_child("text:placeholder");
  field.append_attribute("text:placeholder-type") = "text";
  field.append_attribute("text:description") = visibleText(description, kMostBytes).c_str();
  field.text().set(fmt::format("<{}>", what).c_str());
}

class PaperLayout {
 public:
  PaperLayout(const PaperWords& words, xml_node text, xml_node styles)
      : m_words(&words), m_text(text), m_styles(styles) {}

  Result<void> lay(const xml_node& paper) {
    put(m_text, "Title", wordsOf(paper, "title"));
    blocks(paper);
    if (m_fault) return fail(*m_fault);
    return {};
  }

 private:
  using Rows = std::vector<PaperRow>;

  void refuse(std::string message) {
    if (!m_fault) m_fault = Error{ErrorKind::corrupt, std::move(message)};
  }

  std::string filled(std::string_view text, const PaperRow* row = nullptr) {
    auto words = filledIn(text, *m_words, row);
    if (words) return *std::move(words);
    refuse(words.error().message);
    return {};
  }

  const char* needed(const xml_node& node, const char* attribute) {
    if (node.attribute(attribute).empty()) refuse(fmt::format("a <{}> has no {}", node.name(), attribute));
    return node.attribute(attribute).value();
  }
  std::string wordsOf(const xml_node& node, const char* attribute) { return filled(needed(node, attribute)); }
  std::string wordsOf(const xml_node& node, const PaperRow* row = nullptr) {
    for (const xml_node& child : node.children())
      if (child.type() == pugi::node_element) unknown(node, child);
    return filled(unfolded(node.text().get()), row);
  }

  void unknown(const xml_node& in, const xml_node& node) {
    refuse(fmt::format("a <{}> holds <{}>, which does not belong there", in.name(), node.name()));
  }

  const Rows& rowsOf(const char* list) {
    static const Rows kNone;
    const auto found = m_words->lists.find(std::string_view(list));
    if (found != m_words->lists.end()) return found->second;
    refuse(fmt::format("nobody knows the list {}", list));
    return kNone;
  }

  void blocks(const xml_node& in) {
    for (const xml_node& node : in.children()) {
      const std::string_view name = node.name();
      if (name == "section" && in.name() == std::string_view("paper"))
        section(node);
      else if (name == "draft")
        put(m_text, "Draft", wordsOf(node));
      else if (name == "note")
        put(m_text, "Note", wordsOf(node));
      else if (name == "p")
        put(m_text, "Text", wordsOf(node));
      else if (name == "list")
        list(node);
      else if (name == "facts")
        facts(node);
      else if (name == "table")
        rows(node);
      else if (name == "fields")
        fields(node);
      else if (name == "signatures")
        signatures(node);
      else
        unknown(in, node);
    }
  }

  void section(const xml_node& node) {
    xml_node heading = m_text.append_child("text:h");
    heading.append_attribute("text:style-name") = "Heading";
    heading.append_attribute("text:outline-level") = "1";
    say(heading, fmt::format("{}  {}", ++m_sections, wordsOf(node, "title")));
    blocks(node);
  }

  void list(const xml_node& node) {
    for (const PaperRow& row : rowsOf(needed(node, "of")))
      put(m_text, "Item", fmt::format("•\u00A0{}", wordsOf(node, &row)));
    put(m_text, "Gap", "");
  }

  // A table with a row of headings that comes again on the next page.
  xml_node table(const char* kind, const std::vector<std::pair<std::string, std::string>>& columns) {
    xml_node made = m_text.append_child("table:table");
    made.append_attribute("table:name") = fmt::format("{} {}", kind, ++m_tables).c_str();
    made.append_attribute("table:style-name") = "Table";
    for (const auto& [heading, width] : columns)
      made.append_child("table:table-column").append_attribute("table:style-name") = columnStyle(width).c_str();
    xml_node head = made.append_child("table:table-header-rows").append_child("table:table-row");
    head.append_attribute("table:style-name") = "Row";
    for (const auto& [heading, width] : columns) put(cell(head, "HeadCell"), "HeadText", heading);
    return made;
  }

  std::string columnStyle(const std::string& width) {
    std::string name = "Column-" + width;
    if (m_styles.find_child_by_attribute("style:name", name.c_str())) return name;
    xml_node style = m_styles.append_child("style:style");
    style.append_attribute("style:name") = name.c_str();
    style.append_attribute("style:family") = "table-column";
    style.append_child("style:table-column-properties").append_attribute("style:column-width") = width.c_str();
    return name;
  }

  xml_node rowIn(xml_node in, const std::string& style = "Row") {
    xml_node made = in.append_child("table:table-row");
    made.append_attribute("table:style-name") = style.c_str();
    return made;
  }

  void facts(const xml_node& node) {
    xml_node made = table("Facts", {{"Fact", "4cm"}, {"As stated", "9.8cm"}, {"Source", "3.2cm"}});
    for (const xml_node& fact : node.children()) {
      if (fact.name() != std::string_view("fact")) unknown(node, fact);
      const char* list = fact.attribute("of").value();
      if (*list == '\0')
        factRow(made, fact, nullptr);
      else
        for (const PaperRow& row : rowsOf(list)) factRow(made, fact, &row);
    }
    put(m_text, "Gap", "");
  }

  void factRow(xml_node in, const xml_node& fact, const PaperRow* row) {
    xml_node made = rowIn(in);
    put(cell(made, "Cell"), "Label", filled(needed(fact, "label"), row));
    put(cell(made, "Cell"), "Value", wordsOf(fact, row));
    put(cell(made, "Cell"), "Source", filled(needed(fact, "from"), row));
  }

  void rows(const xml_node& node) {
    std::vector<std::pair<std::string, std::string>> columns;
    for (const xml_node& column : node.children()) {
      if (column.name() != std::string_view("column")) unknown(node, column);
      columns.emplace_back(wordsOf(column, "title"), needed(column, "width"));
    }
    xml_node made = table("Table", columns);
    for (const PaperRow& row : rowsOf(needed(node, "of"))) {
      xml_node line = rowIn(made);
      for (const xml_node& column : node.children()) put(cell(line, "Cell"), "Value", wordsOf(column, &row));
    }
    put(m_text, "Gap", "");
  }

  // Nobody but a person may fill it in.
  std::string promptOf(const xml_node& field) {
    for (const xml_node& child : field.children())
      if (child.type() == pugi::node_element) unknown(field, child);
    std::string prompt = unfolded(field.text().get());
    if (prompt.empty()) refuse(fmt::format("a <{}> is without words", field.name()));
    if (prompt.find("{{") != std::string::npos)
      refuse(fmt::format("a <{}> is for a person to fill in and names something: {}", field.name(), prompt));
    return prompt;
  }

  void fields(const xml_node& node) {
    xml_node made = table("Fields", {{"To be filled in", "5.5cm"}, {"By a named person", "11.5cm"}});
    for (const xml_node& field : node.children()) {
      if (field.name() != std::string_view("field")) unknown(node, field);
      const int lines = field.attribute("lines").as_int(3);
      if (lines < 1 || lines > 12) refuse("a <field> has from 1 to 12 lines");
      xml_node row = rowIn(made, fmt::format("Lines{}", lines));
      if (!m_styles.find_child_by_attribute("style:name", fmt::format("Lines{}", lines).c_str())) rowStyle(lines);
      const std::string prompt = promptOf(field);
      xml_node asked = cell(row, "Cell");
      put(asked, "Label", needed(field, "label"));
      put(asked, "Hint", prompt);
      putField(cell(row, "FieldCell"), "fill in", prompt);
    }
    put(m_text, "Gap", "");
  }

  // Room to write.
  void rowStyle(int lines) {
    xml_node style = m_styles.append_child("style:style");
    style.append_attribute("style:name") = fmt::format("Lines{}", lines).c_str();
    style.append_attribute("style:family") = "table-row";
    xml_node properties = style.append_child("style:table-row-properties");
    properties.append_attribute("style:min-row-height") = fmt::format("{:.2f}cm", 0.25 + 0.45 * lines).c_str();
    properties.append_attribute("fo:keep-together") = "always";
  }

  void signatures(const xml_node& node) {
    constexpr std::array kFields{"name", "date", "signature"};
    xml_node made = table("Signatures", {{"Role", "5cm"}, {"Name", "4.5cm"}, {"Date", "2.5cm"}, {"Signature", "5cm"}});
    for (const xml_node& person : node.children()) {
      if (person.name() != std::string_view("person")) unknown(node, person);
      xml_node row = rowIn(made, "Lines2");
      if (!m_styles.find_child_by_attribute("style:name", "Lines2")) rowStyle(2);
      const std::string role = promptOf(person);
      put(cell(row, "Cell"), "Label", role);
      for (const char* field : kFields) putField(cell(row, "FieldCell"), field, fmt::format("{}: {}", role, field));
    }
    put(m_text, "Gap", "");
  }

  const PaperWords* m_words;
  xml_node m_text;
  xml_node m_styles;
  std::optional<Error> m_fault;
  int m_sections = 0;
  int m_tables = 0;
};

}  // namespace

Result<void> layPaper(const xml_node& wording, const PaperWords& words, xml_node text, xml_node styles) {
  if (wording.name() != std::string_view("paper")) return fail(ErrorKind::corrupt, "it is no <paper>");
  return PaperLayout(words, text, styles).lay(wording);
}

Result<void> fillIn(xml_node node, const PaperWords& words) {
  for (pugi::xml_attribute attribute : node.attributes()) {
    const auto filled = filledIn(attribute.value(), words);
    if (!filled) return fail(filled.error());
    if (*filled != attribute.value()) attribute.set_value(visibleText(*filled, kMostBytes).c_str());
  }
  for (xml_node child : node.children()) {
    if (child.type() == pugi::node_pcdata) {
      const auto filled = filledIn(child.value(), words);
      if (!filled) return fail(filled.error());
      if (*filled != child.value()) child.set_value(visibleText(*filled, kMostBytes).c_str());
    } else if (auto done = fillIn(child, words); !done) {
      return done;
    }
  }
  return {};
}

}  // namespace snitt::validation
