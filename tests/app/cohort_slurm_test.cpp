// `snitt cohort --slurm` against programs that stand in for sbatch and squeue: jobs run on this machine, a task after
// the other.
#include <filesystem>
#include <regex>

#include "support/cohort_fixture.h"

namespace snitt::test {
namespace {

// Runs each task of the array as Slurm would, in the background; the job is there for squeue until all have ended.
constexpr const char* kSbatch = R"(#!/bin/bash
script="${@: -1}"
folder=$(dirname "$0")
array=$(sed -n 's/^#SBATCH --array=//p' "$script")
first=${array%%-*}; last=${array##*-}
touch "$folder/alive"; echo "$array" >> "$folder/submitted"
(
  for task in $(seq "$first" "$last"); do
    if [ -e "$folder/lose-$task" ]; then rm "$folder/lose-$task"; continue; fi
    SLURM_ARRAY_TASK_ID=$task SLURM_CPUS_PER_TASK=1 bash "$script" >> "$folder/log" 2>&1
  done
  rm "$folder/alive"
) > /dev/null 2>&1 &
echo 4711
)";

// Says yes and breaks off before it tells.
constexpr const char* kSilentSbatch = R"(#!/bin/bash
folder=$(dirname "$0")
"$folder/sbatch-that-works" "$@" > /dev/null
echo "${@: -1}" > "$folder/script"
echo "sbatch: error: Batch job submission failed: Socket timed out on send/recv operation" >&2
exit 1
)";

constexpr const char* kSqueue = R"sh(#!/bin/bash
folder=$(dirname "$0")
if [[ " $* " == *" --user="* ]]; then
  [ ! -e "$folder/script" ] || echo "4711|$(cat "$folder/script")"
  exit 0
fi
[ -e "$folder/alive" ] && { echo "RUNNING|None"; exit 0; }
echo "slurm_load_jobs error: Invalid job id specified" >&2
exit 1
)sh";

class CohortSlurm : public CohortFixture {
 protected:
  void SetUp() override {
    CohortFixture::SetUp();
    std::filesystem::create_directory(m_folder / "bin");
    writeProgram("sbatch", kSbatch);
    writeProgram("squeue", kSqueue);
    // This machine's own, where it has them, know nothing of these jobs.
    for (const char* other : {"sacct", "scontrol", "scancel"}) writeProgram(other, "#!/bin/bash\nexit 1\n");
  }

  void writeProgram(const std::string& name, const std::string& text) const {
    writeBytes(m_folder / "bin" / name, text);
    std::filesystem::permissions(m_folder / "bin" / name, std::filesystem::perms::owner_all);
  }

  [[nodiscard]] Ran onCluster(const std::vector<std::string>& more = {}) const {
    RunOptions options;
    options.environment["PATH"] = (m_folder / "bin").string() + ":/usr/bin:/bin";
    std::vector<std::string> all{"--slurm", "--slurm-tasks", "2"};
    all.insert(all.end(), more.begin(), more.end());
    return snitt(command(all), options);
  }
};

TEST_F(CohortSlurm, GivesTheSameTablesAsOneMachine) {
  ASSERT_EQ(cohort({}, "clean").code, 0);
  const Ran ran = onCluster();
  EXPECT_EQ(ran.code, 0) << ran.err << readBytes(m_folder / "bin/log");
  EXPECT_NE(ran.err.find("job 4711 submitted: 2 tasks"), std::string::npos) << ran.err;
  EXPECT_EQ(lasting(), lasting("clean"));
}

TEST_F(CohortSlurm, SubmitsAgainWhatEndedWithoutAResult) {
  writeBytes(m_folder / "bin/lose-2", "");
  const Ran ran = onCluster();
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.err.find("3 slides have no result"), std::string::npos) << ran.err;
  for (const auto& [row, status] : columnOf("slides.csv", "status")) EXPECT_EQ(status, "scored") << row;
}

TEST_F(CohortSlurm, AsksTheAccountingHowTasksEnded) {
  writeBytes(m_folder / "bin/lose-1", "");
  writeProgram("sacct", "#!/bin/bash\nprintf 'TIMEOUT\\nCOMPLETED\\n'\n");
  const Ran ran = onCluster();
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.err.find("3 slides have no result (tasks: 1 TIMEOUT)"), std::string::npos) << ran.err;
}

TEST_F(CohortSlurm, ASubmissionThatWasTakenInSilenceIsNotDoubled) {
  std::filesystem::rename(m_folder / "bin/sbatch", m_folder / "bin/sbatch-that-works");
  writeProgram("sbatch", kSilentSbatch);
  const Ran ran = onCluster();
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(readBytes(m_folder / "bin/submitted"), "1-2\n");
}

TEST_F(CohortSlurm, AnArrayIsNoLongerThanSlurmAllows) {
  writeProgram("scontrol", "#!/bin/bash\necho 'MaxArraySize            = 4'\n");
  RunOptions options;
  options.environment["PATH"] = (m_folder / "bin").string() + ":/usr/bin:/bin";
  EXPECT_EQ(snitt(command({"--slurm", "--slurm-tasks", "6"}), options).code, 0);
  EXPECT_EQ(readBytes(m_folder / "bin/submitted"), "1-3\n");
}

TEST_F(CohortSlurm, AnAccountThatSlurmDoesNotKnowIsAWrongCommand) {
  writeProgram("sbatch",
               "#!/bin/bash\necho 'sbatch: error: Batch job submission failed: Invalid account or "
               "account/partition combination specified' >&2\nexit 1\n");
  const Ran ran = onCluster({"--slurm-account", "nobody"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_NE(ran.err.find("sbatch takes no job: Invalid account or account/partition combination specified."),
            std::string::npos)
      << ran.err;
}

TEST_F(CohortSlurm, ADryRunWritesTheJobAndTheMergeDoesTheRest) {
  const Ran dry = snitt(command({"--slurm-dry-run", "--slurm-tasks", "3", "--slurm-partition", "gpu", "--slurm-setup",
                                 "module load snitt", "--slurm-gpus", "gpu:1", "--device", "cpu"}));
  EXPECT_EQ(dry.code, 0) << dry.err;
  EXPECT_NE(dry.out.find("sbatch "), std::string::npos);
  const std::string script = readBytes(out() / ".cohort/slurm/cohort.sh");
  for (const char* part : {"#SBATCH --array=1-3\n", "#SBATCH --partition=\"gpu\"\n", "#SBATCH --gres=\"gpu:1\"\n",
                           "\nmodule load snitt\n"})
    EXPECT_NE(script.find(part), std::string::npos) << part << script;
  EXPECT_FALSE(std::regex_search(script, std::regex("@[A-Z]+@"))) << script;
  EXPECT_FALSE(std::filesystem::exists(out() / "results.csv"));
  // One task by hand, then the same command without Slurm.
  ASSERT_EQ(snitt({"cohort-task", "--out", out().string(), "--bundle", bundle(), "--task", "2", "--db", "none"}).code,
            0);
  const Ran merged = cohort();
  EXPECT_EQ(merged.code, 0) << merged.err;
  EXPECT_NE(merged.err.find("4 slides to score, 2 done before"), std::string::npos) << merged.err;
}

TEST_F(CohortSlurm, SaysWhereThereIsNoSlurm) {
  RunOptions options;
  options.environment["PATH"] = m_folder / "nothing";
  const Ran ran = snitt(command({"--slurm"}), options);
  EXPECT_EQ(ran.code, 1);
  EXPECT_NE(ran.err.find("sbatch is not there"), std::string::npos) << ran.err;
}

}  // namespace
}  // namespace snitt::test
