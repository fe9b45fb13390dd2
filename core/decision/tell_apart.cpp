#include "core/decision/tell_apart.h"

#include <cmath>

#include "core/text/number.h"

namespace snitt {

namespace {

// A limit that somebody chose has few decimals and is shown with all of them; one that was learned has sixteen.
int decimalsOfLimit(double limit, int least) {
  constexpr int most = 5;
  for (int decimals = least; decimals <= most; ++decimals) {
    // Not to the last bit: 0.07 as a percentage is 7.000000000000001.
    if (std::abs(parseNumber(fixed(limit, decimals)).value_or(0) - limit) < 1e-10) return decimals;
  }
  return least;
}

}  // namespace

int decimalsToTellApart(double value, double limit, int least) {
  constexpr int most = 9;
  int decimals = decimalsOfLimit(limit, least);
  while (decimals < most && value != limit && fixed(value, decimals) == fixed(limit, decimals)) ++decimals;
  return decimals;
}

std::string comparison(double value, double limit, const std::string& limitName) {
  const int decimals = decimalsToTellApart(value, limit, 2);
  const std::string shown = fixed(value, decimals);
  const std::string shownLimit = fixed(limit, decimals);
  if (value == limit) return shown + " equals " + limitName + " " + shownLimit;
  const double difference = parseNumber(shown).value_or(value) - parseNumber(shownLimit).value_or(limit);
  return shown + " is " + fixed(difference < 0 ? -difference : difference, decimals) +
         (value > limit ? " above " : " below ") + limitName + " " + shownLimit;
}

}  // namespace snitt
