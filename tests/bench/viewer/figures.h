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

// Frames: how long each took, and how long the UI thread worked on it. A machine with too much to do shows in the
// first.
struct Frames {
  Samples took;
  Samples worked;
  void add(const Frames& more) {
    took.insert(took.end(), more.took.begin(), more.took.end());
    worked.insert(worked.end(), more.worked.begin(), more.worked.end());
  }
};

inline void print(const std::string& name, double value) {
  std::printf("%s %.2f\n", name.c_str(), value);
  std::fflush(stdout);
}

inline void print(const std::string& name, const Frames& frames) {
  print(name + "_p95_ms", p95(frames.took));
  print(name + "_work_p95_ms", p95(frames.worked));
  print(name + "_work_median_ms", median(frames.worked));
}

}  // namespace snitt::bench
