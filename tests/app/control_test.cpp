// Stopping, pausing, and no network.
#include <csignal>

#include <chrono>
#include <string_view>
#include <thread>

#include "core/atomic_file.h"
#include "support/score_fixture.h"

namespace snitt::test {
namespace {

using namespace std::chrono_literals;

class Control : public ScoreFixture {
 protected:
  // A bundle that takes long enough to be interrupted.
  void makeSlowBundle() {
    std::filesystem::remove_all(bundle());
    ASSERT_EQ(snitt({"bundle", "untrained", "--out", bundle().string(), "--width", "1", "--members", "5"}).code, 0);
  }

  // Runs `arguments` and sends an interrupt after `delay`, counted from the appearance of `awaited` (empty: from the
  // start). The promise is an end within one second; a loaded machine gets some grace.
  static Ran interruptedRun(const std::vector<std::string>& arguments, const std::string& awaited,
                            std::chrono::milliseconds delay = 0ms) {
    RunOptions options;
    std::chrono::steady_clock::time_point sent;
    options.awaited = awaited;
    options.whenSeen = [&](Child& child) {
      std::this_thread::sleep_for(delay);
      sent = std::chrono::steady_clock::now();
      kill(child.processId(), SIGINT);
    };
    const Ran ran = snitt(arguments, options);
    EXPECT_NE(sent, std::chrono::steady_clock::time_point()) << "it ended before it could be interrupted: " << ran.err;
    EXPECT_LT(std::chrono::steady_clock::now() - sent, 3s) << awaited << " + " << delay.count() << " ms";
    return ran;
  }

  void expectInterrupted(const Ran& ran) const {
    EXPECT_EQ(ran.code, 130) << ran.err;
    EXPECT_TRUE(resultsLeft().empty()) << resultsLeft().front();
    EXPECT_EQ(ran.out.find("\"score\""), std::string::npos) << ran.out;
  }
};

// How many progress lines of the stage "score" have come.
std::size_t scoreLines(const std::string& err) {
  constexpr std::string_view line = R"("stage":"score")";
  std::size_t count = 0;
  for (std::size_t at = 0; (at = err.find(line, at)) != std::string::npos; at += line.size()) ++count;
  return count;
}

TEST_F(Control, AnInterruptWhileTissueIsSoughtStopsSoonAndLeavesNothing) {
  makeSlowBundle();
  expectInterrupted(interruptedRun(scoreCommand(slide(), {"--json"}), R"("stage":"tissue")"));
}

TEST_F(Control, AnInterruptWhileTilesAreScoredStopsSoonAndLeavesNothing) {
  makeSlowBundle();
  expectInterrupted(interruptedRun(scoreCommand(slide(), {"--json"}), R"("stage":"score")"));
}

// Nothing is said while networks load: the interrupt comes at several times after the start.
TEST_F(Control, AnInterruptWhileNetworksLoadStopsSoonAndLeavesNothing) {
  makeSlowBundle();
  for (const auto delay : {100ms, 250ms, 400ms}) {
    const Ran ran = interruptedRun(scoreCommand(slide()), {}, delay);
    EXPECT_EQ(ran.code, 130) << delay.count() << " ms: " << ran.err;
    EXPECT_TRUE(resultsLeft().empty()) << delay.count() << " ms";
  }
}

TEST_F(Control, VerifyingABundleCanBeInterrupted) {
  makeSlowBundle();
  const Ran ran = interruptedRun({"bundle", "verify", bundle().string()}, {}, 150ms);
  EXPECT_EQ(ran.code, 130) << ran.out << ran.err;
  EXPECT_TRUE(ran.out.empty()) << ran.out;
}

// The end of input may come at any moment of a verb's own end, and never crashes it.
TEST_F(Control, EndOfInputAroundTheEndOfAQuickVerbIsHarmless) {
  for (int round = 0; round < 20; ++round) {
    RunOptions options;
    options.keepInputOpen = true;
    if (round % 2 == 0) options.awaited = "sha256";  // in the result
    options.whenSeen = [&](Child& child) {
      std::this_thread::sleep_for(std::chrono::milliseconds(round / 2));
      child.closeInput();
    };
    const Ran ran = snitt({"bundle", "inspect", bundle().string(), "--control"}, options);
    EXPECT_TRUE(ran.code == 0 || ran.code == 130) << "round " << round << ": " << ran.code << " " << ran.err;
  }
}

TEST_F(Control, CancelOnStandardInput) {
  makeSlowBundle();
  RunOptions options;
  options.input = "{\"command\":\"cancel\"}\n";
  options.keepInputOpen = true;
  const Ran ran = score(slide(), {"--control"}, options);
  EXPECT_EQ(ran.code, 130) << ran.err;
  EXPECT_TRUE(resultsLeft().empty());
}

TEST_F(Control, EndOfStandardInputCancels) {
  makeSlowBundle();
  EXPECT_EQ(score(slide(), {"--control"}).code, 130);
}

TEST_F(Control, PauseHoldsTheScoreAndResumeEndsItTheSame) {
  // Many small batches: progress comes often, so that its absence says something.
  for (int resolution = 0; resolution < 2; ++resolution) {
    editManifest("overlapPx = 0", "overlapPx = 256");
    editManifest("mostTiles = 6", "mostTiles = 90");
    editManifest("batch = 8", "batch = 2");
  }
  ASSERT_EQ(score(slide()).code, 0);
  const std::string tiles = readFile(out() / "slide/tiles-40x.csv").value();
  std::filesystem::remove_all(out());
  std::size_t held = 0;
  std::size_t stillHeld = 0;
  std::size_t resumed = 0;
  RunOptions options;
  options.keepInputOpen = true;
  options.awaited = R"("stage":"score")";
  options.whenSeen = [&](Child& child) {
    child.write("{\"command\":\"pause\"}\nnonsense\n");
    // Batches under way may end; of a score that goes on there is always another one, until there is none to resume.
    for (int wait = 0; wait < 20; ++wait) {
      held = scoreLines(child.errorSoFar());
      std::this_thread::sleep_for(1s);
      stillHeld = scoreLines(child.errorSoFar());
      if (held == stillHeld) break;
    }
    child.write("{\"command\":\"resume\"}\n");
    for (int wait = 0; wait < 30 && resumed <= stillHeld; ++wait) {
      std::this_thread::sleep_for(100ms);
      resumed = scoreLines(child.errorSoFar());
    }
  };
  const Ran ran = score(slide(), {"--control", "--json"}, options);
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(held, stillHeld) << ran.err;
  EXPECT_GT(resumed, stillHeld) << ran.err;
  EXPECT_NE(ran.err.find("standard input"), std::string::npos) << ran.err;
  EXPECT_EQ(readFile(out() / "slide/tiles-40x.csv").value(), tiles);
}

TEST_F(Control, ScoresWithTheNetworkAway) {
  std::vector<std::string> command{"unshare", "--user", "--map-root-user", "--net", snittProgram()};
  const auto arguments = scoreCommand(slide());
  command.insert(command.end(), arguments.begin(), arguments.end());
  const Ran ran = run(command);
  if (ran.err.find("unshare") != std::string::npos)
    GTEST_SKIP() << "this machine allows no network name space of the test's own: " << ran.err;
  EXPECT_EQ(ran.code, 0) << ran.err;
}

// The guard ends the program at the first attempt to reach anything but this machine.
TEST_F(Control, ConnectsToNothing) {
  RunOptions options;
  options.environment["LD_PRELOAD"] = SNITT_CONNECT_GUARD;
  const std::string steps = (m_folder / "steps").string();
  const std::vector<std::vector<std::string>> commands{
      scoreCommand(slide()),
      {"info", slide().string()},
      {"tissue", slide().string(), "--out", steps},
      {"segment", slide().string(), "--bundle", bundle().string(), "--out", steps},
      {"tiles", slide().string(), "--bundle", bundle().string(), "--out", steps},
      {"bundle", "inspect", bundle().string()},
      {"bundle", "verify", bundle().string()},
      {"doctor"}};
  for (const auto& command : commands) {
    const Ran ran = snitt(command, options);
    EXPECT_EQ(ran.code, 0) << command[0] << ": " << ran.err;
  }
  const Ran proof = run({"bash", "-c", "exec 3<>/dev/tcp/192.0.2.1/80"}, options);
  EXPECT_EQ(proof.code, 128 + SIGABRT) << "the guard does not guard";
  const Ran message = run({"python3", "-c",
                           "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendmsg([b'x'], [], 0, "
                           "('192.0.2.1', 80))"},
                          options);
  EXPECT_EQ(message.code, 128 + SIGABRT) << "the guard does not guard sendmsg: " << message.err;
}

}  // namespace
}  // namespace snitt::test
