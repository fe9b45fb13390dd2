#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "core/text/number.h"
#include "core/validation/report/words_p.h"

namespace snitt::validation {

namespace {

// With a minus sign where fixed() has a hyphen, as in tables.
std::string numberText(double value, int decimals) {
  std::string text = fixed(value, decimals);
  if (text.starts_with('-')) text.replace(0, 1, "−");
  return text;
}

}  // namespace

std::string withInterval(const document::Interval& value, int decimals) {
  if (!std::isfinite(value.value)) return "not estimable";
  std::string text = numberText(value.value, decimals);
  if (std::isnan(value.lower95) || std::isnan(value.upper95)) return text;
  const auto end = [&](double one) { return std::isinf(one) ? std::string("infinite") : numberText(one, decimals); };
  return text + fmt::format(" (95 % CI {} to {})", end(value.lower95), end(value.upper95));
}

std::string shareWithInterval(const document::Interval& value, int decimals) {
  if (!std::isfinite(value.value)) return "not estimable";
  std::string text = numberText(value.value * 100, decimals) + " %";
  if (!std::isfinite(value.lower95) || !std::isfinite(value.upper95)) return text;
  return text + fmt::format(" (95 % CI {} to {} %)", numberText(value.lower95 * 100, decimals),
                            numberText(value.upper95 * 100, decimals));
}

document::Interval ratioOf(document::Interval ratio) {
  constexpr double kNoRatio = 1000;
  if (!(ratio.value < kNoRatio) || !(ratio.value > 1 / kNoRatio)) return justValue(statistics::kUndefined);
  if (ratio.upper95 > kNoRatio) ratio.upper95 = std::numeric_limits<double>::infinity();
  return ratio;
}

document::Interval intervalOf(const statistics::Estimate& estimate) {
  return {estimate.value, estimate.lower95, estimate.upper95};
}

document::Interval intervalOf(const statistics::BootstrapFigure& figure) {
  const bool bca = std::isfinite(figure.bca95.lower) && std::isfinite(figure.bca95.upper);
  const statistics::Interval& interval = bca ? figure.bca95 : figure.percentile95;
  return {figure.value, interval.lower, interval.upper};
}

}  // namespace snitt::validation
