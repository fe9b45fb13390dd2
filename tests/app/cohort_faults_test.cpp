// `snitt cohort` while things go wrong around it.
#include <cctype>
#include <csignal>
#include <fstream>
#include <thread>

#include <nlohmann/json.hpp>

#include "core/os/scoring_turn.h"
#include "support/cohort_fixture.h"
#include "support/small_disk.h"
#include "support/soak.h"

namespace snitt::test {
namespace {

// The workers of a supervisor, found as a person would: by who started them.
std::vector<int> childrenOf(int parent) {
  std::vector<int> children;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    if (!std::isdigit(static_cast<unsigned char>(entry.path().filename().string().front()))) continue;
    std::ifstream file(entry.path() / "stat");
    std::string text((std::istreambuf_iterator<char>(file)), {});
    const std::size_t end = text.rfind(')');
    if (end == std::string::npos || end + 4 >= text.size()) continue;
    if (std::atoi(text.c_str() + end + 4) == parent) children.push_back(std::atoi(text.c_str()));
  }
  return children;
}

class CohortFaults : public CohortFixture {};

TEST_F(CohortFaults, AKilledWorkerCostsARetryAndNoSlide) {
  const Ran clean = cohort({}, "clean");
  ASSERT_EQ(clean.code, 0) << clean.err;
  RunOptions options;
  options.awaited = "\"stage\":\"cohort\"";
  options.whenSeen = [](Child& child) {
    for (int tries = 0; tries < 200; ++tries) {
      const auto workers = childrenOf(child.processId());
      if (!workers.empty()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(700));
        ::kill(workers.front(), SIGKILL);
        return;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  };
  const Ran ran = snitt(command({"--json"}), options);
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(lasting(), lasting("clean"));
}

TEST_F(CohortFaults, KilledAndStartedAgainTheFilesAreTheSame) {
  const Ran clean = cohort({}, "clean");
  ASSERT_EQ(clean.code, 0) << clean.err;
  for (int delayMs = 200; delayMs < 3000; delayMs += 700) {
    RunOptions options;
    options.whenSeen = [delayMs](Child& child) {
      std::this_thread::sleep_for(std::chrono::milliseconds(delayMs));
      ::kill(child.processId(), SIGKILL);
    };
    static_cast<void>(snitt(command(), options));
  }
  const Ran ran = cohort();
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(lasting(), lasting("clean"));
}

TEST_F(CohortFaults, AnInterruptLeavesAStateThatGoesOn) {
  RunOptions options;
  options.awaited = "slides to score";
  options.whenSeen = [](Child& child) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1500));
    ::kill(child.processId(), SIGTERM);
  };
  const Ran ran = snitt(command(), options);
  EXPECT_TRUE(ran.code == 130 || ran.code == 0) << ran.code << ran.err;
  EXPECT_EQ(cohort().code, 0);
  EXPECT_EQ(columnOf("slides.csv", "status").size(), kSlides);
}

TEST_F(CohortFaults, TheSecondOnOneFolderIsRefusedWithTheFirstsName) {
  Ran second;
  int first = 0;
  RunOptions options;
  options.awaited = "slides to score";
  options.whenSeen = [&](Child& child) {
    first = child.processId();
    second = cohort();
  };
  EXPECT_EQ(snitt(command(), options).code, 0);
  EXPECT_EQ(second.code, 1);
  EXPECT_NE(second.err.find("process " + std::to_string(first) + " on "), std::string::npos) << second.err;
}

TEST_F(CohortFaults, WaitsForAFullDiskAndGoesOn) {
  const SmallDisk disk(out(), "6m");
  if (!disk.mounted()) GTEST_SKIP() << "only root can mount a small disk";
  constexpr std::size_t kLeft = 150000;
  writeBytes(out() / "ballast", std::string(std::filesystem::space(out()).available - kLeft, 'x'));
  RunOptions options;
  options.awaited = "cannot be written to";
  options.whenSeen = [this](Child&) { std::filesystem::remove(out() / "ballast"); };
  const Ran ran = snitt(command({"--json"}), options);
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(columnOf("slides.csv", "status").at("7"), "scored");
}

TEST_F(CohortFaults, RestsWhileWhoeverStartedItWantsItTo) {
  using namespace std::chrono_literals;
  std::string before;
  std::string after;
  RunOptions options;
  options.keepInputOpen = true;
  options.awaited = "\"stage\":\"cohort\"";
  options.whenSeen = [&](Child& child) {
    const auto journal = out() / ".cohort/results-main.jsonl";
    const auto done = [&] { return std::filesystem::exists(journal) ? readBytes(journal) : std::string(); };
    child.write("{\"command\":\"pause\"}\n");
    for (int tries = 0; tries < 600 && child.errorSoFar().find("\"waiting\":\"paused\"") == std::string::npos; ++tries)
      std::this_thread::sleep_for(20ms);
    // A slide that was all but done may still be told of.
    std::this_thread::sleep_for(500ms);
    before = done();
    std::this_thread::sleep_for(2500ms);
    after = done();
    child.write("{\"command\":\"resume\"}\n");
  };
  const Ran ran = snitt(command({"--json", "--control"}), options);
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.err.find("\"waiting\":\"paused\""), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("going on"), std::string::npos) << ran.err;
  EXPECT_EQ(before, after);
  EXPECT_EQ(columnOf("slides.csv", "status").size(), kSlides);
}

TEST_F(CohortFaults, MakesRoomForAPersonWhoScores) {
  RunOptions options;
  options.awaited = "slides to score";
  bool waited = false;
  options.whenSeen = [&waited](Child& child) {
    const auto turn = os::ScoringTurn::take();
    for (int tries = 0; tries < 100 && !waited; ++tries) {
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
      waited = child.errorSoFar().find("another scoring job runs") != std::string::npos;
    }
  };
  const Ran ran = snitt(command({"--json"}), options);
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_TRUE(waited) << ran.err;
}

TEST_F(CohortFaults, SlidesThatVanishBreakOrChangeMeanwhile) {
  const std::string whole = readBytes(slide(4));
  RunOptions options;
  options.awaited = "slides to score";
  options.whenSeen = [&](Child&) {
    std::filesystem::rename(slide(5), m_folder / "away.svs");
    writeBytes(slide(4), whole.substr(0, whole.size() / 3));
    std::filesystem::copy_file(otherSlide(), slide(3), std::filesystem::copy_options::overwrite_existing);
  };
  const Ran ran = snitt(command(), options);
  EXPECT_EQ(ran.code, 1) << ran.err;
  const auto statuses = columnOf("slides.csv", "status");
  const auto reasons = columnOf("slides.csv", "reason");
  for (const char* row : {"2", "3", "4", "5"}) EXPECT_EQ(statuses.at(row), "scored") << row << reasons.at(row);
  for (const char* row : {"6", "7"}) {
    EXPECT_EQ(statuses.at(row), "failed") << row;
    EXPECT_FALSE(reasons.at(row).empty()) << row;
    EXPECT_EQ(reasons.at(row).find("anna"), std::string::npos) << reasons.at(row);
  }
  // Whole again, everything is as if nothing had happened.
  std::filesystem::rename(m_folder / "away.svs", slide(5));
  writeBytes(slide(4), whole);
  EXPECT_EQ(cohort().code, 0);
  ASSERT_EQ(cohort({}, "clean").code, 0);
  EXPECT_EQ(lasting(), lasting("clean"));
}

TEST_F(CohortFaults, AClockThatWasSetBack) {
  ASSERT_EQ(cohort({}, "clean").code, 0);
  RunOptions options;
  options.awaited = "slides to score";
  options.whenSeen = [](Child& child) {
    std::this_thread::sleep_for(std::chrono::milliseconds(2500));
    ::kill(child.processId(), SIGKILL);
  };
  static_cast<void>(snitt(command({"--json"}), options));
  // What was written lies two days ahead now.
  const auto ahead = std::filesystem::file_time_type::clock::now() + std::chrono::hours(48);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(out()))
    std::filesystem::last_write_time(entry.path(), ahead);
  const Ran ran = cohort();
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(lasting(), lasting("clean"));
}

TEST_F(CohortFaults, LongNamesWithBlanksAndLettersOfOthers) {
  std::filesystem::path folder = m_folder / "slides";
  for (int i = 0; i < 3; ++i) folder /= "mappe nr " + std::to_string(i) + " " + std::string(60, 'a') + " æøå ☃";
  std::filesystem::create_directories(folder);
  const auto file = folder / "snitt én.svs";
  ASSERT_GT(file.string().size(), 250U);
  std::filesystem::rename(slide(0), file);
  m_list[1][0] = file.string();
  ASSERT_EQ(cohort().code, 0);
  EXPECT_EQ(columnOf("slides.csv", "status").at("2"), "scored");
  EXPECT_EQ(columnOf("paths.csv", "path").at("2"), file.string());
}

// Fifty moments in full, five in the ordinary run: killed, and asked to stop.
class SoakCohort : public CohortFixture {};

TEST_F(SoakCohort, KilledAtRandomMoments) {
  ASSERT_EQ(cohort({}, "clean").code, 0);
  std::srand(7);
  for (int kill = 0; kill < soaked(50); ++kill) {
    if (kill % 10 == 0) std::filesystem::remove_all(out());
    const int delayMs = 50 + std::rand() % 2500;
    RunOptions options;
    const int signal = kill % 2 == 0 ? SIGKILL : SIGTERM;
    options.whenSeen = [delayMs, signal](Child& child) {
      std::this_thread::sleep_for(std::chrono::milliseconds(delayMs));
      ::kill(child.processId(), signal);
    };
    static_cast<void>(snitt(command(), options));
  }
  const Ran ran = cohort();
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(lasting(), lasting("clean"));
}

}  // namespace
}  // namespace snitt::test
