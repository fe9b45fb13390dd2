#include "core/outcomes/dates.h"

#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace snitt {
namespace {

using Cells = std::vector<std::string>;

std::string read(std::string_view text, DateOrder order) {
  const auto day = parseDate(text, order);
  if (!day && day.error().kind != ErrorKind::corrupt) return "another kind of error";
  return day ? isoDate(*day) : day.error().message;
}

TEST(OutcomesDates, ReadsWhatTablesHold) {
  for (const char* text : {"2010-03-25", "2010/3/25", "2010.03.25", "20100325", " 2010-03-25 ", "2010-03-25 00:00:00",
                           "2010-03-25T00:00:00.000"})
    EXPECT_EQ(read(text, DateOrder::ymd), "2010-03-25") << text;
  for (const char* text : {"25/03/2010", "25.3.2010", "25-03-2010", "25.03.2010 00:00"})
    EXPECT_EQ(read(text, DateOrder::dmy), "2010-03-25") << text;
  EXPECT_EQ(read("03/25/2010", DateOrder::mdy), "2010-03-25");
  EXPECT_EQ(read("03/04/2010", DateOrder::dmy), "2010-04-03");
  EXPECT_EQ(read("03/04/2010", DateOrder::mdy), "2010-03-04");
}

// 2000 is a leap year, 1900 is none. 2000 to 2009 hold 10 × 365 days and the leap days of 2000, 2004 and 2008.
TEST(OutcomesDates, KnowsTheCalendar) {
  EXPECT_EQ(read("2000-02-29", DateOrder::ymd), "2000-02-29");
  EXPECT_EQ(read("1900-02-29", DateOrder::ymd), "\"1900-02-29\" is no day of the calendar (year first)");
  EXPECT_EQ(read("2010-02-30", DateOrder::ymd), "\"2010-02-30\" is no day of the calendar (year first)");
  EXPECT_EQ(read("31/04/2010", DateOrder::dmy), "\"31/04/2010\" is no day of the calendar (day first)");
  EXPECT_EQ(read("2010-00-10", DateOrder::ymd), "\"2010-00-10\" is no day of the calendar (year first)");
  const auto days = *parseDate("2010-01-01", DateOrder::ymd) - *parseDate("2000-01-01", DateOrder::ymd);
  EXPECT_EQ(days.count(), 3653);
}

TEST(OutcomesDates, RefusesWhatIsNoDateAndSaysWhy) {
  EXPECT_EQ(read("25/03/10", DateOrder::dmy), "\"25/03/10\" has a year of two digits");
  EXPECT_EQ(read("2010-03-25 14:30", DateOrder::ymd), "\"2010-03-25 14:30\" has a time of day");
  EXPECT_EQ(read("2010-03-25T23:00:00Z", DateOrder::ymd), "\"2010-03-25T23:00:00Z\" has a time of day");
  EXPECT_EQ(read("2010-03-25T00:00:00Z", DateOrder::ymd), "\"2010-03-25T00:00:00Z\" has a time of day")
      << "midnight elsewhere can be another day here";
  EXPECT_EQ(read("0210-03-25", DateOrder::ymd), "\"0210-03-25\" lies outside the years 1900 to 2100");
  EXPECT_EQ(read("25/03/2010", DateOrder::ymd), "\"25/03/2010\" is no date with the year first (iso)");
  EXPECT_EQ(read("2010-03-25", DateOrder::dmy), "\"2010-03-25\" is no date with the day first (dmy)");
  for (const char* text : {"40262", "25 Mar 2010", "2010-03", "2010-03/25", "2010-03-25x", "2010-03-255", "unknown",
                           "-", "2010--25", "123456789", "1-2-3-4", "2010-03-25-", "\xC3\xA6"})
    EXPECT_EQ(read(text, DateOrder::ymd), std::string(1, '"').append(text).append("\" is no date such as 2010-03-25"));
}

TEST(OutcomesDates, EveryDayReadsBack) {
  for (Day day = Day(std::chrono::year(1900) / 1 / 1); day <= Day(std::chrono::year(2100) / 12 / 31);
       day += std::chrono::days(1)) {
    const auto again = parseDate(isoDate(day), DateOrder::ymd);
    ASSERT_TRUE(again) << again.error().message;
    ASSERT_EQ(*again, day);
  }
}

// Whatever bytes come, an answer comes.
TEST(OutcomesDates, AnyTextHasAnAnswer) {
  std::mt19937 random(5);
  const std::string letters = "0123456789//..--T: Z\xC3N";
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (std::size_t i = random() % 14; i > 0; --i) text += letters[random() % letters.size()];
    for (const DateOrder order : {DateOrder::ymd, DateOrder::dmy, DateOrder::mdy})
      if (const auto day = parseDate(text, order)) {
        EXPECT_TRUE(looksLikeDate(text)) << text;
        EXPECT_TRUE(onlyOrder(text) == order || !onlyOrder(text)) << text;
      }
  }
}

TEST(OutcomesDates, LooksLikeDate) {
  for (const char* text : {"2010-03-25", "25/03/2010", "3/25/10", "25.03.10", "20100325", "2010-03-25 14:30:11",
                           "25-Mar-2010", "25MAR2010", "Mar 25, 2010", "2010-02-30", " 25.03.2010 ", "25/03/2010 8:15"})
    EXPECT_TRUE(looksLikeDate(text)) << text;
  for (const char* text : {"", "NA", "365", "365.25", "1826", "-12", "1e3", "12.5.1", "20101325", "10000000", "C18.7",
                           "P-2010-03", "100325", "0.123456", "a/b/c", "1-2"})
    EXPECT_FALSE(looksLikeDate(text)) << text;
}

TEST(OutcomesDates, AColumnShowsItsOrder) {
  const auto order = [](const Cells& cells, std::optional<DateOrder> stated = std::nullopt) {
    const auto found = orderOfColumn("death", cells, stated);
    return found ? std::string(toText(*found)) : found.error().message;
  };
  EXPECT_EQ(order({"2010-03-25", "", "NA"}), "iso");
  EXPECT_EQ(order({"03/04/2010", "25/03/2010"}), "dmy");
  EXPECT_EQ(order({"03/04/2010", "03/25/2010"}), "mdy");
  EXPECT_EQ(order({"03/04/2010"}, DateOrder::mdy), "mdy");
  EXPECT_EQ(order({"", "NA"}, DateOrder::mdy), "mdy");
  EXPECT_EQ(order({"", "NA"}), "iso") << "nothing to read";
  EXPECT_EQ(order({"04/04/2010"}), "dmy") << "one day, whichever comes first";
  EXPECT_EQ(order({"rubbish", "31/02/2010", "2010-03-25"}), "iso") << "what no order reads decides nothing";
}

TEST(OutcomesDates, AMixedOrUndecidedColumnIsRefused) {
  const auto error = [](const Cells& cells, std::optional<DateOrder> stated = std::nullopt) {
    const auto found = orderOfColumn("death", cells, stated);
    return found ? Error{} : found.error();
  };
  const Error mixed{ErrorKind::corrupt,
                    "the column \"death\" holds dates of two orders: \"25/03/2010\" in row 2 has the day first, "
                    "\"03/25/2010\" in row 4 the month first"};
  EXPECT_EQ(error({"25/03/2010", "", "03/25/2010"}), mixed);
  EXPECT_EQ(error({"25/03/2010", "", "03/25/2010"}, DateOrder::dmy), mixed) << "stated or not";
  EXPECT_EQ(error({"2010-03-25", "25/03/2010"}).message,
            "the column \"death\" holds dates of two orders: \"2010-03-25\" in row 2 has the year first, "
            "\"25/03/2010\" in row 3 the day first");
  EXPECT_EQ(error({"2010-03-25", "03/04/2010"}).message,
            "the column \"death\" holds dates of two orders: \"2010-03-25\" in row 2 has the year first, "
            "\"03/04/2010\" in row 3 has not");
  EXPECT_EQ(error({"01/02/2010", "03/25/2010"}, DateOrder::dmy),
            (Error{ErrorKind::corrupt,
                   "\"03/25/2010\" in row 3 of the column \"death\" has the month first, and the rules say dmy"}));
  EXPECT_EQ(error({"", "03/04/2010"}),
            (Error{ErrorKind::usage,
                   "the column \"death\" can be read with the day or the month first, such as "
                   "\"03/04/2010\" in row 3: the rules must state its order (dmy or mdy)"}));
}

}  // namespace
}  // namespace snitt
