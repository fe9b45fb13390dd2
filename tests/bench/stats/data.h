// Made-up patients that Snitt and R are both measured on. A file is a table, raw doubles (little-endian), one column
// after the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "core/statistics/survival/survival_data.h"

namespace snitt::bench {

inline constexpr std::size_t kCovariates = 10;

// The files and their columns. Times are in days, whole ones but in `different`, so that there are ties.
//   cohort.f64     100,000 patients: time, event, score, group (0 … 3), cause (0 … 2), 10 covariates
//   days.f64       1,000,000: time, event
//   different.f64  1,000,000, no time twice: time, event
//   small.f64      1,000: time, event, score
//   draws.f64      1,000 rows, one column a resample: how often it drew each patient of `small`
// The same on every machine with the same mathematical library. An error ends the process with its sentence.
void makeStatsData(const std::filesystem::path& folder);

inline constexpr std::uint64_t kBootstrapSeed = 1;
inline constexpr std::size_t kWrittenDraws = 100;  // resamples 0 … 99

class Table {
 public:
  Table(const std::filesystem::path& file, std::size_t columns);

  [[nodiscard]] std::size_t rows() const { return m_rows; }
  [[nodiscard]] std::span<const double> column(std::size_t j) const {
    return std::span(m_values).subspan(j * m_rows, m_rows);
  }
  // A column of whole numbers.
  template <class T>
  [[nodiscard]] std::vector<T> whole(std::size_t j) const {
    std::vector<T> result;
    for (const double value : column(j)) result.push_back(static_cast<T>(value));
    return result;
  }

 private:
  std::vector<double> m_values;
  std::size_t m_rows = 0;
};

}  // namespace snitt::bench
