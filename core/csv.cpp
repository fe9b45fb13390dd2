#include "core/csv.h"

#include <algorithm>
#include <set>

namespace snitt {

namespace {

class Parser {
 public:
  explicit Parser(std::string_view text) : m_text(text) {
    if (m_text.starts_with("\xEF\xBB\xBF")) m_text.remove_prefix(3);
  }

  [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
  [[nodiscard]] std::size_t line() const { return m_line; }

  Result<CsvRow> record() {
    CsvRow row;
    for (;;) {
      auto one = field();
      if (!one) return fail(one.error());
      row.push_back(std::move(*one));
      if (!atEnd() && m_text[m_at] == ',') {
        ++m_at;
        continue;
      }
      endOfLine();
      return row;
    }
  }

 private:
  Result<std::string> field() {
    if (!atEnd() && m_text[m_at] == '"') return quoted();
    const std::size_t end = std::min(m_text.find_first_of(",\r\n", m_at), m_text.size());
    std::string value(m_text.substr(m_at, end - m_at));
    m_at = end;
    return value;
  }

  Result<std::string> quoted() {
    const std::size_t first = m_line;
    std::string value;
    for (++m_at; !atEnd(); ++m_at) {
      if (m_text[m_at] == '\n') ++m_line;
      if (m_text[m_at] != '"') {
        value += m_text[m_at];
      } else if (m_at + 1 < m_text.size() && m_text[m_at + 1] == '"') {
        value += m_text[m_at++];
      } else {
        ++m_at;
        if (!atEnd() && m_text.find_first_of(",\r\n", m_at) != m_at)
          return fail(ErrorKind::corrupt, "line " + std::to_string(m_line) + " has text after a closing quote");
        return value;
      }
    }
    return fail(ErrorKind::corrupt, "the quote opened on line " + std::to_string(first) + " is never closed");
  }

  void endOfLine() {
    if (!atEnd() && m_text[m_at] == '\r') ++m_at;
    if (!atEnd() && m_text[m_at] == '\n') ++m_at;
    ++m_line;
  }

  std::string_view m_text;
  std::size_t m_at = 0;
  std::size_t m_line = 1;
};

}  // namespace

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
  const auto found = std::find(header.begin(), header.end(), name);
  if (found == header.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header.begin());
}

Result<CsvTable> parseCsv(std::string_view text) {
  Parser parser(text);
  if (parser.atEnd()) return fail(ErrorKind::corrupt, "the table is empty: it needs a header");
  CsvTable table;
  auto header = parser.record();
  if (!header) return fail(header.error());
  table.header = std::move(*header);
  std::set<std::string_view> names;
  for (const std::string& name : table.header)
    if (!names.insert(name).second) return fail(ErrorKind::corrupt, "the column \"" + name + "\" appears twice");
  while (!parser.atEnd()) {
    const std::size_t line = parser.line();
    auto row = parser.record();
    if (!row) return fail(row.error());
    if (row->size() == 1 && row->front().empty() && table.header.size() > 1) continue;  // a blank line
    if (row->size() != table.header.size())
      return fail(ErrorKind::corrupt, "line " + std::to_string(line) + " has " + std::to_string(row->size()) +
                                          " fields, the header has " + std::to_string(table.header.size()));
    table.rows.push_back(std::move(*row));
  }
  return table;
}

std::string csvRow(const CsvRow& fields) {
  std::string text;
  for (const std::string& field : fields) {
    if (&field != &fields.front()) text += ',';
    const bool plain = field.find_first_of(",\"\r\n") == std::string::npos;
    if (plain) {
      text += field;
      continue;
    }
    text += '"';
    for (const char letter : field) text.append(letter == '"' ? 2 : 1, letter);
    text += '"';
  }
  return text + '\n';
}

}  // namespace snitt
