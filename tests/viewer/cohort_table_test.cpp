// The tables of a cohort: order, filters, and what leaves by an export.
#include <QAbstractItemModelTester>
#include <QElapsedTimer>

#include <gtest/gtest.h>

#include <algorithm>

#include "core/cohort/cohort_follower.h"
#include "core/csv.h"
#include "support/sample_cohort.h"
#include "support/temp_folder.h"
#include "ui/cohort/cohort_filter.h"
#include "ui/cohort/patient_table.h"
#include "ui/cohort/slide_table.h"

namespace snitt::test {
namespace {

class CohortTableTest : public testing::Test {
 protected:
  CohortTable::Reading read(const SampleCohortShape& shape = {}) {
    cohort = std::make_unique<SampleCohort>(m_folder / "run", shape);
    cohort->finish();
    return CohortFollower(cohort->folder()).look().value();
  }
  static int columnOf(const CohortTable& table, const std::string& name) {
    for (int column = 0; column < table.columnCount(); ++column)
      if (table.nameOf(column) == name) return column;
    ADD_FAILURE() << name;
    return 0;
  }
  static QString textAt(const CohortTable& table, int row, const std::string& name) {
    return table.index(row, columnOf(table, name)).data().toString();
  }

  TempFolder m_folder;
  std::unique_ptr<SampleCohort> cohort;
};

// The run's own results.csv is the oracle.
TEST_F(CohortTableTest, PatientsSayWhatResultsSay) {
  PatientTable table;
  const QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::Fatal);
  table.show(read());
  const CsvTable results = parseCsv(resultsCsv(cohort->patients(), {"10x", "40x"}, {})).value();
  const CsvTable mine = parseCsv(table.csv()).value();
  ASSERT_EQ(mine.rows.size(), results.rows.size());
  for (std::size_t i = 0; i < mine.rows.size(); ++i)
    for (const char* name : {"patient", "score_10x", "score_40x", "score_combined", "class", "status", "reason"})
      EXPECT_EQ(mine.rows[i][*mine.column(name)], results.rows[i][*results.column(name)]) << i << " " << name;
}

TEST_F(CohortTableTest, SortsNumbersAsNumbersAndWhatIsMissingLast) {
  SlideTable table;
  table.show(read());
  const int column = columnOf(table, "score_combined");
  for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
    table.setOrder(column, order);
    std::vector<double> scores;
    bool ended = false;
    for (int row = 0; row < table.rowCount(); ++row) {
      const QString text = table.index(row, column).data().toString();
      if (text.isEmpty()) {
        ended = true;
        continue;
      }
      EXPECT_FALSE(ended) << "a score below rows without one";
      scores.push_back(*cohort->results().at(table.reading()->slides[table.itemAt(row)].row).combined);
    }
    if (order == Qt::DescendingOrder) std::ranges::reverse(scores);
    EXPECT_TRUE(std::ranges::is_sorted(scores));
    EXPECT_GT(scores.size(), 20U);
  }
  table.setOrder(columnOf(table, "slide"), Qt::AscendingOrder);
  EXPECT_EQ(textAt(table, 8, "slide"), QStringLiteral("10")) << "after 9, not after 1";
}

TEST_F(CohortTableTest, WhoeverMayNotSeeNamesFindsAndExportsNone) {
  SlideTable table;
  const auto reading = read();
  table.show(reading);
  EXPECT_EQ(table.csv().find("anna"), std::string::npos);
  EXPECT_EQ(table.csv().find("26-H-"), std::string::npos);
  for (int row = 0; row < table.rowCount(); ++row)
    for (int column = 0; column < table.columnCount(); ++column)
      for (const int role : {static_cast<int>(Qt::DisplayRole), static_cast<int>(Qt::ToolTipRole)})
        EXPECT_FALSE(table.index(row, column).data(role).toString().contains(QStringLiteral("anna")));
  CohortFilter filter;
  filter.words = QStringLiteral("anna-3.svs");
  std::size_t found = 0;
  for (std::size_t slide = 0; slide < reading->slides.size(); ++slide) {
    EXPECT_FALSE(filter.takesSlide(*reading, slide, false));
    found += filter.takesSlide(*reading, slide, true) ? 1 : 0;
  }
  EXPECT_EQ(found, 1U);
  table.setNamesShown(true);
  EXPECT_NE(table.csv().find("anna-3.svs"), std::string::npos);
  EXPECT_NE(table.csv().find("26-H-10003"), std::string::npos);
}

TEST_F(CohortTableTest, FiltersTakeEachRowOnce) {
  const auto reading = read();
  const auto count = [&](const CohortFilter& filter) {
    std::size_t taken = 0;
    for (std::size_t i = 0; i < reading->patients.size(); ++i) taken += filter.takesPatient(*reading, i, true) ? 1 : 0;
    return taken;
  };
  std::size_t byStatus = 0;
  for (const StatusChoice one :
       {StatusChoice::scored, StatusChoice::incomplete, StatusChoice::notAssessable, StatusChoice::refused,
        StatusChoice::failed, StatusChoice::excluded, StatusChoice::flagged, StatusChoice::waiting})
    byStatus += count({{}, one, ClassChoice::any, {}});
  EXPECT_EQ(byStatus, reading->patients.size());
  std::size_t byClass = 0;
  for (const ClassChoice one : {ClassChoice::good, ClassChoice::uncertain, ClassChoice::poor, ClassChoice::none})
    byClass += count({{}, StatusChoice::any, one, {}});
  EXPECT_EQ(byClass, reading->patients.size());
  EXPECT_EQ(count({QStringLiteral("p003"), StatusChoice::any, ClassChoice::any, {}}), 1U);
  EXPECT_EQ(count({QStringLiteral("p003 nowhere"), StatusChoice::any, ClassChoice::any, {}}), 0U);
  EXPECT_EQ(count({{}, StatusChoice::any, ClassChoice::any, {2, 3}}), 2U);
}

TEST_F(CohortTableTest, KeepsItsOrderWhileResultsComeIn) {
  SampleCohort running(m_folder / "running");
  running.begin();
  CohortFollower follower(running.folder());
  PatientTable table;
  const QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::Fatal);
  table.show(follower.look().value());
  table.setOrder(columnOf(table, "score_combined"), Qt::DescendingOrder);
  running.score(0, 15);
  table.show(follower.look().value());
  double before = 1;
  for (int row = 0; row < table.rowCount(); ++row) {
    const auto& decision = table.reading()->patients[table.itemAt(row)].decision;
    if (!decision) break;
    EXPECT_LE(decision->combined, before);
    before = decision->combined;
  }
  EXPECT_LT(before, 1);
}

// Typing in the search field and clicking a header must not be felt with ten thousand slides.
TEST_F(CohortTableTest, TenThousandSlidesAreSortedAndFilteredAtOnce) {
  const auto reading = read({.patients = 8500, .faults = true, .untrained = false, .mixed = false, .slides = "/data"});
  ASSERT_GT(reading->slides.size(), 10000U);
  SlideTable table;
  table.setNamesShown(true);
  table.show(reading);
  QElapsedTimer time;
  time.start();
  table.setOrder(columnOf(table, "reason"), Qt::DescendingOrder);
  table.setOrder(columnOf(table, "score_combined"), Qt::AscendingOrder);
  const CohortFilter filter{QStringLiteral("anna-99"), StatusChoice::any, ClassChoice::any, {}};
  table.setFilter([&filter](const CohortReading& of, std::size_t item) { return filter.takesSlide(of, item, true); });
  // A tenth of this on a machine that does nothing else.
  EXPECT_LT(time.elapsed(), 3000);
  EXPECT_EQ(table.rowCount(), 111);
}

}  // namespace
}  // namespace snitt::test
