// What a bootstrap is asked for, and its figures under their names.
#pragma once

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

#include "core/statistics/resampling/bootstrap.h"

namespace snitt::analysis {

struct ResamplingRequest {
  std::size_t resamples = 2000;
  std::uint64_t seed = 1;
  int threads = 1;  // changes no figure
  std::stop_token stop{};

  [[nodiscard]] statistics::BootstrapOptions options() const {
    return {.resamples = resamples, .seed = seed, .threads = threads, .jackknife = true, .stop = stop};
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
