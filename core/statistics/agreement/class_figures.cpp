#include "core/statistics/agreement/class_figures.h"

#include <algorithm>
#include <cmath>

#include "core/statistics/distributions.h"

namespace snitt::statistics {
namespace {

// 0 / 0 is undefined of itself; x / 0 is infinite.
double ratio(double part, double whole) { return part / whole; }

// (a / n) / (b / m), from a of n and b of m.
Estimate likelihoodRatio(double value, double a, double n, double b, double m) {
  Estimate result{.value = value};
  if (!(a > 0 && b > 0)) return result;
  result.stdErr = std::sqrt(1 / a - 1 / n + 1 / b - 1 / m);
  result.lower95 = value * std::exp(-normal975() * result.stdErr);
  result.upper95 = value * std::exp(normal975() * result.stdErr);
  return result;
}

}  // namespace

std::string_view toText(ClassFigure figure) {
  static constexpr std::array<std::string_view, kClassFigures> names{
      "sensitivity", "specificity", "ppv", "npv", "prevalence", "accuracy", "lrPositive", "lrNegative"};
  return names[static_cast<std::size_t>(figure)];
}

std::array<double, kClassFigures> classFigures(const TwoByTwo& t) {
  const double events = t.truePositive + t.falseNegative;
  const double free = t.trueNegative + t.falsePositive;
  const double sensitivity = ratio(t.truePositive, events);
  const double falseAlarm = ratio(t.falsePositive, free);
  const double missed = ratio(t.falseNegative, events);
  const double specificity = ratio(t.trueNegative, free);
  return {sensitivity,
          specificity,
          ratio(t.truePositive, t.truePositive + t.falsePositive),
          ratio(t.trueNegative, t.trueNegative + t.falseNegative),
          ratio(events, events + free),
          ratio(t.truePositive + t.trueNegative, events + free),
          ratio(sensitivity, falseAlarm),
          ratio(missed, specificity)};
}

Estimate wilsonProportion(double part, double whole) {
  if (!(whole > 0)) return {};
  const double p = part / whole;
  const double z = normal975();
  const double centre = (part + z * z / 2) / (whole + z * z);
  const double half = z / (whole + z * z) * std::sqrt(part * (1 - p) + z * z / 4);
  return {p, std::sqrt(p * (1 - p) / whole), part == 0 ? 0 : std::max(0.0, centre - half),
          part == whole ? 1 : std::min(1.0, centre + half)};
}

std::array<Estimate, kClassFigures> classEstimates(const TwoByTwo& t) {
  const double events = t.truePositive + t.falseNegative;
  const double free = t.trueNegative + t.falsePositive;
  const std::array<double, kClassFigures> values = classFigures(t);
  return {wilsonProportion(t.truePositive, events),
          wilsonProportion(t.trueNegative, free),
          wilsonProportion(t.truePositive, t.truePositive + t.falsePositive),
          wilsonProportion(t.trueNegative, t.trueNegative + t.falseNegative),
          wilsonProportion(events, events + free),
          wilsonProportion(t.truePositive + t.trueNegative, events + free),
          likelihoodRatio(values[6], t.truePositive, events, t.falsePositive, free),
          likelihoodRatio(values[7], t.falseNegative, events, t.trueNegative, free)};
}

}  // namespace snitt::statistics
