#include <limits>

#include <gtest/gtest.h>

#include "core/csv.h"
#include "core/document/document_files.h"
#include "support/run_program.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"

namespace snitt::document {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinite = std::numeric_limits<double>::infinity();

Table sample() {
  return {"c",
          "Harrell's C",
          {{"group", "Group"},
           {"patients", "Patients", ColumnKind::count},
           {"ratio", "Ratio", ColumnKind::number, 2},
           {"p", "p", ColumnKind::p},
           {"seed", "", ColumnKind::count, 0, true}},
          {{std::string("Age \"65, or more\"\nand women"), std::int64_t{120}, Interval{0.1 + 0.2, 0.25, kInfinite},
            1e-9, std::int64_t{7}},
           {std::string("Few"), Withheld{}, Withheld{}, kNone, {}},
           {std::string("None"), std::int64_t{0}, kNone, 1.0, std::int64_t{-1}},
           {std::string("One"), std::int64_t{5}, 2.5, kNone, {}}},
          "",
          true};
}

TEST(TableCsv, AnIntervalIsThreeColumnsAndTheHiddenOnesAreThere) {
  const auto read = parseCsv(tableCsv(sample()));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->header, (CsvRow{"group", "patients", "ratio", "ratioLower95", "ratioUpper95", "p", "seed"}));
  ASSERT_EQ(read->rows.size(), 4U);
  EXPECT_EQ(read->rows[0],
            (CsvRow{"Age \"65, or more\"\nand women", "120", "0.30000000000000004", "0.25", "Inf", "1e-09", "7"}));
  EXPECT_EQ(read->rows[1], (CsvRow{"Few", "withheld", "withheld", "withheld", "withheld", "", ""}));
  EXPECT_EQ(read->rows[2], (CsvRow{"None", "0", "", "", "", "1", "-1"}));
  EXPECT_EQ(read->rows[3], (CsvRow{"One", "5", "2.5", "", "", "", ""}));
}

// Python's csv module and float() are the oracle of RFC 4180 and of the digits.
TEST(TableCsv, ReadsBackElsewhere) {
  const test::TempFolder folder;
  test::writeBytes(folder / "c.csv", tableCsv(sample()));
  const auto read =
      test::run({"python3", "-c",
                 "import csv,sys\n"
                 "rows=list(csv.DictReader(open(sys.argv[1],newline='')))\n"
                 "assert float(rows[0]['ratio'])==0.1+0.2 and float(rows[0]['ratioUpper95'])==float('inf')\n"
                 "assert rows[0]['group']=='Age \"65, or more\"\\nand women', rows[0]\n"
                 "assert rows[1]['ratioLower95']=='withheld' and rows[2]['ratio']==''\n"
                 "print(len(rows), len(rows[0]))",
                 (folder / "c.csv").string()});
  EXPECT_EQ(read.out, "4 7\n") << read.err;
}

TEST(TableCsv, ATableWithoutRowsHasItsHeader) {
  Table table = sample();
  table.rows.clear();
  EXPECT_EQ(tableCsv(table), "group,patients,ratio,p,seed\n");
}

}  // namespace
}  // namespace snitt::document
