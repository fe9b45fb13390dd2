// A case as a pathologist works it: slides chosen by keys, stages and comments entered, changes of the laboratory
// answered.
#include "ui/cases/case_view.h"

#include <QDialog>
#include <QInputDialog>
#include <QListWidget>
#include <QMessageBox>
#include <QSignalSpy>

#include "support/cases_fixture.h"
#include "support/make_slide.h"
#include "ui/cases/case_slides_model.h"
#include "ui/cases/case_words.h"

namespace snitt {
namespace {

using test::FakeCases;
using test::waitFor;

class CaseViewTest : public test::CasesFixture {
 protected:
  [[nodiscard]] CaseView& view() const { return window->caseView(); }
  [[nodiscard]] QListView& slides() const { return view().slides(); }
  // Headings aside.
  [[nodiscard]] QModelIndex slide(int number) const {
    for (int row = 0; row < slides().model()->rowCount(); ++row) {
      const QModelIndex index = slides().model()->index(row, 0);
      if (!index.data(CaseSlidesModel::HeadingRole).toBool() && number-- == 0) return index;
    }
    return {};
  }
  [[nodiscard]] Chosen chosen(int number) const {
    return static_cast<Chosen>(slide(number).data(CaseSlidesModel::ChosenRole).toInt());
  }
  void key(int key) { QTest::keyClick(&slides(), static_cast<Qt::Key>(key)); }
  [[nodiscard]] QString label(const char* name) const { return find<QLabel>(name, &view()).text(); }
};

TEST_F(CaseViewTest, SaysWhoseItIs) {
  openCase(2);
  EXPECT_EQ(label("patient"), "WALSH, Cathal");
  EXPECT_EQ(label("patientMore"), "born 1951-03-02  ·  7145823 (STJAMES)");
  EXPECT_EQ(label("accession"), "26-H-10002");
  EXPECT_TRUE(label("place").startsWith("STJ"));
}

TEST_F(CaseViewTest, SlidesAreChosenByKeys) {
  openCase(2);
  ASSERT_TRUE(slides().hasFocus());
  EXPECT_EQ(slides().currentIndex(), slide(0)) << "the first slide, not the heading above it";
  key(Qt::Key_Right);
  EXPECT_EQ(slides().currentIndex(), slide(1));
  key(Qt::Key_Y);
  EXPECT_TRUE(waitFor([this] { return chosen(1) == Chosen::primaryTumour; }));
  EXPECT_EQ(slides().currentIndex(), slide(1)) << "the selection stays";
  key(Qt::Key_N);
  EXPECT_TRUE(waitFor([this] { return chosen(1) == Chosen::notPrimaryTumour; }));
  key(Qt::Key_Backspace);
  EXPECT_TRUE(waitFor([this] { return chosen(1) == Chosen::unsaid; }));
  key(Qt::Key_Down);
  EXPECT_EQ(slides().currentIndex(), slide(4)) << "past the heading of the next block";
}

TEST_F(CaseViewTest, AnotherStainIsAskedAbout) {
  openCase(2);
  slides().setCurrentIndex(slide(2));
  key(Qt::Key_Y);
  auto* box = window->findChild<QMessageBox*>("askHe");
  ASSERT_NE(box, nullptr);
  EXPECT_TRUE(box->text().contains("CDX2"));
  box->button(QMessageBox::Cancel)->click();
  EXPECT_EQ(chosen(2), Chosen::unsaid);
  key(Qt::Key_N);
  EXPECT_TRUE(waitFor([this] { return chosen(2) == Chosen::notPrimaryTumour; })) << "no is no question";
  key(Qt::Key_Y);
  find<QPushButton>("isHe").click();
  EXPECT_TRUE(waitFor([this] { return chosen(2) == Chosen::primaryTumour; }));
  EXPECT_TRUE(asked("stain 203 HE")) << "the stain is corrected, not passed over";
}

TEST_F(CaseViewTest, TheMenuDoesWhatKeysDo) {
  openCase(2);
  slides().setCurrentIndex(slide(1));
  Q_EMIT slides().customContextMenuRequested(QPoint(10, 10));
  const auto entry = [this](const QString& text) {
    for (QAction* one : find<QMenu>("slideMenu", &view()).actions())
      if (one->text() == text) return one;
    return static_cast<QAction*>(nullptr);
  };
  EXPECT_TRUE(entry("Not said")->isChecked());
  entry("Not primary tumour")->trigger();
  EXPECT_TRUE(waitFor([this] { return chosen(1) == Chosen::notPrimaryTumour; }));
  entry("Take away from this case…")->trigger();
  find<QMenu>("slideMenu", &view()).close();
  auto* dialog = window->findChild<QInputDialog*>("awayReason");
  ASSERT_NE(dialog, nullptr);
  dialog->setTextValue("another patient's block");
  dialog->accept();
  EXPECT_TRUE(asked("unlink 212: another patient's block"));
}

TEST_F(CaseViewTest, WhatMeansNothingIsSaid) {
  auto& one = cases->cases[2].labCase;
  one.scores[0].bundleStatus = BundleStatus::demonstrator;
  one.results[0].bundleStatus = BundleStatus::demonstrator;
  one.results.push_back(one.results[0]);
  one.results[1].bundleStatus = BundleStatus::untrained;
  openCase(2);
  EXPECT_EQ(slide(0).data(CaseSlidesModel::ClassTextRole), "Poor (demo)");
  EXPECT_TRUE(saysAnywhere("this says nothing of the patient"));
  EXPECT_TRUE(saysAnywhere("Untrained: no meaning"));
}

TEST_F(CaseViewTest, ReturnOpensTheSlide) {
  cases->files[211] = folder / "one.svs";
  openCase(2);
  QSignalSpy opened(window.get(), &CasesWindow::slideChosen);
  key(Qt::Key_Return);
  ASSERT_TRUE(waitFor([&] { return opened.size() == 1; }));
  EXPECT_EQ(opened.at(0).at(0).value<std::filesystem::path>(), folder / "one.svs");
  const auto owner = opened.at(0).at(1).value<SlideOwner>();
  EXPECT_EQ(owner.name.accession, "26-H-10002");
  EXPECT_EQ(owner.patient.id, PatientRow{2});
  slides().setCurrentIndex(slide(4));
  key(Qt::Key_Return);
  EXPECT_TRUE(saysAnywhere("No image of this slide has been found yet."));
  EXPECT_EQ(opened.size(), 1);
}

TEST_F(CaseViewTest, SlidesTellStateAndScore) {
  openCase(2);
  EXPECT_EQ(slide(0).data(CaseSlidesModel::NoteRole), "Rescan 1");
  EXPECT_EQ(slide(0).data(CaseSlidesModel::ClassTextRole), "Poor");
  EXPECT_EQ(slide(1).data(CaseSlidesModel::ClassTextRole), "");
  EXPECT_EQ(slide(2).data(CaseSlidesModel::ClassTextRole), "Not assessable");
  EXPECT_EQ(slide(3).data(CaseSlidesModel::NoteRole), "File missing");
  EXPECT_EQ(slide(4).data(CaseSlidesModel::NoteRole), "Not scanned yet");
  const QString told = slide(0).data(Qt::AccessibleTextRole).toString();
  for (const char* part : {"HE, slide 1", "block A1", "Rescan 1", "Primary tumour", "Poor"})
    EXPECT_TRUE(told.contains(QLatin1String(part))) << told.toStdString();
}

TEST_F(CaseViewTest, ScoresOfSupersededScansDoNotCount) {
  cases->cases[2].labCase.scores[0].scan = {210};
  cases->cases[2].labCase.scores[0].superseded = true;
  openCase(2);
  EXPECT_EQ(slide(0).data(CaseSlidesModel::ClassTextRole), "");
}

TEST_F(CaseViewTest, ThumbnailsComeOffTheFile) {
  const auto file = folder / "one.svs";
  test::makeSlide(file, {});
  cases->files[212] = file;
  cases->cases[2].labCase.specimens[0].blocks[0].slides[1].scans[0].fingerprint =
      fingerprintOf((*openSlide(file))->info()).value();
  cases->files[211] = folder / "gone.svs";
  openCase(2);
  EXPECT_TRUE(waitFor([this] { return !slide(1).data(CaseSlidesModel::PictureRole).value<QPixmap>().isNull(); }));
  EXPECT_TRUE(waitFor([this] { return slide(0).data(CaseSlidesModel::FaultRole).toBool(); }));
}

TEST_F(CaseViewTest, WithoutChosenSlidesThereIsNoResult) {
  auto& one = cases->cases[2].labCase;
  one.results.clear();
  one.ai = AiState::slidesNotChosen;
  openCase(2);
  EXPECT_TRUE(saysAnywhere("Slides not chosen"));
  EXPECT_FALSE(saysAnywhere("Poor prognosis"));
}

TEST_F(CaseViewTest, TheResultSaysWhy) {
  openCase(2);
  EXPECT_TRUE(saysAnywhere("Poor prognosis"));
  EXPECT_TRUE(saysAnywhere("is above the threshold 0.500"));
  EXPECT_TRUE(saysAnywhere("Risk group: high"));
}

TEST_F(CaseViewTest, StagesAreEnteredWithTheirSource) {
  openCase(2);
  auto& pT = find<QLineEdit>("pT", &view());
  EXPECT_EQ(pT.text(), "pT3");
  EXPECT_TRUE(saysAnywhere("HL7 OML^O21"));
  pT.setFocus();
  pT.selectAll();
  QTest::keyClicks(&pT, "t4A");
  QTest::keyClick(&pT, Qt::Key_Return);
  EXPECT_TRUE(asked("pT=4a"));
  EXPECT_TRUE(waitFor([&] { return pT.text() == "pT4a"; }));
  auto& nodes = find<QLineEdit>("nodes", &view());
  nodes.setFocus();
  QTest::keyClicks(&nodes, "some");
  QTest::keyClick(&nodes, Qt::Key_Return);
  EXPECT_TRUE(saysAnywhere("A whole number is wanted."));
  QTest::keyClick(&nodes, Qt::Key_Escape);
  EXPECT_EQ(nodes.text(), "") << "Escape takes back what was typed";
  EXPECT_TRUE(window->isAtCase());
  auto& edition = find<QComboBox>("edition", &view());
  edition.setCurrentIndex(1);
  Q_EMIT edition.activated(1);
  EXPECT_TRUE(asked("edition=7"));
}

TEST_F(CaseViewTest, WhatIsTypedSurvivesAChangeByOthersAndIsKeptOnLeaving) {
  openCase(2);
  auto& pN = find<QLineEdit>("pN", &view());
  pN.setFocus();
  QTest::keyClicks(&pN, "N1b");
  cases->change([](FakeCases& all) { all.cases[2].labCase.priority = Priority::urgent; });
  ASSERT_TRUE(waitFor([this] { return find<QComboBox>("priority", &view()).currentIndex() == 1; }));
  EXPECT_EQ(pN.text(), "N1b");
  window->showWorklist();
  EXPECT_TRUE(asked("pN=1b"));
}

TEST_F(CaseViewTest, ChangesOfTheLaboratoryWaitForAnAnswer) {
  openCase(2);
  auto& waiting = find<QWidget>("waiting", &view());
  EXPECT_TRUE(waiting.isVisible());
  EXPECT_TRUE(saysAnywhere("the patient becomes WALSH, Cathal J"));
  find<QPushButton>("accept", &waiting).click();
  EXPECT_TRUE(asked("accept 21"));
  EXPECT_TRUE(waitFor([&] { return !waiting.isVisible(); }));
}

TEST_F(CaseViewTest, IsClosedAndOpenedAgain) {
  openCase(2);
  auto& close = find<QPushButton>("close", &view());
  close.click();
  EXPECT_TRUE(asked("state closed"));
  ASSERT_TRUE(waitFor([&] { return close.text() == "Open again"; }));
  key(Qt::Key_Y);
  slides().setCurrentIndex(slide(1));
  key(Qt::Key_Y);
  EXPECT_TRUE(saysAnywhere("The case is closed: open it again first."));
  EXPECT_FALSE(find<QLineEdit>("pT", &view()).isEnabled());
  close.click();
  EXPECT_TRUE(asked("state open"));
}

TEST_F(CaseViewTest, FlagsAreSetAndLifted) {
  openCase(2);
  find<QPushButton>("lift", &view()).click();
  EXPECT_TRUE(waitFor([this] {
    const auto log = cases->log();
    return std::ranges::any_of(log,
                               [](const auto& one) { return one.starts_with("lift research-reservation of patient"); });
  }));
  find<QPushButton>("setFlag", &view()).click();
  auto& dialog = find<QDialog>("flagDialog");
  find<QComboBox>("flag", &dialog).setCurrentIndex(3);
  find<QComboBox>("whose", &dialog).setCurrentIndex(1);
  dialog.accept();
  EXPECT_TRUE(waitFor([this] {
    const auto log = cases->log();
    return std::ranges::any_of(log, [](const auto& one) { return one.starts_with("set do-not-use of case"); });
  }));
}

TEST_F(CaseViewTest, CommentsAreWritten) {
  openCase(2);
  find<QPushButton>("editComment", &view()).click();
  auto& edit = find<QPlainTextEdit>("commentEdit", &view());
  EXPECT_EQ(edit.toPlainText(), test::kSampleComment);
  edit.setPlainText("Two lines\nof it");
  find<QPushButton>("saveComment", &view()).click();
  EXPECT_TRUE(asked("comment Two lines\nof it"));
  EXPECT_TRUE(waitFor([this] { return label("comment") == "Two lines\nof it"; }));
}

TEST_F(CaseViewTest, ACommentThatCameInBetweenIsNotOverwritten) {
  openCase(2);
  find<QPushButton>("editComment", &view()).click();
  auto& edit = find<QPlainTextEdit>("commentEdit", &view());
  auto& save = find<QPushButton>("saveComment", &view());
  edit.setPlainText("Mine");
  cases->change([](test::FakeCases& all) { all.cases[2].labCase.comment = "Theirs"; });
  ASSERT_TRUE(waitFor([this] { return label("comment") == "Theirs"; })) << "what is written stays, unsaved";
  EXPECT_EQ(edit.toPlainText(), "Mine");
  save.click();
  const auto& theirs = find<QLabel>("theirs", &view());
  ASSERT_TRUE(waitFor([&] { return theirs.isVisible(); }));
  EXPECT_TRUE(theirs.text().contains("Theirs")) << theirs.text().toStdString();
  EXPECT_EQ(edit.toPlainText(), "Mine") << "both are there";
  EXPECT_EQ(cases->cases[2].labCase.comment, "Theirs");
  // Put together, once more overtaken, and at last saved by who has seen it all.
  find<QPushButton>("bothComments", &view()).click();
  EXPECT_EQ(edit.toPlainText(), "Theirs\nMine");
  cases->change([](test::FakeCases& all) { all.cases[2].labCase.comment = "Theirs, and more"; });
  save.click();
  ASSERT_TRUE(waitFor([&] { return theirs.text().contains("Theirs, and more"); }));
  edit.setPlainText("Theirs, and more\nMine");
  save.click();
  EXPECT_TRUE(waitFor([this] { return label("comment") == "Theirs, and more\nMine"; }));
  EXPECT_FALSE(theirs.isVisible());
}

TEST_F(CaseViewTest, AnotherCommentIsLeft) {
  openCase(2);
  find<QPushButton>("editComment", &view()).click();
  find<QPlainTextEdit>("commentEdit", &view()).setPlainText("Mine");
  cases->change([](test::FakeCases& all) { all.cases[2].labCase.comment = "Theirs"; });
  find<QPushButton>("saveComment", &view()).click();
  const auto& theirs = find<QLabel>("theirs", &view());
  ASSERT_TRUE(waitFor([&] { return theirs.isVisible(); }));
  find<QPushButton>("leaveComment", &view()).click();
  EXPECT_FALSE(theirs.isVisible());
  EXPECT_TRUE(waitFor([this] { return label("comment") == "Theirs"; }));
}

TEST_F(CaseViewTest, AReplacedFileIsNotThisPatientsSlide) {
  const auto file = folder / "one.svs";
  test::makeSlide(file, {});
  Scan& scan = cases->cases[2].labCase.specimens[0].blocks[0].slides[0].scans[0];
  scan.fingerprint = fingerprintOf((*openSlide(file))->info()).value();
  cases->files[211] = file;
  openCase(2);
  ASSERT_TRUE(waitFor([this] { return !slide(0).data(CaseSlidesModel::PictureRole).value<QPixmap>().isNull(); }));
  QSignalSpy opened(window.get(), &CasesWindow::slideChosen);
  key(Qt::Key_Return);
  ASSERT_TRUE(waitFor([&] { return opened.size() == 1; }));
  // The scanner used the name again.
  test::SlideRecipe another;
  another.widthPx = 1800;
  test::makeSlide(file, another);
  key(Qt::Key_Return);
  ASSERT_TRUE(waitFor([this] { return slide(0).data(CaseSlidesModel::NoteRole) == "File was replaced"; }));
  EXPECT_TRUE(slide(0).data(CaseSlidesModel::PictureRole).value<QPixmap>().isNull());
  EXPECT_TRUE(slide(0).data(CaseSlidesModel::MissingRole).toBool());
  EXPECT_TRUE(saysAnywhere("Another slide lies where the file of this one was found. It is not opened"));
  EXPECT_EQ(opened.size(), 1);
  // And from the first look on.
  window->showCase(CaseId{3});
  window->showCase(CaseId{2});
  ASSERT_TRUE(waitFor([this] { return slide(0).data(CaseSlidesModel::NoteRole) == "File was replaced"; }));
  EXPECT_TRUE(slide(0).data(CaseSlidesModel::PictureRole).value<QPixmap>().isNull());
}

// A copy that took another time along is the same slide.
TEST_F(CaseViewTest, ATouchedFileIsStillTheSlide) {
  const auto file = folder / "one.svs";
  test::makeSlide(file, {});
  Scan& scan = cases->cases[2].labCase.specimens[0].blocks[0].slides[0].scans[0];
  scan.fingerprint = fingerprintOf((*openSlide(file))->info()).value();
  scan.sizeBytes = static_cast<std::int64_t>(std::filesystem::file_size(file));
  scan.modified = "1";
  cases->files[211] = file;
  openCase(2);
  QSignalSpy opened(window.get(), &CasesWindow::slideChosen);
  key(Qt::Key_Return);
  EXPECT_TRUE(waitFor([&] { return opened.size() == 1; }));
}

TEST_F(CaseViewTest, TheHistoryIsInWords) {
  openCase(2);
  const auto& history = find<QListWidget>("history", &view());
  ASSERT_EQ(history.count(), 2);
  EXPECT_TRUE(history.item(0)->text().startsWith("Primary tumour: unsaid → primary tumour")) << "newest first";
  EXPECT_TRUE(history.item(0)->text().contains("Anna Berg"));
}

TEST_F(CaseViewTest, OthersHearThatItIsWorkedOn) {
  openCase(2);
  EXPECT_TRUE(asked("work on 2"));
  window->showWorklist();
  EXPECT_TRUE(asked("end work 2"));
  cases->cases[3].labCase.workedOnBy = {"Orla Byrne"};
  window->showCase(CaseId{3});
  EXPECT_TRUE(waitFor([this] { return label("workers") == "Also open now: Orla Byrne"; }));
  window->close();
  EXPECT_TRUE(asked("end work 3"));
}

TEST_F(CaseViewTest, OneLookIsOneOpening) {
  openCase(2);
  cases->change([](FakeCases& all) { all.cases[2].labCase.received.clear(); });
  ASSERT_TRUE(waitFor([this] { return !label("place").contains("received"); }));
  const auto log = cases->log();
  EXPECT_EQ(std::ranges::count(log, "open 2"), 1) << "what is read again is no row of the audit log";
}

TEST_F(CaseViewTest, ARefusedChangeIsSaidAndTakenBack) {
  openCase(2);
  cases->change([](FakeCases& all) { all.fault = Error{ErrorKind::refused, "you may not confirm slides"}; });
  slides().setCurrentIndex(slide(1));
  key(Qt::Key_Y);
  EXPECT_TRUE(waitFor([this] { return saysAnywhere("You may not confirm slides."); }));
  EXPECT_EQ(chosen(1), Chosen::unsaid);
}

TEST_F(CaseViewTest, ACaseThatIsGoneLeadsBack) {
  open();
  window->showCase(CaseId{77});
  ASSERT_TRUE(waitFor([this] { return saysAnywhere("There is no such case any more."); }));
}

TEST_F(CaseViewTest, ALinkMayComeBeforeTheDatabaseIsOpen) {
  window = std::make_unique<CasesWindow>(desk, SlideOpener());
  window->showCase(CaseId{2});
  window->show();
  EXPECT_TRUE(waitFor([this] { return slides().model()->rowCount() > 0; }));
  EXPECT_TRUE(window->isAtCase());
}

TEST_F(CaseViewTest, AnotherPersonDoesNotFindTheCaseOpen) {
  openCase(2);
  desk.reopen();
  EXPECT_FALSE(window->isAtCase());
}

}  // namespace
}  // namespace snitt
