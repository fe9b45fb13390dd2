// Calendar dates as tables hold them. Nothing is guessed: a text that two orders can read needs to be told its order.
// Pure functions; days are of the Gregorian calendar, without time zones.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/result.h"

namespace snitt {

using Day = std::chrono::sys_days;

// ymd is 2010-03-25, 2010/03/25, 2010.03.25 or 20100325; dmy and mdy are 25/03/2010 and 03/25/2010, with '/', '.' or
// '-'.
enum class DateOrder { ymd, dmy, mdy };

// "iso", "dmy", "mdy", as rules name them.
[[nodiscard]] std::string_view toText(DateOrder order);

// A day of 1900 to 2100. A midnight behind it (" 00:00:00", "T00:00") is left out, since databases put it there; any
// other time of day is an error, as are years of two digits, names of months and days that no month has. Blanks around
// the text do not count. The message (kind corrupt) begins with the text in quotes.
[[nodiscard]] Result<Day> parseDate(std::string_view text, DateOrder order);

// The one order that can read the text, such as ymd for 2010-03-25 and dmy for 25/03/2010; nothing for 03/04/2010,
// which two can, and for what none can.
[[nodiscard]] std::optional<DateOrder> onlyOrder(std::string_view text);

// 2010-03-25.
[[nodiscard]] std::string isoDate(Day day);

// Whether a cell is a date as people and programs write them, rather than a number: also with years of two digits,
// names of months and times of day, which parseDate refuses.
[[nodiscard]] bool looksLikeDate(std::string_view text);

// The order in which all cells of a column can be read; empty cells and "NA" say nothing. Errors name the column and
// rows (the header is row 1): cells that only different orders can read, or another one than `stated` (corrupt); nothing stated and
// nothing that decides between dmy and mdy (usage). What no order can read is left to parseDate.
[[nodiscard]] Result<DateOrder> orderOfColumn(std::string_view column, std::span<const std::string> cells,
                                              std::optional<DateOrder> stated);

}  // namespace snitt
