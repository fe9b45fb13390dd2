// `snitt cohort --slurm` against a real Slurm of one node without accounting.
#include <algorithm>
#include <csignal>
#include <functional>
#include <optional>
#include <regex>
#include <thread>

#include "core/os/scoring_turn.h"
#include "support/cohort_fixture.h"
#include "support/slurm_cluster.h"
#include "support/soak.h"

namespace snitt::test {
namespace {

class RealSlurm : public CohortFixture {
 protected:
  void SetUp() override {
    SNITT_NEEDS_SLURM();
    CohortFixture::SetUp();
    m_cluster.emplace();
    ASSERT_TRUE(m_cluster->isReady()) << m_cluster->complaint();
  }

  [[nodiscard]] std::vector<std::string> onCluster(const std::vector<std::string>& more = {},
                                                   const std::string& name = "out") const {
    std::vector<std::string> all{"--slurm-cpus", "1", "--slurm-memory", "1G"};
    all.insert(all.end(), more.begin(), more.end());
    return command(all, name);
  }

  // Runs it and does something else once `awaited` was told.
  static Ran meanwhile(const std::vector<std::string>& arguments, const std::string& awaited,
                       std::function<void(Child&)> something) {
    RunOptions options;
    options.awaited = awaited;
    options.whenSeen = std::move(something);
    return snitt(arguments, options);
  }

  static bool waitUntil(const std::function<bool()>& isSo, int seconds = 60) {
    for (int tries = 0; tries < 10 * seconds; ++tries) {
      if (isSo()) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return false;
  }

  static std::string queue(const std::string& format = "%i %T") {
    return run({"squeue", "--noheader", "--array", "--format=" + format}).out;
  }
  static std::string jobIn(const std::string& told) {
    std::smatch match;
    return std::regex_search(told, match, std::regex("job ([0-9]+) (submitted|is still there)")) ? match[1].str() : "";
  }
  static std::size_t countOf(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
  }

  // Lines of the journals of the tasks: slides that are done.
  [[nodiscard]] std::size_t done() const {
    std::size_t lines = 0;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(out() / ".cohort", ignored))
      if (entry.path().filename().string().starts_with("results-task")) lines += countOf(readBytes(entry.path()), "\n");
    return lines;
  }

  void expectAllScored(const std::string& name = "out") const {
    const auto statuses = columnOf("slides.csv", "status", name);
    EXPECT_EQ(statuses.size(), kSlides);
    for (const auto& [row, status] : statuses) EXPECT_EQ(status, "scored") << row;
  }

  std::optional<SlurmCluster> m_cluster;
};

// Blanks and marks in the folder's name mean something to shells and to Slurm's patterns.
TEST_F(RealSlurm, TheFilesAreThoseOfOneRun) {
  writeBytes(m_folder / "broken.svs", std::string(5000, 'x'));
  m_list.push_back({(m_folder / "broken.svs").string(), "P9"});
  // Its header is good, and its tiles are not.
  writeBytes(slide(2), readBytes(slide(2)).substr(0, std::filesystem::file_size(slide(2)) / 2));
  const std::string name = "the \"first\" run's #1 %j $x";
  const Ran clean = cohort({}, "clean");
  const Ran ran = snitt(onCluster({"--slurm", "--slurm-tasks", "3"}, name));
  EXPECT_EQ(clean.code, 1) << clean.err;
  EXPECT_EQ(ran.code, 1) << ran.err;
  EXPECT_NE(ran.err.find("submitted: 3 tasks"), std::string::npos) << ran.err;
  EXPECT_EQ(countOf(ran.err, "submitted"), 1U) << "a slide that failed was charged\n" << ran.err;
  EXPECT_EQ(lasting(name), lasting("clean"));
  EXPECT_EQ(columnOf("slides.csv", "status", name).at("2"), "scored");
  const std::string job = jobIn(ran.err);
  for (const char* task : {"1", "2", "3"})
    EXPECT_TRUE(std::filesystem::exists(out(name) / ".cohort/slurm/logs" / ("task-" + job + "-" + task + ".log")));
  EXPECT_EQ(queue(), "");
}

// Submitted by hand, from another folder; while it works there, everybody else keeps out of its folder.
TEST_F(RealSlurm, AJobSubmittedByHandIsGuardedFollowedAndMerged) {
  const Ran dry = snitt(onCluster({"--slurm-dry-run", "--slurm-tasks", "2"}));
  ASSERT_EQ(dry.code, 0) << dry.err;
  ASSERT_EQ(cohort({}, "clean").code, 0);
  {
    const auto turn = os::ScoringTurn::take();  // the tasks wait
    const Ran submitted = run({"/bin/sh", "-c", "cd / && " + dry.out});
    ASSERT_EQ(submitted.code, 0) << submitted.err;
    ASSERT_TRUE(waitUntil([] { return queue("%T").find("RUNNING") != std::string::npos; })) << queue();
    for (const char* more : {"--show-paths", "--slurm-dry-run"}) {
      std::vector<std::string> other = command();
      if (std::string(more) == "--slurm-dry-run") other.emplace_back(more);
      const Ran refused = snitt(other);
      EXPECT_EQ(refused.code, 1);
      EXPECT_NE(refused.err.find("of Slurm still works in"), std::string::npos) << refused.err;
    }
    std::swap(m_list[1], m_list[2]);
    const Ran refused = snitt(onCluster({"--slurm"}));
    EXPECT_EQ(refused.code, 1);
    EXPECT_NE(refused.err.find("on another state of the list"), std::string::npos) << refused.err;
    std::swap(m_list[1], m_list[2]);
    // Ctrl-C leaves the job alone.
    const Ran left =
        meanwhile(onCluster({"--slurm"}), "it is followed", [](Child& child) { ::kill(child.processId(), SIGINT); });
    EXPECT_EQ(left.code, 130) << left.err;
    EXPECT_NE(left.err.find("goes on; the same command follows it again"), std::string::npos) << left.err;
    EXPECT_NE(queue("%T").find("RUNNING"), std::string::npos);
  }
  ASSERT_TRUE(waitUntil([] { return queue().empty(); })) << queue();
  const Ran merged = cohort();
  EXPECT_EQ(merged.code, 0) << merged.err;
  EXPECT_NE(merged.err.find("0 slides to score, 6 done before"), std::string::npos) << merged.err;
  EXPECT_EQ(lasting(), lasting("clean"));
}

TEST_F(RealSlurm, AnInterruptedCallGoesOnWithTheSameJob) {
  auto turn = std::optional(os::ScoringTurn::take());
  const Ran first =
      meanwhile(onCluster({"--slurm"}), "submitted", [](Child& child) { ::kill(child.processId(), SIGKILL); });
  EXPECT_EQ(first.code, 128 + SIGKILL);
  const Ran second = meanwhile(onCluster({"--slurm"}), "it is followed", [&turn](Child&) { turn.reset(); });
  EXPECT_EQ(second.code, 0) << second.err;
  EXPECT_EQ(jobIn(second.err), jobIn(first.err));
  EXPECT_EQ(countOf(second.err, "submitted"), 0U) << second.err;
  expectAllScored();
}

// Asked to stop as by pre-emption; what was done stays done, and the same job goes on.
TEST_F(RealSlurm, ARequeuedTaskGoesOnWhereItWas) {
  ASSERT_EQ(cohort({}, "clean").code, 0);
  std::size_t before = 0;
  std::string restarts;
  const Ran ran = meanwhile(onCluster({"--slurm"}), "submitted", [&](Child& child) {
    waitUntil([this] { return done() > 0; });
    const auto turn = os::ScoringTurn::take();
    const std::string id = jobIn(child.errorSoFar());
    EXPECT_EQ(run({"scontrol", "requeue", id + "_1"}).code, 0);
    waitUntil([] { return queue("%T").find("PENDING") != std::string::npos; });
    before = done();
    waitUntil([] { return queue("%T").find("RUNNING") != std::string::npos; });
    restarts = run({"scontrol", "--oneliner", "show", "job", id}).out;
  });
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(restarts.find("Restarts=1"), std::string::npos) << restarts;
  EXPECT_GT(before, 0U);
  EXPECT_EQ(done(), kSlides) << "each slide was scored once";
  EXPECT_EQ(countOf(ran.err, "submitted"), 1U) << ran.err;
  EXPECT_EQ(lasting(), lasting("clean"));
}

// scancel by somebody else, once with a signal that asks and once with one that kills: the rest is submitted again.
TEST_F(RealSlurm, WhatWasStoppedOrKilledIsSubmittedAgain) {
  ASSERT_EQ(cohort({}, "clean").code, 0);
  const Ran ran = meanwhile(onCluster({"--slurm", "--slurm-tasks", "2"}), "submitted", [&](Child& child) {
    waitUntil([this] { return done() > 0; });
    const auto turn = os::ScoringTurn::take();
    const std::string id = jobIn(child.errorSoFar());
    waitUntil([] { return countOf(queue("%T"), "RUNNING") == 2; });
    EXPECT_EQ(run({"scancel", "--batch", "--signal=TERM", id + "_1"}).code, 0);
    EXPECT_EQ(run({"scancel", "--full", "--signal=KILL", id + "_2"}).code, 0);
    waitUntil([&] { return child.errorSoFar().find("submitted again") != std::string::npos; });
  });
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(countOf(ran.err, "submitted: "), 2U) << ran.err;
  EXPECT_NE(ran.err.find("FAILED"), std::string::npos) << "Slurm's own word for it\n" << ran.err;
  EXPECT_EQ(lasting(), lasting("clean"));
}

// Slurm looks at its clocks every half minute.
TEST_F(RealSlurm, ATimeLimitIsToldBeforeAndTheRestIsSubmittedAgain) {
  const std::string script = readBytes(std::string(SNITT_SOURCE_DIR) + "/packaging/slurm/cohort.sh");
  ASSERT_NE(script.find("TERM@120"), std::string::npos);
  writeBytes(m_folder / "own.sh", std::regex_replace(script, std::regex("TERM@120"), "TERM@45"));
  const Ran ran = meanwhile(onCluster({"--slurm", "--slurm-partition", "short", "--slurm-time", "1", "--slurm-template",
                                       m_folder / "own.sh"}),
                            "submitted", [&](Child& child) {
                              waitUntil([this] { return done() > 0; });
                              const auto turn = os::ScoringTurn::take();
                              waitUntil([&] { return child.errorSoFar().find("again") != std::string::npos; }, 100);
                            });
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(countOf(ran.err, "submitted: "), 2U) << ran.err;
  EXPECT_EQ(done(), kSlides) << "each slide was scored once";
  expectAllScored();
}

// A slide that takes its whole task with it, as one that wants more memory than the task has; the others of that task
// are scored, and it is charged.
TEST_F(RealSlurm, ASlideThatKillsItsTaskIsChargedAlone) {
  writeBytes(m_folder / "run.sh", R"(#!/bin/bash
grep -q '"row": 4,' ")" + out().string() +
                                      R"(/.cohort/tasks/$SLURM_ARRAY_TASK_ID.jsonl" && kill -9 $$
exec "$@"
)");
  std::filesystem::permissions(m_folder / "run.sh", std::filesystem::perms::owner_all);
  const Ran ran = snitt(onCluster({"--slurm", "--slurm-tasks", "2", "--slurm-run", m_folder / "run.sh"}));
  EXPECT_EQ(ran.code, 1) << ran.err;
  for (const auto& [row, status] : columnOf("slides.csv", "status"))
    EXPECT_EQ(status, row == "4" ? "failed" : "scored") << row << ran.err;
  EXPECT_NE(columnOf("slides.csv", "reason").at("4").find("its task ended 3 times"), std::string::npos);
}

TEST_F(RealSlurm, TriesThreeTimesWhereNothingComesOfIt) {
  const Ran ran = snitt(onCluster({"--slurm", "--slurm-tasks", "2", "--slurm-setup", "echo no such module; exit 7"}));
  EXPECT_EQ(ran.code, 1);
  EXPECT_EQ(countOf(ran.err, "submitted: "), 3U) << ran.err;
  EXPECT_NE(ran.err.find("a task's last words: no such module"), std::string::npos) << ran.err;
  for (const auto& [row, status] : columnOf("slides.csv", "status")) EXPECT_EQ(status, "failed") << row;
  // All is well again: the same command does what is open.
  const Ran again = snitt(onCluster({"--slurm"}));
  EXPECT_EQ(again.code, 0) << again.err;
  expectAllScored();
}

TEST_F(RealSlurm, WhatSlurmWillNeverStartIsOneSentence) {
  const std::vector<std::pair<std::vector<std::string>, const char*>> wrong{
      {{"--slurm-partition", "gpu"}, "invalid partition specified: gpu"},
      {{"--slurm-time", "soon"}, "--time specification"},
      {{"--slurm-memory", "900G", "--slurm-cpus", "1"}, "Memory specification"},
      {{"--slurm-gpus", "gpu:1", "--device", "cpu"}, "generic resource"},
      {{"--slurm-partition", "short", "--slurm-cpus", "1"}, "the time limit is longer than the partition allows"},
      {{"--slurm-cpus", "500"}, "--slurm-cpus"}};
  for (const auto& [options, sentence] : wrong) {
    std::vector<std::string> all{"--slurm"};
    all.insert(all.end(), options.begin(), options.end());
    const Ran ran = snitt(command(all));
    EXPECT_EQ(ran.code, 2) << sentence << ran.err;
    EXPECT_NE(ran.err.find(sentence), std::string::npos) << ran.err;
    EXPECT_TRUE(waitUntil([] { return queue().empty(); })) << queue();
  }
}

// The flag is read where the job is submitted; the tasks open no database at all.
TEST_F(RealSlurm, FlagsAreObeyedAndTasksOpenNoDatabase) {
  const std::string database = m_folder / "cases.db";
  ASSERT_EQ(snitt({"db", "create", "--db", database}).code, 0);
  writeBytes(m_folder / "order.hl7",
             "MSH|^~\\&|LIS|NORTH|SNITT|HOSP|20260105090000||OML^O21^OML_O21|1|P|2.5.1\r"
             "PID|1||4711^^^NORTH^MR||WALSH^C||19700101|F\rORC|NW|77\r"
             "OBR|1|77|H26-1|11529-5^Surgical pathology^LN|||20260105080000\r");
  ASSERT_EQ(snitt({"worklist", "import", m_folder / "order.hl7", "--db", database}).code, 0);
  ASSERT_EQ(snitt({"case", "flag", "NORTH:H26-1", "no-ai", "--db", database}).code, 0);
  m_list[0] = {"path", "patient", "site", "accession"};
  for (std::size_t i = 1; i < m_list.size(); ++i)
    m_list[i].insert(m_list[i].end(), {"NORTH", "H26-" + std::to_string(i)});
  std::vector<std::string> arguments = onCluster({"--slurm"});
  *std::ranges::find(arguments, "none") = database;
  std::string before;
  const Ran ran = meanwhile(arguments, "submitted", [&](Child&) { before = readBytes(database); });
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(columnOf("slides.csv", "status").at("2"), "flagged");
  EXPECT_EQ(columnOf("slides.csv", "status").at("3"), "scored");
  EXPECT_FALSE(before.empty());
  EXPECT_EQ(readBytes(database), before);
  EXPECT_FALSE(std::filesystem::exists(out() / "slides/2"));
}

// Twenty moments in full, two in the ordinary run.
class SoakSlurm : public RealSlurm {};

TEST_F(SoakSlurm, TasksAndSubmitterEndedAtRandomMoments) {
  ASSERT_EQ(cohort({}, "clean").code, 0);
  std::srand(11);
  for (int round = 0; round < soaked(20); ++round) {
    if (round % 4 == 0) {
      ASSERT_TRUE(waitUntil([] { return queue().empty(); })) << queue();
      std::filesystem::remove_all(out());
    }
    const int delayMs = std::rand() % 4000;
    const int what = round % 5;
    static_cast<void>(meanwhile(onCluster({"--slurm", "--slurm-tasks", "2"}), "job ", [=](Child& child) {
      std::this_thread::sleep_for(std::chrono::milliseconds(delayMs));
      const std::string task = jobIn(child.errorSoFar()) + (delayMs % 2 == 0 ? "_1" : "_2");
      // A task may be over by then: whatever the command says of that is fine.
      if (what == 0) static_cast<void>(run({"scancel", "--full", "--signal=KILL", task}));
      if (what == 1) static_cast<void>(run({"scontrol", "requeue", task}));
      if (what == 2) ::kill(child.processId(), SIGKILL);
      if (what == 3) static_cast<void>(run({"scancel", task}));
      if (what == 4) ::kill(child.processId(), SIGINT);
    }));
  }
  const Ran ran = snitt(onCluster({"--slurm"}));
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(lasting(), lasting("clean"));
}

}  // namespace
}  // namespace snitt::test
