#include "core/csv.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

TEST(Csv, ReadsQuotesLineBreaksAndByteOrderMark) {
  const auto table = parseCsv("\xEF\xBB\xBFpath,note\r\n\"a, b.svs\",\"said \"\"yes\"\"\nand left\"\r\nc.svs,\r\n");
  ASSERT_TRUE(table) << table.error().message;
  EXPECT_EQ(table->header, (CsvRow{"path", "note"}));
  ASSERT_EQ(table->rows.size(), 2U);
  EXPECT_EQ(table->rows[0], (CsvRow{"a, b.svs", "said \"yes\"\nand left"}));
  EXPECT_EQ(table->rows[1], (CsvRow{"c.svs", ""}));
  EXPECT_EQ(table->column("note"), 1U);
  EXPECT_FALSE(table->column("mpp"));
}

TEST(Csv, WhatIsWrittenReadsBack) {
  const CsvRow row{"plain", "with,comma", "with \"quote\"", "two\nlines", "", "æøå"};
  const auto table = parseCsv("a,b,c,d,e,f\n" + csvRow(row));
  ASSERT_TRUE(table) << table.error().message;
  EXPECT_EQ(table->rows.at(0), row);
}

TEST(Csv, LastRowNeedsNoLineBreak) { EXPECT_EQ(parseCsv("a\n1\n2")->rows.size(), 2U); }

// What a spreadsheet calls Unicode text.
TEST(Csv, Utf16IsNamedAsWhatItIs) {
  const auto read = parseCsv(std::string("\xFF\xFE" "a\0,\0b\0\n\0", 10));
  ASSERT_FALSE(read);
  EXPECT_NE(read.error().message.find("UTF-16"), std::string::npos) << read.error().message;
}

TEST(Csv, NamesTheLineThatIsWrong) {
  const auto message = [](std::string_view text) {
    const auto table = parseCsv(text);
    return table ? std::string("no error") : table.error().message;
  };
  EXPECT_NE(message("a,b\n1,2\n\"x\ny\",2\n3\n").find("line 5 has 1 field"), std::string::npos);
  EXPECT_NE(message("a,b\n1,\"2\n").find("opened on line 2 is never closed"), std::string::npos);
  EXPECT_NE(message("a,b\n\"1\"x,2\n").find("line 2 has text after a closing quote"), std::string::npos);
  EXPECT_NE(message("a,b,a\n").find("\"a\" appears twice"), std::string::npos);
  EXPECT_NE(message("").find("header"), std::string::npos);
}

}  // namespace
}  // namespace snitt
