// The cohort's window as a person uses it, on folders as runs leave them.
#include <QComboBox>
#include <QElapsedTimer>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTableView>
#include <QTimer>

#include <gtest/gtest.h>

#include "core/csv.h"
#include "core/os/os.h"
#include "support/open_view.h"
#include "support/sample_cohort.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"
#include "ui/cohort/bars_chart.h"
#include "ui/cohort/cohort_charts.h"
#include "ui/cohort/cohort_filter_bar.h"
#include "ui/cohort/cohort_header.h"
#include "ui/cohort/cohort_tables_pane.h"
#include "ui/cohort/cohort_window.h"
#include "ui/cohort/histogram_chart.h"
#include "ui/cohort/patient_table.h"
#include "ui/cohort/slide_table.h"
#include "ui/cohort/spread_chart.h"
#include "ui/window/notice_bar.h"

namespace snitt::test {
namespace {

using namespace std::chrono_literals;

class CohortWindowTest : public testing::Test {
 protected:
  CohortWindow& show(const std::filesystem::path& folder, bool masked = false) {
    CohortWindowParts parts;
    parts.names->setUnmasked(!masked);
    parts.every = 50ms;
    names = parts.names;
    m_window = std::make_unique<CohortWindow>(folder, parts);
    m_window->resize(1200, 800);
    m_window->show();
    EXPECT_TRUE(waitFor([this] { return m_window->watch().reading() || m_window->watch().fault(); }));
    return *m_window;
  }
  SampleCohort finished() {
    SampleCohort cohort(m_folder / "run");
    cohort.finish();
    return cohort;
  }
  [[nodiscard]] QString nothing() const { return m_window->findChild<QLabel*>(QStringLiteral("sentence"))->text(); }
  [[nodiscard]] QString heading() const { return m_window->findChild<QLabel*>(QStringLiteral("heading"))->text(); }
  [[nodiscard]] QStringList said() const { return m_window->findChild<NoticeBar*>()->sentences(); }

  TempFolder m_folder;
  std::shared_ptr<SlideNames> names;
  std::unique_ptr<CohortWindow> m_window;
};

TEST_F(CohortWindowTest, ShowsAFinishedRun) {
  const SampleCohort cohort = finished();
  CohortWindow& window = show(cohort.folder());
  EXPECT_EQ(window.header().stateText(), QStringLiteral("Finished"));
  EXPECT_EQ(static_cast<std::size_t>(window.tables().patients().rowCount()), cohort.patients().size());
  EXPECT_EQ(static_cast<std::size_t>(window.tables().slides().rowCount()), cohort.results().size());
  ASSERT_EQ(window.charts().histograms().size(), 2U);
  EXPECT_EQ(window.charts().histograms()[1]->histogram().threshold, 0.52);
  std::size_t inChart = 0;
  for (const BarsView::Row& one : window.charts().classes().rows()) inChart += one.count;
  EXPECT_EQ(inChart, cohort.patients().size());
  EXPECT_TRUE(window.findChild<QPushButton*>("start")->isVisible());
  EXPECT_FALSE(window.findChild<QPushButton*>("pause")->isVisible());
}

TEST_F(CohortWindowTest, ReturnAndDoubleClickOpenTheSlideWithItsScore) {
  const SampleCohort cohort = finished();
  CohortWindow& window = show(cohort.folder());
  QSignalSpy opened(&window, &CohortWindow::slideChosen);
  QTableView& patients = window.tables().patientView();
  patients.setCurrentIndex(window.tables().patients().index(0, 0));
  QTest::keyClick(&patients, Qt::Key_Return);
  ASSERT_EQ(opened.size(), 1);
  EXPECT_EQ(opened[0][0].value<std::filesystem::path>(), cohort.list().slides.front().path);
  EXPECT_EQ(opened[0][1].value<std::filesystem::path>(), cohort.folder() / "slides/2");
  // Of a patient with two slides the one that is chosen below.
  window.tables().choose(5);
  QTest::keyClick(&patients, Qt::Key_Return);
  ASSERT_EQ(opened.size(), 2);
  EXPECT_EQ(opened[1][0].value<std::filesystem::path>().filename(), "anna-3.svs");
  // A slide without a score is opened without one.
  window.tables().showSlides();
  const auto failed =
      std::ranges::find_if(cohort.results(), [](const auto& one) { return one.second.status == SlideStatus::failed; });
  window.openSlide(failed->first);
  ASSERT_EQ(opened.size(), 3);
  EXPECT_TRUE(opened[2][1].value<std::filesystem::path>().empty());
}

TEST_F(CohortWindowTest, APointOfTheSpreadChoosesItsPatient) {
  const SampleCohort cohort = finished();
  CohortWindow& window = show(cohort.folder());
  SpreadView& spread = *window.charts().spreads().at(0);
  ASSERT_FALSE(spread.series().points.empty());
  const SpreadPoint& point = spread.series().points.back();
  QTest::mouseClick(&spread, Qt::LeftButton, {}, spread.placeOf(point).toPoint());
  ASSERT_TRUE(window.tables().current());
  const auto& reading = *window.watch().reading();
  // Points may lie on each other: the one that was chosen is no further from the click.
  const auto at = slideAt(reading, *window.tables().current());
  const ResolutionScore& chosen = reading.slides[*at].result->resolutions[0];
  EXPECT_NEAR(chosen.score, point.score, 0.02);
  EXPECT_EQ(window.tables().patients().itemAt(window.tables().patientView().currentIndex().row()),
            reading.slides[*at].patient);
}

TEST_F(CohortWindowTest, AReasonListsItsSlides) {
  const SampleCohort cohort = finished();
  CohortWindow& window = show(cohort.folder());
  BarsView& reasons = window.charts().reasons();
  ASSERT_FALSE(reasons.rows().empty());
  const std::size_t count = reasons.rows()[0].count;
  reasons.setFocus();
  QTest::keyClick(&reasons, Qt::Key_Down);
  QTest::keyClick(&reasons, Qt::Key_Return);
  EXPECT_TRUE(window.tables().slidesShown());
  EXPECT_EQ(static_cast<std::size_t>(window.tables().slides().rowCount()), count);
  EXPECT_EQ(reasons.rows()[0].count, count) << "another reason can be chosen next";
  window.filters().clear();
  EXPECT_EQ(static_cast<std::size_t>(window.tables().slides().rowCount()), cohort.results().size());
}

TEST_F(CohortWindowTest, ChartsFollowTheFilter) {
  const SampleCohort cohort = finished();
  CohortWindow& window = show(cohort.folder());
  window.filters().setClass(ClassChoice::poor);
  const auto poor = std::ranges::count_if(cohort.patients(), [](const CohortPatient& one) {
    return one.decision && one.decision->prognosis == Prognosis::poor;
  });
  EXPECT_EQ(window.tables().patients().rowCount(), poor);
  EXPECT_EQ(window.charts().histograms()[0]->histogram().patients, static_cast<std::size_t>(poor));
  EXPECT_TRUE(window.findChild<QLabel*>("part")->isVisible());
}

TEST_F(CohortWindowTest, FollowsARunOfSomebodyElseAndLeavesItAlone) {
  const SampleCohort cohort(m_folder / "run");
  cohort.begin(2);
  auto lock = os::FileLock::tryAcquire(cohort.state() / "lock").value();
  writeBytes(cohort.state() / "owner.json",
             R"({"host":"ward7","process":4711,"account":"kari","since":"2026-03-01T08:00:00Z"})");
  CohortWindow& window = show(cohort.folder());
  EXPECT_EQ(window.header().stateText(),
            QStringLiteral("Run by kari on ward7 (process 4711); this window only follows it"));
  for (const char* button : {"start", "pause", "resume", "stop"})
    EXPECT_FALSE(window.findChild<QPushButton*>(button)->isVisible()) << button;
  const std::size_t before = window.watch().reading()->settled;
  cohort.score(2, 8);
  ASSERT_TRUE(waitFor([&] { return window.watch().reading()->settled == before + 6; }));
  EXPECT_TRUE(window.header().progressText().startsWith(QString::number(before + 6)))
      << window.header().progressText().toStdString();
  EXPECT_TRUE(window.header().progressText().contains(QStringLiteral("an hour")));
  cohort.score(8, cohort.toScore());
  cohort.writeTables();
  lock.reset();
  ASSERT_TRUE(waitFor([&] { return window.header().stateText() == QStringLiteral("Finished"); }));
}

// What a person looks at stays while rows come in above it.
TEST_F(CohortWindowTest, TheChosenPatientStaysWhileResultsComeIn) {
  const SampleCohort cohort(m_folder / "run");
  cohort.begin(10);
  CohortWindow& window = show(cohort.folder());
  window.tables().patientView().sortByColumn(4, Qt::DescendingOrder);
  const int row = 3;
  window.tables().patientView().setCurrentIndex(window.tables().patients().index(row, 0));
  const std::size_t patient = window.tables().patients().itemAt(row);
  cohort.score(10, cohort.toScore());
  ASSERT_TRUE(waitFor([&] { return window.watch().reading()->settled == cohort.results().size(); }));
  const QModelIndex now = window.tables().patientView().currentIndex();
  ASSERT_TRUE(now.isValid());
  EXPECT_EQ(window.tables().patients().itemAt(now.row()), patient);
}

// The window answers while ten thousand slides are listed and results come in.
TEST_F(CohortWindowTest, TenThousandSlidesDoNotStopTheWindow) {
  const SampleCohort cohort(m_folder / "run",
                            {.patients = 8500, .faults = true, .untrained = false, .mixed = false, .slides = "/data"});
  cohort.begin(4000);
  CohortWindow& window = show(cohort.folder());
  QElapsedTimer since;
  qint64 longest = 0;
  QTimer beat;
  QObject::connect(&beat, &QTimer::timeout, [&] { longest = std::max(longest, since.restart()); });
  beat.start(5);
  since.start();
  for (std::size_t at = 4000; at < 4300; at += 100) {
    const std::size_t before = window.watch().reading()->settled;
    cohort.score(at, at + 100);
    ASSERT_TRUE(waitFor([&] { return window.watch().reading()->settled > before; }));
  }
  // A tenth of this on a machine that does nothing else.
  EXPECT_LT(longest, 800) << "ms without an answer";
}

TEST_F(CohortWindowTest, WhoeverMayNotSeeNamesSeesAndExportsNone) {
  const SampleCohort cohort = finished();
  CohortWindow& window = show(cohort.folder(), true);
  EXPECT_FALSE(window.windowTitle().contains(QStringLiteral("run")));
  const auto file = m_folder / "slides.csv";
  ASSERT_TRUE(window.saveTable(true, file));
  EXPECT_EQ(readBytes(file).find("anna"), std::string::npos);
  EXPECT_EQ(readBytes(file).find("26-H"), std::string::npos);
  // The slide itself may be looked at.
  QSignalSpy opened(&window, &CohortWindow::slideChosen);
  window.openSlide(2);
  EXPECT_EQ(opened.size(), 1);
  // It follows who works here.
  names->setUnmasked(true);
  ASSERT_TRUE(window.saveTable(true, file));
  EXPECT_NE(readBytes(file).find("anna"), std::string::npos);
  EXPECT_TRUE(os::checkOthersCannotRead(file));
  names->setUnmasked(false);
  ASSERT_TRUE(window.saveTable(true, file));
  EXPECT_EQ(readBytes(file).find("anna"), std::string::npos);
}

TEST_F(CohortWindowTest, WithoutTheTableOfPathsASlideIsNotOpenedAndThatIsSaid) {
  const SampleCohort cohort = finished();
  cohort.writeScores();
  cohort.removeNotes();
  std::filesystem::remove(cohort.folder() / "paths.csv");
  CohortWindow& window = show(cohort.folder());
  QSignalSpy opened(&window, &CohortWindow::slideChosen);
  window.openSlide(2);
  EXPECT_EQ(opened.size(), 0);
  ASSERT_EQ(said().size(), 1);
  EXPECT_EQ(
      said()[0],
      QStringLiteral("Slide 2 cannot be opened: the table that names the files, paths.csv, is not in this folder."));
  // The networks' scores come from the slides' folders.
  EXPECT_TRUE(waitFor([&] { return !window.charts().spreads()[0]->series().points.empty(); }));
}

TEST_F(CohortWindowTest, BadFoldersGetOneClearSentence) {
  std::filesystem::create_directory(m_folder / "empty");
  show(m_folder / "empty");
  EXPECT_EQ(heading(), QStringLiteral("This cohort cannot be shown"));
  EXPECT_TRUE(nothing().endsWith(QStringLiteral("holds no cohort: it has neither run.json nor .cohort.")));
  const SampleCohort cohort = finished();
  cohort.removeNotes();
  std::string run = readBytes(cohort.folder() / "run.json");
  writeBytes(cohort.folder() / "run.json", run.substr(0, 100));
  show(cohort.folder());
  EXPECT_EQ(heading(), QStringLiteral("This cohort cannot be shown"));
  EXPECT_TRUE(nothing().contains(QStringLiteral("run.json")));
  run.replace(run.find("run/1"), 5, "run/9");
  writeBytes(cohort.folder() / "run.json", run);
  ASSERT_TRUE(waitFor([&] { return nothing().contains(QStringLiteral("newer version of Snitt")); }));
}

TEST_F(CohortWindowTest, PicturesAreSavedInEachFormat) {
  const SampleCohort cohort = finished();
  CohortWindow& window = show(cohort.folder());
  for (const CohortChart* chart : window.charts().findChildren<CohortChart*>())
    for (const char* ending : {"svg", "pdf", "png"}) {
      const auto file = m_folder / (chart->stem().toStdString() + "." + ending);
      const auto saved = window.savePicture(*chart, file);
      ASSERT_TRUE(saved) << saved.error().message;
      const std::string bytes = readBytes(file);
      EXPECT_EQ(bytes.starts_with("%PDF"), std::string(ending) == "pdf");
      if (std::string(ending) != "svg") continue;
      EXPECT_NE(bytes.find("<title>" + chart->title().toStdString() + "</title>"), std::string::npos);
    }
  EXPECT_FALSE(window.savePicture(*window.charts().histograms()[0], m_folder / "picture.gif"));
}

}  // namespace
}  // namespace snitt::test
