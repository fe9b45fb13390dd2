#include <sys/resource.h>

#include <filesystem>
#include <fstream>
#include <map>

#include <nlohmann/json.hpp>

#include "app/snitt/cohort/energy_p.h"

namespace snitt::app {
namespace {

// Packages alone: what is inside them is counted with them.
std::map<std::string, double> readPackages() {
  std::map<std::string, double> joules;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator("/sys/class/powercap", error)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("intel-rapl:") || std::ranges::count(name, ':') != 1) continue;
    std::ifstream file(entry.path() / "energy_uj");
    if (double microjoules = 0; file >> microjoules) joules[name] = microjoules / 1e6;
  }
  return joules;
}

std::map<std::string, double>& atStart() {
  static std::map<std::string, double> joules;
  return joules;
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

double cpuSeconds() {
  double all = 0;
  for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage used{};
    if (::getrusage(who, &used) == 0) all += seconds(used.ru_utime) + seconds(used.ru_stime);
  }
  return all;
}

}  // namespace

void startCountingEnergy() { atStart() = readPackages(); }

nlohmann::ordered_json energyJson() {
  nlohmann::ordered_json json{{"cpuSeconds", cpuSeconds()}, {"packageJoules", nullptr}};
  const auto now = readPackages();
  double joules = 0;
  for (const auto& [name, value] : now) {
    const auto before = atStart().find(name);
    // A counter that ran over says nothing.
    if (before == atStart().end() || value < before->second) return json;
    joules += value - before->second;
  }
  if (!now.empty()) json["packageJoules"] = joules;
  return json;
}

}  // namespace snitt::app
