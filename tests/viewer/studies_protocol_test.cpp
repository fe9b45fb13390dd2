// Writing a protocol, and what stands before a lock and a run.
#include <QComboBox>
#include <QDateEdit>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

#include <algorithm>

#include <gtest/gtest.h>

#include "core/validation/lock_study.h"
#include "support/open_view.h"
#include "support/sample_study.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"
#include "ui/studies/check_list.h"
#include "ui/studies/criteria_editor.h"
#include "ui/studies/lock_dialog.h"
#include "ui/studies/protocol_dialog.h"
#include "ui/studies/protocol_form.h"
#include "ui/studies/run_study_dialog.h"
#include "ui/studies/study_places.h"
#include "ui/studies/table_columns.h"

namespace snitt::test {
namespace {

class StudiesProtocol : public testing::Test {
 protected:
  ProtocolDialog& show() {
    m_dialog = std::make_unique<ProtocolDialog>(ProtocolDialogParts{
        {}, {m_study.bundle()}, "Kari Olsen", &unmaskedNames(), [this](const auto& file) { m_opened = file; }});
    m_dialog->show();
    return *m_dialog;
  }
  void type(const char* name, const std::string& text) const {
    m_dialog->findChild<QLineEdit*>(QString::fromLatin1(name))->setText(QString::fromStdString(text));
  }
  [[nodiscard]] QComboBox& box(const char* name) const {
    return *m_dialog->findChild<QComboBox*>(QString::fromLatin1(name));
  }
  [[nodiscard]] CheckList& list(const char* name) const {
    return *m_dialog->findChild<CheckList*>(QString::fromLatin1(name));
  }
  // A whole protocol of the sample's files.
  void fillIn() {
    type("file", (m_folder / "new.toml").string());
    type("study", "Elvehavn 2026");
    type("site", "Elvehavn");
    type("intendedUse", "Prognosis after resection");
    type("list", m_study.list().string());
    type("outcomes", m_study.outcomes().string());
    type("origin", "date of surgery");
    type("endpoint", "death of colorectal cancer");
    type("horizons", "3, 5");
    ASSERT_TRUE(waitFor([this] { return box("causeColumn").count() > 1 && list("adjust").topLevelItemCount() > 0; }));
    box("causeColumn").setCurrentText(QStringLiteral("cause"));
    list("counts").tick("cancer");
    list("competes").tick("other");
    m_dialog->form().criteria().addCriterion({"harrellC", validation::Limit::lower, {}, "", 0.65, {}});
    m_dialog->form().criteria().addCriterion({"sensitivity", validation::Limit::value, 5.0, "", 0.8, {}});
  }
  [[nodiscard]] validation::Protocol onDisk() const {
    auto read = validation::parseProtocol(readBytes(m_folder / "new.toml"));
    EXPECT_TRUE(read) << read.error().message;
    return read.value_or(validation::Protocol{});
  }

  TempFolder m_folder;
  SampleStudy m_study{m_folder.path()};
  std::filesystem::path m_opened;
  std::unique_ptr<ProtocolDialog> m_dialog;
};

TEST_F(StudiesProtocol, WhatIsFilledInIsReadBack) {
  show();
  EXPECT_FALSE(m_dialog->findChild<QPushButton*>("save")->isEnabled()) << "it has no name yet";
  fillIn();
  list("adjust").tick("site");
  list("subgroups").tick("site");
  list("subgroups").setTextBeside("site", QStringLiteral("65, 75"));
  m_dialog->findChild<QDateEdit*>("cutOff")->setDate(QDate(2025, 12, 31));
  EXPECT_EQ(m_dialog->status(), QStringLiteral("The protocol is whole."));
  QSignalSpy saved(m_dialog.get(), &ProtocolDialog::saved);
  m_dialog->findChild<QPushButton*>("save")->click();
  ASSERT_TRUE(waitFor([&] { return m_dialog->findChild<QPushButton*>("lockThis")->isEnabled(); }));
  EXPECT_EQ(saved.size(), 1);
  const validation::Protocol read = onDisk();
  EXPECT_EQ(read.responsible, "Kari Olsen");
  EXPECT_EQ(read.bundle, "bundle") << "what lies beside the protocol is named relative to it";
  EXPECT_EQ(read.cohort.list, "list.csv");
  EXPECT_EQ(read.outcomes.counts, std::vector<std::string>{"cancer"});
  EXPECT_EQ(read.outcomes.competes, std::vector<std::string>{"other"});
  EXPECT_EQ(read.horizonsYears, (std::vector<double>{3, 5}));
  EXPECT_EQ(read.adjust, std::vector<std::string>{"site"});
  ASSERT_EQ(read.subgroups.size(), 1U);
  EXPECT_EQ(read.subgroups[0].cuts, (std::vector<double>{65, 75}));
  ASSERT_EQ(read.criteria.size(), 2U);
  EXPECT_EQ(read.criteria[1].horizonYears, 5.0);
  EXPECT_EQ(read.criteria[1].atLeast, 0.8);
  EXPECT_EQ(static_cast<unsigned>(read.outcomes.cutOff->month()), 12U);
  m_dialog->findChild<QPushButton*>("editor")->click();
  EXPECT_EQ(m_opened, m_folder / "new.toml");
}

TEST_F(StudiesProtocol, TheFirstFaultIsSaidAsItsReaderSaysIt) {
  show();
  fillIn();
  type("study", "");
  EXPECT_EQ(m_dialog->status(), QStringLiteral("Study is empty.")) << m_dialog->status().toStdString();
  type("study", "Elvehavn 2026");
  m_dialog->form().criteria().addCriterion({"brier", validation::Limit::value, {}, "", {}, {}});
  EXPECT_TRUE(m_dialog->status().contains(QStringLiteral("needs one of atLeast and atMost")))
      << m_dialog->status().toStdString();
}

TEST_F(StudiesProtocol, TheFileIsTheTruth) {
  show();
  fillIn();
  m_dialog->save();
  ASSERT_TRUE(waitFor([&] { return m_dialog->findChild<QPushButton*>("lockThis")->isEnabled(); }));
  SampleStudy::replace(m_folder / "new.toml", "harrellC", "harelC");
  m_dialog->check();
  ASSERT_TRUE(waitFor([&] { return m_dialog->status().contains(QStringLiteral("harelC")); }));
  EXPECT_TRUE(m_dialog->status().contains(QStringLiteral("nearest: \"harrellC\""))) << m_dialog->status().toStdString();
  EXPECT_FALSE(m_dialog->findChild<QPushButton*>("lockThis")->isEnabled());
  EXPECT_TRUE(m_dialog->findChild<QPlainTextEdit*>("toml")->toPlainText().contains(QStringLiteral("harelC")));
}

TEST_F(StudiesProtocol, WhatSomebodyElseWroteIsNotReplacedUnasked) {
  show();
  fillIn();
  writeBytes(m_folder / "new.toml", "# by hand\n");
  m_dialog->save();
  QMessageBox* asks = nullptr;
  ASSERT_TRUE(waitFor([&] { return (asks = m_dialog->findChild<QMessageBox*>("replace")) != nullptr; }));
  EXPECT_EQ(readBytes(m_folder / "new.toml"), "# by hand\n");
  asks->findChild<QPushButton*>("replaceIt")->click();
  ASSERT_TRUE(waitFor([&] { return m_dialog->findChild<QPushButton*>("lockThis")->isEnabled(); }));
  EXPECT_EQ(onDisk().study, "Elvehavn 2026");
}

TEST_F(StudiesProtocol, ANameThatIsTypedWhileItSavesIsNotWrittenTo) {
  show();
  fillIn();
  writeBytes(m_folder / "other.toml", "# by hand\n");
  QSignalSpy saved(m_dialog.get(), &ProtocolDialog::saved);
  m_dialog->save();
  type("file", (m_folder / "other.toml").string());
  ASSERT_TRUE(waitFor([&] { return saved.size() == 1; }));
  EXPECT_EQ(readBytes(m_folder / "other.toml"), "# by hand\n");
  EXPECT_EQ(saved[0][0].value<std::filesystem::path>(), m_folder / "new.toml");
  EXPECT_EQ(onDisk().study, "Elvehavn 2026") << "where it was saved to";
  EXPECT_FALSE(m_dialog->findChild<QPushButton*>("lockThis")->isEnabled()) << "no protocol stands in the other file";
}

// What the fields cannot show stays in the file.
TEST_F(StudiesProtocol, FieldsAreFilledInFromAFile) {
  const std::filesystem::path file = m_folder / "new.toml";
  std::string text = readBytes(m_study.protocol());
  const auto replace = [&](const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
  };
  replace("list = \"list.csv\"\n",
          "list = \"list.csv\"\n[[cohort.exclude]]\ncolumn = \"site\"\nvalues = [\"C\"]\nwhy = \"another hospital\"\n");
  replace("seed = 7\n", "seed = 7\nadjust = [\"site\"]\nfactors = [\"site\"]\n");
  replace("[[subgroup]]\ncolumn = \"site\"\n", "[[subgroup]]\ncolumn = \"site\"\ntitle = \"Hospital\"\n");
  text +=
      "[[repeat]]\nname = \"again\"\nkind = \"rescan\"\nlist = \"again.csv\"\n"
      "[[criterion]]\nfigure = \"icc\"\nwhich = \"again\"\natLeast = 0.8\n";
  writeBytes(file, text);
  const validation::Protocol asked = validation::parseProtocol(text).value();
  show();
  auto* fill = m_dialog->findChild<QPushButton*>("fill");
  EXPECT_FALSE(fill->isEnabled());
  type("file", file.string());
  ASSERT_TRUE(waitFor([&] { return fill->isEnabled(); }));
  EXPECT_TRUE(m_dialog->status().contains(QStringLiteral("can be filled in"))) << m_dialog->status().toStdString();
  fill->click();
  ASSERT_TRUE(waitFor([&] { return m_dialog->form().protocol(m_folder.path()) == asked; }))
      << validation::formatProtocol(m_dialog->form().protocol(m_folder.path()));
  EXPECT_TRUE(m_dialog->findChild<QPushButton*>("lockThis")->isEnabled()) << "it stands on disk as it is";
  EXPECT_TRUE(m_dialog->findChild<QLabel*>("kept")->text().contains(QStringLiteral("1 rule")));
  EXPECT_TRUE(m_dialog->findChild<QLabel*>("keptCriteria")->isVisibleTo(m_dialog.get()));
  type("study", "Elvehavn 2027");
  EXPECT_FALSE(m_dialog->findChild<QPushButton*>("lockThis")->isEnabled()) << "this is not what stands there";
  m_dialog->save();
  QMessageBox* asks = nullptr;
  ASSERT_TRUE(waitFor([&] { return (asks = m_dialog->findChild<QMessageBox*>("replace")) != nullptr; }));
  asks->findChild<QPushButton*>("replaceIt")->click();
  ASSERT_TRUE(waitFor([&] { return m_dialog->findChild<QPushButton*>("lockThis")->isEnabled(); }));
  validation::Protocol changed = asked;
  changed.study = "Elvehavn 2027";
  EXPECT_EQ(onDisk(), changed);
}

TEST_F(StudiesProtocol, ColumnsAndTheirValuesComeFromTheFile) {
  const auto columns = readTableColumns(m_study.outcomes());
  ASSERT_TRUE(columns);
  EXPECT_EQ(columns->names, (std::vector<std::string>{"patient", "time", "event", "cause"}));
  EXPECT_EQ(columns->values.at("cause"), (std::vector<std::string>{"cancer", "other"}));
  EXPECT_EQ(columns->values.at("event"), (std::vector<std::string>{"0", "1"}));
  writeBytes(m_folder / "bad.csv", "a;b;c\n1;2;3\n");
  EXPECT_FALSE(readTableColumns(m_folder / "bad.csv")) << "saved with semicolons";
}

// A protocol of the sample's files, written by this program.
class StudiesAsking : public StudiesProtocol {
 protected:
  [[nodiscard]] std::filesystem::path protocol() const {
    validation::Protocol all;
    all.study = "Elvehavn 2026";
    all.site = "Elvehavn";
    all.intendedUse = "Prognosis";
    all.responsible = "Kari Olsen";
    all.bundle = "bundle";
    all.cohort.list = "list.csv";
    all.outcomes.file = "outcomes.csv";
    all.outcomes.cause = "cause";
    all.outcomes.counts = {"cancer"};
    all.outcomes.competes = {"other"};
    all.outcomes.origin = "date of surgery";
    all.outcomes.endpoint = "death of cancer";
    all.outcomes.cutOff =
        std::chrono::year_month_day{std::chrono::year(2025), std::chrono::month(12), std::chrono::day(31)};
    all.horizonsYears = {5};
    all.criteria = {{"harrellC", validation::Limit::lower, {}, "", 0.65, {}}};
    all.repeats = {{"second scan", validation::RepeatKind::rescan, "list.csv"}};
    writeBytes(m_folder / "study.toml", validation::formatProtocol(all));
    return m_folder / "study.toml";
  }
  void lockIt() const {
    const auto made = validation::lockStudy({protocol(),
                                             "",
                                             SampleStudy::program(),
                                             [](const Manifest&) { return SampleStudy::path(); },
                                             {m_folder / "validations.jsonl", {"Kari Olsen", "uuid-k", "kari"}, true}});
    ASSERT_TRUE(made) << made.error().message;
  }
  [[nodiscard]] static QString obstacleOf(const QDialog& dialog) {
    const auto* label = dialog.findChild<QLabel*>("obstacle");
    return label->isVisible() ? label->text() : QString();
  }
};

TEST_F(StudiesAsking, ALockListsTheCriteriaAndAsksWhyAgain) {
  lockIt();
  LockDialog dialog(m_folder / "study.toml", {}, unmaskedNames());
  dialog.show();
  ASSERT_TRUE(waitFor([&] { return dialog.findChild<QLineEdit*>("again")->isVisible(); }));
  const QString says = dialog.findChild<QLabel*>("protocolSays")->text();
  EXPECT_TRUE(says.contains(QStringLiteral("1. Harrell's C: lower 95 % limit at least 0.65"))) << says.toStdString();
  EXPECT_FALSE(dialog.findChild<QPushButton*>("go")->isEnabled());
  dialog.findChild<QLineEdit*>("again")->setText(QStringLiteral("a list was wrong"));
  EXPECT_TRUE(dialog.findChild<QPushButton*>("go")->isEnabled());
  EXPECT_EQ(dialog.order().again, "a list was wrong");
  EXPECT_EQ(dialog.order().protocol, m_folder / "study.toml");
}

TEST_F(StudiesAsking, ALockThatWasDamagedIsSaidAndCanBeMadeAgain) {
  lockIt();
  SampleStudy::replace(m_folder / "study.lock.json", "Kari Olsen", "Kari Nilsen");
  LockDialog dialog(m_folder / "study.toml", {}, unmaskedNames());
  dialog.show();
  ASSERT_TRUE(waitFor([&] { return dialog.findChild<QLineEdit*>("again")->isVisible(); }));
  const QString says = dialog.findChild<QLabel*>("protocolSays")->text();
  EXPECT_TRUE(says.contains(QStringLiteral("Its lock cannot be used: "))) << says.toStdString();
  EXPECT_TRUE(says.contains(QStringLiteral("was changed after it was made"))) << says.toStdString();
  EXPECT_FALSE(dialog.findChild<QPushButton*>("go")->isEnabled());
  dialog.findChild<QLineEdit*>("again")->setText(QStringLiteral("the lock was damaged"));
  EXPECT_TRUE(dialog.findChild<QPushButton*>("go")->isEnabled());
  EXPECT_EQ(dialog.order().again, "the lock was damaged");
  StudyPlaces places(nullptr);
  RunStudyDialog run(m_folder / "study.toml", places, unmaskedNames());
  run.show();
  EXPECT_TRUE(waitFor([&] { return obstacleOf(run).contains(QStringLiteral("lock it again")); }))
      << obstacleOf(run).toStdString();
}

TEST_F(StudiesAsking, ARunNeedsALockACohortAndAFolderOfItsOwn) {
  StudyPlaces places(nullptr);
  const auto file = protocol();
  RunStudyDialog dialog(file, places, unmaskedNames());
  dialog.show();
  ASSERT_TRUE(waitFor([&] { return obstacleOf(dialog).contains(QStringLiteral("not locked")); }))
      << obstacleOf(dialog).toStdString();
  lockIt();
  RunStudyDialog second(file, places, unmaskedNames());
  second.show();
  ASSERT_TRUE(waitFor([&] { return obstacleOf(second) == QStringLiteral("Choose the folder of the cohort."); }))
      << obstacleOf(second).toStdString();
  const auto set = [&](const char* name, const std::filesystem::path& path) {
    second.findChild<QLineEdit*>(QString::fromLatin1(name))->setText(QString::fromStdString(path.string()));
  };
  set("cohort", m_study.cohort());
  EXPECT_TRUE(obstacleOf(second).contains(QString::fromUtf8("“second scan”"))) << obstacleOf(second).toStdString();
  set("repeat", m_folder / "again");
  set("out", m_study.cohort());
  EXPECT_EQ(obstacleOf(second), QStringLiteral("The report needs a folder of its own."));
  set("out", m_folder / "report");
  EXPECT_EQ(obstacleOf(second), QString());
  set("record", m_folder / "record");
  EXPECT_EQ(obstacleOf(second), QStringLiteral("The training record needs its password."));
  second.findChild<QLineEdit*>("password")->setText(QStringLiteral("secret"));
  EXPECT_EQ(obstacleOf(second), QString());
  EXPECT_EQ(second.password(), "secret");
  ASSERT_EQ(second.order().repeats.size(), 1U);
  EXPECT_EQ(second.order().repeats[0].first, "second scan");
}

}  // namespace
}  // namespace snitt::test
