#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/cohort/list_cells_p.h"
#include "core/outcomes/dates.h"
#include "core/text/lowered.h"
#include "core/text/nearest.h"
#include "core/text/number.h"
#include "core/text/one_line.h"
#include "core/text/trimmed.h"

namespace snitt {
namespace {

std::string shownCell(std::string_view cell) { return oneLine(cell, 40); }

// "a, b or c"
std::string alternatives(std::span<const std::string_view> words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
    text += words[i];
  }
  return text;
}

}  // namespace

std::string ListCells::text(std::string_view column) const {
  const auto found = m_columns.find(column);
  if (found == m_columns.end()) return {};
  const std::string_view cell = trimmed(m_cells[found->second]);
  return saysNothing(cell) ? std::string() : std::string(cell);
}

void ListCells::fault(std::string_view column, std::string what) const {
  m_notes.push_back({m_row, std::string(column), std::move(what)});
}

void ListCells::faultOfCell(std::string_view column, std::string_view what) const {
  fault(column, fmt::format("\"{}\" {}", shownCell(text(column)), what));
}

std::optional<double> ListCells::number(std::string_view column, double least, double most) const {
  const std::string cell = text(column);
  if (cell.empty()) return std::nullopt;
  const auto value = parseNumber(cell);
  if (!value) {
    const bool comma = cell.find(',') != std::string::npos;
    faultOfCell(column, comma ? "is not a number; its decimal point must be a point" : "is not a number");
    return std::nullopt;
  }
  if (*value >= least && *value <= most) return value;
  faultOfCell(column, fmt::format("does not lie between {} and {}", shortest(least), shortest(most)));
  return std::nullopt;
}

std::optional<double> ListCells::days(std::string_view column) const {
  constexpr double kMostDays = 54'750;  // 150 years; more are dates written as numbers (20240131)
  if (looksLikeDate(text(column))) {
    faultOfCell(column, "is a date where days belong; \"snitt outcomes\" makes times of dates");
    return std::nullopt;
  }
  return number(column, 0, kMostDays);
}

std::optional<bool> ListCells::flag(std::string_view column) const {
  const std::string cell = lowered(text(column));
  if (cell.empty()) return std::nullopt;
  const auto value = parseNumber(cell);
  if (cell == "true" || cell == "yes" || (value && *value == 1)) return true;
  if (cell == "false" || cell == "no" || (value && *value == 0)) return false;
  faultOfCell(column, "is neither 0 nor 1");
  return std::nullopt;
}

std::optional<std::size_t> ListCells::word(std::string_view column, std::span<const std::string_view> words) const {
  const std::string cell = lowered(text(column));
  if (cell.empty()) return std::nullopt;
  const auto found = std::ranges::find(words, cell);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  const std::vector<std::string> known(words.begin(), words.end());
  faultOfCell(column, fmt::format("is not {}{}", alternatives(words), nearestHint(cell, known)));
  return std::nullopt;
}

}  // namespace snitt
