#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "app/snitt/cohort/energy_p.h"
#include "core/os/usage.h"

namespace snitt::app {
namespace {

std::map<std::string, double>& atStart() {
  static std::map<std::string, double> joules;
  return joules;
}

}  // namespace

void startCountingEnergy() { atStart() = os::packageJoules(); }

nlohmann::ordered_json energyJson() {
  nlohmann::ordered_json json{{"cpuSeconds", os::cpuSeconds()}, {"packageJoules", nullptr}};
  const auto now = os::packageJoules();
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
