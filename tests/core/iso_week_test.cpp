#include "core/drift/iso_week.h"

#include <chrono>

#include <gtest/gtest.h>

namespace snitt::drift {
namespace {

Day day(const char* text) { return dayIn(text).value(); }

// Python's date.isocalendar() on days around the turns of years.
TEST(IsoWeek, IsThatOfIsoCalendar) {
  const std::pair<const char*, const char*> days[] = {
      {"2020-12-31", "2020-W53"}, {"2021-01-01", "2020-W53"}, {"2021-01-03", "2020-W53"}, {"2021-01-04", "2021-W01"},
      {"2024-12-29", "2024-W52"}, {"2024-12-30", "2025-W01"}, {"2026-01-01", "2026-W01"}, {"2026-05-04", "2026-W19"},
      {"2026-05-10", "2026-W19"}, {"2026-05-11", "2026-W20"}, {"2027-01-03", "2026-W53"}, {"2000-01-02", "1999-W52"}};
  for (const auto& [text, week] : days) EXPECT_EQ(toText(weekOf(day(text))), week) << text;
}

// Each day of a hundred and forty years: weeks have seven days, begin on Mondays, and read back.
TEST(IsoWeek, GoesOnWithoutGaps) {
  const Day from = day("1950-01-02");
  for (int i = 0; i < 51000; ++i) {
    const Day one = from + std::chrono::days(i);
    const IsoWeek week = weekOf(one);
    ASSERT_EQ((week.monday - from).count(), i / 7 * 7);
    if (i % 7 == 0) {
      ASSERT_EQ(dayIn(toText(week)).value(), one) << toText(week);
    }
  }
  EXPECT_EQ(weeksBetween(weekOf(from), weekOf(from)), 1);
  EXPECT_EQ(weeksBetween(weekOf(day("2026-12-30")), weekOf(day("2027-01-05"))), 2);
}

TEST(IsoWeek, ReadsDaysTimesAndWeeks) {
  EXPECT_EQ(isoDate(day("2026-05-04T09:31:22Z")), "2026-05-04");
  EXPECT_EQ(isoDate(day(" 2026-05-04 23:59 ")), "2026-05-04");
  EXPECT_EQ(isoDate(day("20260504")), "2026-05-04");
  EXPECT_EQ(isoDate(day("2026-W19")), "2026-05-04");
  for (const char* text : {"2026-W54", "2025-W53", "2026-W00", "spring", "04/05/2026", "2026-13-01", "2026-w19", ""}) {
    const auto none = dayIn(text);
    ASSERT_FALSE(none) << text;
    EXPECT_EQ(none.error().message,
              std::string("\"").append(text) + "\" is neither a date such as 2026-05-04 nor a week such as 2026-W19");
  }
}

}  // namespace
}  // namespace snitt::drift
