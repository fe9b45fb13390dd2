// What the viewer asks of the program snitt, and what it takes from it.
#include <QSignalSpy>

#include <algorithm>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "support/fake_snitt.h"
#include "support/open_view.h"
#include "support/temp_folder.h"
#include "ui/studies/study_work.h"

namespace snitt::test {
namespace {

class StudiesWork : public testing::Test {
 protected:
  // Waits for its end.
  [[nodiscard]] bool ended() const {
    return waitFor([this] { return !m_work.isAlive(); });
  }
  [[nodiscard]] bool wasTold(const std::string& argument) const {
    return fmt::format("\n{}", m_fake.told()).find(fmt::format("\n{}\n", argument)) != std::string::npos;
  }

  TempFolder m_folder;
  FakeSnitt m_fake{m_folder.path()};
  StudyWork m_work{m_fake.program()};
};

TEST_F(StudiesWork, NothingIsBegunWithoutTheProgram) {
  EXPECT_FALSE(m_work.obstacle().isEmpty());
  const auto begun = m_work.lock({"/studies/p.toml", "", "/data/validations.jsonl"});
  ASSERT_FALSE(begun);
  EXPECT_EQ(begun.error().kind, ErrorKind::refused);
}

TEST_F(StudiesWork, ALockIsAskedForAndItsPlaceIsTaken) {
  m_fake.does(R"sh(echo '{"format": "snitt-validate-lock/1", "study": "Elvehavn 2026",
  "lock": {"register": {"id": "r-1", "number": 3}}, "remarks": ["Scored with outcomes in view"]}')sh");
  ASSERT_TRUE(m_work.lock({"/studies/p.toml", "-dash", "/data/validations.jsonl"}));
  EXPECT_FALSE(m_work.obstacle().isEmpty()) << "one thing at a time";
  ASSERT_TRUE(ended());
  EXPECT_EQ(m_work.fault(), QString());
  for (const char* one : {"validate", "--json", "--control", "--lock=/studies/p.toml", "--again=-dash",
                          "--register=/data/validations.jsonl"})
    EXPECT_TRUE(wasTold(one)) << one << "\n" << m_fake.told();
  const auto made = parseLockMade(m_work.output());
  ASSERT_TRUE(made);
  EXPECT_EQ(made->registerId, "r-1");
  EXPECT_EQ(made->number, 3);
  EXPECT_EQ(made->remarks, QStringList{"Scored with outcomes in view"});
}

TEST_F(StudiesWork, ASecretTravelsInAFileOfThisAccountAlone) {
  m_fake.does(R"sh(for one in "$@"; do case "$one" in --pin-file=*) secret="${one#--pin-file=}";; esac; done
cp "$secret" "$TOLD/secret"; stat -c %a "$secret" > "$TOLD/mode")sh");
  ASSERT_TRUE(m_work.sign({"/reports/7", "reviewer", "Kari Olsen", {}}, "4711"));
  ASSERT_TRUE(ended());
  EXPECT_EQ(readBytes(m_folder / "secret"), "4711\n");
  EXPECT_EQ(readBytes(m_folder / "mode"), "600\n");
  EXPECT_EQ(m_fake.told().find("4711"), std::string::npos) << m_fake.told();
  for (const char* one : {"--sign=/reports/7", "--as=reviewer", "--person=Kari Olsen"})
    EXPECT_TRUE(wasTold(one)) << one;
  std::string line = m_fake.told().substr(m_fake.told().find("--pin-file=") + 11);
  line.resize(line.find('\n'));
  EXPECT_FALSE(std::filesystem::exists(line)) << "it goes with what it was for";
}

TEST_F(StudiesWork, AFaultIsTheProgramsOwnSentence) {
  m_fake.does("echo 'snitt: p.toml was locked on 2026-02-01 and is not as it was: seed was changed.' >&2; exit 3");
  RunOrder order;
  order.protocol = "/studies/p.toml";
  order.cohort = "/cohorts/1";
  order.out = "/reports/1";
  order.repeats = {{"second scan", "/cohorts/2"}};
  order.trainingRecord = "/records/1";
  ASSERT_TRUE(m_work.run(order, "pass word"));
  ASSERT_TRUE(ended());
  EXPECT_EQ(m_work.fault(), QStringLiteral("p.toml was locked on 2026-02-01 and is not as it was: seed was changed."));
  EXPECT_TRUE(m_work.notices().isEmpty());
  EXPECT_TRUE(wasTold("--repeat=second scan=/cohorts/2"));
  EXPECT_TRUE(wasTold("--training-record=/records/1"));
  EXPECT_EQ(m_fake.told().find("pass word"), std::string::npos);
}

TEST_F(StudiesWork, IsToldHowFarItIsAndCanBeCancelled) {
  m_fake.does(R"sh(echo '{"event":"progress","stage":"look","done":3,"total":10,"etaSeconds":60}' >&2
while read line; do case "$line" in *cancel*) exit 130;; esac; done)sh");
  ASSERT_TRUE(m_work.drift({{}, {"/cohorts/1", "/cohorts/2"}, "/bundles/b", {}, "/drift", "day"}));
  ASSERT_TRUE(waitFor([this] { return m_work.progress().has_value(); }));
  EXPECT_EQ(m_work.progress()->done, 3);
  QSignalSpy ends(&m_work, &StudyWork::ended);
  m_work.cancel();
  EXPECT_TRUE(m_work.isStopping());
  ASSERT_TRUE(ended());
  EXPECT_EQ(ends.size(), 1);
  EXPECT_TRUE(m_work.wasStopped());
  EXPECT_EQ(m_work.fault(), QString());
  for (const char* one : {"drift", "--cohort=/cohorts/1", "--cohort=/cohorts/2", "--bundle=/bundles/b", "--out=/drift",
                          "--week-column=day"})
    EXPECT_TRUE(wasTold(one)) << one;
  EXPECT_EQ(m_fake.told().find("--db"), std::string::npos);
}

}  // namespace
}  // namespace snitt::test
