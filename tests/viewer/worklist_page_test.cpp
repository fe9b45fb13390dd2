// The worklist as a person works it: by typing, by keys, while the list changes under them.
#include "ui/cases/worklist_page.h"

#include <QHeaderView>
#include <QInputDialog>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QToolButton>

#include <ctime>

#include "support/cases_fixture.h"

namespace snitt {
namespace {

using test::FakeCases;
using test::sampleRow;
using test::waitFor;

class WorklistPageTest : public test::CasesFixture {
 protected:
  explicit WorklistPageTest(int rows = 30) : CasesFixture(rows) {}

  [[nodiscard]] FilterBar& filters() const { return window->worklist().filters(); }
  [[nodiscard]] WorklistFilter lastAsked() const {
    const std::scoped_lock lock(cases->mutex);
    return cases->asked.back();
  }
  [[nodiscard]] QString cell(int row, int column) const { return model().index(row, column).data().toString(); }
  void choose(const char* name, int row) {
    auto& box = find<QComboBox>(name, &filters());
    box.setCurrentIndex(row);
    Q_EMIT box.activated(row);
  }
  [[nodiscard]] bool count(int rows) const {
    return waitFor([this, rows] { return !model().isAsking() && model().rowCount() == rows; });
  }
};

TEST_F(WorklistPageTest, OldestFirstAndUrgencyDoesNotReorder) {
  openList();
  ASSERT_TRUE(waitFor([this] { return model().rowAt(29) != nullptr; }));
  std::vector<std::string> received;
  for (int row = 0; row < model().rowCount(); ++row) received.push_back(model().rowAt(row)->received);
  EXPECT_TRUE(std::ranges::is_sorted(received));
  EXPECT_EQ(model().rowAt(0)->priority, Priority::routine) << "urgent ones wait below it";
  EXPECT_EQ(lastAsked(), WorklistFilter{}) << "no AI status hides a case";
}

TEST_F(WorklistPageTest, TypingSearchesAndReturnOpensTheOnlyOne) {
  openList();
  QSignalSpy chosen(&window->worklist(), &WorklistPage::caseChosen);
  QTest::keyClick(&table(), Qt::Key_1);
  EXPECT_TRUE(filters().search().hasFocus());
  QTest::keyClicks(&filters().search(), "0002");
  EXPECT_EQ(filters().search().text(), "10002");
  QTest::keyClick(&filters().search(), Qt::Key_Return);
  ASSERT_TRUE(waitFor([&] { return chosen.size() == 1; }));
  EXPECT_EQ(chosen.at(0).at(0).value<CaseId>(), CaseId{2});
}

TEST_F(WorklistPageTest, ReturnInTheSearchOfSeveralGoesToTheList) {
  openList();
  QSignalSpy chosen(&window->worklist(), &WorklistPage::caseChosen);
  window->worklist().focusSearch();
  QTest::keyClicks(&filters().search(), "1000");
  QTest::keyClick(&filters().search(), Qt::Key_Return);
  EXPECT_TRUE(waitFor([this] { return table().hasFocus() && model().rowCount() == 9; }));
  EXPECT_EQ(chosen.size(), 0);
  QTest::keyClick(&table(), Qt::Key_Escape);
  EXPECT_TRUE(count(30)) << "Escape takes the search away";
}

TEST_F(WorklistPageTest, FromListToCaseAndBackByKeys) {
  openList();
  QTest::keyClicks(&filters().search(), "10002");
  ASSERT_TRUE(count(1));
  QTest::keyClick(&filters().search(), Qt::Key_Down);
  QTest::keyClick(&table(), Qt::Key_Return);
  ASSERT_TRUE(waitFor([this] { return window->caseView().slides().hasFocus(); }));
  EXPECT_TRUE(window->isAtCase());
  QTest::keyClick(&window->caseView().slides(), Qt::Key_Escape);
  EXPECT_FALSE(window->isAtCase());
  EXPECT_TRUE(table().hasFocus());
}

TEST_F(WorklistPageTest, SlashAndCtrlFGoToTheSearch) {
  openList();
  QTest::keyClick(&table(), Qt::Key_Slash);
  EXPECT_TRUE(filters().search().hasFocus());
  table().setFocus();
  QTest::keyClick(&table(), Qt::Key_F, Qt::ControlModifier);
  EXPECT_TRUE(filters().search().hasFocus());
}

TEST_F(WorklistPageTest, FiltersAreAskedForAndTakenAway) {
  openList();
  choose("priority", 2);
  ASSERT_TRUE(count(6));
  EXPECT_EQ(lastAsked().priority, Priority::urgent);
  find<QToolButton>("clear", &filters()).click();
  ASSERT_TRUE(count(30));
  choose("ai", 1 + static_cast<int>(AiState::slidesNotChosen));
  EXPECT_TRUE(waitFor([this] { return lastAsked().ai == AiState::slidesNotChosen; }));
  choose("class", 1 + static_cast<int>(Prognosis::poor));
  EXPECT_TRUE(waitFor([this] { return lastAsked().prognosis == Prognosis::poor; }));
  choose("state", 2);
  EXPECT_TRUE(waitFor([this] { return lastAsked().states == std::vector{CaseState::closed}; }));
  choose("state", 0);
  EXPECT_TRUE(waitFor([this] { return lastAsked().states.empty(); }));
  find<QCheckBox>("missing", &filters()).click();
  find<QCheckBox>("flagged", &filters()).click();
  EXPECT_TRUE(waitFor([this] { return lastAsked().slidesMissing && lastAsked().flagged; }));
}

TEST_F(WorklistPageTest, TheSiteIsShownWhereThereAreSeveral) {
  openList();
  EXPECT_TRUE(table().isColumnHidden(WorklistModel::site));
  EXPECT_FALSE(find<QComboBox>("site", &filters()).isVisible());
  cases->change([](FakeCases& all) { all.rows[3].name.site = "MATER"; });
  ASSERT_TRUE(waitFor([this] { return find<QComboBox>("site", &filters()).isVisible(); }));
  EXPECT_FALSE(table().isColumnHidden(WorklistModel::site));
  choose("site", 1);
  EXPECT_TRUE(count(1));
}

TEST_F(WorklistPageTest, HeadersSort) {
  openList();
  QHeaderView& header = *table().horizontalHeader();
  const auto click = [&](int column) {
    QTest::mouseClick(header.viewport(), Qt::LeftButton, {},
                      QPoint(header.sectionViewportPosition(column) + 8, header.height() / 2));
  };
  click(WorklistModel::accession);
  ASSERT_TRUE(waitFor([this] { return cell(0, WorklistModel::accession) == "26-H-10001"; }));
  click(WorklistModel::accession);
  ASSERT_TRUE(waitFor([this] { return cell(0, WorklistModel::accession) == "26-H-10030"; }));
  EXPECT_EQ(header.sortIndicatorSection(), WorklistModel::accession);
  click(WorklistModel::patient);
  EXPECT_EQ(header.sortIndicatorSection(), WorklistModel::accession) << "names stand in no order anywhere";
}

TEST_F(WorklistPageTest, ViewsAreSavedChosenAndRemoved) {
  openList();
  choose("priority", 2);
  ASSERT_TRUE(count(6));
  Q_EMIT find<QMenu>("views", &filters()).aboutToShow();
  auto& menu = find<QMenu>("views", &filters());
  const auto entry = [&menu](const QString& text) {
    for (QAction* one : menu.actions())
      if (one->text() == text) return one;
    return static_cast<QAction*>(nullptr);
  };
  ASSERT_NE(entry("Save this view…"), nullptr);
  entry("Save this view…")->trigger();
  auto* dialog = window->findChild<QInputDialog*>("viewName");
  ASSERT_NE(dialog, nullptr);
  dialog->setTextValue("Urgent & mine");
  dialog->accept();
  ASSERT_TRUE(asked("save Urgent & mine"));
  find<QToolButton>("clear", &filters()).click();
  ASSERT_TRUE(count(30));
  ASSERT_TRUE(waitFor([&] {
    Q_EMIT menu.aboutToShow();
    return entry("Urgent && mine") != nullptr;
  }));
  entry("Urgent && mine")->trigger();
  EXPECT_TRUE(count(6));
  const auto drop = menu.findChildren<QMenu*>();
  ASSERT_FALSE(drop.isEmpty());
  drop.back()->actions().front()->trigger();
  EXPECT_TRUE(asked("drop Urgent & mine"));
}

TEST_F(WorklistPageTest, SelectionAndPlaceSurviveAListThatChanges) {
  for (std::int64_t id = 31; id <= 400; ++id) cases->rows.push_back(sampleRow(id, false));
  openList();
  table().selectRow(200);
  table().scrollTo(model().index(200, 0), QAbstractItemView::PositionAtCenter);
  ASSERT_TRUE(waitFor([this] { return model().rowAt(200) != nullptr; }));
  const CaseId chosen = *window->worklist().current();
  const int y = table().rowViewportPosition(200);
  cases->change([](FakeCases& all) {
    for (std::int64_t id = 401; id <= 410; ++id) {
      all.rows.push_back(sampleRow(id, false));
      all.rows.back().received = "2026-01-01T00:00:00Z";
    }
  });
  ASSERT_TRUE(count(410));
  QTest::qWait(20);
  EXPECT_EQ(*window->worklist().current(), chosen);
  EXPECT_EQ(table().currentIndex().row(), 210);
  EXPECT_EQ(table().rowViewportPosition(210), y) << "the row did not move under the eye";
}

TEST_F(WorklistPageTest, WhatChangesInARowIsSeen) {
  openList();
  const CaseId first = *model().caseAt(0);
  cases->change([first](FakeCases& all) {
    for (WorklistRow& row : all.rows)
      if (row.id == first) row.patient = "BYRNE, Orla";
  });
  EXPECT_TRUE(waitFor([this] { return cell(0, WorklistModel::patient) == "BYRNE, Orla"; }));
}

TEST_F(WorklistPageTest, EmptyListsSayWhy) {
  openList();
  QTest::keyClicks(&filters().search(), "nowhere");
  ASSERT_TRUE(count(0));
  EXPECT_EQ(find<QLabel>("heading", &window->worklist()).text(), "No case matches");
  find<QPushButton>("help", &window->worklist()).click();
  ASSERT_TRUE(count(30));
  cases->change([](FakeCases& all) { all.rows.clear(); });
  ASSERT_TRUE(count(0));
  EXPECT_EQ(find<QLabel>("heading", &window->worklist()).text(), "No case is open");
  EXPECT_TRUE(find<QLabel>("sentence", &window->worklist()).text().contains("snitt worklist import"));
}

TEST_F(WorklistPageTest, WithoutADatabaseAButtonMakesOne) {
  cases->noOpen = Error{ErrorKind::notFound, "there is none"};
  open();
  ASSERT_TRUE(waitFor([this] { return desk.state() == CaseDesk::State::missing; }));
  EXPECT_TRUE(find<QLabel>("sentence", &window->worklist()).text().contains("snitt db create"));
  find<QPushButton>("help", &window->worklist()).click();
  EXPECT_TRUE(waitFor([this] { return desk.state() == CaseDesk::State::ready && model().rowCount() == 30; }));
}

TEST_F(WorklistPageTest, ARefusedDatabaseSaysWhatToDo) {
  cases->noOpen = Error{ErrorKind::refused, "the account bob is nobody in it: \"snitt person add\" adds it"};
  open();
  ASSERT_TRUE(waitFor([this] { return desk.state() == CaseDesk::State::refused; }));
  EXPECT_TRUE(find<QLabel>("sentence", &window->worklist()).text().contains("snitt person add"));
}

// Of processor time, since others use the machine too.
double threadMs() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

class LongWorklist : public WorklistPageTest {
 protected:
  LongWorklist() : WorklistPageTest(100'000) {}
};

TEST_F(LongWorklist, TheModelAnswersWithinAFrame) {
  openList();
  ASSERT_TRUE(count(100'000));
  QScrollBar& bar = *table().verticalScrollBar();
  double worst = 0;
  for (int step = 0; step <= 100; ++step) {
    const double before = threadMs();
    bar.setValue(bar.maximum() * step / 100);
    table().viewport()->repaint();
    worst = std::max(worst, threadMs() - before);
    QCoreApplication::processEvents();
  }
  EXPECT_LT(worst, 50) << "ms of this thread for one screen; about 5 where the program is not instrumented";
  {
    const std::scoped_lock lock(cases->mutex);
    EXPECT_LT(cases->rowsAsked, 250) << "pages are fetched, not rows";
  }
  EXPECT_TRUE(waitFor([this] { return model().rowAt(99'999) != nullptr; })) << "the end of the list gets its rows";
  const double before = threadMs();
  for (int row = 0; row < 100; ++row)
    for (int column = 0; column < WorklistModel::columns; ++column) (void)model().index(row * 1000, column).data();
  EXPECT_LT(threadMs() - before, 50);
}

// However long the list: the rows of the screens that somebody stopped at, in pages, and none of those between.
TEST_F(LongWorklist, LoadsTheRowsOfWhatIsLookedAtAlone) {
  openList();
  ASSERT_TRUE(count(100'000));
  constexpr std::size_t kScreen = 2 * 64;  // one that begins within a page of 64
  const auto told = [this] {
    const std::scoped_lock lock(cases->mutex);
    return cases->rowsTold;
  };
  const auto hasRowsInSight = [this] { return waitFor([this] { return model().rowAt(table().rowAt(5)) != nullptr; }); };
  ASSERT_TRUE(hasRowsInSight());
  EXPECT_LE(told(), kScreen);
  QScrollBar& bar = *table().verticalScrollBar();
  std::size_t screens = 1;
  for (const int at : {bar.maximum() / 2, bar.maximum(), bar.maximum() / 3}) {
    bar.setValue(at);
    table().viewport()->repaint();
    ASSERT_TRUE(hasRowsInSight());
    EXPECT_LE(told(), ++screens * kScreen);
  }
  // What was seen a moment ago is there still.
  const std::size_t before = told();
  bar.setValue(bar.maximum());
  table().viewport()->repaint();
  EXPECT_NE(model().rowAt(table().rowAt(5)), nullptr);
  QTest::qWait(50);
  EXPECT_EQ(told(), before);
}

}  // namespace
}  // namespace snitt
