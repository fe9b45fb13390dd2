// p values for people. Pure.
#pragma once

#include <string>

namespace snitt {

// "p < 0.001", "p = 0.003", "p = 0.27", "p > 0.99": two decimals from 0.01 on, three where two would hide on which side
// of 0.05 it lies; "p not estimable" for NaN.
[[nodiscard]] std::string pInWords(double p);

}  // namespace snitt
