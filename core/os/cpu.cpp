// What the processor can do and how much of it this process may use (Linux on x86-64; other processors have no
// features to name).
#include <sched.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>
#include <thread>

#include "core/os/os.h"

namespace snitt::os {

namespace {

std::string cpuInfo(std::string_view key) {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);)
    if (line.starts_with(key))
      if (const std::size_t colon = line.find(": "); colon != std::string::npos) return line.substr(colon + 2);
  return {};
}

// Cores that a container's quota allows ("max" or "quota period"), 0 without one.
int cgroupCores() {
  std::ifstream file("/sys/fs/cgroup/cpu.max");
  std::string quota;
  double period = 0;
  if (!(file >> quota >> period) || quota == "max" || period <= 0) return 0;
  return std::max(1, static_cast<int>(std::lround(std::strtod(quota.c_str(), nullptr) / period)));
}

}  // namespace

int usableCores() {
  cpu_set_t set;
  CPU_ZERO(&set);
  int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  if (sched_getaffinity(0, sizeof(set), &set) == 0) cores = std::max(1, CPU_COUNT(&set));
  const int quota = cgroupCores();
  return quota > 0 ? std::min(cores, quota) : cores;
}

std::string cpuModel() {
  std::string model = cpuInfo("model name");
  return model.empty() ? "unknown" : model;
}

std::vector<std::string> cpuFeatures() {
  std::istringstream flags(cpuInfo("flags"));
  std::vector<std::string> present;
  for (std::string flag; flags >> flag;)
    for (const std::string_view wanted : {"avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16"})
      if (flag == wanted) present.push_back(flag);
  return present;
}

}  // namespace snitt::os
