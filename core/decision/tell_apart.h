// Numbers in sentences: as few digits as people like, as many as the sentence needs to be true.
#pragma once

#include <string>

namespace snitt {

// Decimals, at least `least` and at most 9, that show `value` on its own side of `limit`, and `limit` as it is where it
// has no more than five of them.
[[nodiscard]] int decimalsToTellApart(double value, double limit, int least);

// "0.71 is 0.21 above X 0.50", "0.29 is 0.21 below X 0.50" or "0.50 equals X 0.50" with `limitName` for X. The
// difference is that of the numbers as shown.
[[nodiscard]] std::string comparison(double value, double limit, const std::string& limitName);

}  // namespace snitt
