// The bootstrap by patient: patients are drawn with replacement, and all that belongs to a patient comes with them
// (Efron, Ann Stat 7:1, 1979; Davison and Hinkley, 1997, section 2.4 and 3.8 for clusters). Nothing is copied: a
// statistic is told how often each patient was drawn.
//
// Resample r draws from stream r of the seed and its figures have their place, so the result is the same, to the last
// bit, for any number of threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/result.h"
#include "core/statistics/resampling/bootstrap_interval.h"

namespace snitt::statistics {

// The figures of a sample in which patient i occurs counts[i] times (0 or more): always the same number of them, NaN
// where one is not defined (all counts are 0 where the only patient is left out). Several figures at once share their
// resamples, so the difference of two C-indices is a figure of its own and gets a paired interval. Called from several
// threads at once; what it throws is thrown again by the caller's thread, after the others have ended.
using ResampleStatistic = std::function<std::vector<double>(std::span<const std::uint32_t> counts)>;

struct BootstrapOptions {
  std::size_t resamples = 2000;
  std::uint64_t seed = 1;
  int threads = 1;
  bool jackknife = true;  // once more for each patient; without it there is no BCa interval
  std::stop_token stop{};
};

// One row a resample, one column a figure; likewise one row for each patient that was left out.
struct Replicates {
  std::vector<double> original;  // every patient once
  std::vector<double> resampled;
  std::vector<double> jackknife;  // empty when it was not asked for

  [[nodiscard]] std::size_t figures() const { return original.size(); }
  [[nodiscard]] std::vector<double> resampledOf(std::size_t figure) const;
  [[nodiscard]] std::vector<double> jackknifeOf(std::size_t figure) const;
};

struct BootstrapFigure {
  double value = kUndefined;   // of the data themselves
  double stdErr = kUndefined;  // standard deviation of the finite replicates
  Interval percentile95;
  Interval bca95;
  std::size_t undefined = 0;  // resamples in which the figure was not finite; the intervals rest on the others
};

// Fails (usage) without patients or resamples and when the number of figures changes; cancelled when stopped.
[[nodiscard]] Result<Replicates> bootstrapReplicates(std::size_t patients, const ResampleStatistic& statistic,
                                                     const BootstrapOptions& options);

[[nodiscard]] std::vector<BootstrapFigure> summarise(const Replicates& replicates);

// Both in one.
[[nodiscard]] Result<std::vector<BootstrapFigure>> bootstrap(std::size_t patients, const ResampleStatistic& statistic,
                                                             const BootstrapOptions& options);

// How often each row occurs, from how often its patient does; patientOfRow[i] < counts.size().
[[nodiscard]] std::vector<std::uint32_t> countsOfRows(std::span<const std::uint32_t> counts,
                                                      std::span<const std::size_t> patientOfRow);

// How often each patient occurs in resample `stream` of `seed`.
[[nodiscard]] std::vector<std::uint32_t> drawPatients(std::size_t patients, std::uint64_t seed, std::uint64_t stream);

}  // namespace snitt::statistics
