// The database is asked off the UI thread, and what a person no longer waits for is not asked.
#include "ui/cases/case_desk.h"

#include <QSignalSpy>
#include <QThread>

#include "support/cases_fixture.h"

namespace snitt {
namespace {

using test::FakeCases;
using test::waitFor;

class CaseDeskTest : public test::CasesFixture {
 protected:
  void begin() {
    desk.start();
    ASSERT_TRUE(waitFor([this] { return desk.state() == CaseDesk::State::ready; }));
  }
};

TEST_F(CaseDeskTest, AsksInAThreadOfItsOwn) {
  begin();
  QThread* asked = nullptr;
  QThread* answered = nullptr;
  desk.ask<int>(
      &desk, "test",
      [&](CaseBook&) -> Result<int> {
        asked = QThread::currentThread();
        return 1;
      },
      [&](const Result<int>&) { answered = QThread::currentThread(); });
  ASSERT_TRUE(waitFor([&] { return answered != nullptr; }));
  EXPECT_NE(asked, QThread::currentThread());
  EXPECT_EQ(answered, QThread::currentThread());
}

TEST_F(CaseDeskTest, ANewerQuestionReplacesAnOlderOne) {
  begin();
  std::atomic<bool> goOn = false;
  std::atomic<int> begun = 0;
  std::vector<int> answers;
  const auto question = [&](int number) {
    desk.ask<int>(
        &desk, "test",
        [&goOn, &begun, number](CaseBook&) -> Result<int> {
          ++begun;
          while (!goOn) QThread::msleep(1);
          return number;
        },
        [&answers](const Result<int>& answer) { answers.push_back(*answer); });
  };
  question(1);
  ASSERT_TRUE(waitFor([&] { return begun == 1; }));
  question(2);
  question(3);
  goOn = true;
  ASSERT_TRUE(waitFor([&] { return !answers.empty(); }));
  QTest::qWait(50);
  EXPECT_EQ(answers, std::vector<int>{3});
  EXPECT_EQ(begun, 2) << "the second was never asked";
}

TEST_F(CaseDeskTest, ChangesAreAllMade) {
  begin();
  for (int i = 0; i < 5; ++i)
    desk.change<std::optional<std::string>>(
        &desk, [i](CaseBook& book) { return book.setComment(CaseId{2}, std::to_string(i), std::to_string(i - 1)); },
        {});
  EXPECT_TRUE(asked("comment 4"));
  EXPECT_EQ(std::ranges::count_if(cases->log(), [](const std::string& one) { return one.starts_with("comment"); }), 5);
}

TEST_F(CaseDeskTest, HearsOfChangesByOthers) {
  begin();
  QSignalSpy changed(&desk, &CaseDesk::changed);
  cases->change([](FakeCases& all) { all.rows.clear(); });
  EXPECT_TRUE(waitFor([&] { return changed.size() == 1; }));
}

TEST_F(CaseDeskTest, ABusyDatabaseIsTroubleThatPasses) {
  begin();
  cases->change([](FakeCases& all) {
    all.fault = Error{ErrorKind::database, "the database is held by another program"};
  });
  const auto ask = [this] {
    desk.ask<std::vector<std::string>>(&desk, "sites", [](CaseBook& book) { return book.sites(); }, {});
  };
  ask();
  ASSERT_TRUE(waitFor([this] { return !desk.trouble().isEmpty(); }));
  EXPECT_EQ(desk.trouble(), "The database is held by another program.");
  cases->change([](FakeCases& all) { all.fault.reset(); });
  ask();
  EXPECT_TRUE(waitFor([this] { return desk.trouble().isEmpty(); }));
}

TEST_F(CaseDeskTest, TellsAMissingDatabaseFromARefusedOne) {
  cases->noOpen = Error{ErrorKind::notFound, "there is none"};
  desk.start();
  ASSERT_TRUE(waitFor([this] { return desk.state() == CaseDesk::State::missing; }));
  cases->change([](FakeCases& all) {
    all.noOpen = Error{ErrorKind::refused, "the account bob is nobody in it: \"snitt person add\" adds it"};
  });
  desk.reopen();
  ASSERT_TRUE(waitFor([this] { return desk.state() == CaseDesk::State::refused; }));
  EXPECT_TRUE(desk.why().contains("snitt person add"));
  desk.makeDatabase();
  EXPECT_TRUE(waitFor([this] { return desk.state() == CaseDesk::State::ready; }));
}

TEST_F(CaseDeskTest, NoAnswerComesToWhoIsGone) {
  begin();
  bool answered = false;
  {
    QObject receiver;
    desk.ask<int>(
        &receiver, "test", [](CaseBook&) -> Result<int> { return 1; }, [&](const Result<int>&) { answered = true; });
  }
  QTest::qWait(50);
  EXPECT_FALSE(answered);
}

}  // namespace
}  // namespace snitt
