// R's own survival data (../shared/data/survival) as columns of numbers, and the values that R gave for them
// (tests/statistics/reference: a script and its JSON lie side by side).
#pragma once

#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace snitt::test {

// Text columns keep their text in `text`; a number column has NaN where the cell is NA or empty.
struct RTable {
  std::size_t rows = 0;
  std::map<std::string, std::vector<double>> number;
  std::map<std::string, std::vector<std::string>> text;

  // Of the rows for which `keep` is true (one entry a row).
  [[nodiscard]] RTable where(const std::vector<bool>& keep) const;
  // 1 where the column equals `value`.
  [[nodiscard]] std::vector<std::uint8_t> equals(const std::string& column, double value) const;
};

// `name`: colon, lung or rotterdam. Call SNITT_NEEDS_SHARED_DATA() first.
[[nodiscard]] RTable sharedSurvival(const std::string& name);

// tests/statistics/reference/<name>.json.
[[nodiscard]] nlohmann::json reference(const std::string& name);

// A number of the reference; null and "NA", "NaN", "Inf" are what they say.
[[nodiscard]] double number(const nlohmann::json& value);

}  // namespace snitt::test

// Within `relative` of what R gave; both undefined is agreement too.
#define SNITT_EXPECT_R(value, expected, relative)                                                  \
  do {                                                                                             \
    const double snittGot = (value);                                                               \
    const double snittWant = snitt::test::number(expected);                                        \
    if (std::isnan(snittWant) || std::isinf(snittWant))                                            \
      EXPECT_TRUE(std::isnan(snittWant) ? std::isnan(snittGot) : snittGot == snittWant)            \
          << #value << " is " << snittGot << ", R says " << snittWant;                             \
    else                                                                                           \
      EXPECT_NEAR(snittGot, snittWant, (relative)*std::max(1e-12, std::abs(snittWant))) << #value; \
  } while (false)
