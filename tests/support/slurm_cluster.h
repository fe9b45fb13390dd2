// A real Slurm of one node for as long as this lives (slurm_cluster.py), where SNITT_TEST_SLURM is 1. Programs that the
// test starts find it by SLURM_CONF. It ends with the test's process, however that ends.
#pragma once

#include <cstdlib>
#include <future>
#include <string>
#include <string_view>
#include <thread>

#include "support/run_program.h"
#include "support/temp_folder.h"

namespace snitt::test {

// For SetUp; the tests of the merge that need no Slurm are in cohort_slurm_test.cpp.
#define SNITT_NEEDS_SLURM()                                     \
  if (!::snitt::test::SlurmCluster::wanted())                   \
  GTEST_SKIP() << "SNITT_TEST_SLURM=1 ./dev test installs and " \
                  "starts a Slurm of one node for this"

class SlurmCluster {
 public:
  static bool wanted() {
    const char* value = std::getenv("SNITT_TEST_SLURM");
    return value != nullptr && std::string_view(value) == "1";
  }

  SlurmCluster() : m_runner([this] { hold(); }) {
    m_ready = m_begun.get_future().get();
    ::setenv("SLURM_CONF", (m_folder / "slurm.conf").c_str(), 1);
  }
  ~SlurmCluster() { m_end.set_value(); }
  SlurmCluster(const SlurmCluster&) = delete;
  SlurmCluster& operator=(const SlurmCluster&) = delete;

  [[nodiscard]] bool isReady() const { return m_ready; }
  // Why it is not ready, with the daemons' logs.
  [[nodiscard]] const std::string& complaint() const { return m_complaint; }

 private:
  void hold() {
    RunOptions options;
    options.keepInputOpen = true;
    options.awaited = "ready";
    options.whenSeen = [this](Child& child) {
      m_begun.set_value(true);
      m_end.get_future().wait();
      child.closeInput();
    };
    const Ran ran =
        run({SNITT_PYTHON, SNITT_SOURCE_DIR "/tests/support/slurm_cluster.py", m_folder.path().string()}, options);
    if (ran.out.find("ready") != std::string::npos) return;
    m_complaint = ran.err;
    m_begun.set_value(false);
  }

  TempFolder m_folder;
  std::promise<bool> m_begun;
  std::promise<void> m_end;
  bool m_ready = false;
  std::string m_complaint;
  std::jthread m_runner;  // last: ends before what it uses
};

}  // namespace snitt::test
