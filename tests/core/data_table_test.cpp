#include "core/table/data_table.h"

#include <cmath>

#include <gtest/gtest.h>

namespace snitt {
namespace {

std::string faultOf(std::string_view csv) {
  const auto table = DataTable::parse(csv);
  return table ? "accepted" : table.error().message;
}

TEST(DataTable, ColumnsWithMissingCells) {
  const auto table = DataTable::parse("\xEF\xBB\xBFid,time,arm\r\n1, 5.5 ,A\r\n2,NA,\" B \"\r\n3,,\"two\nlines\"\r\n");
  ASSERT_TRUE(table) << table.error().message;
  EXPECT_EQ(table->rows(), 3U);
  const auto times = *table->times("time");
  EXPECT_EQ(times[0], 5.5);
  EXPECT_TRUE(std::isnan(times[1]) && std::isnan(times[2]));
  EXPECT_EQ(*table->texts("arm"), (std::vector<std::string>{"A", "B", "two\nlines"}));
  EXPECT_EQ(*table->texts("time"), (std::vector<std::string>{"5.5", "", ""}));
  EXPECT_TRUE(table->isNumeric("time"));
  EXPECT_FALSE(table->isNumeric("arm"));
}

TEST(DataTable, NamesRowAndColumnOfWhatIsNoNumber) {
  const auto table = DataTable::parse("id,time\n\"a\nb\",3\nc,\"about\n4\"\nd,-1\n");
  ASSERT_TRUE(table);
  EXPECT_EQ(table->numbers("time").error().message, "row 3, column \"time\": \"about 4\" is not a number");
  const auto negative = DataTable::parse("time\n3\n-1\n");
  EXPECT_EQ(negative->times("time").error().message, "row 3, column \"time\": \"-1\" is a negative time");
  EXPECT_EQ((*negative->numbers("time"))[1], -1) << "only times cannot be negative";
  const auto comma = DataTable::parse("time\n\"3,5\"\n");
  EXPECT_EQ(comma->numbers("time").error().message, "row 2, column \"time\": \"3,5\" is not a number");
  const auto endless = DataTable::parse("time\nInf\n");
  EXPECT_FALSE(endless->numbers("time"));
}

TEST(DataTable, DatesAreNoTimes) {
  const auto table = DataTable::parse("death\n2019-03-04\n");
  EXPECT_EQ(table->times("death").error().message,
            "row 2, column \"death\": \"2019-03-04\" is a date; \"snitt outcomes\" makes times of dates");
}

TEST(DataTable, NamesTheNearestColumn) {
  const auto table = DataTable::parse("survival_time,event\n1,1\n");
  EXPECT_EQ(table->numbers("survival_tme").error().message,
            "there is no column \"survival_tme\" (nearest: \"survival_time\")");
  EXPECT_EQ(table->numbers("survival_tme").error().kind, ErrorKind::usage);
}

TEST(DataTable, EventsAreZeroAndOneOrNamed) {
  const auto table = DataTable::parse("status,dead\n1,no\n2,yes\nNA,\n2.0,no\n");
  EXPECT_EQ(*table->events("status", "2"), (std::vector<std::uint8_t>{0, 1, 2, 1}));
  EXPECT_EQ(*table->events("dead", "yes"), (std::vector<std::uint8_t>{0, 1, 2, 0}));
  EXPECT_EQ(table->events("status").error().message,
            "row 3, column \"status\": \"2\" is neither 0 nor 1; say which value is the event: --event status=VALUE");
  EXPECT_EQ(table->events("dead", "Yes").error().message, "no row of column \"dead\" holds \"Yes\"");
  const auto logical = DataTable::parse("e\nTRUE\nFALSE\n1\n");
  EXPECT_EQ(*logical->events("e"), (std::vector<std::uint8_t>{1, 0, 1}));
}

TEST(DataTable, RefusesWhatIsNoTable) {
  EXPECT_EQ(faultOf("time;event\n1;1\n"),
            "row 1: semicolons stand between the columns where commas belong; save the table as CSV with commas, and "
            "with points in its numbers");
  EXPECT_NE(faultOf("time\tevent\n1\t1\n").find("tabs stand between"), std::string::npos);
  EXPECT_EQ(faultOf("time,event\n"), "the table has a header and no rows");
  EXPECT_NE(faultOf("").find("empty"), std::string::npos);
  EXPECT_EQ(faultOf("name,time\nAnna,1\nBj\xF8rn,2\n"), "line 3 is no text in UTF-8; save the table as CSV (UTF-8)");
  EXPECT_EQ(faultOf(std::string_view("PK\x03\x04\0\0", 6)),
            "line 1 is no text in UTF-8; save the table as CSV (UTF-8)");
  EXPECT_EQ(faultOf("name\nBjørn €\n𝛼\n"), "accepted");
  EXPECT_NE(faultOf("name\n\xC0\xAF\n").find("line 2"), std::string::npos) << "an overlong form";
  EXPECT_NE(faultOf("name\n\xED\xA0\x80\n").find("line 2"), std::string::npos) << "a surrogate";
  EXPECT_EQ(faultOf("only\n1\n2\n"), "accepted");
}

}  // namespace
}  // namespace snitt
