#include "app/snitt/cohort/worker_command.h"

#include <algorithm>

#include "core/os/os.h"

namespace snitt::app {

std::vector<std::string> workerCommand(const std::filesystem::path& bundle, const std::filesystem::path& out, int jobs,
                                       bool untrusted, const Session& session) {
  const int threads = std::max(1, session.options().threadCount() / jobs);
  std::vector<std::string> command{os::programFile().string(),
                                   "cohort-worker",
                                   "--bundle",
                                   bundle.string(),
                                   "--out",
                                   out.string(),
                                   "--quiet",
                                   "--db",
                                   "none",
                                   "--threads",
                                   std::to_string(threads)};
  if (untrusted) command.emplace_back("--untrusted");
  return command;
}

}  // namespace snitt::app
