// How long a suite named Soak… runs: all of it where SNITT_SOAK_SHARE is 1, a tenth where nothing is said.
#pragma once

#include <algorithm>
#include <cstdlib>

namespace snitt::test {

inline int soaked(int rounds) {
  const char* share = std::getenv("SNITT_SOAK_SHARE");
  return std::max(1, static_cast<int>(rounds * (share == nullptr ? 0.1 : std::strtod(share, nullptr))));
}

}  // namespace snitt::test
