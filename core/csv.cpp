#include "core/csv.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "core/text/trimmed.h"

namespace snitt {

Result<CsvReader> CsvReader::open(std::string_view text, char separator, std::size_t firstLine) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
    return fail(ErrorKind::corrupt, "the table is UTF-16 text: save it as CSV in UTF-8");
  CsvReader reader(text, separator, firstLine);
  if (reader.atEnd()) return fail(ErrorKind::corrupt, "the table is empty: it needs a header");
  if (auto read = reader.record(reader.m_header); !read) return fail(read.error());
  std::set<std::string_view> names;
  for (const std::string& name : reader.m_header)
    if (!names.insert(name).second) return fail(ErrorKind::corrupt, "the column \"" + name + "\" appears twice");
  return reader;
}

Result<bool> CsvReader::next(CsvRow& row) {
  while (!atEnd()) {
    m_rowLine = m_line;
    if (auto read = record(row); !read) return fail(read.error());
    if (row.size() == 1 && row.front().empty() && m_header.size() > 1) continue;  // a blank line
    if (row.size() != m_header.size())
      return fail(ErrorKind::corrupt, "line " + std::to_string(m_rowLine) + " has " + std::to_string(row.size()) +
                                          " fields, the header has " + std::to_string(m_header.size()));
    return true;
  }
  return false;
}

Result<void> CsvReader::record(CsvRow& row) {
  for (std::size_t count = 1;; ++count) {
    if (row.size() < count) row.emplace_back();
    if (auto read = field(row[count - 1]); !read) return read;
    if (!atEnd() && m_text[m_at] == m_separator) {
      ++m_at;
      continue;
    }
    endOfLine();
    row.resize(count);
    return {};
  }
}

Result<void> CsvReader::field(std::string& value) {
  if (!atEnd() && m_text[m_at] == '"') return quoted(value);
  const std::size_t end = endOfField();
  value.assign(m_text.substr(m_at, end - m_at));
  m_at = end;
  return {};
}

Result<void> CsvReader::quoted(std::string& value) {
  const std::size_t first = m_line;
  value.clear();
  for (++m_at; !atEnd(); ++m_at) {
    if (m_text[m_at] == '\n') ++m_line;
    if (m_text[m_at] != '"') {
      value += m_text[m_at];
    } else if (m_at + 1 < m_text.size() && m_text[m_at + 1] == '"') {
      value += m_text[m_at++];
    } else {
      ++m_at;
      if (endOfField() != m_at)
        return fail(ErrorKind::corrupt, "line " + std::to_string(m_line) + " has text after a closing quote");
      return {};
    }
  }
  return fail(ErrorKind::corrupt, "the quote opened on line " + std::to_string(first) + " is never closed");
}

std::size_t CsvReader::endOfField() const {
  const std::array<char, 3> ends{m_separator, '\r', '\n'};
  return std::min(m_text.find_first_of(ends.data(), m_at, ends.size()), m_text.size());
}

void CsvReader::endOfLine() {
  if (!atEnd() && m_text[m_at] == '\r') ++m_at;
  if (!atEnd() && m_text[m_at] == '\n') ++m_at;
  ++m_line;
}

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
  const auto found = std::find(header.begin(), header.end(), name);
  if (found == header.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header.begin());
}

Result<CsvTable> parseCsv(std::string_view text) {
  auto reader = CsvReader::open(text);
  if (!reader) return fail(reader.error());
  CsvTable table;
  table.header = reader->header();
  for (;;) {
    CsvRow row;
    const auto more = reader->next(row);
    if (!more) return fail(more.error());
    if (!*more) return table;
    table.rows.push_back(std::move(row));
  }
}

Result<void> checkSeparator(const CsvRow& header) {
  if (header.size() > 1) return {};
  for (const auto& [sign, name] : {std::pair{';', "semicolons"}, std::pair{'\t', "tabs"}})
    if (header.front().find(sign) != std::string::npos)
      return fail(ErrorKind::corrupt, std::string("row 1: ") + name +
                                          " stand between the columns where commas belong; save the table as CSV with "
                                          "commas, and with points in its numbers");
  return {};
}

bool isMissing(std::string_view cell) {
  const std::string_view text = trimmed(cell);
  return text.empty() || text == "NA";
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
