// What a screen reader is told, and what a person without a mouse reaches: by the names that Qt hands to assistive
// technology, not by ours.
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTabBar>
#include <QTest>
#include <QTextEdit>
#include <QToolButton>

#include <fstream>

#include <gtest/gtest.h>

#include "support/fake_case_book.h"
#include "support/sample_cohort.h"
#include "tests/support/make_slide.h"
#include "tests/support/temp_folder.h"
#include "ui/actions/shortcut_help.h"
#include "ui/cases/case_view.h"
#include "ui/cases/cases_window.h"
#include "ui/cohort/cohort_chart.h"
#include "ui/cohort/cohort_charts.h"
#include "ui/cohort/cohort_window.h"
#include "ui/cohort/run_cohort_dialog.h"
#include "ui/jobs/queue_panel.h"
#include "ui/jobs/score_dialog.h"
#include "ui/score/card_dialog.h"
#include "ui/window/main_window.h"
#include "ui/window/settings_dialog.h"

namespace snitt {
namespace {

bool isInteractive(const QWidget& widget) {
  const auto is = [&widget]<class... T>(std::type_identity<T>...) {
    return ((qobject_cast<const T*>(&widget) != nullptr) || ...);
  };
  return is(std::type_identity<QAbstractButton>(), std::type_identity<QLineEdit>(),
            std::type_identity<QAbstractSpinBox>(), std::type_identity<QComboBox>(),
            std::type_identity<QAbstractSlider>(), std::type_identity<QAbstractItemView>(),
            std::type_identity<QTextEdit>(), std::type_identity<QPlainTextEdit>(), std::type_identity<QTabBar>(),
            std::type_identity<SlideView>());
}

// Parts of a control that is named itself, and of Qt's own frames.
bool isPartOfAnother(const QWidget& widget) {
  if (qobject_cast<const QScrollBar*>(&widget) != nullptr) return true;
  if (widget.objectName().startsWith(QLatin1String("qt_"))) return true;
  // Qt keeps bars of tabs for docks to come.
  if (const auto* tabs = qobject_cast<const QTabBar*>(&widget); tabs != nullptr && tabs->count() == 0) return true;
  for (const QWidget* above = widget.parentWidget(); above != nullptr; above = above->parentWidget())
    if (qobject_cast<const QComboBox*>(above) != nullptr || qobject_cast<const QAbstractSpinBox*>(above) != nullptr ||
        qobject_cast<const QAbstractItemView*>(above) != nullptr || qobject_cast<const QLineEdit*>(above) != nullptr ||
        qobject_cast<const QTabBar*>(above) != nullptr)
      return true;
  return false;
}

QString nameOf(QWidget& widget) {
  QAccessibleInterface* told = QAccessible::queryAccessibleInterface(&widget);
  return told == nullptr ? QString() : told->text(QAccessible::Name);
}

std::string where(const QWidget& widget) {
  QStringList path;
  for (const QWidget* one = &widget; one != nullptr; one = one->parentWidget())
    path.prepend(QLatin1String(one->metaObject()->className()) +
                 (one->objectName().isEmpty() ? QString() : u'#' + one->objectName()));
  return path.join(QStringLiteral(" > ")).toStdString();
}

void expectNamed(QWidget& root) {
  int seen = 0;
  for (QWidget* widget : root.findChildren<QWidget*>()) {
    if (!isInteractive(*widget) || isPartOfAnother(*widget)) continue;
    ++seen;
    EXPECT_FALSE(nameOf(*widget).trimmed().isEmpty()) << where(*widget);
    const auto* button = qobject_cast<QToolButton*>(widget);
    if (button != nullptr && button->text().isEmpty()) {
      EXPECT_FALSE(button->toolTip().isEmpty()) << "a sign without words: " << where(*widget);
    }
  }
  EXPECT_GT(seen, 0);
}

class Accessibility : public testing::Test {
 protected:
  Accessibility() {
    context.settings = &settings;
    context.shortcuts = &shortcuts;
    context.classes = &classes;
    context.newWindow = [] {};
    context.themeOrLanguageChanged = [] {};
    window = new MainWindow(context);
    window->setAttribute(Qt::WA_DeleteOnClose, false);
  }
  ~Accessibility() override { delete window; }

  // With everything that can lie over it.
  void openSlide() {
    const auto file = folder / "slide.svs";
    test::makeSlide(file, {});
    std::ofstream(folder / "tiles.csv") << "minx,miny,width,height,prob_tumour\n0,0,512,512,0.25\n512,0,512,512,0.75\n";
    OpenRequest request;
    request.slides = {file};
    request.geojson = {folder / "tiles.csv"};
    window->open(request);
    window->show();
    ASSERT_TRUE(QTest::qWaitFor([this] { return window->pane().isOpen(); }, 10000));
    ASSERT_TRUE(QTest::qWaitFor([this] { return !window->pane().document()->layers().layers().empty(); }, 10000));
    window->command(QStringLiteral("mark.bookmark"))->trigger();
  }

  test::TempFolder folder;
  ViewerSettings settings{std::filesystem::path()};
  ChangedShortcuts shortcuts;
  ClassList classes{{}};
  ViewerContext context;
  MainWindow* window = nullptr;
};

TEST_F(Accessibility, ControlsOfAnEmptyWindowAreNamed) {
  window->show();
  QCoreApplication::processEvents();
  expectNamed(*window);
}

TEST_F(Accessibility, ControlsOfAWindowWithSlideLayersAndMarksAreNamed) {
  openSlide();
  window->grid().setCount(4);
  QCoreApplication::processEvents();
  expectNamed(*window);
}

TEST_F(Accessibility, ControlsOfScoringAreNamed) {
  const auto file = folder / "slide.svs";
  test::makeSlide(file, {});
  ScoreDialogOptions options;
  options.slides = {{file, std::nullopt}};
  options.bundles = {SNITT_SOURCE_DIR "/resources/bundles/demonstrator/bundle"};
  ScoreDialog dialog(options);
  dialog.show();
  ASSERT_TRUE(QTest::qWaitFor([&] { return dialog.findChild<QWidget*>("fact-organ") != nullptr; }, 10000));
  expectNamed(dialog);
  ScoreQueue queue({});
  QueuePanel panel(queue);
  panel.show();
  expectNamed(panel);
}

TEST_F(Accessibility, ControlsOfCasesAreNamed) {
  const auto cases = std::make_shared<test::FakeCases>();
  cases->actor = test::sampleActor({Role::pathologist});
  cases->rows = {test::sampleRow(2, false)};
  cases->cases[2] = test::sampleCase(2, false);
  cases->unmatched = {test::sampleUnmatched(1, "/nowhere/a.svs")};
  CaseDesk desk(test::openerOf(cases), {});
  CasesWindow casesWindow(desk, {});
  casesWindow.show();
  casesWindow.showCase(CaseId{2});
  ASSERT_TRUE(QTest::qWaitFor([&] { return casesWindow.caseView().slides().model()->rowCount() > 0; }, 10000));
  expectNamed(casesWindow);
}

TEST_F(Accessibility, ControlsOfCohortsAreNamed) {
  const test::SampleCohort cohort(folder / "run");
  cohort.finish();
  CohortWindow cohortWindow(cohort.folder(), {});
  cohortWindow.show();
  ASSERT_TRUE(QTest::qWaitFor([&] { return !cohortWindow.charts().spreads().empty(); }, 10000));
  expectNamed(cohortWindow);
  for (const CohortChart* chart : cohortWindow.charts().findChildren<CohortChart*>())
    EXPECT_FALSE(chart->accessibleDescription().isEmpty()) << "a picture that nobody hears of: " << where(*chart);
  RunCohortDialog dialog({});
  dialog.show();
  expectNamed(dialog);
}

TEST_F(Accessibility, ControlsOfTheDialogsAreNamed) {
  SettingsDialog dialog(settings, window);
  expectNamed(dialog);
  ActionRegistry registry(shortcuts, window);
  registry.add(QStringLiteral("one"), QStringLiteral("One"), {}, {QKeySequence(Qt::Key_F9)}, QStringLiteral("Sort"));
  ShortcutHelp help(registry, window);
  expectNamed(help);
  for (const auto mode : {CardDialog::Mode::read, CardDialog::Mode::mustAccept}) {
    CardDialog card({"Sample", "1.2.0", BundleStatus::research}, "# Card", mode);
    expectNamed(card);
  }
}

TEST_F(Accessibility, EveryCommandHasWordsAndItsToolTipTellsItsShortcut) {
  int withShortcut = 0;
  for (const QAction* action : window->findChildren<QAction*>()) {
    if (action->isSeparator() || action->objectName().isEmpty() || window->command(action->objectName()) != action)
      continue;
    const std::string id = action->objectName().toStdString();
    EXPECT_FALSE(action->text().isEmpty()) << id;
    EXPECT_FALSE(action->toolTip().isEmpty()) << id;
    if (action->shortcut().isEmpty()) continue;
    ++withShortcut;
    EXPECT_TRUE(action->toolTip().contains(action->shortcut().toString(QKeySequence::NativeText))) << id;
  }
  EXPECT_GT(withShortcut, 30);
}

TEST_F(Accessibility, MenusShowTheirToolTips) {
  for (const QMenu* menu : window->findChildren<QMenu*>())
    EXPECT_TRUE(menu->title().isEmpty() || menu->toolTipsVisible()) << menu->title().toStdString();
}

TEST_F(Accessibility, TheTabKeyReachesPanelsFromTheSlide) {
  openSlide();
  window->activateWindow();
  ASSERT_TRUE(QTest::qWaitForWindowActive(window));
  window->pane().view().setFocus();
  QTest::keyClick(&window->pane().view(), Qt::Key_Tab);
  ASSERT_NE(window->focusWidget(), nullptr);
  EXPECT_NE(window->focusWidget(), &window->pane().view());
  for (const QDockWidget* dock : window->findChildren<QDockWidget*>())
    EXPECT_TRUE(dock->toggleViewAction()->isChecked()) << dock->windowTitle().toStdString();
}

}  // namespace
}  // namespace snitt
