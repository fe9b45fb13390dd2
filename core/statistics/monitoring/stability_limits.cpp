#include "core/statistics/monitoring/stability_limits.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include <fmt/format.h>

#include "core/statistics/monitoring/drawn_shares_p.h"
#include "core/statistics/resampling/counter_random.h"

namespace snitt::statistics {
namespace {

constexpr double kGrowth = 1.25;
// Draws at one size: so many beyond the limit that its chance is known to a fortieth, where that takes no longer than
// so many observations.
constexpr double kTailDraws = 1600;
constexpr double kLeastDraws = 20'000;
constexpr double kMostDraws = 400'000;
constexpr double kObservations = 3e7;
constexpr double kFewestDraws = 6'000;

Error stopped() { return {ErrorKind::cancelled, "the simulation was stopped"}; }

// The index of a sample of one size, as populationStability has it: what a bin adds follows from its count.
class Index {
 public:
  Index(const std::vector<std::uint64_t>& reference, std::size_t n) : m_bins(reference.size()), m_step(n + 1) {
    const double total = std::accumulate(reference.begin(), reference.end(), 0.0);
    m_terms.reserve(m_bins * m_step);
    for (const std::uint64_t count : reference)
      for (std::size_t k = 0; k <= n; ++k) {
        const double was = std::max(0.5, static_cast<double>(count)) / total;
        const double is = std::max(0.5, static_cast<double>(k)) / static_cast<double>(n);
        m_terms.push_back(count == 0 && k == 0 ? 0 : (is - was) * std::log(is / was));
      }
  }
  [[nodiscard]] double of(std::span<const std::uint32_t> counts) const {
    double value = 0;
    for (std::size_t b = 0; b < m_bins; ++b) value += m_terms[b * m_step + counts[b]];
    return value;
  }

 private:
  std::size_t m_bins, m_step;
  std::vector<double> m_terms;
};

// Populations that may stand behind the reference, one after the other: the same ones serve all sizes.
struct Populations {
  std::size_t edges = 0;
  std::vector<std::uint32_t> below;

  Populations(const StabilityDesign& design, std::size_t number) : edges(design.reference.size() - 1) {
    below.reserve(number * edges);
    CounterRandom random(design.seed, 0);
    DrawnShares shares(design.reference);
    for (std::size_t i = 0; i < number; ++i) {
      shares.renew(random);
      below.insert(below.end(), shares.below().begin(), shares.below().end());
    }
  }
  [[nodiscard]] std::span<const std::uint32_t> at(std::size_t i) const {
    return std::span(below).subspan(i * edges, edges);
  }
};

std::size_t drawsAt(const StabilityDesign& design, std::size_t n) {
  const double wanted = std::clamp(kTailDraws / design.falseAlarm, kLeastDraws, kMostDraws);
  return static_cast<std::size_t>(std::clamp(kObservations / static_cast<double>(n), kFewestDraws, wanted));
}

double factorAt(const StabilityDesign& design, const Populations& populations, double reference, std::size_t n) {
  const auto size = static_cast<double>(n);
  const Index index(design.reference, n);
  CounterRandom random(design.seed, n);
  std::vector<std::uint32_t> counts(design.reference.size());
  std::vector<double> values(drawsAt(design, n));
  for (std::size_t i = 0; i < values.size(); ++i) {
    drawCounts(random, populations.at(i), n, counts);
    values[i] = index.of(counts);
  }
  const double rank = std::ceil((1 - design.falseAlarm) * static_cast<double>(values.size())) - 1;
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(std::max(0.0, rank));
  std::ranges::nth_element(values, at);
  return *at / (1 / size + 1 / reference);
}

// Each as many times the one before it, so that no two lie so near that chance alone tells them apart.
std::vector<std::size_t> sizesBetween(std::size_t least, std::size_t most) {
  const double span = std::log(static_cast<double>(most) / static_cast<double>(least));
  const double steps = std::ceil(span / std::log(kGrowth));
  std::vector<std::size_t> sizes{least};
  for (double step = 1; step <= steps; ++step) {
    const double size = static_cast<double>(least) * std::exp(span * step / steps);
    const auto next = step == steps ? most : static_cast<std::size_t>(std::llround(size));
    if (next > sizes.back()) sizes.push_back(next);
  }
  return sizes;
}

Result<void> check(const StabilityDesign& design) {
  const auto filled = std::ranges::count_if(design.reference, [](std::uint64_t count) { return count > 0; });
  if (filled < 2) return fail(ErrorKind::usage, "a stability index needs a reference with at least two bins");
  if (!(design.falseAlarm > 0 && design.falseAlarm < 1))
    return fail(ErrorKind::usage,
                fmt::format("the chance of a false alarm must lie between 0 and 1, not at {}", design.falseAlarm));
  if (design.least < 1 || design.most < design.least)
    return fail(ErrorKind::usage, fmt::format("there are no samples of {} to {}", design.least, design.most));
  return {};
}

}  // namespace

Result<StabilityLimits> StabilityLimits::simulate(StabilityDesign design, const std::stop_token& stop) {
  if (auto fine = check(design); !fine) return fail(fine.error());
  StabilityLimits limits;
  limits.m_reference = std::accumulate(design.reference.begin(), design.reference.end(), 0.0);
  if (stop.stop_requested()) return fail(stopped());
  const Populations populations(design, drawsAt(design, design.least));
  for (const std::size_t n : sizesBetween(design.least, design.most)) {
    if (stop.stop_requested()) return fail(stopped());
    limits.m_sizes.push_back(static_cast<double>(n));
    limits.m_factors.push_back(factorAt(design, populations, limits.m_reference, n));
  }
  limits.m_design = std::move(design);
  return limits;
}

double StabilityLimits::limit(std::size_t n) const {
  const auto size = static_cast<double>(n);
  const double scale = 1 / size + 1 / m_reference;
  const auto above = std::ranges::lower_bound(m_sizes, size);
  if (above == m_sizes.end()) return m_factors.back() * scale;
  const auto i = static_cast<std::size_t>(above - m_sizes.begin());
  if (i == 0 || *above == size) return m_factors[i] * scale;
  const double share = std::log(size / m_sizes[i - 1]) / std::log(m_sizes[i] / m_sizes[i - 1]);
  return (m_factors[i - 1] + share * (m_factors[i] - m_factors[i - 1])) * scale;
}

Result<SimulatedAlarms> simulateStabilityAlarms(const StabilityLimits& limits, std::span<const std::size_t> sizes,
                                                std::size_t rounds, std::size_t periods, std::uint64_t seed,
                                                const std::stop_token& stop) {
  const StabilityDesign& design = limits.design();
  if (sizes.empty()) return fail(ErrorKind::usage, "a simulation of a stability index needs sizes of samples");
  std::map<std::size_t, std::pair<Index, double>> bySize;
  for (const std::size_t n : sizes) {
    if (n < design.least || n > design.most)
      return fail(ErrorKind::usage, fmt::format("the limits are not for samples of {}", n));
    if (!bySize.contains(n)) bySize.emplace(n, std::pair{Index(design.reference, n), limits.limit(n)});
  }
  std::vector<std::uint64_t> alarms(rounds, 0);
  for (std::size_t round = 0; round < rounds; ++round) {
    if (stop.stop_requested()) return fail(stopped());
    CounterRandom random(seed, round);
    DrawnShares shares(design.reference);
    shares.renew(random);
    for (std::size_t period = 0; period < periods; ++period) {
      const std::size_t n = sizes[period % sizes.size()];
      const auto& [index, limit] = bySize.at(n);
      alarms[round] += index.of(shares.sample(random, n)) > limit ? 1 : 0;
    }
  }
  return alarmRate(alarms, periods);
}

}  // namespace snitt::statistics
