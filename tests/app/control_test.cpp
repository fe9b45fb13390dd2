// Stopping, pausing, and no network.
#include <csignal>

#include <chrono>

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
};

TEST_F(Control, AnInterruptStopsWithinASecondAndLeavesNothing) {
  makeSlowBundle();
  RunOptions options;
  std::chrono::steady_clock::time_point interrupted;
  options.awaited = R"("stage":"score")";
  options.whenSeen = [&](int process) {
    interrupted = std::chrono::steady_clock::now();
    kill(process, SIGINT);
  };
  const Ran ran = score(slide(), {"--json"}, options);
  const auto waited = std::chrono::steady_clock::now() - interrupted;
  EXPECT_EQ(ran.code, 130) << ran.err;
  ASSERT_NE(ran.err.find(options.awaited), std::string::npos) << "it ended before it could be interrupted";
  // The promise is one second; a loaded machine gets some grace.
  EXPECT_LT(waited, 3s);
  EXPECT_TRUE(resultsLeft().empty());
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

TEST_F(Control, PauseAndResumeEndWithTheSameScore) {
  ASSERT_EQ(score(slide()).code, 0);
  const std::string tiles = readFile(out() / "slide/tiles-40x.csv").value();
  std::filesystem::remove_all(out());
  RunOptions options;
  options.input = "{\"command\":\"pause\"}\nnonsense\n{\"command\":\"resume\"}\n";
  options.keepInputOpen = true;
  const Ran ran = score(slide(), {"--control"}, options);
  EXPECT_EQ(ran.code, 0) << ran.err;
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
  for (const auto& command : std::vector<std::vector<std::string>>{
           scoreCommand(slide()), {"info", slide().string()}, {"bundle", "inspect", bundle().string()}, {"doctor"}}) {
    const Ran ran = snitt(command, options);
    EXPECT_EQ(ran.code, 0) << command[0] << ": " << ran.err;
  }
  const Ran proof = run({"bash", "-c", "exec 3<>/dev/tcp/192.0.2.1/80"}, options);
  EXPECT_EQ(proof.code, 128 + SIGABRT) << "the guard does not guard";
}

}  // namespace
}  // namespace snitt::test
