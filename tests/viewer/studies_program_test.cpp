// The window's orders to the real program snitt, and its answers as the window reads them.
#include <algorithm>
#include <array>

#include <gtest/gtest.h>

#include "core/bundle/bundle.h"
#include "core/os/os.h"
#include "support/drift_cohort.h"
#include "support/open_view.h"
#include "support/run_program.h"
#include "support/sample_study.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"
#include "ui/studies/drift_reading.h"
#include "ui/studies/register_reading.h"
#include "ui/studies/study_work.h"

namespace snitt::test {
namespace {

constexpr const char* kPin = "7h3k9q";
constexpr const char* kOtherPin = "8w9x2z";

class StudiesProgram : public testing::Test {
 protected:
  // What the viewer starts has the viewer's environment: folders of this test's own.
  void SetUp() override {
    for (const char* name : kFolders) {
      m_before.emplace_back(name, qgetenv(name));
      qputenv(name, QByteArray::fromStdString((m_folder / "home").string()));
    }
  }
  void TearDown() override {
    for (const auto& [name, value] : m_before) value.isNull() ? qunsetenv(name) : qputenv(name, value);
  }

  void expectDone(const Result<void>& begun) {
    ASSERT_TRUE(begun) << begun.error().message;
    ASSERT_TRUE(waitFor([this] { return !m_work.isAlive(); }));
    EXPECT_EQ(m_work.fault().toStdString(), "");
  }
  void on(std::vector<std::string> command, const std::string& secret = {}) const {
    if (!secret.empty()) {
      const std::filesystem::path file = m_folder / "secret";
      writeBytes(file, secret + "\n");
      std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
      command.insert(command.end(), {"--password-file", file.string()});
    }
    command.insert(command.begin(), snittProgram());
    const Ran ran = snitt::test::run(command);
    ASSERT_EQ(ran.code, 0) << ran.err;
  }
  void makePeople() const {
    on({"db", "create", "--role", "administrator", "pathologist", "qa"});
    on({"person", "pin", os::accountName()}, kPin);
    on({"person", "add", "Ola Berg", "--role", "pathologist"});
    on({"person", "pin", "Ola Berg"}, "first1");
    on({"person", "pin", "Ola Berg"}, std::string(kOtherPin) + "\nfirst1");
  }

  static constexpr std::array kFolders{"XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"};
  TempFolder m_folder;
  std::vector<std::pair<const char*, QByteArray>> m_before;
  SampleStudy m_study{m_folder.path()};
  StudyWork m_work{snittProgram()};
};

TEST_F(StudiesProgram, AValidationIsLockedRunSignedAndListed) {
  makePeople();
  const std::filesystem::path file = m_folder / "home" / "snitt" / "validations.jsonl";
  expectDone(m_work.lock({m_study.protocol(), {}, file}));
  const auto locked = parseLockMade(m_work.output());
  ASSERT_TRUE(locked) << m_work.output().toStdString();
  EXPECT_EQ(locked->number, 1);
  RunOrder order;
  order.protocol = m_study.protocol();
  order.cohort = m_study.cohort();
  order.out = m_folder / "report";
  order.registerFile = file;
  expectDone(m_work.run(order, {}));
  const auto made = parseReportMade(m_work.output());
  ASSERT_TRUE(made) << m_work.output().toStdString();
  EXPECT_EQ(made->folder, order.out);
  expectDone(m_work.sign({order.out, "operator", {}, file}, kPin));
  expectDone(m_work.sign({order.out, "reviewer", "Ola Berg", file}, kOtherPin));

  const auto listed = readRegister(file);
  ASSERT_TRUE(listed) << listed.error().message;
  EXPECT_TRUE(listed->doubts.empty());
  ASSERT_EQ(listed->locks.size(), 1U);
  EXPECT_EQ(listed->locks[0].study, "Elvehavn 2026");
  ASSERT_EQ(listed->locks[0].runs.size(), 1U);
  const ListedRun& run = listed->locks[0].runs[0];
  EXPECT_EQ(run.number, made->run);
  EXPECT_EQ(QString::fromStdString(run.conclusion), made->conclusion);
  EXPECT_EQ(run.verdict, made->verdict);
  ASSERT_EQ(run.signatures.size(), 2U);
  EXPECT_EQ(run.signatures[1].by.name, "Ola Berg");
}

TEST_F(StudiesProgram, ItsRefusalsAreSentencesOfTheWindow) {
  ASSERT_TRUE(m_work.lock({m_study.protocol(), {}, m_folder / "validations.jsonl"}));
  ASSERT_TRUE(waitFor([this] { return !m_work.isAlive(); }));
  SampleStudy::replace(m_study.protocol(), "seed = 7", "seed = 8");
  RunOrder order;
  order.protocol = m_study.protocol();
  order.cohort = m_study.cohort();
  order.out = m_folder / "report";
  order.registerFile = m_folder / "validations.jsonl";
  ASSERT_TRUE(m_work.run(order, {}));
  ASSERT_TRUE(waitFor([this] { return !m_work.isAlive(); }));
  EXPECT_TRUE(m_work.fault().contains(QStringLiteral("protocol"))) << m_work.fault().toStdString();
  EXPECT_FALSE(std::filesystem::exists(order.out));
}

TEST_F(StudiesProgram, DriftIsLookedForAndRead) {
  const auto folder = std::filesystem::path(SNITT_SOURCE_DIR) / "resources/bundles/demonstrator/bundle";
  const auto bundle = loadBundle(folder);
  ASSERT_TRUE(bundle) << bundle.error().message;
  auto slides = driftWeeks(8, 30, {"A", "B"});
  for (DriftSlide& one : slides)
    if (one.scanner == "B" && one.day >= "2026-02-02") one.shift = 0.4;
  writeDriftCohort(m_folder / "spring", *bundle, slides);
  expectDone(m_work.drift({{}, {m_folder / "spring"}, folder, {}, m_folder / "drift"}));
  const auto read = readDrift(m_folder / "drift");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->verdict, document::Verdict::failed);
  EXPECT_TRUE(std::ranges::any_of(read->alarms, [](const DriftAlarmRow& one) { return one.scanner == "B"; }));
  EXPECT_TRUE(std::ranges::any_of(read->series, [](const DriftSeriesRow& one) {
    return one.scanner == "B" && one.value && one.limit && *one.value > *one.limit;
  }));
  EXPECT_TRUE(std::filesystem::exists(read->pdf));
}

}  // namespace
}  // namespace snitt::test
