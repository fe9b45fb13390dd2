// Limits of the population stability index for samples of any size, so that a false alarm of one series is expected
// once in a stated number of samples; and a simulation that says how often they alarm.
//
// The chi-square distribution of the index (population_stability.h) is that of large samples. With twenty slides in ten
// bins it is off, so the index is simulated here, while nothing changes, at sizes that grow by up to a quarter. Where
// bins are cut at quantiles of the reference, as a bundle's are, the shares of the population between the edges are
// spacings of order statistics: Dirichlet distributed with the reference's counts (Wilks, Mathematical Statistics,
// 1962, section 8.7). A new sample is multinomial with these shares. What the index exceeds with the stated chance,
// over (1/n + 1/m), is the limit's factor; between sizes it is interpolated over log n.
//
// Immutable, may be used from any thread. The same seed gives the same limits on every machine.
#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

#include "core/result.h"
#include "core/statistics/monitoring/alarm_rate.h"

namespace snitt::statistics {

struct StabilityDesign {
  std::vector<std::uint64_t> reference;  // counts of the bins
  double falseAlarm = 1.0 / 52;          // chance in one sample, above 0 and below 1
  std::size_t least = 20;                // sizes of samples that are asked for
  std::size_t most = 20;
  std::uint64_t seed = 1;
};

class StabilityLimits {
 public:
  // Errors: usage (fewer than two bins with anything in them, a chance or a size out of its range); cancelled.
  [[nodiscard]] static Result<StabilityLimits> simulate(StabilityDesign design, const std::stop_token& stop = {});

  [[nodiscard]] const StabilityDesign& design() const { return m_design; }
  // Of a sample of n, least ≤ n ≤ most: above it is an alarm.
  [[nodiscard]] double limit(std::size_t n) const;

 private:
  StabilityDesign m_design;
  double m_reference = 0;         // their number
  std::vector<double> m_sizes;    // ascending
  std::vector<double> m_factors;  // one a size
};

// Alarms of the limits in `rounds` rounds of about `periods` samples, of the sizes given in turn. A round has one
// population, drawn as above, so that its samples share a reference. The seed must be another than the limits'.
// Errors: usage (no size, one out of range); cancelled.
[[nodiscard]] Result<SimulatedAlarms> simulateStabilityAlarms(const StabilityLimits& limits,
                                                              std::span<const std::size_t> sizes, std::size_t rounds,
                                                              std::size_t periods, std::uint64_t seed,
                                                              const std::stop_token& stop = {});

}  // namespace snitt::statistics
