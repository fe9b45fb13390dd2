// The windows in front of a database as it is kept.
#include "ui/cases/store_case_book.h"

#include <QLabel>
#include <QListView>
#include <QListWidget>
#include <QTest>

#include "support/case_fixture.h"
#include "support/cases_fixture.h"
#include "support/make_slide.h"
#include "ui/cases/case_slides_model.h"

namespace snitt {
namespace {

using test::waitFor;

class StoreCaseBookTest : public testing::Test {
 protected:
  StoreCaseBookTest() {
    slide = database.folder() / "scan of Walsh.svs";
    test::makeSlide(slide, {});
    fingerprint = fingerprintOf((*openSlide(slide))->info()).value();
    Store store = database.open();
    Cases cases(store);
    EXPECT_TRUE(cases.apply(test::orderOf("26-H-1")));
    EXPECT_TRUE(cases.apply(test::orderOf("26-H-2")));
    EXPECT_TRUE(cases.link({slide.string(), fingerprint, 10, "1", "Aperio"}, {"STJ", "26-H-1"},
                           {"26-H-1", "A", "1", "1", "HE"}));
    EXPECT_TRUE(cases.take({(database.folder() / "new.svs").string(), "fingerprint-2", 10, "1", "Aperio"},
                           {test::saidBy(IdentitySource::barcode, {"26-H-2", "A", "1", "2", "CDX2"}),
                            test::saidBy(IdentitySource::fileName, {"26-H-1", "A", "1", "2", "CDX2"})}));
  }

  void open(const StoreOptions& options) {
    desk = std::make_unique<CaseDesk>(storeCaseBooks(database.file(), options), database.file());
    window = std::make_unique<CasesWindow>(*desk, SlideOpener());
    window->show();
    window->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
    ASSERT_TRUE(waitFor([this] { return window->worklist().model().rowAt(0) != nullptr; }));
  }
  void openCase() {
    window->showCase(stored().id);
    ASSERT_TRUE(waitFor([this] { return slides().model()->rowCount() > 0; }));
  }
  [[nodiscard]] QListView& slides() const { return window->caseView().slides(); }
  [[nodiscard]] LabCase stored() const {
    Store store = database.open();
    Cases cases(store);
    return *cases.load(*cases.find({"STJ", "26-H-1"}));
  }

  test::CaseDatabase database;
  std::filesystem::path slide;
  std::string fingerprint;
  std::unique_ptr<CaseDesk> desk;
  std::unique_ptr<CasesWindow> window;
};

TEST_F(StoreCaseBookTest, APathologistWorksACase) {
  open(database.options());
  EXPECT_EQ(window->worklist().model().index(0, WorklistModel::patient).data(), "Ødegård-Wálsh, Cathal");
  openCase();
  EXPECT_TRUE(waitFor([this] {
    return !slides().model()->index(1, 0).data(CaseSlidesModel::PictureRole).value<QPixmap>().isNull();
  })) << "the file is found by its sealed path";
  QTest::keyClick(&slides(), Qt::Key_Y);
  ASSERT_TRUE(waitFor([this] { return stored().specimens[0].blocks[0].slides[0].chosen == Chosen::primaryTumour; }));
  auto* history = window->caseView().findChild<QListWidget*>("history");
  ASSERT_TRUE(waitFor([&] { return history->item(0)->text().startsWith("Primary tumour: unsaid → primary tumour"); }));
  EXPECT_TRUE(history->item(0)->text().contains(QString::fromStdString(os::accountName()))) << "by name, not number";
  window->showUnmatched();
  ASSERT_TRUE(waitFor([this] { return window->unmatched().count() == 1; }));
  window->unmatched().findChild<QLineEdit*>("search")->setText("26-H-2");
  auto* found = window->unmatched().findChild<QListWidget*>("cases");
  ASSERT_TRUE(waitFor([&] { return found->count() == 1; }));
  QTest::keyClick(found, Qt::Key_Return);
  EXPECT_TRUE(waitFor([this] { return window->unmatched().count() == 0; }));
}

TEST_F(StoreCaseBookTest, AnotherProgramsChangeAppears) {
  open(database.options());
  openCase();
  Store store = database.open();
  Cases cases(store);
  ASSERT_TRUE(cases.setStaging(*cases.find({"STJ", "26-H-1"}), StagingItem::pT, "3"));
  EXPECT_TRUE(waitFor([this] { return window->caseView().findChild<QLineEdit*>("pT")->text() == "pT3"; }));
}

TEST_F(StoreCaseBookTest, AResearcherSeesNoName) {
  const Store theirs = database.openAs("bob", {Role::researcher});
  StoreOptions options = database.options();
  options.account = "bob";
  open(options);
  openCase();
  EXPECT_TRUE(waitFor([this] {
    return !slides().model()->index(1, 0).data(CaseSlidesModel::PictureRole).value<QPixmap>().isNull();
  })) << "tissue is seen, names are not";
  for (const QString& told : test::toldBy(*window))
    for (const char* secret : {"Walsh", "Wálsh", "Cathal", "1958", "7145823", ".svs"})
      EXPECT_FALSE(told.contains(QString::fromUtf8(secret), Qt::CaseInsensitive)) << told.toStdString();
}

TEST_F(StoreCaseBookTest, TellsWhoseSlideItIs) {
  auto book = storeCaseBooks(database.file(), database.options())(false);
  ASSERT_TRUE(book) << book.error().message;
  const auto owner = (*book)->ownerOf(fingerprint);
  ASSERT_TRUE(owner && *owner);
  EXPECT_EQ((*owner)->name.accession, "26-H-1");
  EXPECT_EQ((*owner)->patient.identity.given, "Cathal");
  const auto nobody = (*book)->ownerOf("of nobody");
  ASSERT_TRUE(nobody);
  EXPECT_FALSE(nobody->has_value());
}

TEST(StoreCaseBooks, MakesADatabaseWhereThereIsNone) {
  const test::TempFolder folder;
  StoreOptions options;
  options.keyFolder = folder / "keys";
  CaseDesk desk(storeCaseBooks(folder / "data/snitt.db", options), folder / "data/snitt.db");
  desk.start();
  ASSERT_TRUE(waitFor([&] { return desk.state() == CaseDesk::State::missing; })) << desk.why().toStdString();
  desk.makeDatabase();
  ASSERT_TRUE(waitFor([&] { return desk.state() == CaseDesk::State::ready; })) << desk.why().toStdString();
  EXPECT_TRUE(desk.may(Permission::manageDatabase)) << "whoever makes it is its administrator";
}

TEST(StoreCaseBooks, AnAccountThatIsNobodyIsTold) {
  const test::CaseDatabase database;
  (void)database.open();
  StoreOptions options = database.options();
  options.account = "stranger";
  CaseDesk desk(storeCaseBooks(database.file(), options), database.file());
  desk.start();
  ASSERT_TRUE(waitFor([&] { return desk.state() == CaseDesk::State::refused; }));
  EXPECT_TRUE(desk.why().contains("snitt person add")) << desk.why().toStdString();
}

}  // namespace
}  // namespace snitt
