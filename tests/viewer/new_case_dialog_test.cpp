// Cases that are made by hand, from the worklist and from a slide that nobody could give to a case.
#include "ui/cases/new_case_dialog.h"

#include <QComboBox>
#include <QListWidget>
#include <QToolButton>

#include "support/case_fixture.h"
#include "support/cases_fixture.h"
#include "ui/cases/store_case_book.h"

namespace snitt {
namespace {

using test::sampleUnmatched;
using test::waitFor;

class NewCaseTest : public test::CasesFixture {
 protected:
  explicit NewCaseTest(bool masked = false) : CasesFixture(5, masked) {}
  QDialog& openDialog() {
    openList();
    QTest::keyClick(&table(), Qt::Key_N, Qt::ControlModifier);
    return dialog();
  }
  [[nodiscard]] QDialog& dialog() const { return find<QDialog>("newCase"); }
  [[nodiscard]] QLineEdit& field(const char* name) const { return find<QLineEdit>(name, &dialog()); }
  [[nodiscard]] QString site() const { return find<QComboBox>("site", &dialog()).currentText(); }
  [[nodiscard]] QPushButton& button(const char* name) const { return find<QPushButton>(name, &dialog()); }
  [[nodiscard]] QString says() const { return find<QLabel>("says", &dialog()).text(); }
  [[nodiscard]] bool isOpen() const { return window->findChild<QDialog*>("newCase") != nullptr; }
  [[nodiscard]] bool madeAnything() const {
    return std::ranges::any_of(cases->log(), [](const std::string& one) { return one.starts_with("make "); });
  }
};

TEST_F(NewCaseTest, IsMadeByKeyboardAndOpened) {
  openDialog();
  ASSERT_TRUE(waitFor([&] { return site() == "STJ"; })) << "the only laboratory is proposed";
  EXPECT_FALSE(button("make").isEnabled());
  ASSERT_TRUE(waitFor([&] { return field("accession").hasFocus(); }));
  QTest::keyClicks(&field("accession"), " 26-H-777 ");
  QTest::keyClicks(&field("family"), "Berg");
  QTest::keyClicks(&field("given"), "Kari Anne");
  QTest::keyClicks(&field("born"), "1951-03-02");
  QTest::keyClicks(&field("number"), "4711");
  QTest::keyClick(&field("number"), Qt::Key_Return);
  EXPECT_TRUE(asked("make STJ:26-H-777 Berg, Kari Anne 1951-03-02 4711"));
  ASSERT_TRUE(waitFor([&] { return window->isAtCase() && !isOpen(); }));
  EXPECT_TRUE(waitFor([&] { return find<QLabel>("accession", &window->caseView()).text() == "26-H-777"; }));
}

TEST_F(NewCaseTest, OfSeveralLaboratoriesNoneIsGuessed) {
  cases->rows[0].name.site = "MATER";
  openDialog();
  ASSERT_TRUE(waitFor([&] { return find<QComboBox>("site", &dialog()).count() == 2; }));
  EXPECT_EQ(site(), "");
}

TEST_F(NewCaseTest, OneThatIsThereIsSaidSoAndOpened) {
  openDialog();
  ASSERT_TRUE(waitFor([&] { return site() == "STJ"; }));
  field("accession").setText("26-H-10003");
  QTest::keyClick(&field("accession"), Qt::Key_Return);
  ASSERT_TRUE(waitFor([&] { return says().contains("STJ:26-H-10003 is there already"); })) << says().toStdString();
  ASSERT_TRUE(button("open").isVisible());
  field("family").setText("x");
  EXPECT_FALSE(button("open").isVisible()) << "what was said is of what stood there before";
  button("make").click();
  ASSERT_TRUE(waitFor([&] { return button("open").isVisible(); }));
  button("open").click();
  EXPECT_TRUE(waitFor([&] { return window->isAtCase() && window->caseView().shown() == CaseId{3}; }));
  EXPECT_FALSE(madeAnything());
}

TEST_F(NewCaseTest, WhatCannotBeIsSaidBeforeAnythingIsAsked) {
  openDialog();
  ASSERT_TRUE(waitFor([&] { return site() == "STJ"; }));
  field("accession").setText("26-H-777");
  field("born").setText("31.12.1950");
  button("make").click();
  EXPECT_TRUE(says().contains("birth date")) << says().toStdString();
  field("born").setText("2999");
  button("make").click();
  EXPECT_TRUE(says().contains("birth date"));
  field("born").clear();
  field("family").setText(QString("Berg") + QChar(0x202e));
  button("make").click();
  EXPECT_TRUE(says().contains("cannot be seen"));
  field("family").clear();
  field("accession").setText(QString("26") + QChar(0x200b));
  button("make").click();
  EXPECT_TRUE(says().contains("visible"));
  find<QComboBox>("site", &dialog()).setEditText("S:J");
  field("accession").setText("26-H-777");
  button("make").click();
  EXPECT_TRUE(says().contains("colon"));
  QTest::qWait(50);
  EXPECT_FALSE(madeAnything());
}

TEST_F(NewCaseTest, AFaultKeepsWhatWasTyped) {
  openDialog();
  ASSERT_TRUE(waitFor([&] { return site() == "STJ"; }));
  field("accession").setText("26-H-777");
  cases->change([](test::FakeCases& all) { all.fault = Error{ErrorKind::database, "the database is busy"}; });
  button("make").click();
  EXPECT_TRUE(waitFor([&] { return says() == "The database is busy."; })) << says().toStdString();
  EXPECT_EQ(field("accession").text(), "26-H-777");
  EXPECT_TRUE(button("make").isEnabled());
}

class NewCaseOfResearcher : public NewCaseTest {
 protected:
  NewCaseOfResearcher() : NewCaseTest(true) {}
};

TEST_F(NewCaseOfResearcher, IsNotMade) {
  openList();
  auto& button = find<QToolButton>("newCase", &window->worklist());
  EXPECT_FALSE(button.isEnabled());
  EXPECT_TRUE(button.toolTip().contains("role")) << button.toolTip().toStdString();
  QTest::keyClick(&table(), Qt::Key_N, Qt::ControlModifier);
  EXPECT_FALSE(isOpen());
}

TEST_F(NewCaseTest, WhoMayNotSeeNamesEntersNone) {
  cases->actor = test::sampleActor({Role::administrator});
  openDialog();
  EXPECT_EQ(dialog().findChild<QLineEdit*>("family"), nullptr);
  EXPECT_TRUE(find<QLabel>("masked", &dialog()).text().contains("role"));
  ASSERT_TRUE(waitFor([&] { return site() == "STJ"; }));
  field("accession").setText("26-H-777");
  button("make").click();
  EXPECT_TRUE(asked("make STJ:26-H-777  "));
}

// --- from a slide

TEST_F(NewCaseTest, FromASlideIsMadeAndTheSlideLinked) {
  auto slide = sampleUnmatched(1, "/slides/a.svs");
  slide.said = {{IdentitySource::barcode, "26H555;A;1;1;HE", "STJ", SlideIdentity{"26-H-555", "A", "1", "1", "HE"}}};
  cases->unmatched = {slide};
  open();
  window->showUnmatched();
  ASSERT_TRUE(waitFor([&] { return window->unmatched().count() == 1; }));
  find<QLineEdit>("block", &window->unmatched()).setText("7");
  find<QPushButton>("newCase", &window->unmatched()).click();
  EXPECT_EQ(site(), "STJ");
  EXPECT_EQ(field("accession").text(), "26-H-555") << "as the label says";
  button("make").click();
  EXPECT_TRUE(asked("make STJ:26-H-555  "));
  EXPECT_TRUE(asked("link 1 to STJ:26-H-555 A/7/1/HE"));
  EXPECT_TRUE(waitFor([&] { return window->unmatched().count() == 0; }));
}

TEST_F(NewCaseTest, FromASlideOfACaseThatIsThereOnlyProposesIt) {
  cases->unmatched = {sampleUnmatched(1, "/slides/a.svs")};
  open();
  window->showUnmatched();
  ASSERT_TRUE(waitFor([&] { return window->unmatched().count() == 1; }));
  find<QPushButton>("newCase", &window->unmatched()).click();
  EXPECT_EQ(field("accession").text(), "") << "sources that disagree propose nothing";
  field("accession").setText("26-H-10004");
  button("make").click();
  ASSERT_TRUE(waitFor([&] { return button("open").isVisible(); }));
  button("open").click();
  auto& found = find<QListWidget>("cases", &window->unmatched());
  EXPECT_TRUE(waitFor([&] { return found.count() == 1 && found.currentRow() == 0; }));
  EXPECT_EQ(window->unmatched().count(), 1) << "a person looks, and links";
  for (const std::string& one : cases->log()) EXPECT_FALSE(one.starts_with("link "));
}

// --- in a database

TEST(NewCaseInStore, IsMadeOnce) {
  const test::CaseDatabase database;
  auto book = storeCaseBooks(database.file(), database.options())(false);
  ASSERT_TRUE(book) << book.error().message;
  const auto made = (*book)->make({"STJ", "26-H-9"}, {{{"1", "", ""}}, "Berg", "Kari", "1951", ""});
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_FALSE(made->wasThere);
  const auto again = (*book)->make({"STJ", "26-H-9"}, {{{"2", "", ""}}, "Lie", "Bo", "1952", ""});
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->wasThere);
  EXPECT_EQ(again->id, made->id);
  const auto opened = (*book)->open(made->id, false);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->labCase.patient.identity.family, "Berg");
  EXPECT_EQ(*(*book)->called({"", "26-H-9"}), std::vector{made->id});
}

}  // namespace
}  // namespace snitt
