// What Slurm says, against the meaning that its manual gives the words (squeue's JOB REASON CODES, sbatch's messages).
#include <gtest/gtest.h>

#include "app/snitt/cohort/slurm_reasons.h"

namespace snitt::app {
namespace {

TEST(SlurmReasons, WhatPassesIsWaitedFor) {
  for (const char* reason : {"None",
                             "Priority",
                             "Resources",
                             "BeginTime",
                             "Dependency",
                             "Licenses",
                             "ReqNodeNotAvail, UnavailableNodes:n1",
                             "Reservation",
                             "AssocGrpCpuLimit",
                             "AssocMaxJobsLimit",
                             "QOSMaxJobsPerUserLimit",
                             "QOSGrpNodeLimit",
                             "QOSMaxCpuPerUserLimit",
                             "JobHeldUser",
                             "JobHeldAdmin",
                             "JobArrayTaskLimit",
                             "PartitionDown",
                             "NodeDown",
                             "PartitionInactive",
                             "Cleaning",
                             "launch failed requeued held"})
    EXPECT_FALSE(whyNever(reason)) << reason;
}

TEST(SlurmReasons, WhatNobodyElseCanChangeNeverStarts) {
  for (const char* reason : {"BadConstraints", "PartitionTimeLimit", "PartitionNodeLimit", "InvalidAccount",
                             "InvalidQOS", "AccountNotAllowed", "AssocMaxWallDurationPerJobLimit", "QOSMaxMemoryPerJob",
                             "MaxMemPerLimit", "QOSMinCpuNotSatisfied"})
    EXPECT_TRUE(whyNever(reason)) << reason;
}

TEST(SlurmReasons, ARefusalIsOneSentenceOfTheRightKind) {
  const Error partition = refusalOf(
      "sbatch: error: invalid partition specified: gpu\nsbatch: error: Batch job submission failed: Invalid partition "
      "name specified");
  EXPECT_EQ(partition.kind, ErrorKind::usage);
  EXPECT_EQ(partition.message,
            "sbatch takes no job: invalid partition specified: gpu; Invalid partition name specified");
  for (const char* wrong :
       {"User's group not permitted to use this partition", "Memory specification can not be satisfied",
        "Job violates accounting/QOS policy (job submit limit, user's size and/or time limits)",
        "Invalid generic resource (gres) specification", "Requested node configuration is not available"})
    EXPECT_EQ(refusalOf(wrong).kind, ErrorKind::usage) << wrong;
  for (const char* passing : {"Unable to contact slurm controller (connect failure)",
                              "Socket timed out on send/recv operation", "Resource temporarily unavailable"}) {
    EXPECT_EQ(refusalOf(passing).kind, ErrorKind::io) << passing;
    EXPECT_TRUE(passes(refusalOf(passing).message)) << passing;
  }
}

TEST(SlurmReasons, EndsAreCountedByState) {
  EXPECT_EQ(tellEnds({"COMPLETED", "TIMEOUT", "CANCELLED by 1000", "TIMEOUT", "OUT_OF_MEMORY"}),
            "1 CANCELLED, 1 OUT_OF_MEMORY, 2 TIMEOUT");
  EXPECT_EQ(tellEnds({"COMPLETED"}), "");
}

}  // namespace
}  // namespace snitt::app
