// Where an axis has its ticks and how its numbers are written. Pure functions.
#pragma once

#include <QtCore/QString>

#include <optional>
#include <vector>

namespace snitt::charts {

struct Tick {
  double value;
  QString label;
};

struct Range {
  double from, to;
};

// From values to millimetres; a log scale needs from > 0.
struct Scale {
  double from = 0, to = 1;
  double mmFrom = 0, mmTo = 1;
  bool log = false;

  [[nodiscard]] double at(double value) const;
  [[nodiscard]] double fraction(double value) const;  // 0 at `from`, 1 at `to`
};

// "−0.25", "3000", "12 000" (thin space from five digits on, as AMA style has it), "∞".
[[nodiscard]] QString numberText(double value, int decimals);
[[nodiscard]] QString countText(std::size_t count);
// "0.72 (0.55–0.94)"; "to" instead of the dash where a sign may stand before a number.
[[nodiscard]] QString intervalText(double value, double lower, double upper, int decimals, bool signs);
// Decimals that show a step of this size.
[[nodiscard]] int decimalsFor(double step);
// Decimals until a time is written without a rest, at most three; days need none.
[[nodiscard]] int decimalsOf(double value);

// The smallest of 1, 2, 5 × 10^k that is not below `least`.
[[nodiscard]] double roundStep(double least);
// Multiples of a round step, at most `most` steps from end to end.
[[nodiscard]] std::vector<Tick> roundTicks(double from, double to, int most);
// From 0, at multiples of `unit` (or round numbers), as close as `leastMm` and the labels let them be on `lengthMm`.
[[nodiscard]] std::vector<Tick> timeTicks(double to, std::optional<double> unit, double lengthMm, double leastMm);
// Outwards to numbers that logTicks would take.
[[nodiscard]] Range logRoundedOut(double from, double to);
// At least 4 numbers that people take for round on a logarithmic axis.
[[nodiscard]] std::vector<Tick> logTicks(double from, double to);

// The next tick's value at or below `from` and at or above `to`.
[[nodiscard]] Range roundedOut(double from, double to, int most);
// Like it, but an end stays beside the data where the next tick would be more than half a step away.
[[nodiscard]] Range nearlyRoundedOut(double from, double to, int most);

}  // namespace snitt::charts
