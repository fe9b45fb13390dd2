#include "core/outcomes/outcome_table.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <random>

#include <gtest/gtest.h>

#include "core/atomic_file.h"

namespace snitt {
namespace {

OutcomeRules rules(const std::function<void(OutcomeRules&)>& change = {}) {
  OutcomeRules result;
  result.columns = {.patient = "id",
                    .origin = "surgery",
                    .death = "died",
                    .recurrence = "relapse",
                    .lastFollowUp = "seen",
                    .causeOfDeath = {"cause"}};
  result.cancer = IcdSet::parse({"C18-C20"}).value();
  result.missingCause = MissingCause::other;
  if (change) change(result);
  return result;
}

const std::string kHeader = "path,id,surgery,relapse,seen,died,cause,age\n";

Result<OutcomeTable> made(const std::string& rows, const OutcomeRules& by = rules()) {
  return outcomesOf(parseCsv(kHeader + rows).value(), by);
}

// The own columns of each row, as written.
std::string told(const Result<OutcomeTable>& result) {
  if (!result) return result.error().message;
  std::string text;
  for (const OutcomeNote& note : result->impossible)
    text += "row " + std::to_string(note.row) + ": " + note.reason + "\n";
  for (const OutcomeNote& note : result->excluded)
    text += "excluded row " + std::to_string(note.row) + ": " + note.reason + "\n";
  for (const CsvRow& row : result->table.rows) text += csvRow(CsvRow(row.begin(), row.begin() + 6));
  return text;
}

// 2010-01-01 to 2011-01-01 is 365 days, to 2012-01-01 730, to 2013-01-01 1096 (2012 has a leap day).
TEST(OutcomesTable, TimesCausesAndRecurrences) {
  const auto result = made(
      "a.svs,P1,2010-01-01,,2012-01-01,,,61\n"                           // alive
      "b.svs,P2,2010-01-01,2011-01-01,2012-01-01,2013-01-01,C18.7,62\n"  // died of it after a recurrence
      "c.svs,P3,2010-01-01,,,2010-01-01,I21.9,63\n"                      // on the day of surgery
      "d.svs,P4,2010-01-01,NA,NA,2011-01-01,NA,\"6,4\"\n"                // no cause: other
      "e.svs,P5,2010-01-01,2011-01-01,2011-01-01,,,65\n"                 // alive with a recurrence
      "f.svs,P6,2010-01-01,,,2011-01-01,J18.9;C20,66\n");                // one of the codes is cancer
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->table.header,
            (CsvRow{"patient", "time", "event", "cause", "recurrence", "recurrenceTime", "path", "age"}));
  EXPECT_EQ(told(result),
            "P1,730,0,,0,730\n"
            "P2,1096,1,cancer,1,365\n"
            "P3,0,1,other,0,0\n"
            "P4,365,1,other,0,365\n"
            "P5,365,0,,1,365\n"
            "P6,365,1,cancer,0,365\n");
  EXPECT_EQ(result->table.rows[3].back(), "6,4");
  EXPECT_EQ(result->table.rows[3][6], "d.svs");
  EXPECT_EQ(result->counts, (OutcomeCounts{.patients = 6,
                                           .events = 4,
                                           .deaths = 4,
                                           .cancerDeaths = 2,
                                           .otherDeaths = 2,
                                           .unknownCauses = 0,
                                           .recurrences = 2,
                                           .endedAtCutOff = 0}));
  EXPECT_EQ(result->dateOrders.at("surgery"), "iso");
}

TEST(OutcomesTable, WhatTheEventIs) {
  const std::string rows =
      "a,P1,2010-01-01,2011-01-01,2012-01-01,,,\n"
      "a,P2,2010-01-01,2011-01-01,,2013-01-01,C18.7,\n"
      "a,P3,2010-01-01,,,2011-01-01,I21.9,\n"
      "a,P4,2010-01-01,,2012-01-01,,,\n";
  EXPECT_EQ(told(made(rows, rules([](OutcomeRules& r) { r.event = OutcomeEvent::cancerDeath; }))),
            "P1,730,0,,1,365\nP2,1096,1,cancer,1,365\nP3,365,0,other,0,365\nP4,730,0,,0,730\n");
  EXPECT_EQ(told(made(rows, rules([](OutcomeRules& r) { r.event = OutcomeEvent::recurrenceOrDeath; }))),
            "P1,365,1,,1,365\nP2,365,1,cancer,1,365\nP3,365,1,other,0,365\nP4,730,0,,0,730\n");
}

TEST(OutcomesTable, FollowUpEndsAtTheCutOff) {
  const std::string rows =
      "a,P1,2010-01-01,2012-06-01,,2013-01-01,C18.7,\n"  // both after it
      "a,P2,2010-01-01,,,2011-01-01,C18.7,\n"            // on it
      "a,P3,2010-01-01,2010-01-11,2012-01-01,,,\n"       // seen after it
      "a,P4,2010-01-01,,2010-01-11,,,\n"                 // lost before it
      "a,P5,2011-01-01,,2012-01-01,,,\n"                 // operated on it
      "a,P6,2011-01-02,,2012-01-01,,,\n";                // operated after it
  const auto cut = [](OutcomeRules& r) { r.cutOff = *parseDate("2011-01-01", DateOrder::ymd); };
  const auto result = made(rows, rules(cut));
  EXPECT_EQ(told(result),
            "row 7: the cut-off 2011-01-01 lies before surgery 2011-01-02\n"
            "P1,365,0,,0,365\nP2,365,1,cancer,0,365\nP3,365,0,,1,10\nP4,10,0,,0,10\nP5,0,0,,0,0\n");
  EXPECT_EQ(result->counts.endedAtCutOff, 3U);
  // Without dates of follow-up the living were followed to the cut-off.
  const auto registry = rules([&](OutcomeRules& r) {
    cut(r);
    r.columns.lastFollowUp.clear();
  });
  const auto followed = made("a,P1,2010-01-01,,whatever,,,\na,P2,2010-01-01,,,2010-01-11,,\n", registry);
  EXPECT_EQ(told(followed), "P1,365,0,,0,365\nP2,10,1,other,0,10\n");
  EXPECT_EQ(followed->table.header.at(7), "seen") << "a column that the rules do not use is carried through";
}

TEST(OutcomesTable, ImpossibleRowsAreNamed) {
  EXPECT_EQ(told(made("a,P1,2010-01-10,,,2010-01-01,,\n"
                      "a,P2,2010-01-10,,2010-01-01,,,\n"
                      "a,P3,2010-01-10,2010-01-01,2011-01-01,,,\n"
                      "a,P4,2010-01-10,2011-02-01,,2011-01-01,,\n"
                      "a,P5,2010-01-10,2011-02-01,2011-01-01,,,\n"
                      "a,P6,2010-01-10,,2012-01-01,2011-01-01,,\n"
                      "a,P7,2010-02-30,,2012-01-01,,,\n"
                      "a,P8,,,2012-01-01,,,\n"
                      "a,,2010-01-10,,2012-01-01,,,\n"
                      "a,P9,2010-01-10,,,,,\n"
                      "a,P10,2010-01-10,,2012-01-01,,C18,\n"
                      "a,P11,2010-01-10,,,2012-01-01,153.3,\n"
                      "a,P12,2010-01-10,2010-02-30,soon,2012-01-01,,\n"
                      "a,P13,2010-01-10,2011-02-01,2011-01-01,2011-03-01,,\n")),
            "row 2: died 2010-01-01 lies before surgery 2010-01-10\n"
            "row 3: seen 2010-01-01 lies before surgery 2010-01-10\n"
            "row 4: relapse 2010-01-01 lies before surgery 2010-01-10\n"
            "row 5: died 2011-01-01 lies before relapse 2011-02-01\n"
            "row 6: seen 2011-01-01 lies before relapse 2011-02-01\n"
            "row 7: died 2011-01-01 lies before seen 2012-01-01\n"
            "row 8: surgery \"2010-02-30\" is no day of the calendar (year first)\n"
            "row 9: surgery is empty\n"
            "row 10: id is empty\n"
            "row 11: died and seen are both empty\n"
            "row 12: there is a cause of death and no died\n"
            "row 13: the cause of death \"153.3\" is no ICD-10 code\n"
            "row 14: relapse \"2010-02-30\" is no day of the calendar (year first)\n"
            "row 14: seen \"soon\" is no date such as 2010-03-25\n"
            "P13,415,1,other,1,387\n")
      << "a death after the last visit may be known from elsewhere, and what lies between";
}

TEST(OutcomesTable, RowsOfOnePatientMustAgree) {
  const std::string deaths =
      "a,P1,2010-01-01,,,2011-01-01,C18,\n"
      "b,P2,2010-01-01,,2012-01-01,,,\n"
      "c,P1,2010-01-01,,,2012-01-01,C18,\n";
  EXPECT_EQ(told(made(deaths)),
            "row 2: the patient's rows 2 and 4 differ in died\n"
            "row 4: the patient's rows 2 and 4 differ in died\n"
            "P2,730,0,,0,730\n");
  EXPECT_EQ(told(made("a,P1,2010-01-01,,,2011-01-01,C18,\na,P1,2010-01-01,,,2011-01-01,I21,\n")),
            "row 2: the patient's rows 2 and 3 differ in cause of death\n"
            "row 3: the patient's rows 2 and 3 differ in cause of death\n");
  EXPECT_EQ(told(made("a,P1,2010-01-01,,2011-01-01,,,\na,P1,2010-01-01,,2011-13-01,,,\n")),
            "row 2: another row of the patient cannot be used\n"
            "row 3: seen \"2011-13-01\" is no day of the calendar (year first)\n");
  // Slides of one patient: one patient is counted, both rows are there.
  const auto slides = made("a,P1,2010-01-01,,,2011-01-01,C18,\nb,P1,2010-01-01,,,2011-01-01,c18.9,\n");
  EXPECT_EQ(told(slides), "P1,365,1,cancer,0,365\nP1,365,1,cancer,0,365\n");
  EXPECT_EQ(slides->counts.patients, 1U);
  EXPECT_EQ(slides->counts.deaths, 1U);
}

TEST(OutcomesTable, EarlyDeathsAreExcludedWhereTheRulesSaySo) {
  const std::string rows =
      "a,P1,2010-01-01,,,2010-01-31,I21,\n"  // 30 days
      "a,P2,2010-01-01,,,2010-02-01,I21,\n"
      "a,P3,2010-01-01,,2010-01-02,,,\n";  // alive: kept
  EXPECT_EQ(told(made(rows)), "P1,30,1,other,0,30\nP2,31,1,other,0,31\nP3,1,0,,0,1\n");
  const auto excluded = made(rows, rules([](OutcomeRules& r) { r.excludeDeathsWithinDays = 30; }));
  EXPECT_EQ(told(excluded), "excluded row 2: death 30 days after the origin\nP2,31,1,other,0,31\nP3,1,0,,0,1\n");
  EXPECT_EQ(excluded->counts.deaths, 1U);
}

TEST(OutcomesTable, WhatAMissingOrUnlistedCauseMeans) {
  const std::string rows = "a,P1,2010-01-01,,,2011-01-01,,\na,P2,2010-01-01,,,2011-01-01,I21.9,\n";
  const auto missing = [&](MissingCause as) {
    return told(made(rows, rules([&](OutcomeRules& r) { r.missingCause = as; })));
  };
  const std::string second = "P2,365,1,other,0,365\n";
  EXPECT_EQ(missing(MissingCause::other), "P1,365,1,other,0,365\n" + second);
  EXPECT_EQ(missing(MissingCause::cancer), "P1,365,1,cancer,0,365\n" + second);
  EXPECT_EQ(missing(MissingCause::unknown), "P1,365,1,,0,365\n" + second);
  EXPECT_EQ(missing(MissingCause::refuse), "row 2: there is a death without a cause\n" + second);
  EXPECT_EQ(told(made(rows, rules([](OutcomeRules& r) { r.other = IcdSet::parse({"J00-J99"}).value(); }))),
            "row 3: the cause of death I219 is neither in cause.cancer nor in cause.other\nP1,365,1,other,0,365\n");
}

TEST(OutcomesTable, ColumnsThatAreMissingOrTakenAreNamed) {
  EXPECT_EQ(told(made("", rules([](OutcomeRules& r) { r.columns.origin = "surgry"; }))),
            "columns.origin is \"surgry\", which is no column of the table (nearest: \"surgery\")");
  EXPECT_EQ(told(outcomesOf(parseCsv("id,surgery,relapse,seen,died,cause,time\n").value(), rules())),
            "the table has a column \"time\" already, which the outcomes would add: rename or remove it");
  EXPECT_EQ(told(made("a,P1,2010-01-01,,02/03/2011,,,\n")),
            "the column \"seen\" can be read with the day or the month first, such as \"02/03/2011\" in row 2: the "
            "rules must state its order (dmy or mdy)");
  const auto stated = rules([](OutcomeRules& r) { r.orderOfColumn["seen"] = DateOrder::mdy; });
  EXPECT_EQ(told(made("a,P1,2010-01-01,,01/02/2010,,,\n", stated)), "P1,1,0,,0,1\n");
}

TEST(OutcomesTable, WithoutCausesAndRecurrencesTheirColumnsAreNotThere) {
  const auto by = rules([](OutcomeRules& r) {
    r.columns.causeOfDeath.clear();
    r.columns.recurrence.clear();
  });
  const auto result = made("a,P1,2010-01-01,x,,2011-01-01,y,\n", by);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->table.header, (CsvRow{"patient", "time", "event", "path", "relapse", "cause", "age"}));
  EXPECT_EQ(result->table.rows.at(0), (CsvRow{"P1", "365", "1", "a", "x", "y", ""}));
}

TEST(OutcomesTable, TheExampleRulesWork) {
  const auto text =
      readFile(std::filesystem::path(SNITT_SOURCE_DIR) / "resources" / "outcomes" / "example.toml").value();
  const auto table = parseCsv(
      "patient,surgery_date,recurrence_date,last_seen,death_date,cause_1,cause_2,site\n"
      "A,2015-03-01,2016-03-01,2017-03-01,05/03/2018,I21.9,C18.2,north\n"
      "B,2015-03-01,,2022-01-01,,,,south\n"
      "C,2015-03-01,,,20/03/2015,J18.9,,south\n");
  const auto result = outcomesOf(table.value(), parseOutcomeRules(text).value());
  ASSERT_TRUE(result) << result.error().message;
  // 2015-03-01 to 2018-03-05: 3 × 365 + 1 (2016) + 4; to 2020-12-31: five years with the days of 2016 and 2020, and 305
  // from 1 March to the end of the year.
  EXPECT_EQ(told(result), "excluded row 4: death 19 days after the origin\nA,1100,1,cancer,1,366\nB,2132,0,,0,2132\n");
  EXPECT_EQ(result->dateOrders.at("death_date"), "dmy");
}

// Whatever the dates are: rows are lost to a note alone, times are not negative, recurrence does not come after the
// end.
TEST(OutcomesTable, NoRowIsLostInSilence) {
  std::mt19937 random(6);
  // Empty in `none` of ten cases, else some day of the given ones after 1 January 2010.
  const auto cell = [&](int none, int first, int last) -> std::string {
    if (static_cast<int>(random() % 10) < none) return "";
    return isoDate(Day(std::chrono::year(2010) / 1 / 1) +
                   std::chrono::days(std::uniform_int_distribution(first, last)(random)));
  };
  const auto by = rules([](OutcomeRules& r) {
    r.cutOff = *parseDate("2013-01-01", DateOrder::ymd);
    r.excludeDeathsWithinDays = 200;
  });
  std::size_t kept = 0;
  std::size_t excluded = 0;
  for (int round = 0; round < 50; ++round) {
    std::string rows;
    for (int i = 0; i < 100; ++i)
      rows += "a,P" + std::to_string(random() % 500) + "," + cell(1, 0, 300) + "," + cell(7, 200, 900) + "," +
              cell(3, 200, 1000) + "," + cell(6, 250, 1500) + "," + (random() % 2 == 0 ? "C18" : "") + ",\n";
    const auto result = made(rows, by);
    ASSERT_TRUE(result) << result.error().message;
    std::vector<bool> noted(102);  // rows 2 to 101, below the header
    for (const auto* notes : {&result->impossible, &result->excluded})
      for (const OutcomeNote& note : *notes) noted.at(note.row) = true;
    EXPECT_EQ(result->table.rows.size() + static_cast<std::size_t>(std::ranges::count(noted, true)), 100U);
    kept += result->table.rows.size();
    excluded += result->excluded.size();
    for (const CsvRow& row : result->table.rows) {
      EXPECT_GE(std::stol(row[1]), 0);
      EXPECT_GE(std::stol(row[5]), 0);
      EXPECT_LE(std::stol(row[5]), std::stol(row[1]));
    }
  }
  EXPECT_GT(kept, 500U);
  EXPECT_GT(excluded, 5U);
}

}  // namespace
}  // namespace snitt
