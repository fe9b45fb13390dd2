#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/statistics/distributions.h"
#include "core/statistics/survival/confidence_limits_p.h"

namespace snitt::statistics {
namespace {

using Limits = std::pair<double, double>;

Limits arcsinLimits(double survival, double half) {
  const double angle = std::asin(std::sqrt(survival));
  // d asin(√S) = dS / (2 √(S(1−S))), and dS = S d log S.
  const double width = half / 2 * std::sqrt(survival / (1 - survival));
  const double low = std::sin(std::max(0.0, angle - width));
  const double high = std::sin(std::min(std::numbers::pi / 2, angle + width));
  return {low * low, high * high};
}

}  // namespace

std::optional<LimitScale> limitScaleOf(std::string_view name) {
  if (name == "plain") return LimitScale::plain;
  if (name == "log") return LimitScale::log;
  if (name == "log-log") return LimitScale::logLog;
  if (name == "logit") return LimitScale::logit;
  if (name == "arcsin") return LimitScale::arcsin;
  return std::nullopt;
}

std::pair<double, double> limitsOf(double survival, double logStdErr, LimitScale scale) {
  const double half = normal975() * logStdErr;
  if (std::isnan(half) || survival <= 0) return {kUndefined, kUndefined};
  const bool untouched = survival >= 1;  // the other scales have no number for 1
  switch (scale) {
    case LimitScale::plain:
      return {std::max(0.0, survival * (1 - half)), std::min(1.0, survival * (1 + half))};
    case LimitScale::log:
      return {survival * std::exp(-half), std::min(1.0, survival * std::exp(half))};
    case LimitScale::logLog: {
      if (untouched) return {kUndefined, kUndefined};
      const double log = std::log(survival);
      const double width = half / -log;
      return {std::exp(log * std::exp(width)), std::exp(log * std::exp(-width))};
    }
    case LimitScale::logit: {
      if (untouched) return {kUndefined, kUndefined};
      const double odds = std::log(survival / (1 - survival));
      const double width = half / (1 - survival);
      return {1 / (1 + std::exp(width - odds)), 1 / (1 + std::exp(-width - odds))};
    }
    case LimitScale::arcsin:
      if (untouched) return {kUndefined, kUndefined};
      return arcsinLimits(survival, half);
  }
  return {kUndefined, kUndefined};
}

}  // namespace snitt::statistics
