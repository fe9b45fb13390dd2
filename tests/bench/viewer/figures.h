// Samples of times and what is said of them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <string>
#include <vector>

namespace snitt::bench {

using Samples = std::vector<double>;

inline double quantile(Samples values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const auto at = static_cast<std::size_t>(share * static_cast<double>(values.size()));
  return values[std::min(at, values.size() - 1)];
}
inline double p95(const Samples& values) { return quantile(values, 0.95); }
inline double median(const Samples& values) { return quantile(values, 0.5); }

inline void print(const std::string& name, double value) {
  std::printf("%s %.2f\n", name.c_str(), value);
  std::fflush(stdout);
}

}  // namespace snitt::bench
