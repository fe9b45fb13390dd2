// Slides without a case: what is seen of them, and that one key links them to the case that was chosen and no other.
#include "ui/cases/unmatched_queue.h"

#include <QInputDialog>
#include <QListWidget>
#include <QTableWidget>

#include "support/cases_fixture.h"
#include "support/make_slide.h"
#include "support/shared_data.h"
#include "ui/cases/label_picture.h"

namespace snitt {
namespace {

using test::FakeCases;
using test::sampleUnmatched;
using test::waitFor;

class UnmatchedQueueTest : public test::CasesFixture {
 protected:
  void openQueue() {
    open();
    window->showUnmatched();
    ASSERT_TRUE(waitFor([this] { return queue().count() > 0; }));
  }
  [[nodiscard]] UnmatchedQueue& queue() const { return window->unmatched(); }
  [[nodiscard]] QLineEdit& search() const { return find<QLineEdit>("search", &queue()); }
  [[nodiscard]] QListWidget& found() const { return find<QListWidget>("cases", &queue()); }
  [[nodiscard]] QListWidget& list() const { return find<QListWidget>("waiting", &queue()); }
};

TEST_F(UnmatchedQueueTest, SourcesThatDisagreeProposeNothing) {
  cases->unmatched = {sampleUnmatched(1, "/slides/26-H-10003_A1_2.svs")};
  openQueue();
  EXPECT_EQ(search().text(), "");
  EXPECT_EQ(found().count(), 0);
  EXPECT_FALSE(find<QPushButton>("link", &queue()).isEnabled());
  EXPECT_EQ(find<QLineEdit>("specimen", &queue()).text(), "A");
  EXPECT_EQ(find<QLineEdit>("slide", &queue()).text(), "1") << "the barcode is believed before the file's name";
  QTest::keyClick(&list(), Qt::Key_Return);
  QTest::qWait(50);
  EXPECT_EQ(queue().count(), 1);
  auto& said = find<QTableWidget>("said", &queue());
  ASSERT_EQ(said.rowCount(), 3);
  EXPECT_EQ(said.item(0, 0)->text(), "Barcode");
  EXPECT_EQ(said.item(1, 2)->text(), "26-H-10003");
  EXPECT_TRUE(said.item(1, 2)->font().bold()) << "what contradicts is marked";
  EXPECT_EQ(said.item(2, 2)->text(), "no pattern fits");
}

TEST_F(UnmatchedQueueTest, ReturnLinksToTheCaseThatWasChosen) {
  cases->unmatched = {sampleUnmatched(1, "/slides/a.svs"), sampleUnmatched(2, "/slides/b.svs")};
  openQueue();
  QTest::keyClick(&list(), Qt::Key_Slash);
  ASSERT_TRUE(search().hasFocus());
  QTest::keyClicks(&search(), "1000");
  ASSERT_TRUE(waitFor([this] { return found().count() == 9; }));
  EXPECT_EQ(found().currentRow(), -1) << "several match: none is taken by guess";
  QTest::keyClicks(&search(), "3");
  ASSERT_TRUE(waitFor([this] { return found().count() == 1 && found().currentRow() == 0; }));
  auto& stain = find<QLineEdit>("stain", &queue());
  stain.setText("CDX2");
  stain.setFocus();
  QTest::keyClick(&stain, Qt::Key_Return);
  EXPECT_TRUE(asked("link 1 to STJ:26-H-10003 A/1/1/CDX2"));
  EXPECT_TRUE(waitFor([this] { return queue().count() == 1; }));
  EXPECT_EQ(list().currentRow(), 0) << "the next one";
  EXPECT_EQ(search().text(), "");
}

TEST_F(UnmatchedQueueTest, WhereAllAgreeTheCaseIsProposed) {
  auto slide = sampleUnmatched(1, "/slides/a.svs");
  slide.said.pop_back();
  slide.said.pop_back();
  cases->unmatched = {slide};
  openQueue();
  EXPECT_EQ(search().text(), "26-H-10002");
  EXPECT_TRUE(waitFor([this] { return found().currentRow() == 0; }));
  QTest::keyClick(&list(), Qt::Key_Return);
  EXPECT_TRUE(asked("link 1 to STJ:26-H-10002 A/1/1/HE"));
}

TEST_F(UnmatchedQueueTest, WhatIsTypedStaysWhileOthersChangeTheQueue) {
  cases->unmatched = {sampleUnmatched(1, "/slides/a.svs")};
  openQueue();
  find<QLineEdit>("block", &queue()).setText("7");
  cases->change([](FakeCases& all) { all.unmatched.push_back(sampleUnmatched(9, "/slides/c.svs")); });
  ASSERT_TRUE(waitFor([this] { return queue().count() == 2; }));
  EXPECT_EQ(find<QLineEdit>("block", &queue()).text(), "7");
}

TEST_F(UnmatchedQueueTest, IsDismissedWithAReason) {
  cases->unmatched = {sampleUnmatched(1, "/slides/a.svs")};
  openQueue();
  const auto dismiss = [this](const char* reason) {
    find<QPushButton>("dismiss", &queue()).click();
    auto* dialog = window->findChild<QInputDialog*>("dismissReason");
    ASSERT_NE(dialog, nullptr);
    dialog->setTextValue(reason);
    dialog->accept();
  };
  dismiss("  ");
  EXPECT_TRUE(saysAnywhere("A slide is dismissed only with a reason."));
  QTest::qWait(1);
  dismiss("a test scan");
  EXPECT_TRUE(asked("dismiss 1: a test scan"));
  EXPECT_TRUE(waitFor([this] { return saysAnywhere("Every slide has its case"); }));
}

TEST_F(UnmatchedQueueTest, TheLabelIsReadFromTheSlide) {
  SNITT_NEEDS_SHARED_DATA();
  const auto slide = test::sharedData() / "slides" / "CMU-1-Small-Region.svs";
  cases->unmatched = {sampleUnmatched(1, slide)};
  openQueue();
  EXPECT_TRUE(waitFor([this] { return find<LabelPicture>("label", &queue()).hasPicture(); }));
  find<LabelPicture>("label", &queue()).showOf({});
  EXPECT_FALSE(find<LabelPicture>("label", &queue()).hasPicture());
}

TEST_F(UnmatchedQueueTest, TheTabCounts) {
  cases->unmatched = {sampleUnmatched(1, "/slides/a.svs"), sampleUnmatched(2, "/slides/b.svs")};
  openQueue();
  EXPECT_EQ(find<QTabWidget>("lists").tabText(1), "Slides without a case (2)");
}

class UnmatchedQueueOfOthers : public test::CasesFixture {
 protected:
  UnmatchedQueueOfOthers() : CasesFixture(5, true) {}
};

TEST_F(UnmatchedQueueOfOthers, IsShownOnlyToWhoMayLinkAndSeeNames) {
  for (const Role role : {Role::researcher, Role::qa, Role::administrator}) {
    cases->change([role](FakeCases& all) {
      all.actor = test::sampleActor({role});
      all.unmatched = {test::sampleUnmatched(1, "/slides/WALSH.svs")};
    });
    open();
    window->showUnmatched();
    QTest::qWait(50);
    EXPECT_TRUE(saysAnywhere("These slides are not shown to you"));
    EXPECT_FALSE(saysAnywhere("WALSH"));
    desk.reopen();
    window.reset();
  }
}

}  // namespace
}  // namespace snitt
