#include "core/drift/iso_week.h"

#include <chrono>

#include <fmt/format.h>

#include "core/text/trimmed.h"

namespace snitt::drift {
namespace {

using namespace std::chrono;

// The Monday of a year's first week: that of its 4 January.
Day firstMonday(year ofYear) { return weekOf(sys_days(ofYear / January / 4)).monday; }

std::optional<Day> mondayIn(std::string_view text) {
  // 2026-W19
  constexpr std::string_view kDigits = "0123456789";
  if (text.size() != 8 || text.substr(4, 2) != "-W") return std::nullopt;
  const std::string digits = std::string(text.substr(0, 4)).append(text.substr(6));
  if (digits.find_first_not_of(kDigits) != std::string::npos) return std::nullopt;
  const int number = std::stoi(digits);
  const int week = number % 100;
  const Day monday = firstMonday(year(number / 100)) + days(7 * (week - 1));
  if (week < 1 || toText(IsoWeek{monday}) != text) return std::nullopt;
  return monday;
}

}  // namespace

IsoWeek weekOf(Day day) { return {day - (weekday(day) - Monday)}; }

std::string toText(IsoWeek week) {
  const year ofYear = year_month_day(week.monday + days(3)).year();
  const auto number = (week.monday - firstMonday(ofYear)).count() / 7 + 1;
  return fmt::format("{:04}-W{:02}", static_cast<int>(ofYear), number);
}

int weeksBetween(IsoWeek first, IsoWeek last) { return static_cast<int>((last.monday - first.monday).count() / 7) + 1; }

Result<Day> dayIn(std::string_view text) {
  const std::string plain(trimmed(text));
  if (const auto monday = mondayIn(plain)) return *monday;
  constexpr std::size_t kDate = 10;
  const bool timed = plain.size() > kDate && (plain[kDate] == 'T' || plain[kDate] == ' ');
  const auto day = parseDate(timed ? plain.substr(0, kDate) : plain, DateOrder::ymd);
  if (day) return *day;
  return fail(ErrorKind::corrupt,
              fmt::format("\"{}\" is neither a date such as 2026-05-04 nor a week such as 2026-W19", plain));
}

}  // namespace snitt::drift
