#include "core/worklist/list_columns_p.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "core/hl7/charset.h"
#include "core/hl7/time.h"
#include "core/text/lowered.h"
#include "core/text/one_line.h"
#include "core/text/trimmed.h"
#include "core/worklist/told_tree_p.h"

namespace snitt::told {
namespace {

// "14.6.1958" and "06/14/1958" as "19580614"; nothing where it is not three numbers.
std::optional<std::string> digitsOf(std::string_view text, bool dayFirst) {
  std::array<std::string, 3> parts;
  std::size_t part = 0;
  for (const char letter : text) {
    if (letter == '.' || letter == '/' || letter == '-') {
      if (++part == parts.size()) return std::nullopt;
    } else if (letter < '0' || letter > '9' || parts[part].size() == 4) {
      return std::nullopt;
    } else {
      parts[part] += letter;
    }
  }
  if (!dayFirst) std::swap(parts[0], parts[1]);
  for (std::string* one : {&parts[0], &parts[1]})
    if (one->size() == 1) one->insert(0, 1, '0');
  if (parts[0].size() != 2 || parts[1].size() != 2 || parts[2].size() != 4) return std::nullopt;
  return fmt::format("{}{}{}", parts[2], parts[1], parts[0]);
}

std::optional<std::string> dayOf(std::string_view text, ListDates dates) {
  if (text.size() == 10 && text[4] == '-' && text[7] == '-')
    return hl7::dayOf(fmt::format("{}{}{}", text.substr(0, 4), text.substr(5, 2), text.substr(8)));
  // Points stand in dates that begin with the day, wherever they are used.
  const bool points = text.find('.') != std::string_view::npos;
  const bool slashed = dates != ListDates::iso && text.find_first_of("/-") != std::string_view::npos;
  if (points || slashed) {
    const auto digits = digitsOf(text, points || dates == ListDates::dayFirst);
    return digits ? hl7::dayOf(*digits) : std::nullopt;
  }
  return text.size() == 8 ? hl7::dayOf(text) : std::nullopt;
}

std::string shown(std::string_view column) { return fmt::format("\"{}\"", oneLine(column, 60)); }

}  // namespace

Result<ListColumns> ListColumns::of(const Site& site, const CsvRow& header) {
  ListColumns columns;
  columns.m_dates = site.listDates();
  if (site.listColumns().empty())
    return fail(ErrorKind::usage, "the site file says nothing of the columns of lists: list.columns is missing");
  // The nearest name is not told: a list without a header begins with a patient.
  for (const ListColumn& column : site.listColumns()) {
    const auto found =
        std::ranges::find_if(header, [&](const std::string& name) { return trimmed(name) == column.column; });
    if (found == header.end())
      return fail(ErrorKind::usage, fmt::format("the list has no column {}, which the site's list.columns.{} names",
                                                shown(column.column), column.meaning));
    columns.m_columns[column.meaning] = {static_cast<std::size_t>(found - header.begin()), column.column};
  }
  if (!columns.has("accession") && !columns.has("order"))
    return fail(ErrorKind::usage, "the site's list.columns name neither an accession nor an order");
  return columns;
}

const std::string& ListColumns::nameOf(std::string_view meaning) const {
  static const std::string none;
  const auto found = m_columns.find(std::string(meaning));
  return found == m_columns.end() ? none : found->second.name;
}

void ListColumns::use(const CsvRow& row, std::size_t line) {
  m_row = &row;
  m_line = line;
}

void ListColumns::report(std::string_view meaning, std::string_view what) {
  if (m_error) return;
  m_error = Error{ErrorKind::corrupt, fmt::format("line {}, column {}: {}", m_line, shown(nameOf(meaning)), what)};
}

std::string ListColumns::cell(std::string_view meaning) const {
  const auto found = m_columns.find(std::string(meaning));
  if (found == m_columns.end()) return {};
  return std::string(trimmed((*m_row)[found->second.at]));
}

std::string ListColumns::name(std::string_view meaning) {
  std::string text = cell(meaning);
  if (saysNothing(text)) return {};
  if (text.size() <= kMostNameBytes) return text;
  report(meaning, fmt::format("is longer than {} bytes", kMostNameBytes));
  return {};
}

std::string ListColumns::word(std::string_view meaning) const {
  return std::string(hl7::cutUtf8(cell(meaning), kMostWordBytes));
}

std::optional<bool> ListColumns::yesOrNo(std::string_view meaning) {
  static constexpr std::array<std::string_view, 10> kYes{"yes", "y", "true",   "1",    "x",
                                                         "ja",  "j", "urgent", "stat", "si"};
  static constexpr std::array<std::string_view, 8> kNo{"no", "n", "false", "0", "nein", "nei", "routine", "-"};
  const std::string text = lowered(cell(meaning));
  if (saysNothing(text)) return std::nullopt;
  if (std::ranges::find(kYes, text) != kYes.end()) return true;
  if (std::ranges::find(kNo, text) == kNo.end()) report(meaning, "is neither yes nor no");
  return false;
}

std::string ListColumns::day(std::string_view meaning) {
  const std::string text = cell(meaning);
  if (saysNothing(text)) return {};
  const auto day = dayOf(text, m_dates);
  if (!day) report(meaning, "is no date such as 2024-12-31 (the site's list.dates says which others are read)");
  return day.value_or("");
}

std::vector<ToldFlag> ListColumns::flags(std::string_view meaning, bool ofPatient) {
  std::vector<ToldFlag> flags;
  const std::string text = cell(meaning);
  if (saysNothing(text)) return flags;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find_first_of(",;|"), rest.size());
    const std::string_view one = trimmed(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (one.empty()) continue;
    const auto flag = flagOf(one);
    if (!flag) {
      report(meaning, "is no flag: no-ai, research-reservation, consent-withdrawn and do-not-use are");
      return flags;
    }
    ToldFlag told{*flag, ofPatient, true, {}};
    if (std::ranges::find(flags, told) == flags.end()) flags.push_back(std::move(told));
  }
  return flags;
}

std::string ListColumns::staging(std::string_view meaning, StagingItem item) {
  const std::string text = cell(meaning);
  if (saysNothing(text)) return {};
  const auto value = stagingValue(item, text);
  if (!value) report(meaning, fmt::format("is no value of {}", toText(item)));
  return value.value_or("");
}

}  // namespace snitt::told
