// How the statistics are timed and what is printed of them. An error ends the process with its sentence: there is
// nothing to measure then.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <string>
#include <utility>

#include "core/result.h"

namespace snitt::bench {

[[noreturn]] inline void give(const std::string& sentence) {
  std::fprintf(stderr, "%s\n", sentence.c_str());
  std::exit(1);
}

template <class T>
T need(Result<T> result) {
  if (result) return std::move(*result);
  give(result.error().message);
}

// One line, every digit that a double has.
inline void say(const std::string& name, double value) { std::printf("%s %.17g\n", name.c_str(), value); }

// What `work` returns; the least of its times is printed.
template <class Work>
auto timed(Work work, int passes = 3) {
  double least = std::numeric_limits<double>::infinity();
  for (int pass = 1;; ++pass) {
    const auto start = std::chrono::steady_clock::now();
    auto result = work();
    least = std::min(least, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    if (pass < passes) continue;
    say("seconds", least);
    return result;
  }
}

}  // namespace snitt::bench
