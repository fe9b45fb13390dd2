// Cohorts that are run from the viewer, by the real engine on a few simulated slides.
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTableView>
#include <QTimer>
#include <QTreeWidget>

#include <gtest/gtest.h>

#include <cstdlib>

#include "core/csv.h"
#include "support/open_view.h"
#include "support/run_program.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"
#include "ui/cohort/cohort_header.h"
#include "ui/cohort/cohort_runs.h"
#include "ui/cohort/cohort_tables_pane.h"
#include "ui/cohort/cohort_window.h"
#include "ui/cohort/patient_table.h"
#include "ui/cohort/run_cohort_dialog.h"
#include "ui/layers/layer_stack.h"
#include "ui/window/cohort_windows.h"
#include "ui/window/viewer_program.h"

namespace snitt::test {
namespace {

using namespace std::chrono_literals;

constexpr int kRunMs = 120000;

class CohortRunsTest : public testing::Test {
 protected:
  static constexpr std::size_t kPatients = 4;

  // Once for all tests of the class: slides, a list and a bundle.
  static void SetUpTestSuite() {
    files = new TempFolder;
    ASSERT_EQ(snitt({"simulate", "--quiet", "--out", (*files / "slides").string(), "--patients",
                     std::to_string(kPatients), "--seed", "3", "--size", "1600"})
                  .code,
              0);
    ASSERT_EQ(snitt({"bundle", "untrained", "--out", (*files / "bundle").string(), "--width", "0.25", "--members", "2",
                     "--most-tiles", "6"})
                  .code,
              0);
  }
  static void TearDownTestSuite() { delete files; }

  void SetUp() override {
    // Tests beside this one score slides, too, and would make the cohort wait.
    ::setenv("XDG_RUNTIME_DIR", m_folder.path().c_str(), 1);
  }

  [[nodiscard]] CohortOrder order() const {
    CohortOrder order;
    order.list = *files / "slides/list.csv";
    order.bundle = *files / "bundle";
    order.out = m_folder / "run";
    order.heatmaps = true;
    return order;
  }
  static bool waitLong(const std::function<bool()>& what) { return QTest::qWaitFor(what, kRunMs); }
  static bool scores(const CohortRun& run) {
    return run.progress() && run.progress()->stage == QLatin1String("cohort");
  }

  static TempFolder* files;
  TempFolder m_folder;
};

TempFolder* CohortRunsTest::files = nullptr;

TEST_F(CohortRunsTest, IsPausedResumedAndFinished) {
  CohortRuns runs(snittProgram());
  CohortRun* run = runs.start(order()).value();
  EXPECT_FALSE(runs.start(order())) << "one run a folder";
  ASSERT_TRUE(waitLong([&] { return scores(*run); })) << run->fault().toStdString();
  run->pause();
  ASSERT_TRUE(waitLong([&] { return run->progress()->waiting == QLatin1String("paused"); }));
  // What is in hand rests, too.
  QTest::qWait(500);
  const auto journal = order().out / ".cohort/results-main.jsonl";
  const std::string before = std::filesystem::exists(journal) ? readBytes(journal) : std::string();
  QTest::qWait(2500);
  EXPECT_EQ(std::filesystem::exists(journal) ? readBytes(journal) : std::string(), before);
  EXPECT_TRUE(run->isAlive());
  run->resume();
  ASSERT_TRUE(waitLong([&] { return !run->isAlive(); }));
  EXPECT_TRUE(run->fault().isEmpty()) << run->fault().toStdString();
  const CsvTable results = parseCsv(readBytes(order().out / "results.csv")).value();
  EXPECT_EQ(results.rows.size(), kPatients);
  EXPECT_EQ(runs.alive(), 0U);
}

TEST_F(CohortRunsTest, IsStoppedAndGoesOn) {
  CohortRuns runs(snittProgram());
  CohortRun* run = runs.start(order()).value();
  ASSERT_TRUE(waitLong([&] { return scores(*run); }));
  run->stop();
  ASSERT_TRUE(waitLong([&] { return !run->isAlive(); }));
  EXPECT_TRUE(run->fault().isEmpty()) << "a person asked for it";
  CohortWindowParts parts;
  parts.runs = &runs;
  parts.every = 100ms;
  CohortWindow window(order().out, parts);
  window.show();
  ASSERT_TRUE(waitLong([&] { return window.watch().reading() && !window.watch().reading()->slides.empty(); }));
  EXPECT_EQ(window.header().stateText(), QStringLiteral("Stopped before its end"));
  QPushButton* start = window.findChild<QPushButton*>("start");
  EXPECT_TRUE(start->isVisible());
  ASSERT_TRUE(runs.start(order()));
  ASSERT_TRUE(waitLong([&] { return window.header().stateText() == QStringLiteral("Running"); }));
  EXPECT_FALSE(start->isVisible());
  EXPECT_TRUE(window.findChild<QPushButton*>("stop")->isVisible());
  ASSERT_TRUE(waitLong([&] { return window.header().stateText() == QStringLiteral("Finished"); }));
  EXPECT_EQ(window.watch().reading()->settled, kPatients);
}

TEST_F(CohortRunsTest, SaysWhyItCouldNotRun) {
  CohortRuns runs(snittProgram());
  CohortOrder wrong = order();
  writeBytes(m_folder / "list.csv", "file,patient\na.svs,P1\n");
  wrong.list = m_folder / "list.csv";
  CohortRun* run = runs.start(wrong).value();
  CohortWindowParts parts;
  parts.runs = &runs;
  CohortWindow window(wrong.out, parts);
  ASSERT_TRUE(waitLong([&] { return !run->isAlive(); }));
  EXPECT_TRUE(run->fault().contains(QStringLiteral("path"))) << run->fault().toStdString();
  CohortRuns none("/nowhere/snitt");
  EXPECT_FALSE(none.obstacle().isEmpty());
  EXPECT_FALSE(none.start(order()));
}

TEST_F(CohortRunsTest, TheDialogChecksFirst) {
  CohortOrder asked = order();
  std::string list = readBytes(asked.list);
  const CsvTable table = parseCsv(list).value();
  CsvRow away(table.header.size());
  away[*table.column("path")] = "away.svs";
  list += csvRow(away);
  writeBytes(*files / "slides/longer.csv", list);
  asked.list = *files / "slides/longer.csv";
  RunCohortOptions options;
  options.program = snittProgram();
  options.order = asked;
  options.bundles = {asked.bundle};
  RunCohortDialog dialog(options);
  dialog.show();
  QPushButton* check = dialog.findChild<QPushButton*>("check");
  ASSERT_TRUE(waitLong([&] { return check->isEnabled(); })) << "the bundle is read";
  check->click();
  EXPECT_TRUE(dialog.isChecking());
  EXPECT_FALSE(dialog.findChild<QPushButton*>("start")->isEnabled());
  ASSERT_TRUE(waitLong([&] { return !dialog.isChecking(); }));
  const QString found = dialog.findChild<QLabel*>("found")->text();
  EXPECT_TRUE(found.startsWith(QString::number(kPatients))) << found.toStdString();
  const auto* settled = dialog.findChild<QTreeWidget*>("settled");
  ASSERT_EQ(settled->topLevelItemCount(), 1);
  EXPECT_EQ(settled->topLevelItem(0)->text(0), QString::number(kPatients + 2));
  EXPECT_EQ(settled->topLevelItem(0)->text(1), QStringLiteral("Failed"));
  EXPECT_FALSE(std::filesystem::exists(asked.out)) << "a check leaves nothing";
  // Another list was not checked.
  dialog.findChild<QLineEdit*>("list")->setText(QStringLiteral("relative.csv"));
  EXPECT_FALSE(settled->isVisible());
  EXPECT_FALSE(dialog.findChild<QPushButton*>("start")->isEnabled());
  dialog.findChild<QLineEdit*>("list")->setText(QString::fromStdString(asked.list.string()));
  dialog.accept();
  EXPECT_EQ(dialog.result(), QDialog::Accepted);
  EXPECT_EQ(dialog.order(), asked);
}

// The whole way: a run from the program, its window, and a slide with what the networks saw.
TEST_F(CohortRunsTest, AScoredSlideOpensWithItsOverlays) {
  ASSERT_EQ(snitt({"cohort", order().list.string(), "--bundle", order().bundle.string(), "--out", order().out.string(),
                   "--outputs", "score,tumour,tiles,heatmap", "--db", "none"})
                .code,
            0);
  ViewerProgram program({});
  OpenRequest request;
  request.cohorts = {order().out};
  program.open(request);
  ASSERT_EQ(program.cohortWindows().windows().size(), 1U);
  CohortWindow& window = *program.cohortWindows().windows().front();
  ASSERT_TRUE(waitLong([&] { return window.watch().reading() && window.tables().patients().rowCount() > 0; }));
  QTest::keyClick(&window.tables().patientView(), Qt::Key_Return);
  MainWindow* viewer = nullptr;
  ASSERT_TRUE(waitLong([&] {
    for (QWidget* one : QApplication::topLevelWidgets())
      if (auto* main = qobject_cast<MainWindow*>(one); main != nullptr && main->isVisible()) viewer = main;
    return viewer != nullptr && viewer->pane().isOpen() && viewer->pane().document()->score() != nullptr &&
           viewer->pane().document()->idle();
  }));
  const LayerStack& layers = viewer->pane().document()->layers();
  EXPECT_NE(const_cast<LayerStack&>(layers).first(LayerKind::tumour), nullptr);
  EXPECT_GE(layers.layers().size(), 3U) << "outline and heatmaps";
  EXPECT_TRUE(viewer->pane().findChildren<QLabel*>("fault").isEmpty());
  // The next slide takes its place: one goes through a table.
  window.tables().patientView().setCurrentIndex(window.tables().patients().index(1, 0));
  QTest::keyClick(&window.tables().patientView(), Qt::Key_Return);
  const auto second = window.watch().reading()->slides[1].path;
  ASSERT_TRUE(waitLong([&] { return viewer->pane().isOpen() && viewer->pane().document()->path() == second; }));
  EXPECT_EQ(viewer->grid().count(), 1);
  // The same folder is not opened twice.
  program.open(request);
  EXPECT_EQ(program.cohortWindows().windows().size(), 1U);
  EXPECT_TRUE(program.settings().recentFiles().empty()) << "a slide of a cohort is not kept";
}

TEST_F(CohortRunsTest, TheLastWindowAsksBeforeItEndsARun) {
  ViewerProgram program({});
  program.cohortWindows().open(m_folder / "run");
  ASSERT_TRUE(program.cohortRuns().find(m_folder / "run") == nullptr);
  CohortRuns& runs = program.cohortRuns();
  CohortWindow* window = program.cohortWindows().windows().front();
  if (!runs.obstacle().isEmpty()) GTEST_SKIP() << "no engine beside this program";
  CohortRun* run = runs.start(order()).value();
  bool asked = false;
  const auto answer = [&](const char* button) {
    QTimer::singleShot(100, qApp, [&asked, name = QByteArray(button)] {
      auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
      asked = box != nullptr;
      if (box == nullptr) return;
      if (name == "close")
        box->findChild<QPushButton*>("close")->click();
      else
        box->reject();
    });
  };
  answer("go on");
  EXPECT_FALSE(window->close());
  EXPECT_TRUE(asked);
  EXPECT_TRUE(run->isAlive());
  // Where another window stays, the run goes on and nobody is asked.
  MainWindow* other = program.newWindow();
  other->show();
  asked = false;
  EXPECT_TRUE(window->close());
  EXPECT_FALSE(asked);
  EXPECT_TRUE(run->isAlive());
  answer("close");
  EXPECT_TRUE(other->close());
  EXPECT_TRUE(asked);
}

}  // namespace
}  // namespace snitt::test
