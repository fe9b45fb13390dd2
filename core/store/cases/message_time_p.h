// When a laboratory says that it sent something: what decides which of two messages is the newer one.
#pragma once

#include <string>

namespace snitt {

// The time, or nothing where it lies more than a day ahead of this machine's clock: no clock of a laboratory is that
// far off, and what was taken for newer than everything would keep out all corrections until that day came.
[[nodiscard]] std::string believedTime(const std::string& stated);

}  // namespace snitt
