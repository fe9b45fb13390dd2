// The window of validations as a person uses it.
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTableView>
#include <QTreeWidget>

#include <algorithm>

#include <gtest/gtest.h>

#include "support/fake_snitt.h"
#include "support/open_view.h"
#include "support/sample_register.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"
#include "ui/studies/drift_page.h"
#include "ui/studies/lock_dialog.h"
#include "ui/studies/run_study_dialog.h"
#include "ui/studies/sign_dialog.h"
#include "ui/studies/studies_table.h"
#include "ui/studies/studies_window.h"
#include "ui/studies/study_details.h"
#include "ui/studies/study_work.h"
#include "ui/studies/verdict_chip_p.h"
#include "ui/window/notice_bar.h"
#include "ui/window/studies_windows.h"
#include "ui/window/viewer_program.h"
#include "ui/window/viewer_settings.h"

namespace snitt::test {
namespace {

using document::Verdict;

class StudiesWindowTest : public testing::Test {
 protected:
  // One that passed, one that failed, one that is only locked.
  void fill() {
    const auto first = m_sample.lock("Elvehavn 2026");
    m_passed = m_sample.run(first);
    m_sample.conclude(first, m_passed, Verdict::passed, "Both criteria were met.");
    const auto second = m_sample.lock("Nordvik 2026");
    m_failed = m_sample.run(second);
    m_sample.conclude(second, m_failed, Verdict::failed, "One of two criteria was met.");
    m_sample.sign(m_failed, "operator", "Ola Nordmann");
    m_sample.lock("Nordvik 2026", "a criterion was missing");
  }
  StudiesWindow& show(bool masked = false) {
    StudiesWindowParts parts;
    parts.registerFile = m_sample.file();
    parts.work = &m_work;
    parts.settings = &m_settings;
    parts.names->setUnmasked(!masked);
    parts.person = [] { return std::string("Kari Olsen"); };
    parts.openFile = [this](const std::filesystem::path& file) {
      m_opened = file;
      return true;
    };
    parts.every = std::chrono::milliseconds(50);
    m_names = parts.names;
    m_window = std::make_unique<StudiesWindow>(parts);
    m_window->resize(1300, 800);
    m_window->show();
    EXPECT_TRUE(waitFor([this] { return m_window->watch().hasLooked(); }));
    return *m_window;
  }
  void choose(std::int64_t number) const {
    m_window->list().selectRow(m_window->table().rowOf(number).value());
    EXPECT_TRUE(looked());
  }
  [[nodiscard]] bool looked() const {
    return waitFor([this] { return !m_window->details().isLooking(); });
  }
  [[nodiscard]] QString words(const char* name) const {
    const auto* label = m_window->findChild<QLabel*>(QString::fromLatin1(name));
    return label->isVisible() ? label->text().replace(QChar::Nbsp, u' ') : QString();
  }
  [[nodiscard]] QString cell(int row, StudiesTable::Column column) const {
    return m_window->table().index(row, column).data().toString();
  }
  [[nodiscard]] QStringList said() const { return m_window->findChild<NoticeBar*>()->sentences(); }

  TempFolder m_folder;
  SampleRegister m_sample{m_folder / "data"};
  FakeSnitt m_fake{m_folder.path()};
  StudyWork m_work{m_fake.program()};
  ViewerSettings m_settings{m_folder / "viewer.ini"};
  std::shared_ptr<SlideNames> m_names;
  std::filesystem::path m_opened;
  std::int64_t m_passed = 0;
  std::int64_t m_failed = 0;
  std::unique_ptr<StudiesWindow> m_window;
};

TEST_F(StudiesWindowTest, ListsWhatTheRegisterHoldsTheNewestFirst) {
  fill();
  StudiesWindow& window = show();
  ASSERT_EQ(window.table().rowCount(), 3);
  EXPECT_EQ(cell(0, StudiesTable::Verdict), QStringLiteral("Not run yet"));
  EXPECT_EQ(cell(1, StudiesTable::Verdict), QStringLiteral("Failed"));
  EXPECT_EQ(cell(1, StudiesTable::Study), QStringLiteral("Nordvik 2026"));
  EXPECT_EQ(cell(1, StudiesTable::Person), QStringLiteral("Ola Nordmann"));
  EXPECT_EQ(cell(1, StudiesTable::Bundle), QStringLiteral("colon-prognosis 1.2.0"));
  EXPECT_EQ(cell(2, StudiesTable::Conclusion), QStringLiteral("Both criteria were met."));
  EXPECT_EQ(words("history"), QString()) << "a register that holds needs no warning";
  // Somebody else adds to it.
  m_sample.lock("Sørvik 2026");
  ASSERT_TRUE(waitFor([&] { return window.table().rowCount() == 4; }));
}

TEST_F(StudiesWindowTest, IsSearchedAndSorted) {
  fill();
  StudiesWindow& window = show();
  window.findChild<QLineEdit*>("search")->setText(QStringLiteral("nordvik FAILED"));
  ASSERT_EQ(window.table().rowCount(), 1);
  EXPECT_EQ(words("count"), QStringLiteral("1 of 3"));
  window.findChild<QLineEdit*>("search")->clear();
  window.table().setOrder(StudiesTable::Study, Qt::AscendingOrder);
  EXPECT_EQ(cell(0, StudiesTable::Study), QStringLiteral("Elvehavn 2026"));
}

TEST_F(StudiesWindowTest, ABrokenChainIsSaidAboveEverything) {
  fill();
  m_sample.edit("One of two criteria", "Two of two criteria");
  show();
  EXPECT_TRUE(words("history").startsWith(QStringLiteral("History unknown: "))) << words("history").toStdString();
  EXPECT_TRUE(words("history").contains(QStringLiteral("entry 6"))) << words("history").toStdString();
}

TEST_F(StudiesWindowTest, AnEmptyPlaceSaysHowAValidationBegins) {
  StudiesWindow& window = show();
  const auto* empty = window.findChild<QWidget*>(QStringLiteral("noStudies"));
  const auto* heading = empty->findChild<QLabel*>(QStringLiteral("heading"));
  EXPECT_TRUE(heading->isVisible());
  EXPECT_EQ(heading->text(), QStringLiteral("No validations yet"));
  EXPECT_EQ(words("history"), QString()) << "there was never a register: nothing is lost";
  EXPECT_TRUE(empty->findChild<QPushButton*>("help")->isVisible());
}

TEST_F(StudiesWindowTest, ARegisterThatIsGoneIsMissed) {
  fill();
  show();
  m_window.reset();
  std::filesystem::remove(m_sample.file());
  show();
  EXPECT_EQ(words("history"), QStringLiteral("History unknown: the register is missing."));
}

TEST_F(StudiesWindowTest, TheDetailsTellCriteriaSignaturesAndWhatWasLocked) {
  fill();
  StudiesWindow& window = show();
  choose(m_failed);
  EXPECT_EQ(words("studyTitle"), QStringLiteral("Nordvik 2026"));
  EXPECT_EQ(window.details().findChild<VerdictChip*>("verdict")->word(), QStringLiteral("Failed"));
  EXPECT_EQ(words("asked1"), QStringLiteral("Harrell's C: lower 95 % limit at least 0.65"));
  EXPECT_EQ(window.findChild<VerdictChip*>("verdict1")->word(), QStringLiteral("Passed"));
  EXPECT_EQ(words("found2"), QString::fromUtf8("Found: 76.4 % (95 % CI 68.9–82.7 %)"));
  EXPECT_EQ(window.findChild<VerdictChip*>("verdict2")->word(), QStringLiteral("Failed"));
  EXPECT_EQ(window.findChild<VerdictChip*>("verdict3"), nullptr);
  EXPECT_TRUE(words("signatures").startsWith(QStringLiteral("Operator: Ola Nordmann, ")))
      << words("signatures").toStdString();
  EXPECT_TRUE(words("signatures").endsWith(QStringLiteral("Reviewer: not signed")));
  EXPECT_FALSE(window.findChild<QPushButton*>("sign")->isEnabled()) << "nobody knows where the report lies";
}

TEST_F(StudiesWindowTest, AReportIsFoundAndOpened) {
  fill();
  StudiesWindow& window = show();
  choose(m_failed);
  EXPECT_TRUE(window.findChild<QPushButton*>("findReport")->isVisible());
  window.takeReport(m_failed, m_sample.report(m_passed));
  ASSERT_TRUE(waitFor([this] { return !said().isEmpty(); })) << "it is another run's";
  window.takeReport(m_failed, m_sample.report(m_failed));
  ASSERT_TRUE(waitFor([&] { return window.details().look().isThere; }));
  EXPECT_FALSE(window.findChild<QPushButton*>("findReport")->isVisible());
  window.findChild<QPushButton*>("openPdf")->click();
  EXPECT_EQ(m_opened, m_sample.report(m_failed) / "report.pdf");
  window.findChild<QPushButton*>("openFolder")->click();
  EXPECT_EQ(m_opened, m_sample.report(m_failed));
  EXPECT_TRUE(window.findChild<QPushButton*>("sign")->isEnabled());
  // Found again by the next window.
  writeBytes(m_sample.report(m_failed) / "report.pdf", "another one");
  show();
  choose(m_failed);
  EXPECT_EQ(words("reportWarning"), QStringLiteral("Changed since the register took the report in: report.pdf."));
  EXPECT_FALSE(m_window->findChild<QPushButton*>("sign")->isEnabled());
}

TEST_F(StudiesWindowTest, FilesThatWereAddedToAReportAreTold) {
  fill();
  StudiesWindow& window = show();
  window.places().setReport(m_sample.id(), m_failed, m_sample.report(m_failed));
  writeBytes(m_sample.report(m_failed) / "Wexford Nuala.csv", "added\n");
  choose(m_failed);
  EXPECT_EQ(words("reportWarning"),
            QStringLiteral("In the folder of the report, but not of its run: Wexford Nuala.csv."));
  EXPECT_FALSE(window.findChild<QPushButton*>("sign")->isEnabled()) << "what is signed is what was registered";
  m_names->setUnmasked(false);
  ASSERT_TRUE(looked());
  EXPECT_TRUE(
      words("reportWarning").startsWith(QStringLiteral("In the folder of the report, but not of its run: 1 file")))
      << words("reportWarning").toStdString();
}

TEST_F(StudiesWindowTest, FoldersAreNotNamedToWhoMayNotSeeThem) {
  fill();
  StudiesWindow& window = show(true);
  window.places().setReport(m_sample.id(), m_failed, m_sample.report(m_failed));
  choose(m_failed);
  window.details().lookAgain();
  ASSERT_TRUE(looked());
  for (const QLabel* one : window.findChildren<QLabel*>())
    EXPECT_FALSE(one->text().contains(QString::fromStdString(m_folder.path().string()))) << one->text().toStdString();
}

TEST_F(StudiesWindowTest, ARunThatEndedIsChosenWithItsReport) {
  fill();
  StudiesWindow& window = show();
  const auto lock = m_sample.lock("Vestvik 2026");
  const auto run = m_sample.run(lock);
  m_sample.conclude(lock, run, Verdict::passed, "Both criteria were met here, too.");
  m_fake.does(R"sh(echo '{"event":"notice","message":"The bundle is for research"}' >&2
echo '{"format": "snitt-validate-report/1", "folder": "x", "run": )sh" +
              std::to_string(run) +
              R"sh(, "verdict": "passed", "conclusion": "Both criteria were met here, too."}')sh");
  RunOrder order;
  order.protocol = m_folder / "p.toml";
  order.cohort = m_folder / "cohort";
  order.out = m_sample.report(run);
  order.registerFile = m_sample.file();
  ASSERT_TRUE(m_work.run(order, {}));
  EXPECT_FALSE(window.findChild<QPushButton*>("run")->isEnabled());
  ASSERT_TRUE(waitFor([&] { return window.details().look().isThere; }));
  EXPECT_EQ(words("studyTitle"), QStringLiteral("Vestvik 2026"));
  EXPECT_EQ(window.places().report(m_sample.id(), run), m_sample.report(run));
  EXPECT_TRUE(said().contains(QStringLiteral("The bundle is for research")));
  EXPECT_TRUE(window.findChild<QPushButton*>("run")->isEnabled());
}

TEST_F(StudiesWindowTest, ARefusalIsSaid) {
  fill();
  show();
  m_fake.does("echo 'snitt: somebody else must review it.' >&2; exit 3");
  ASSERT_TRUE(m_work.sign({m_sample.report(m_failed), "reviewer", "Kari Olsen", m_sample.file()}, "1234"));
  ASSERT_TRUE(waitFor([this] { return !said().isEmpty(); }));
  EXPECT_EQ(said(), QStringList{QStringLiteral("Somebody else must review it.")});
}

TEST_F(StudiesWindowTest, WhatKeepsDriftFromBeingLookedForIsSaidInTheWindow) {
  StudiesWindow& window = show();
  window.showDrift();
  window.drift().askDrift();
  ASSERT_EQ(said().size(), 1);
  EXPECT_TRUE(said()[0].contains(QStringLiteral("snitt is missing"))) << said()[0].toStdString();
}

TEST_F(StudiesWindowTest, SigningAsksForRoleAndPin) {
  fill();
  StudiesWindow& window = show();
  window.places().setReport(m_sample.id(), m_failed, m_sample.report(m_failed));
  choose(m_failed);
  window.details().lookAgain();
  ASSERT_TRUE(waitFor([&] { return window.details().look().isThere; }));
  m_fake.does("");
  window.findChild<QPushButton*>("sign")->click();
  auto* dialog = window.findChild<SignDialog*>();
  ASSERT_NE(dialog, nullptr);
  EXPECT_FALSE(dialog->findChild<QPushButton*>("go")->isEnabled());
  EXPECT_FALSE(dialog->findChild<QWidget*>("operator")->isEnabled()) << "that signature is there";
  EXPECT_EQ(dialog->order().role, "reviewer");
  EXPECT_EQ(dialog->order().person, "Kari Olsen");
  dialog->findChild<QLineEdit*>("pin")->setText(QStringLiteral("1234"));
  dialog->accept();
  EXPECT_TRUE(m_work.isAlive());
  ASSERT_TRUE(waitFor([this] { return !m_work.isAlive(); }));
  EXPECT_NE(m_fake.told().find("--as=reviewer\n"), std::string::npos) << m_fake.told();
  EXPECT_NE(m_fake.told().find("--sign=" + m_sample.report(m_failed).string()), std::string::npos);
}

TEST_F(StudiesWindowTest, ARequestOpensItAloneAndOnce) {
  ViewerProgram program({});
  OpenRequest request;
  request.validations = true;
  const auto sent = OpenRequest::fromBytes(request.toBytes());
  ASSERT_TRUE(sent);
  EXPECT_EQ(*sent, request);
  program.open(*sent);
  StudiesWindow* first = program.studiesWindows().window();
  ASSERT_NE(first, nullptr);
  program.open(*sent);
  EXPECT_EQ(program.studiesWindows().window(), first);
  for (const QWidget* one : QApplication::topLevelWidgets())
    EXPECT_EQ(qobject_cast<const MainWindow*>(one), nullptr) << "no window of slides was asked for";
}

}  // namespace
}  // namespace snitt::test
