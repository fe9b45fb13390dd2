// What the run has used: joules of the processor packages where the system lets one read them (Intel RAPL through
// /sys/class/powercap), and processor seconds of this process and its workers.
#pragma once

#include <optional>

#include <nlohmann/json_fwd.hpp>

namespace snitt::app {

// Call once at the start, so that there is something to count from.
void startCountingEnergy();

// {"cpuSeconds": s, "packageJoules": J or null}
[[nodiscard]] nlohmann::ordered_json energyJson();

}  // namespace snitt::app
