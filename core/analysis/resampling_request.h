// What a bootstrap is asked for, and its figures under their names.
#pragma once

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

#include "core/statistics/resampling/bootstrap.h"

namespace snitt::analysis {

// With more patients than this the BCa interval is left out (undefined): its jackknife leaves each patient out once, at
// the cost of a resample each.
inline constexpr std::size_t kMostForBca = 10'000;

struct ResamplingRequest {
  std::size_t resamples = 2000;
  std::uint64_t seed = 1;
  int threads = 1;  // changes no figure
  std::stop_token stop{};

  [[nodiscard]] statistics::BootstrapOptions options(std::size_t patients) const {
    return {
        .resamples = resamples, .seed = seed, .threads = threads, .jackknife = patients <= kMostForBca, .stop = stop};
  }
};

struct ResampledFigures {
  std::size_t resamples = 0;
  std::uint64_t seed = 0;
  std::size_t patients = 0;
  std::vector<std::string> names;
  std::vector<statistics::BootstrapFigure> figures;
};

}  // namespace snitt::analysis
