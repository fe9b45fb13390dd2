// How cohorts come into the program: from the command line, another start, a drop, the menu.
#include <QApplication>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMenu>
#include <QMimeData>

#include <gtest/gtest.h>

#include "support/open_view.h"
#include "support/run_program.h"
#include "support/sample_cohort.h"
#include "support/temp_folder.h"
#include "ui/cohort/cohort_window.h"
#include "ui/window/cohort_windows.h"
#include "ui/window/viewer_program.h"

namespace snitt::test {
namespace {

class CohortWindowsTest : public testing::Test {
 protected:
  void SetUp() override { SampleCohort(m_folder / "run").finish(); }

  [[nodiscard]] std::vector<CohortWindow*> windows() const { return m_program.cohortWindows().windows(); }
  static void drop(MainWindow& window, const std::filesystem::path& path) {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QString::fromStdString(path.string()))});
    const QPointF at = window.rect().center();
    QDragEnterEvent enter(at.toPoint(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &enter);
    QDropEvent event(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &event);
  }
  static QStringList entriesOf(MainWindow& window) {
    auto* menu = window.findChild<QMenu*>(QStringLiteral("recentCohorts"));
    Q_EMIT menu->aboutToShow();
    QStringList entries;
    for (const QAction* one : menu->actions())
      if (!one->isSeparator()) entries << one->text();
    return entries;
  }

  TempFolder m_folder;
  ViewerProgram m_program{{}};
};

TEST_F(CohortWindowsTest, ARequestForACohortOpensItAloneAndOnce) {
  OpenRequest request;
  request.cohorts = {m_folder / "run"};
  m_program.open(request);
  request.cohorts = {m_folder / "run/"};
  m_program.open(request);
  EXPECT_EQ(windows().size(), 1U);
  for (const QWidget* one : QApplication::topLevelWidgets())
    EXPECT_EQ(qobject_cast<const MainWindow*>(one), nullptr) << "no window of slides was asked for";
}

TEST_F(CohortWindowsTest, ADroppedFolderOpens) {
  MainWindow* window = m_program.newWindow();
  window->show();
  drop(*window, m_folder / "run");
  ASSERT_TRUE(waitFor([this] { return windows().size() == 1; }));
  EXPECT_EQ(windows().front()->folder(), m_folder / "run");
  EXPECT_FALSE(window->pane().isOpen());
}

TEST_F(CohortWindowsTest, CohortsOfLateAreOfferedToWhoeverMaySeeNames) {
  MainWindow* window = m_program.newWindow();
  window->show();
  m_program.cohortWindows().open(m_folder / "run");
  EXPECT_EQ(entriesOf(*window).first(), QStringLiteral("run"));
  window->slideNames().setUnmasked(false);
  m_program.cohortWindows().open(m_folder / "other");
  EXPECT_FALSE(entriesOf(*window).contains(QStringLiteral("run")));
  window->slideNames().setUnmasked(true);
  EXPECT_FALSE(entriesOf(*window).contains(QStringLiteral("other"))) << "nothing is kept of a person who sees no names";
}

TEST_F(CohortWindowsTest, ThePictureOfACohortIsRefusedInOneSentence) {
  const Ran ran = run({SNITT_VIEWER, "--cohort", (m_folder / "run").string(), "--screenshot", "/tmp/none.png"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(std::ranges::count(ran.err, '\n'), 1) << ran.err;
}

}  // namespace
}  // namespace snitt::test
