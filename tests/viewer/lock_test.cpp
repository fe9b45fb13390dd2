// The program's windows at an account that several persons share: locked until somebody has signed in.
#include "ui/people/lock_screens.h"

#include <QApplication>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPointer>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <ctime>

#include <gtest/gtest.h>

#include "support/cases_fixture.h"
#include "support/make_slide.h"
#include "support/shared_account.h"
#include "ui/people/idle_watch.h"
#include "ui/people/sign_in_sheet.h"
#include "ui/window/viewer_program.h"

namespace snitt {
namespace {

using namespace std::chrono_literals;
using test::waitFor;

// Of all threads: how long somebody waits at a machine that has nothing else to do.
double cpuSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

class LockTest : public testing::Test {
 protected:
  LockTest() {
    slide = account.database.folder() / "Walsh tumour.svs";
    test::makeSlide(slide, {});
    Store store = account.database.open();
    Cases cases(store);
    EXPECT_TRUE(cases.apply(test::orderOf("26-H-1")));
    const auto fingerprint = fingerprintOf((*snitt::openSlide(slide))->info());
    EXPECT_TRUE(cases.link({slide.string(), fingerprint.value(), 10, "1", "Aperio"}, {"STJ", "26-H-1"},
                           {"26-H-1", "A", "1", "1", "HE"}));
  }
  ~LockTest() override {
    program.reset();
    std::filesystem::remove(ViewerSettings::defaultFile());
  }

  void start(bool shared = true) {
    if (shared) account.share();
    program = std::make_unique<ViewerProgram>(account.database.folder());
    window = program->newWindow();
    window->show();
    window->activateWindow();
    ASSERT_TRUE(waitFor([&] { return !shared || program->locks()->isLocked(); }));
    if (!shared) return;
    ASSERT_TRUE(waitFor([&] { return persons().count() > 0; }));
    ASSERT_TRUE(QTest::qWaitForWindowActive(&sheet()));
  }
  [[nodiscard]] SignInSheet& sheet() const { return program->locks()->sheet(); }
  template <class T>
  [[nodiscard]] T& in(const char* name) const {
    T* found = sheet().findChild<T*>(QString::fromLatin1(name));
    EXPECT_NE(found, nullptr) << name;
    return *found;
  }
  [[nodiscard]] QListWidget& persons() const { return in<QListWidget>("persons"); }
  [[nodiscard]] QString says() const { return in<QLabel>("says").text(); }
  // As at a keyboard: whatever has the focus gets it.
  static void type(const QString& text) {
    for (const QChar letter : text) QTest::keyClick(QApplication::focusWidget(), letter.toLatin1());
  }
  static void press(Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier) {
    QTest::keyClick(QApplication::focusWidget(), key, with);
  }
  void signIn(const char* beginning, const char* pin) {
    QLineEdit& name = in<QLineEdit>("name");
    EXPECT_TRUE(waitFor([&] {
      name.setFocus();
      return QApplication::focusWidget() == &name;
    })) << "the sheet comes forward, whichever window was activated since";
    name.clear();
    type(beginning);
    press(Qt::Key_Return);
    type(pin);
    press(Qt::Key_Return);
  }
  [[nodiscard]] bool unlocked() const {
    return waitFor([&] { return !program->locks()->isLocked(); });
  }
  // Waits for the sheet's answer to a PIN that is refused.
  [[nodiscard]] bool answered(const QString& words) const {
    return waitFor([&] { return says().contains(words); });
  }
  void openSlide() {
    window->openSlideOfCase(slide);
    ASSERT_TRUE(waitFor([&] {
      return window->pane().isOpen() && window->pane().document()->drawing().state() == Drawing::State::ready;
    }));
  }
  [[nodiscard]] CasesWindow& openCase() {
    window->command("cases.worklist")->trigger();
    auto* cases = casesWindow();
    EXPECT_TRUE(waitFor([&] { return cases->worklist().model().rowAt(0) != nullptr; }));
    cases->showCase(cases->worklist().model().rowAt(0)->id);
    EXPECT_TRUE(waitFor([&] { return cases->caseView().slides().model()->rowCount() > 0; }));
    return *cases;
  }
  static CasesWindow* casesWindow() {
    for (QWidget* one : QApplication::topLevelWidgets())
      if (auto* cases = qobject_cast<CasesWindow*>(one)) return cases;
    return nullptr;
  }
  // What stands in the open anywhere on the screen: titles, and texts of widgets of which a spot is to be seen.
  static QStringList readable(const QWidget* only = nullptr) {
    QStringList all;
    for (const QWidget* window : QApplication::topLevelWidgets()) {
      if (!window->isVisible() || (only != nullptr && window != only)) continue;
      all << window->windowTitle() << window->windowFilePath();
      for (const QWidget* one : window->findChildren<QWidget*>()) {
        if (!one->isVisible() || one->visibleRegion().isEmpty()) continue;
        all << one->toolTip() << one->accessibleName();
        if (const auto* label = qobject_cast<const QLabel*>(one)) all << label->text();
        if (const auto* button = qobject_cast<const QAbstractButton*>(one)) all << button->text();
        if (const auto* line = qobject_cast<const QLineEdit*>(one)) all << line->text();
        if (const auto* view = qobject_cast<const QAbstractItemView*>(one); view != nullptr && view->model() != nullptr)
          for (int row = 0; row < view->model()->rowCount(); ++row)
            for (int column = 0; column < view->model()->columnCount(); ++column)
              for (const int role : {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole})
                all << view->model()->index(row, column).data(role).toString();
      }
    }
    all.removeAll(QString());
    return all;
  }
  static void expectNoSecret(const QStringList& told) {
    for (const QString& one : told)
      for (const char* secret : {"Walsh", "Wálsh", "Cathal", "7145823", "1958", "26-H-1", ".svs"})
        EXPECT_FALSE(one.contains(QString::fromUtf8(secret), Qt::CaseInsensitive)) << one.toStdString();
  }
  // Nothing of a window but its cover.
  static void expectCovered(QWidget& one) {
    auto* cover = one.findChild<QWidget*>("cover", Qt::FindDirectChildrenOnly);
    ASSERT_NE(cover, nullptr) << one.objectName().toStdString();
    EXPECT_EQ(one.grab().toImage(), cover->grab().toImage()) << one.objectName().toStdString();
    EXPECT_EQ(one.windowTitle(), "Snitt – locked");
  }

  test::SharedAccount account;
  std::filesystem::path slide;
  std::unique_ptr<ViewerProgram> program;
  QPointer<MainWindow> window;
};

TEST_F(LockTest, AnAccountOfOnePersonShowsANameAndNothingElse) {
  start(false);
  auto* name = window->findChild<QLabel*>("personName");
  ASSERT_TRUE(waitFor([&] { return name->isVisible(); }));
  EXPECT_EQ(name->text().toStdString(), os::accountName());
  EXPECT_FALSE(window->findChild<QToolButton*>("switchPerson")->isVisible());
  EXPECT_FALSE(window->command("people.switch")->isEnabled());
  EXPECT_FALSE(program->locks()->isLocked());
  EXPECT_FALSE(sheet().isVisible());
}

TEST_F(LockTest, APersonSignsInByKeyboardAlone) {
  start();
  expectCovered(*window);
  type("ber");
  EXPECT_EQ(persons().count(), 1) << "by the beginning of any of the names";
  press(Qt::Key_Return);
  type(test::kAnnasPin);
  const double before = cpuSeconds();
  press(Qt::Key_Return);
  ASSERT_TRUE(unlocked());
  EXPECT_LT(cpuSeconds() - before, 3);
  EXPECT_FALSE(sheet().isVisible());
  EXPECT_EQ(window->findChild<QWidget*>("cover"), nullptr);
  EXPECT_EQ(window->findChild<QLabel*>("personName")->text(), test::kAnna);
  openSlide();
  EXPECT_EQ(window->pane().document()->drawing().account(), test::kAnna) << "what is drawn is hers by name";
  window->command("mark.bookmark")->trigger();
  EXPECT_EQ(window->pane().document()->notes().bookmarks.front().author, test::kAnna);
}

TEST_F(LockTest, NothingGoesAroundTheSheet) {
  start();
  press(Qt::Key_Escape);
  sheet().close();
  EXPECT_TRUE(sheet().isVisible());
  // Commands of the window behind: its key, and a click where a button would be.
  QTest::keyClick(window, Qt::Key_L, Qt::ControlModifier);
  QTest::keyClick(window, Qt::Key_N, Qt::ControlModifier);
  QTest::mouseClick(window, Qt::LeftButton, Qt::NoModifier, QPoint(20, 10));
  EXPECT_EQ(casesWindow(), nullptr);
  EXPECT_EQ(QApplication::activePopupWidget(), nullptr);
  // A window that something opens meanwhile.
  QMessageBox late(QMessageBox::Information, "Walsh tumour.svs", "Scored: Walsh tumour.svs");
  late.open();
  QCoreApplication::processEvents();
  EXPECT_EQ(QApplication::activeModalWidget(), &sheet()) << "what is typed still goes to the sheet";
  expectNoSecret(readable());
  EXPECT_TRUE(program->locks()->isLocked());
  late.close();
  // Slides that a second start hands over are opened behind it.
  window->openSlideOfCase(slide);
  ASSERT_TRUE(waitFor([&] { return window->pane().isOpen(); }));
  EXPECT_FALSE(window->pane().document()->drawing().canEdit()) << "nobody's hand";
  expectCovered(*window);
  expectNoSecret(readable());
}

TEST_F(LockTest, SaysHowManyTriesAreLeftAndUntilWhenItIsLocked) {
  start();
  signIn("Anna", "not-her-pin");
  ASSERT_TRUE(answered("4 tries are left")) << says().toStdString();
  EXPECT_TRUE(in<QLineEdit>("pin").text().isEmpty());
  EXPECT_EQ(QApplication::focusWidget(), &in<QLineEdit>("pin")) << "type again at once";
  for (const char* left : {"3 tries", "2 tries", "1 try"}) {
    type("not-her-pin");
    press(Qt::Key_Return);
    ASSERT_TRUE(answered(left)) << says().toStdString();
  }
  type("not-her-pin");
  press(Qt::Key_Return);
  ASSERT_TRUE(answered("Anna Berg is locked out until")) << says().toStdString();
  EXPECT_TRUE(says().contains("administrator")) << says().toStdString();
  EXPECT_TRUE(program->locks()->isLocked());
  signIn("bob", test::kBobsPin);
  EXPECT_TRUE(unlocked()) << "others get in";
}

TEST_F(LockTest, APinOfAnAdministratorIsChangedBeforeAnything) {
  start();
  type("carla");
  press(Qt::Key_Return);
  ASSERT_TRUE(in<QLineEdit>("newPin").isVisible());
  type(test::kGivenPin);
  in<QLineEdit>("newPin").setFocus();
  type("111111");
  in<QLineEdit>("again").setFocus();
  type("111112");
  press(Qt::Key_Return);
  EXPECT_TRUE(says().contains("differ")) << says().toStdString();
  type("111111");
  press(Qt::Key_Return);
  ASSERT_TRUE(waitFor([&] { return !says().isEmpty() && !says().contains("differ") && !says().contains("Looking"); }));
  EXPECT_EQ(QApplication::focusWidget(), &in<QLineEdit>("newPin")) << "one character repeated is no PIN";
  EXPECT_FALSE(in<QLineEdit>("pin").text().isEmpty());
  type("carlas-own-pin");
  in<QLineEdit>("again").setFocus();
  type("carlas-own-pin");
  press(Qt::Key_Return);
  ASSERT_TRUE(unlocked()) << says().toStdString();
  EXPECT_FALSE(account.person(test::kCarla).pinByOther);
}

TEST_F(LockTest, LocksWhenNobodyIsThere) {
  start();
  signIn("Anna", test::kAnnasPin);
  ASSERT_TRUE(unlocked());
  openSlide();
  CasesWindow& cases = openCase();
  window->setWindowTitle("Walsh tumour.svs");
  const QPointer<SlideDocument> document = window->pane().document();
  program->idleWatch()->setClock([] { return IdleWatch::sinceStart() + 9min; });
  program->idleWatch()->look();
  EXPECT_FALSE(program->locks()->isLocked());
  program->idleWatch()->setClock([] { return IdleWatch::sinceStart() + 11min; });
  program->idleWatch()->look();
  ASSERT_TRUE(program->locks()->isLocked());
  expectCovered(*window);
  expectCovered(cases);
  expectNoSecret(readable());
  // Panels that come forward, and titles that change, meanwhile.
  for (QDockWidget* dock : window->findChildren<QDockWidget*>()) dock->raise();
  window->setWindowTitle("Walsh metastasis.svs");
  window->resize(window->size() + QSize(40, 30));
  QCoreApplication::processEvents();
  expectCovered(*window);
  expectNoSecret(readable());
  // The same person is proposed: a PIN and work goes on where it was.
  ASSERT_TRUE(QTest::qWaitForWindowActive(&sheet()));
  EXPECT_EQ(QApplication::focusWidget(), &in<QLineEdit>("pin"));
  type(test::kAnnasPin);
  press(Qt::Key_Return);
  ASSERT_TRUE(unlocked());
  EXPECT_EQ(window->windowTitle(), "Walsh metastasis.svs");
  EXPECT_EQ(window->pane().document(), document);
  EXPECT_TRUE(cases.isAtCase());
}

TEST_F(LockTest, AnotherPersonSeesWhatTheyMayAndSlidesStayOpen) {
  start();
  signIn("Anna", test::kAnnasPin);
  ASSERT_TRUE(unlocked());
  openSlide();
  SlideDocument& document = *window->pane().document();
  auto drawn = std::make_shared<Annotation>();
  drawn->id = "11111111-1111-4111-8111-111111111111";
  drawn->author = test::kAnna;
  drawn->shape = Shape::points;
  drawn->geometry.points = {{100, 100}};
  document.drawing().apply({{nullptr, drawn}}, "point");
  CasesWindow& cases = openCase();
  cases.worklist().findChild<QLineEdit*>("search")->setText("Walsh");
  cases.activateWindow();
  ASSERT_TRUE(QTest::qWaitForWindowActive(&cases));
  QTest::keyClick(&cases, Qt::Key_L, Qt::ControlModifier | Qt::AltModifier);
  ASSERT_TRUE(program->locks()->isLocked()) << "at once";
  ASSERT_TRUE(QTest::qWaitForWindowActive(&sheet()));
  const double before = cpuSeconds();
  signIn("bob", test::kBobsPin);
  ASSERT_TRUE(unlocked());
  // From the first moment on, before the database has answered.
  const auto told = [&] {
    QStringList all;
    // Accession numbers name no patient.
    for (const QString& one : readable(&cases))
      if (!one.contains("26-H-1")) all << one;
    return all;
  };
  expectNoSecret(told());
  ASSERT_TRUE(waitFor([&] { return cases.worklist().model().rowAt(0) != nullptr && document.drawing().canEdit(); }));
  EXPECT_LT(cpuSeconds() - before, 3);
  expectNoSecret(told());
  EXPECT_EQ(cases.findChild<QLabel*>("person")->text(), test::kBob);
  EXPECT_EQ(window->findChild<QLabel*>("personName")->text(), test::kBob);
  EXPECT_EQ(window->pane().document(), &document) << "the slide stays open";
  // He is a researcher, who may not see what names patients.
  EXPECT_TRUE(waitFor([&] { return window->windowTitle() == "26-H-1 A1-1 HE – Snitt"; }))
      << window->windowTitle().toStdString();
  for (const QString& one : test::toldBy(*window))
    for (const char* secret : {"Walsh", "Wálsh", "Cathal", ".svs"})
      EXPECT_FALSE(one.contains(QString::fromUtf8(secret), Qt::CaseInsensitive)) << one.toStdString();
  EXPECT_EQ(document.drawing().account(), test::kBob);
  EXPECT_EQ(document.drawing().annotations().all().size(), 1U) << "with what was drawn";
}

}  // namespace
}  // namespace snitt
