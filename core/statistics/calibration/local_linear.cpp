#include "core/statistics/calibration/local_linear.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace snitt::statistics {
namespace {

// The distance to the furthest of the nearest points that the span takes, stretched where it takes more than all.
double reachOf(std::vector<double> distance, double span) {
  const auto n = static_cast<double>(distance.size());
  const double wanted = std::floor(n * std::min(span, 1.0) + 1e-5);
  const auto nearest = static_cast<std::ptrdiff_t>(std::clamp(wanted, 1.0, n)) - 1;
  std::ranges::nth_element(distance, distance.begin() + nearest);
  return distance[static_cast<std::size_t>(nearest)] * std::max(1.0, span);
}

double tricube(double share) {
  if (share >= 1) return 0;
  const double cube = 1 - share * share * share;
  return cube * cube * cube;
}

std::vector<double> nearness(std::span<const double> x, double at, double span) {
  std::vector<double> distance;
  distance.reserve(x.size());
  for (const double one : x) distance.push_back(std::abs(one - at));
  const double reach = reachOf(distance, span);
  std::vector<double> weight;
  weight.reserve(x.size());
  for (const double one : distance) weight.push_back(reach > 0 ? tricube(one / reach) : 0);
  if (std::ranges::all_of(weight, [](double one) { return one == 0; }))
    for (std::size_t i = 0; i < weight.size(); ++i) weight[i] = distance[i] <= reach ? 1 : 0;
  return weight;
}

}  // namespace

LocalLinear::LocalLinear(std::span<const double> x, std::span<const double> y, double span)
    : m_x(x), m_y(y), m_span(span) {}

std::vector<double> LocalLinear::weightsAt(double at) const {
  std::vector<double> weight = nearness(m_x, at, m_span);
  double sum = 0, first = 0, second = 0;
  for (std::size_t i = 0; i < weight.size(); ++i) {
    const double offset = m_x[i] - at;
    sum += weight[i];
    first += weight[i] * offset;
    second += weight[i] * offset * offset;
  }
  const double determinant = sum * second - first * first;
  const bool line = determinant > 1e-12 * sum * second;
  for (std::size_t i = 0; i < weight.size(); ++i)
    weight[i] *= line ? (second - first * (m_x[i] - at)) / determinant : 1 / sum;
  return weight;
}

double LocalLinear::valueAt(double at) const {
  const std::vector<double> weight = weightsAt(at);
  return std::inner_product(weight.begin(), weight.end(), m_y.begin(), 0.0);
}

}  // namespace snitt::statistics
