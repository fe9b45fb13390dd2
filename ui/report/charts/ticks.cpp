#include "ui/report/charts/ticks_p.h"

#include <algorithm>
#include <cmath>

#include "ui/report/charts/style_p.h"

namespace snitt::charts {

namespace {

constexpr double kLoose = 1e-9;

std::vector<Tick> multiples(double from, double to, double step, int decimals) {
  std::vector<Tick> ticks;
  const double first = std::ceil(from / step - kLoose);
  for (double i = first; i * step <= to + step * kLoose; ++i) {
    const double value = std::abs(i) < 0.5 ? 0 : i * step;
    ticks.push_back({value, numberText(value, decimals)});
  }
  return ticks;
}

double widestLabel(const std::vector<Tick>& ticks) {
  double widest = 0;
  for (const Tick& tick : ticks) widest = std::max(widest, textWidth(tick.label, kTick));
  return widest;
}

const std::vector<std::vector<double>> kLogPatterns{
    {1}, {1, 3}, {1, 2, 5}, {1, 1.5, 2, 3, 5, 7}, {1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2, 2.5, 3, 4, 5, 6, 7, 8, 9}};

// Sorted, from below `from` to above `to`.
std::vector<double> powersOf(const std::vector<double>& pattern, double from, double to) {
  std::vector<double> values;
  for (double power = std::floor(std::log10(from)) - 1; power <= std::floor(std::log10(to)) + 1; ++power)
    for (const double factor : pattern) values.push_back(factor * std::pow(10, power));
  return values;
}

}  // namespace

double Scale::fraction(double value) const {
  if (!log) return (value - from) / (to - from);
  return std::log(value / from) / std::log(to / from);
}

double Scale::at(double value) const { return mmFrom + fraction(value) * (mmTo - mmFrom); }

QString numberText(double value, int decimals) {
  if (std::isnan(value)) return QStringLiteral("–");
  if (std::isinf(value)) return value > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
  QString digits = QString::number(std::abs(value), 'f', decimals);
  const bool zero = digits.toDouble() == 0.0;
  qsizetype whole = digits.indexOf(QLatin1Char('.'));
  if (whole < 0) whole = digits.size();
  if (whole >= 5)
    for (qsizetype at = whole - 3; at > 0; at -= 3) digits.insert(at, QChar(0x2009));
  return value < 0 && !zero ? QChar(0x2212) + digits : digits;
}

QString countText(std::size_t count) { return numberText(static_cast<double>(count), 0); }

QString intervalText(double value, double lower, double upper, int decimals, bool signs) {
  const QString estimate = numberText(value, decimals);
  if (std::isnan(lower) || std::isnan(upper)) return estimate;
  return QStringLiteral("%1 (%2%3%4)")
      .arg(estimate, numberText(lower, decimals), signs ? QStringLiteral(" to ") : QStringLiteral("–"),
           numberText(upper, decimals));
}

int decimalsFor(double step) { return std::max(0, static_cast<int>(-std::floor(std::log10(step) + kLoose))); }

int decimalsOf(double value) {
  if (value >= 10) return 0;
  int decimals = 0;
  while (decimals < 3 && std::abs(value * std::pow(10, decimals) - std::round(value * std::pow(10, decimals))) > 1e-6)
    ++decimals;
  return decimals;
}

double roundStep(double least) {
  const double power = std::pow(10, std::floor(std::log10(least)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= least * (1 - kLoose)) return factor * power;
  return 10 * power;
}

std::vector<Tick> roundTicks(double from, double to, int most) {
  const double step = roundStep((to - from) / most);
  return multiples(from, to, step, decimalsFor(step));
}

std::vector<Tick> timeTicks(double to, std::optional<double> unit, double lengthMm, double leastMm) {
  const auto fits = [&](const std::vector<Tick>& ticks, double step) {
    return step / to * lengthMm >= std::max(leastMm, widestLabel(ticks) + 2.5);
  };
  double step = unit ? *unit : roundStep(to / 10);
  std::vector<Tick> ticks;
  for (int tries = 0; tries < 60; ++tries) {
    ticks =
        to / step > 200 ? std::vector<Tick>{} : multiples(0, to, step, unit ? decimalsOf(*unit) : decimalsFor(step));
    if (!ticks.empty() && fits(ticks, step)) break;
    if (unit) {
      const double factor = std::round(step / *unit) + 0.5;
      step = *unit * (factor < 2 ? 2 : factor < 3 ? 3 : factor < 5 ? 5 : roundStep(factor));
    } else {
      step = roundStep(step * 1.1);
    }
  }
  return ticks;
}

std::vector<Tick> logTicks(double from, double to) {
  std::vector<Tick> ticks;
  for (const auto& pattern : kLogPatterns) {
    ticks.clear();
    for (const double value : powersOf(pattern, from, to))
      if (value >= from * (1 - kLoose) && value <= to * (1 + kLoose))
        ticks.push_back({value, QString::number(value, 'g', 4)});
    if (ticks.size() >= 4) break;
  }
  return ticks;
}

Range logRoundedOut(double from, double to) {
  Range best{from, to};
  for (const auto& pattern : kLogPatterns) {
    const std::vector<double> values = powersOf(pattern, from, to);
    const auto after = std::lower_bound(values.begin(), values.end(), to * (1 - kLoose));
    const auto before = std::upper_bound(values.begin(), values.end(), from * (1 + kLoose)) - 1;
    best = {*before, *after};
    // Not more than a third of the axis for nothing.
    if (after - before >= 3 && std::log(best.to / best.from) < 1.4 * std::log(to / from)) break;
  }
  return best;
}

Range roundedOut(double from, double to, int most) {
  const double step = roundStep((to - from) / most);
  return {std::floor(from / step + kLoose) * step, std::ceil(to / step - kLoose) * step};
}

Range nearlyRoundedOut(double from, double to, int most) {
  const double half = roundStep((to - from) / most) / 2;
  const Range out = roundedOut(from, to, most);
  return {from - out.from > half ? from : out.from, out.to - to > half ? to : out.to};
}

}  // namespace snitt::charts
