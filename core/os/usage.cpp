#include "core/os/usage.h"

#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace snitt::os {
namespace {

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

}  // namespace

int processId() { return ::getpid(); }

double cpuSeconds() {
  double all = 0;
  for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage used{};
    if (::getrusage(who, &used) == 0) all += seconds(used.ru_utime) + seconds(used.ru_stime);
  }
  return all;
}

std::chrono::nanoseconds threadCpuTime() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

std::map<std::string, double> packageJoules() {
  std::map<std::string, double> joules;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator("/sys/class/powercap", error)) {
    const std::string name = entry.path().filename().string();
    // Packages alone: what is inside them is counted with them.
    if (!name.starts_with("intel-rapl:") || std::ranges::count(name, ':') != 1) continue;
    std::ifstream file(entry.path() / "energy_uj");
    if (double microjoules = 0; file >> microjoules) joules[name] = microjoules / 1e6;
  }
  return joules;
}

}  // namespace snitt::os
