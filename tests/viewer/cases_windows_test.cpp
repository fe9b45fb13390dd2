// Cases that a link or a second start names: beside what is worked on, for whoever is signed in, and nothing is
// changed.
#include "ui/window/cases_windows.h"

#include <QApplication>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QTabWidget>
#include <QTest>

#include <atomic>
#include <thread>

#include "core/cases/case_link.h"
#include "support/cases_fixture.h"
#include "support/make_slide.h"
#include "support/shared_account.h"
#include "ui/people/idle_watch.h"
#include "ui/people/lock_screens.h"
#include "ui/people/sign_in_sheet.h"
#include "ui/window/notice_bar.h"
#include "ui/window/viewer_program.h"

namespace snitt {
namespace {

using test::waitFor;

class CasesWindowsTest : public testing::Test {
 protected:
  CasesWindowsTest() {
    qputenv("XDG_RUNTIME_DIR", QByteArray::fromStdString(account.database.folder().string()));
    Store store = account.database.open();
    Cases cases(store);
    for (const char* accession : {"26-H-1", "26-H-2", "26-H-3"}) EXPECT_TRUE(cases.apply(test::orderOf(accession)));
    EXPECT_TRUE(cases.make({"NORTH", "26-H-3"}));
    (void)account.database.openAs("quinn", {Role::qa});
  }
  ~CasesWindowsTest() override {
    program.reset();
    qunsetenv("XDG_RUNTIME_DIR");
    std::filesystem::remove(ViewerSettings::defaultFile());
  }

  void start() {
    program = std::make_unique<ViewerProgram>(account.database.folder());
    program->listen();
    open();
  }
  // What a program that is started for it hands over.
  void open(const OpenRequest& request = {}) { program->open(request); }
  // As a second start does, over the socket.
  void call(const std::string& site, const std::string& accession) {
    OpenRequest request;
    request.labCase = CaseName{site, accession};
    handOver(request);
  }
  void handOver(const OpenRequest& request) {
    std::atomic<bool> done = false;
    std::atomic<bool> taken = false;
    const std::jthread sender([&] {
      taken = SingleInstance::handOver(request.toBytes(), test::kLongMs);
      done = true;
    });
    ASSERT_TRUE(waitFor([&] { return done.load(); }));
    ASSERT_TRUE(taken);
  }

  [[nodiscard]] std::vector<CasesWindow*> windows() const { return program->casesWindows()->windows(); }
  [[nodiscard]] static std::string shownIn(const CasesWindow& window) {
    const auto* label = window.findChild<QLabel*>("accession");
    return window.isAtCase() && label != nullptr ? label->text().toStdString() : std::string();
  }
  [[nodiscard]] std::vector<std::string> shown() const {
    std::vector<std::string> all;
    for (const CasesWindow* one : windows()) all.push_back(shownIn(*one));
    std::ranges::sort(all);
    return all;
  }
  [[nodiscard]] bool shows(std::vector<std::string> accessions) const {
    return waitFor([&] { return shown() == accessions; });
  }
  [[nodiscard]] static QStringList told(const CasesWindow& window) {
    return window.findChild<NoticeBar*>(QString(), Qt::FindDirectChildrenOnly)->sentences();
  }
  [[nodiscard]] bool tells(const QString& words) const {
    return waitFor([&] {
      for (const CasesWindow* one : windows())
        for (const QString& sentence : told(*one))
          if (sentence.contains(words)) return true;
      return false;
    });
  }
  [[nodiscard]] std::int64_t version() const {
    Store store = account.database.open();
    return *Cases(store).version();
  }
  [[nodiscard]] std::size_t count() const {
    Store store = account.database.open();
    WorklistFilter all;
    all.states.clear();
    return Cases(store).list(all, {})->size();
  }
  // Who opened cases, by the record.
  [[nodiscard]] std::vector<std::string> opened() const {
    // At an account that is shared nobody but who has signed in reads the record.
    Store store = account.database.openAs("quinn", {Role::qa});
    std::vector<std::string> people;
    const auto rows = AuditLog(store).read({});
    EXPECT_TRUE(rows) << rows.error().message;
    if (!rows) return people;
    for (const AuditEvent& one : *rows)
      if (one.entry.action == "case.opened") people.push_back(one.person);
    return people;
  }
  // Tokens of windows that work on a case.
  [[nodiscard]] int workers(const std::string& accession, const char* as) const {
    Store store = account.database.openAs(as, {Role::pathologist});
    Cases cases(store);
    return static_cast<int>(cases.load(*cases.find({"STJ", accession}))->workedOnBy.size());
  }
  void signIn(const char* beginning, const char* pin) {
    SignInSheet& sheet = program->locks()->sheet();
    auto& name = *sheet.findChild<QLineEdit*>("name");
    EXPECT_TRUE(waitFor([&] {
      name.setFocus();
      return QApplication::focusWidget() == &name && sheet.findChild<QListWidget*>("persons")->count() > 0;
    }));
    name.clear();
    QTest::keyClicks(QApplication::focusWidget(), beginning);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTest::keyClicks(QApplication::focusWidget(), pin);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    EXPECT_TRUE(waitFor([&] { return !program->locks()->isLocked(); }));
  }

  test::SharedAccount account;
  std::unique_ptr<ViewerProgram> program;
};

TEST_F(CasesWindowsTest, ACaseThatIsCalledOpens) {
  start();
  call("STJ", "26-H-1");
  ASSERT_TRUE(shows({"26-H-1"}));
  EXPECT_TRUE(waitFor([&] { return windows().front()->windowTitle().contains("26-H-1"); }));
  EXPECT_TRUE(waitFor([&] { return QApplication::activeWindow() == windows().front(); }));
}

TEST_F(CasesWindowsTest, TheFirstStartOpensItWithoutAWindowOfSlides) {
  program = std::make_unique<ViewerProgram>(account.database.folder());
  OpenRequest request;
  request.labCase = CaseName{"", "26-H-2"};
  open(request);
  ASSERT_EQ(windows().size(), 1U) << "at once";
  EXPECT_TRUE(shows({"26-H-2"}));
  for (QWidget* one : QApplication::topLevelWidgets()) EXPECT_EQ(qobject_cast<MainWindow*>(one), nullptr);
}

TEST_F(CasesWindowsTest, ACaseIsNeverReplacedByAnother) {
  start();
  call("STJ", "26-H-1");
  ASSERT_TRUE(shows({"26-H-1"}));
  call("STJ", "26-H-2");
  ASSERT_TRUE(shows({"26-H-1", "26-H-2"}));
  EXPECT_NE(windows()[0]->pos(), windows()[1]->pos());
  // The window that shows the worklist may be used; its filter is there again afterwards.
  CasesWindow* first = shownIn(*windows()[0]) == "26-H-1" ? windows()[0] : windows()[1];
  first->showWorklist();
  first->worklist().findChild<QLineEdit*>("search")->setText("26");
  call("NORTH", "26-H-3");
  ASSERT_TRUE(shows({"26-H-2", "26-H-3"}));
  EXPECT_EQ(shownIn(*first), "26-H-3");
  first->showWorklist();
  EXPECT_EQ(first->worklist().findChild<QLineEdit*>("search")->text(), "26");
}

TEST_F(CasesWindowsTest, ACaseThatIsOpenComesToTheFront) {
  start();
  call("STJ", "26-H-1");
  ASSERT_TRUE(shows({"26-H-1"}));
  CasesWindow* first = windows().front();
  call("STJ", "26-H-2");
  ASSERT_TRUE(shows({"26-H-1", "26-H-2"}));
  first->showMinimized();
  call("STJ", "26-H-1");
  EXPECT_TRUE(waitFor([&] { return QApplication::activeWindow() == first && !first->isMinimized(); }));
  call("STJ", "ORD-26-H-1");
  QTest::qWait(200);
  EXPECT_EQ(windows().size(), 2U) << "by another of its numbers it is the same case";
}

TEST_F(CasesWindowsTest, AWindowInWhichSomethingIsBegunIsLeftAlone) {
  start();
  program->casesWindows()->show();
  CasesWindow* first = windows().front();
  ASSERT_TRUE(waitFor([&] { return first->worklist().model().rowAt(0) != nullptr; }));
  ASSERT_TRUE(QTest::qWaitForWindowActive(first));
  first->worklist().focusList();
  QTest::keyClick(&first->worklist().table(), Qt::Key_N, Qt::ControlModifier);
  auto* dialog = first->findChild<QDialog*>("newCase");
  ASSERT_NE(dialog, nullptr);
  dialog->findChild<QLineEdit*>("accession")->setText("26-H-77");
  call("STJ", "26-H-1");
  ASSERT_TRUE(shows({"", "26-H-1"}));
  EXPECT_TRUE(dialog->isVisible());
  EXPECT_EQ(dialog->findChild<QLineEdit*>("accession")->text(), "26-H-77");
  dialog->reject();
  first->showUnmatched();
  call("STJ", "26-H-2");
  EXPECT_TRUE(shows({"", "26-H-1", "26-H-2"})) << "slides without a case are worked on too";
}

TEST_F(CasesWindowsTest, WindowsCloseOnTheirOwnAndOthersHearOfEach) {
  start();
  call("STJ", "26-H-1");
  ASSERT_TRUE(shows({"26-H-1"}));
  call("STJ", "26-H-2");
  ASSERT_TRUE(shows({"26-H-1", "26-H-2"}));
  EXPECT_TRUE(waitFor([&] { return workers("26-H-1", "dora") == 1 && workers("26-H-2", "dora") == 1; }));
  for (CasesWindow* one : windows())
    if (shownIn(*one) == "26-H-1") {
      one->close();
      break;
    }
  EXPECT_TRUE(shows({"26-H-2"}));
  EXPECT_TRUE(waitFor([&] { return workers("26-H-1", "dora") == 0; }));
  EXPECT_EQ(workers("26-H-2", "dora"), 1);
}

TEST_F(CasesWindowsTest, ControlAndReturnOpensACaseBesideTheWorklist) {
  start();
  program->casesWindows()->show();
  CasesWindow* list = windows().front();
  ASSERT_TRUE(waitFor([&] { return list->worklist().model().rowAt(0) != nullptr; }));
  list->worklist().focusList();
  QTest::keyClick(&list->worklist().table(), Qt::Key_Return, Qt::ControlModifier);
  ASSERT_TRUE(waitFor([&] { return windows().size() == 2U && windows().back()->isAtCase(); }));
  EXPECT_FALSE(list->isAtCase());
  // Once more, it is the window that has the case.
  list->activateWindow();
  ASSERT_TRUE(QTest::qWaitForWindowActive(list));
  QTest::keyClick(&list->worklist().table(), Qt::Key_Return, Qt::ControlModifier);
  EXPECT_TRUE(waitFor([&] { return QApplication::activeWindow() != list; }));
  EXPECT_EQ(windows().size(), 2U);
}

TEST_F(CasesWindowsTest, WhatNamesNoCaseIsSaidAndNothingIsMade) {
  start();
  const std::int64_t before = version();
  const std::size_t cases = count();
  for (const char* accession : {"26-H-99", "'; DROP TABLE lab_case; --", "<img src=x>", "../../etc/passwd", "%"}) {
    call("STJ", accession);
    EXPECT_TRUE(tells(QString::fromUtf8(accession))) << accession;
  }
  for (const CasesWindow* one : windows()) EXPECT_FALSE(one->isAtCase());
  EXPECT_EQ(version(), before);
  EXPECT_EQ(count(), cases);
  // As plain text.
  for (const QLabel* label : windows().front()->findChildren<QLabel*>())
    EXPECT_TRUE(!label->text().contains("<img") || label->textFormat() == Qt::PlainText);
}

TEST_F(CasesWindowsTest, ANumberOfSeveralCasesIsToBeChosen) {
  start();
  call("", "26-H-3");
  ASSERT_TRUE(
      waitFor([&] { return !windows().empty() && windows().back()->findChild<QDialog*>("chooseCase") != nullptr; }));
  auto* chooser = windows().back()->findChild<QDialog*>("chooseCase");
  auto* list = chooser->findChild<QListWidget*>("cases");
  ASSERT_EQ(list->count(), 2);
  EXPECT_TRUE(list->item(0)->text().contains("NORTH"));
  EXPECT_TRUE(list->item(1)->text().contains("STJ") && list->item(1)->text().contains("Cathal"));
  list->setCurrentRow(1);
  QTest::keyClick(list, Qt::Key_Return);
  ASSERT_TRUE(shows({"26-H-3"}));
  EXPECT_TRUE(windows().back()->findChild<QLabel*>("accession")->isVisible());
  EXPECT_TRUE(waitFor([&] { return workers("26-H-3", "dora") == 1; })) << "that of STJ";
}

TEST_F(CasesWindowsTest, ARefusedLinkIsSaidInTheWindow) {
  start();
  OpenRequest request;
  request.refused = "The link \"snitt://case/<b>\" opens no case.";
  handOver(request);
  EXPECT_TRUE(tells("<b>"));
}

TEST_F(CasesWindowsTest, OnlySoManyWindowsAreOpenedByLinks) {
  {
    Store store = account.database.open();
    Cases cases(store);
    for (int i = 0; i < 12; ++i) ASSERT_TRUE(cases.make({"SPAM", "S" + std::to_string(i)}));
  }
  start();
  for (int i = 0; i < 12; ++i) {
    call("SPAM", "S" + std::to_string(i));
    if (i >= CasesWindows::kMostWindows) continue;
    ASSERT_TRUE(waitFor([&] { return static_cast<int>(windows().size()) == i + 1 && !shown().front().empty(); }));
  }
  EXPECT_TRUE(tells("8 windows of cases are open"));
  EXPECT_EQ(static_cast<int>(windows().size()), CasesWindows::kMostWindows);
  call("SPAM", "S3");
  EXPECT_TRUE(waitFor([&] { return shownIn(*windows().back()) == "S3"; })) << "one that is open still comes";
}

TEST_F(CasesWindowsTest, WithoutADatabaseThatIsSaid) {
  program = std::make_unique<ViewerProgram>(account.database.folder() / "empty");
  OpenRequest request;
  request.labCase = CaseName{"STJ", "26-H-1"};
  open(request);
  EXPECT_TRUE(tells("Case STJ:26-H-1 cannot be shown: there is no database of cases here yet."));
  EXPECT_FALSE(std::filesystem::exists(account.database.folder() / "empty/snitt.db"));
}

// --- several persons at one account

TEST_F(CasesWindowsTest, WhileLockedALinkWaitsForWhoeverSignsIn) {
  account.share();
  program = std::make_unique<ViewerProgram>(account.database.folder());
  program->listen();
  OpenRequest request;
  request.labCase = CaseName{"STJ", "26-H-1"};
  open(request);
  ASSERT_TRUE(waitFor([&] { return program->locks()->isLocked(); }));
  call("STJ", "26-H-2");
  QTest::qWait(300);
  EXPECT_TRUE(opened().empty()) << "nobody has looked";
  for (const CasesWindow* one : windows()) EXPECT_FALSE(one->isAtCase());
  signIn("Anna", test::kAnnasPin);
  EXPECT_TRUE(shows({"26-H-1", "26-H-2"}));
  for (const std::string& person : opened()) EXPECT_EQ(person, account.person(test::kAnna).uuid);
}

TEST_F(CasesWindowsTest, ALinkThatCameWhileAnnaWasAwayIsShownToBobAsHeMaySeeIt) {
  account.share();
  start();
  ASSERT_TRUE(waitFor([&] { return program->locks()->isLocked(); }));
  signIn("Anna", test::kAnnasPin);
  call("STJ", "26-H-1");
  ASSERT_TRUE(shows({"26-H-1"}));
  const std::size_t before = opened().size();
  program->idleWatch()->setClock([] { return IdleWatch::sinceStart() + std::chrono::minutes(11); });
  program->idleWatch()->look();
  ASSERT_TRUE(program->locks()->isLocked());
  program->idleWatch()->setClock(IdleWatch::sinceStart);
  call("STJ", "26-H-2");
  QTest::qWait(300);
  EXPECT_EQ(opened().size(), before) << "not in Anna's name while she is away";
  signIn("bob", test::kBobsPin);
  ASSERT_TRUE(waitFor([&] {
    const auto all = shown();
    return std::ranges::find(all, "26-H-2") != all.end();
  }));
  EXPECT_EQ(std::ranges::count(shown(), "26-H-1"), 0) << "what Anna had open is not Bob's";
  EXPECT_EQ(opened().back(), account.person(test::kBob).uuid);
  for (const CasesWindow* one : windows())
    for (const QString& words : test::toldBy(*one))
      for (const char* secret : {"Wálsh", "Cathal", "7145823"})
        EXPECT_FALSE(words.contains(QString::fromUtf8(secret))) << words.toStdString();
}

TEST_F(CasesWindowsTest, LockingCoversAllWindows) {
  account.share();
  start();
  ASSERT_TRUE(waitFor([&] { return program->locks()->isLocked(); }));
  signIn("Anna", test::kAnnasPin);
  call("STJ", "26-H-1");
  ASSERT_TRUE(shows({"26-H-1"}));
  call("STJ", "26-H-2");
  ASSERT_TRUE(shows({"26-H-1", "26-H-2"}));
  QTest::keyClick(windows().front(), Qt::Key_L, Qt::ControlModifier | Qt::AltModifier);
  ASSERT_TRUE(program->locks()->isLocked());
  for (CasesWindow* one : windows()) {
    ASSERT_NE(one->findChild<QWidget*>("cover", Qt::FindDirectChildrenOnly), nullptr);
    EXPECT_EQ(one->windowTitle(), "Snitt – locked");
  }
  signIn("Anna", test::kAnnasPin);
  EXPECT_EQ(shown(), (std::vector<std::string>{"26-H-1", "26-H-2"})) << "work goes on in both";
}

// --- slides of a second start

TEST_F(CasesWindowsTest, ASecondStartsSlideOpensBesideTheFirst) {
  const auto slideOf = [&](const char* name) {
    const auto file = account.database.folder() / name;
    test::makeSlide(file, {});
    return file;
  };
  start();
  std::vector<std::filesystem::path> slides;
  for (const char* name : {"a.svs", "b.svs", "c.svs", "d.svs", "e.svs"}) slides.push_back(slideOf(name));
  const auto panes = [] {
    std::vector<std::vector<std::filesystem::path>> all;
    for (QWidget* one : QApplication::topLevelWidgets())
      if (auto* window = qobject_cast<MainWindow*>(one); window != nullptr && window->isVisible()) {
        all.emplace_back();
        for (const SlidePane* pane : window->grid().panes())
          if (pane->document() != nullptr) all.back().push_back(pane->document()->path());
      }
    std::ranges::sort(all, {}, [](const auto& some) { return 10 - some.size(); });
    return all;
  };
  for (const auto& slide : slides) {
    OpenRequest request;
    request.slides = {slide};
    handOver(request);
  }
  ASSERT_TRUE(waitFor([&] { return panes().size() == 2; }));
  EXPECT_EQ(panes()[0], (std::vector<std::filesystem::path>(slides.begin(), slides.begin() + 4)));
  EXPECT_EQ(panes()[1], std::vector<std::filesystem::path>{slides.back()});
  OpenRequest again;
  again.slides = {slides.front()};
  handOver(again);
  QTest::qWait(100);
  EXPECT_EQ(panes()[0].size(), 4U);
  EXPECT_EQ(panes()[1].size(), 1U) << "one that is open comes to the front instead";
}

}  // namespace
}  // namespace snitt
