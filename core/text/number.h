// Numbers as text, whatever the locale: '.' is the decimal point, everywhere and always.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace snitt {

// The shortest text that reads back as the same double; "NaN", "Infinity", "-Infinity" for the rest.
[[nodiscard]] std::string shortest(double value);

// `decimals` digits after the point, for people.
[[nodiscard]] std::string fixed(double value, int decimals);

// The whole text must be a finite number, surrounding blanks aside.
[[nodiscard]] std::optional<double> parseNumber(std::string_view text);

}  // namespace snitt
