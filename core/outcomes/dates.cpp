#include "core/outcomes/dates.h"

#include <array>

#include <fmt/format.h>

#include "core/csv.h"
#include "core/text/trimmed.h"

namespace snitt {
namespace {

bool isDigit(char letter) { return letter >= '0' && letter <= '9'; }

std::size_t digitsAt(std::string_view text, std::size_t at) {
  std::size_t count = 0;
  while (at + count < text.size() && isDigit(text[at + count])) ++count;
  return count;
}

int numberOf(std::string_view digits) {
  int value = 0;
  for (const char digit : digits) value = 10 * value + (digit - '0');
  return value;
}

// Three numbers in the order in which they stand, and how many digits each has.
struct Parts {
  std::array<int, 3> value{};
  std::array<std::size_t, 3> digits{};

  [[nodiscard]] bool yearFirst() const { return digits[0] == 4; }
  [[nodiscard]] bool yearLast() const { return digits[0] <= 2 && digits[2] == 4; }
  [[nodiscard]] bool shortYear() const { return digits[0] <= 2 && digits[2] <= 2; }
};

// The date and whatever stands behind it.
struct Cell {
  std::optional<Parts> parts;
  std::string_view rest;
};

Cell cellOf(std::string_view text) {
  text = trimmed(text);
  if (digitsAt(text, 0) == 8)
    return {Parts{{numberOf(text.substr(0, 4)), numberOf(text.substr(4, 2)), numberOf(text.substr(6, 2))}, {4, 2, 2}},
            text.substr(8)};
  Parts parts;
  std::size_t at = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    const std::size_t digits = digitsAt(text, at);
    if (digits == 0 || digits == 3 || digits > 4) return {};
    parts.value[i] = numberOf(text.substr(at, digits));
    parts.digits[i] = digits;
    at += digits;
    if (i == 2) break;
    const char separator = at < text.size() ? text[at] : ' ';
    if (separator != '-' && separator != '/' && separator != '.') return {};
    if (i == 1 && separator != text[parts.digits[0]]) return {};
    ++at;
  }
  const bool known = parts.digits[1] <= 2 && (parts.yearFirst() ? parts.digits[2] <= 2 : parts.digits[0] <= 2);
  return known ? Cell{parts, text.substr(at)} : Cell{};
}

bool isMidnight(std::string_view rest) {
  if (rest.empty()) return true;
  if (rest.front() != ' ' && rest.front() != 'T') return false;
  rest.remove_prefix(1);
  if (!rest.starts_with("00:00")) return false;
  return rest.find_first_not_of("0:.") == std::string_view::npos;
}

bool isTimeOfDay(std::string_view rest) {
  return rest.size() > 3 && (rest[0] == ' ' || rest[0] == 'T') && isDigit(rest[1]) &&
         rest.find(':') != std::string_view::npos;
}

std::optional<std::chrono::year_month_day> read(const Parts& parts, DateOrder order) {
  if (order == DateOrder::ymd ? !parts.yearFirst() : !parts.yearLast()) return std::nullopt;
  const auto& [a, b, c] = parts.value;
  const auto day = [](int y, int m, int d) {
    return std::chrono::year(y) / std::chrono::month(static_cast<unsigned>(m)) /
           std::chrono::day(static_cast<unsigned>(d));
  };
  return order == DateOrder::ymd ? day(a, b, c) : order == DateOrder::dmy ? day(c, b, a) : day(c, a, b);
}

bool readable(std::string_view text, DateOrder order) {
  const Cell cell = cellOf(text);
  if (!cell.parts) return false;
  const auto date = read(*cell.parts, order);
  return date && date->ok();
}

std::string_view described(DateOrder order) {
  return order == DateOrder::ymd ? "year first" : order == DateOrder::dmy ? "day first" : "month first";
}

tl::unexpected<Error> noDate(std::string_view text, std::string_view why) {
  return fail(ErrorKind::corrupt, fmt::format("\"{}\" {}", text, why));
}

}  // namespace

std::string_view toText(DateOrder order) {
  return order == DateOrder::ymd ? "iso" : order == DateOrder::dmy ? "dmy" : "mdy";
}

Result<Day> parseDate(std::string_view text, DateOrder order) {
  text = trimmed(text);
  const Cell cell = cellOf(text);
  if (!cell.parts) return noDate(text, "is no date such as 2010-03-25");
  if (!isMidnight(cell.rest))
    return noDate(text, isTimeOfDay(cell.rest) ? "has a time of day" : "is no date such as 2010-03-25");
  if (cell.parts->shortYear()) return noDate(text, "has a year of two digits");
  const auto date = read(*cell.parts, order);
  if (!date) return noDate(text, fmt::format("is no date with the {} ({})", described(order), toText(order)));
  if (!date->ok()) return noDate(text, fmt::format("is no day of the calendar ({})", described(order)));
  if (date->year() < std::chrono::year(1900) || date->year() > std::chrono::year(2100))
    return noDate(text, "lies outside the years 1900 to 2100");
  return Day(*date);
}

std::optional<DateOrder> onlyOrder(std::string_view text) {
  std::optional<DateOrder> only;
  for (const DateOrder order : {DateOrder::ymd, DateOrder::dmy, DateOrder::mdy}) {
    if (!readable(text, order)) continue;
    if (only) return std::nullopt;
    only = order;
  }
  return only;
}

std::string isoDate(Day day) {
  const std::chrono::year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

Result<DateOrder> orderOfColumn(std::string_view column, std::span<const std::string> cells,
                                std::optional<DateOrder> stated) {
  std::optional<std::size_t> first;      // the row that decides
  std::optional<std::size_t> undecided;  // a row that two orders read differently
  std::optional<DateOrder> order;
  bool daysOrMonths = false;  // something like 04/04/2010
  for (std::size_t row = 0; row < cells.size(); ++row) {
    const auto only = onlyOrder(cells[row]);
    if (!only && readable(cells[row], DateOrder::dmy)) {
      daysOrMonths = true;
      const bool same = parseDate(cells[row], DateOrder::dmy) == parseDate(cells[row], DateOrder::mdy);
      if (!same && !undecided) undecided = row;
    }
    if (!only || only == order) continue;
    if (order)
      return fail(ErrorKind::corrupt,
                  fmt::format("the column \"{}\" holds dates of two orders: \"{}\" in row {} has the {}, \"{}\" in row "
                              "{} the {}",
                              column, trimmed(cells[*first]), *first + 2, described(*order), trimmed(cells[row]),
                              row + 2, described(*only)));
    order = only;
    first = row;
  }
  if (order == DateOrder::ymd && undecided)
    return fail(ErrorKind::corrupt,
                fmt::format("the column \"{}\" holds dates of two orders: \"{}\" in row {} has the year first, \"{}\" "
                            "in row {} has not",
                            column, trimmed(cells[*first]), *first + 2, trimmed(cells[*undecided]), *undecided + 2));
  if (order && stated && order != stated)
    return fail(ErrorKind::corrupt,
                fmt::format("\"{}\" in row {} of the column \"{}\" has the {}, and the rules say {}",
                            trimmed(cells[*first]), *first + 2, column, described(*order), toText(*stated)));
  if (order) return *order;
  if (stated) return *stated;
  if (!undecided) return daysOrMonths ? DateOrder::dmy : DateOrder::ymd;
  return fail(
      ErrorKind::usage,
      fmt::format("the column \"{}\" can be read with the day or the month first, such as \"{}\" in row {}: the "
                  "rules must state its order (dmy or mdy)",
                  column, trimmed(cells[*undecided]), *undecided + 2));
}

}  // namespace snitt
