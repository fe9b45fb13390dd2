// What this process is, and what it has used of the machine.
#pragma once

#include <chrono>
#include <map>
#include <string>

namespace snitt::os {

[[nodiscard]] int processId();

// Processor seconds of this process and of those of its children that have ended.
[[nodiscard]] double cpuSeconds();

// Processor time of the calling thread: what its work took, however busy the machine is.
[[nodiscard]] std::chrono::nanoseconds threadCpuTime();

// Joules that the machine's processor packages have counted since some moment, by package (Intel RAPL through
// /sys/class/powercap, which most systems let root alone read). Empty where it cannot be read. A counter starts again
// at 0 once it is full.
[[nodiscard]] std::map<std::string, double> packageJoules();

}  // namespace snitt::os
