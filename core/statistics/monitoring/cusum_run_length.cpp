#include "core/statistics/monitoring/cusum_run_length.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>
#include <Eigen/Dense>

#include "core/statistics/distributions.h"

namespace snitt::statistics {
namespace {

constexpr double kLongest = 1e9;     // that a limit is looked for
constexpr double kCountable = 1e12;  // beyond it a chain's equations have no digits left

// Transitions among the states of one side that have not alarmed. State i stands for sums around i · width, state 0 for
// those up to width / 2; the last ends at h. `drift` is the mean of a step, shift − k.
Eigen::MatrixXd chainOf(double h, double drift, int states) {
  const double width = 2 * h / (2 * states - 1);
  Eigen::MatrixXd chain(states, states);
  for (int from = 0; from < states; ++from)
    for (int to = 0; to < states; ++to) {
      const double centre = (to - from) * width - drift;
      const double below = to == 0 ? 0 : normalCdf(centre - width / 2);
      chain(from, to) = normalCdf(centre + width / 2) - below;
    }
  return chain;
}

// The limit for width 0 of a figure whose error is a series in width², from three grids (Richardson).
template <class F>
double extrapolated(double h, double drift, F figure) {
  constexpr std::array<int, 3> states{40, 80, 160};
  std::array<double, 3> value{}, square{};
  for (std::size_t i = 0; i < states.size(); ++i) {
    value[i] = figure(chainOf(h, drift, states[i]));
    square[i] = 1 / std::pow(2.0 * states[i] - 1, 2);
  }
  const auto limit = [&](double a, double b, std::size_t i, std::size_t j) {
    return (square[i] * b - square[j] * a) / (square[i] - square[j]);
  };
  const double first = limit(value[0], value[1], 0, 1);
  const double second = limit(value[1], value[2], 1, 2);
  return limit(first, second, 0, 2);
}

double meanSteps(double h, double drift) {
  const double steps = extrapolated(h, drift, [](const Eigen::MatrixXd& chain) {
    const auto size = chain.rows();
    const Eigen::MatrixXd left = Eigen::MatrixXd::Identity(size, size) - chain;
    return left.partialPivLu().solve(Eigen::VectorXd::Ones(size))(0);
  });
  return steps > 0 && steps < kCountable ? steps : std::numeric_limits<double>::infinity();
}

double silentFor(double h, double drift, std::size_t steps) {
  const double silent = extrapolated(h, drift, [steps](Eigen::MatrixXd chain) {
    Eigen::VectorXd rest = Eigen::VectorXd::Ones(chain.rows());
    for (std::size_t left = steps; left > 0; left >>= 1) {
      if ((left & 1) == 1) rest = chain * rest;
      if (left > 1) chain = (chain * chain).eval();
    }
    return rest(0);
  });
  return std::clamp(silent, 0.0, 1.0);
}

double siegmund(double h, double drift) {
  const double b = h + 1.166;
  const double x = 2 * drift * b;
  // Around 0 the formula is 0 / 0; its limit is b².
  if (std::abs(x) < 1e-4) return b * b * (1 - x / 3);
  return (std::exp(-x) + x - 1) / (2 * drift * drift);
}

// Of the rates of alarms, the sum.
template <class F>
double bothSides(CusumDesign design, double shift, CusumSides sides, F side) {
  const double upper = side(design.h, shift - design.k);
  if (sides == CusumSides::upper) return upper;
  const double lower = side(design.h, -shift - design.k);
  return 1 / (1 / upper + 1 / lower);
}

Result<void> check(CusumDesign design, double shift) {
  if (!std::isfinite(shift)) return fail(ErrorKind::usage, "the shift of a CUSUM is not a number");
  return checkCusum(design);
}

}  // namespace

Result<double> cusumRunLength(CusumDesign design, double shift, CusumSides sides) {
  return check(design, shift).map([&] { return bothSides(design, shift, sides, meanSteps); });
}

Result<double> cusumRunLengthSiegmund(CusumDesign design, double shift, CusumSides sides) {
  return check(design, shift).map([&] { return bothSides(design, shift, sides, siegmund); });
}

Result<double> cusumAlarmWithin(CusumDesign design, std::size_t observations, double shift, CusumSides sides) {
  return check(design, shift).map([&] {
    const double upper = silentFor(design.h, shift - design.k, observations);
    return 1 - (sides == CusumSides::upper ? upper : upper * silentFor(design.h, -shift - design.k, observations));
  });
}

Result<double> cusumLimit(double k, double runLength, CusumSides sides) {
  if (const auto checked = checkCusum({k, 1}); !checked) return fail(checked.error());
  const double least = 1 / (normalUpper(k) * (sides == CusumSides::both ? 2 : 1));
  if (!(runLength > least && runLength <= kLongest))
    return fail(ErrorKind::usage,
                fmt::format("a CUSUM with k = {} has a mean run length between {:.4g} and {:.0e}, not {}", k, least,
                            kLongest, runLength));
  const auto tooShort = [&](double h) { return bothSides({k, h}, 0, sides, meanSteps) < runLength; };
  double low = 0;
  double high = 1;
  for (; tooShort(high); high *= 2) low = high;
  while (high - low > 1e-9 * high) {
    const double middle = (low + high) / 2;
    (tooShort(middle) ? low : high) = middle;
  }
  return high;
}

}  // namespace snitt::statistics
