#include "core/statistics/survival/survival_data.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <fmt/format.h>

namespace snitt::statistics {

Result<void> checkSurvival(SurvivalView data) {
  if (data.time.size() != data.event.size())
    return fail(ErrorKind::usage, fmt::format("{} times stand beside {} events", data.time.size(), data.event.size()));
  if (data.time.empty()) return fail(ErrorKind::usage, "there is no patient with a time and an event");
  for (std::size_t i = 0; i < data.size(); ++i) {
    if (!std::isfinite(data.time[i]))
      return fail(ErrorKind::usage, fmt::format("the time of patient {} is not a number", i + 1));
    if (data.time[i] < 0)
      return fail(ErrorKind::usage, fmt::format("the time of patient {} is negative ({})", i + 1, data.time[i]));
    if (data.event[i] > 1)
      return fail(ErrorKind::usage, fmt::format("the event of patient {} is neither 0 nor 1", i + 1));
  }
  return {};
}

std::vector<double> withoutRounding(std::span<const double> time) {
  std::vector<double> result(time.begin(), time.end());
  std::vector<double> sorted;
  sorted.reserve(time.size());
  for (const double t : time)
    if (std::isfinite(t)) sorted.push_back(t);
  std::ranges::sort(sorted);
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  if (sorted.size() < 2) return result;
  const double mean =
      std::accumulate(sorted.begin(), sorted.end(), 0.0, [](double sum, double t) { return sum + std::abs(t); }) /
      static_cast<double>(sorted.size());
  static const double tolerance = std::sqrt(std::numeric_limits<double>::epsilon());
  std::vector<double> firsts{sorted.front()};
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    const double gap = sorted[i] - sorted[i - 1];
    if (gap > tolerance && gap / mean > tolerance) firsts.push_back(sorted[i]);
  }
  if (firsts.size() == sorted.size()) return result;
  for (double& t : result)
    if (std::isfinite(t)) t = *std::prev(std::ranges::upper_bound(firsts, t));
  return result;
}

std::vector<std::size_t> orderByTime(SurvivalView data) {
  std::vector<std::size_t> order(data.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    if (data.time[a] != data.time[b]) return data.time[a] < data.time[b];
    return data.event[a] > data.event[b];
  });
  return order;
}

}  // namespace snitt::statistics
