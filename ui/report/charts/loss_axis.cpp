#include "ui/report/charts/loss_axis_p.h"

#include <algorithm>
#include <cmath>

namespace snitt::charts {

namespace {

constexpr double kLogFrom = 50;  // ratio of the largest loss to the smallest
constexpr double kLeastSpan =
    0.004;                           // of the losses' size: below it, numbers would need more digits than there is room
constexpr double kFree = 0.03;       // of the losses' span, between them and an axis's end
constexpr double kPlainFrom = 1e-3;  // of an axis's step
constexpr double kPlainSize = 1e-2;  // of an axis's largest number, whatever the step
constexpr double kPlainTo = 1e6;     // of an axis's largest number

QString powerText(int exponent) {
  const QString signs = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");
  QString text = QStringLiteral("10");
  if (exponent < 0) text += QChar(0x207b);
  for (const QChar digit : QString::number(std::abs(exponent))) text += signs[digit.digitValue()];
  return text;
}

// "3 × 10⁻⁵", "10⁻⁵", "0".
QString scientificText(double value, int decimals) {
  if (value == 0) return QStringLiteral("0");
  int exponent = static_cast<int>(std::floor(std::log10(std::abs(value)) + 1e-9));
  const double factor = value / std::pow(10, exponent);
  if (std::abs(factor - 1) < 1e-9) return powerText(exponent);
  return numberText(factor, decimals) + QStringLiteral(" × ") + powerText(exponent);
}

LossAxis logarithmic(double least, double most, int mostTicks) {
  LossAxis axis{logRoundedOut(least, most), true, {}};
  const double free = std::pow(most / least, kFree);
  axis.range = {std::min(axis.range.from, least / free), std::max(axis.range.to, most * free)};
  const std::vector<Tick> all = logTicks(axis.range.from, axis.range.to);
  const auto every = (all.size() + static_cast<std::size_t>(mostTicks) - 1) / static_cast<std::size_t>(mostTicks);
  for (std::size_t i = 0; i < all.size(); i += std::max<std::size_t>(1, every)) axis.ticks.push_back(all[i]);
  const bool plain = axis.ticks.front().value > 0.9 * kPlainFrom && axis.ticks.back().value < 1.1 * kPlainTo;
  for (Tick& tick : axis.ticks) {
    const int decimals = std::max(0, static_cast<int>(std::ceil(-std::log10(tick.value) - 1e-9)));
    tick.label = plain ? numberText(tick.value, decimals) : scientificText(tick.value, 0);
  }
  return axis;
}

}  // namespace

LossAxis lossAxis(double least, double most, int mostTicks) {
  if (least > 0 && most / least > kLogFrom) return logarithmic(least, most, mostTicks);
  const double size = std::max(std::abs(least), std::abs(most));
  const double lack = (size > 0 ? kLeastSpan * size : 1) - (most - least);
  if (lack > 0) {
    least -= lack / 2;
    most += lack / 2;
  }
  LossAxis axis{nearlyRoundedOut(least, most, mostTicks), false, {}};
  const double free = kFree * (most - least);
  axis.range = {std::min(axis.range.from, least - free), std::max(axis.range.to, most + free)};
  axis.ticks = roundTicks(axis.range.from, axis.range.to, mostTicks);
  const double step = axis.ticks.size() > 1 ? axis.ticks[1].value - axis.ticks[0].value : size;
  const bool plain = size < kPlainTo && (step > 0.9 * kPlainFrom || size >= kPlainSize);
  if (plain) return axis;
  for (Tick& tick : axis.ticks) {
    if (tick.value == 0) continue;
    // As many decimals of the factor as tell one tick from the next.
    const double power = std::pow(10, std::floor(std::log10(std::abs(tick.value)) + 1e-9));
    tick.label = scientificText(tick.value, decimalsFor(step / power));
  }
  return axis;
}

std::vector<Tick> epochTicks(Range epochs, int mostTicks) {
  const double step = std::max(1.0, roundStep((epochs.to - epochs.from) / mostTicks));
  std::vector<Tick> ticks;
  for (double value = std::ceil(epochs.from / step) * step; value <= epochs.to; value += step)
    ticks.push_back({value, numberText(value, 0)});
  return ticks;
}

}  // namespace snitt::charts
