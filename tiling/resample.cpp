#include "tiling/resample.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace snitt {

namespace {

constexpr std::int64_t kStripBytes = std::int64_t{2} << 20;

// The source pixels behind one output pixel along one axis: first source pixel and one weight each, summing to 1.
struct Taps {
  std::int64_t first = 0;
  std::vector<float> weights;
  [[nodiscard]] std::int64_t end() const { return first + static_cast<std::int64_t>(weights.size()); }
};

// i·ratio, moved to the whole number that it misses by rounding alone.
double edge(std::int64_t i, double ratio) {
  const double value = static_cast<double>(i) * ratio;
  const double whole = std::nearbyint(value);
  return std::abs(value - whole) < 1e-7 ? whole : value;
}

Taps areaTaps(std::int64_t i, double ratio) {
  const double low = edge(i, ratio);
  const double high = edge(i + 1, ratio);
  Taps taps{static_cast<std::int64_t>(std::floor(low)), {}};
  const auto end = static_cast<std::int64_t>(std::ceil(high));
  for (std::int64_t s = taps.first; s < end; ++s) {
    const double covered = std::min(high, static_cast<double>(s + 1)) - std::max(low, static_cast<double>(s));
    taps.weights.push_back(static_cast<float>(covered / (high - low)));
  }
  return taps;
}

Taps linearTaps(std::int64_t i, double ratio) {
  const double centre = (static_cast<double>(i) + 0.5) * ratio - 0.5;
  const double low = std::floor(centre);
  const auto share = static_cast<float>(centre - low);
  return {static_cast<std::int64_t>(low), {1 - share, share}};
}

std::vector<Taps> tapsOf(std::int64_t start, int count, double ratio) {
  std::vector<Taps> taps;
  taps.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) taps.push_back(ratio > 1 ? areaTaps(start + i, ratio) : linearTaps(start + i, ratio));
  return taps;
}

// Plain loops over restrict pointers: the compiler turns them into vector code. The sum for one column always runs from
// top to bottom, whatever the strip.
void startRow(float* __restrict sums, const std::uint8_t* __restrict row, float weight, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) sums[i] = weight * static_cast<float>(row[i]);
}

void addRow(float* __restrict sums, const std::uint8_t* __restrict row, float weight, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) sums[i] += weight * static_cast<float>(row[i]);
}

// To the nearest whole number, ties to even (rounding halves up would brighten every halved level). In a float of this
// size the last bits of the significand count ones; weights sum to 1 within rounding, so 255 cannot become 256.
std::uint8_t rounded(float value) {
  constexpr float kOnesInLastBits = 12582912.0F;  // 1.5 · 2^23
  return static_cast<std::uint8_t>(std::bit_cast<std::uint32_t>(value + kOnesInLastBits) & 255U);
}

void addColumns(const float* sums, const std::vector<Taps>& taps, std::int64_t left, std::uint8_t* out) {
  for (const Taps& tap : taps) {
    const float* pixel = sums + 3 * (tap.first - left);
    float r = 0;
    float g = 0;
    float b = 0;
    for (const float weight : tap.weights) {
      r += weight * pixel[0];
      g += weight * pixel[1];
      b += weight * pixel[2];
      pixel += 3;
    }
    *out++ = rounded(r);
    *out++ = rounded(g);
    *out++ = rounded(b);
  }
}

// Source rows in strips: holds the one strip that the current output row needs, and fetches the next.
class Strips {
 public:
  Strips(const SourceRows& source, std::int64_t left, int width, std::int64_t top, std::int64_t bottom)
      : m_source(source), m_left(left), m_width(width), m_bottom(bottom), m_first(top), m_end(top) {
    const std::int64_t rows = std::clamp<std::int64_t>(kStripBytes / (3 * std::int64_t{width}), 1, bottom - top);
    m_rows = static_cast<int>(rows);
    m_bytes.resize(static_cast<std::size_t>(rows) * rowBytes());
  }

  [[nodiscard]] std::size_t rowBytes() const { return static_cast<std::size_t>(m_width) * 3; }

  // Rows are asked for from top to bottom, one step back allowed across output rows: the row that two output rows share
  // may be the last of the strip before, and is kept.
  Result<const std::uint8_t*> row(std::int64_t y) {
    if (y >= m_end) {
      if (const auto fetched = fetch(y); !fetched) return fail(fetched.error());
    }
    if (y < m_first) return m_kept.data();
    return m_bytes.data() + static_cast<std::size_t>(y - m_first) * rowBytes();
  }

 private:
  Result<void> fetch(std::int64_t y) {
    if (m_end > m_first) {
      const auto last = static_cast<std::ptrdiff_t>(static_cast<std::size_t>(m_end - m_first - 1) * rowBytes());
      m_kept.assign(m_bytes.begin() + last, m_bytes.begin() + last + static_cast<std::ptrdiff_t>(rowBytes()));
    }
    const int rows = static_cast<int>(std::min<std::int64_t>(m_rows, m_bottom - y));
    m_first = y;
    m_end = y + rows;
    return m_source(m_left, y, m_width, rows, std::span(m_bytes).first(static_cast<std::size_t>(rows) * rowBytes()));
  }

  const SourceRows& m_source;
  std::int64_t m_left;
  int m_width;
  std::int64_t m_bottom;
  std::int64_t m_first;  // rows [first, end) lie in m_bytes
  std::int64_t m_end;
  int m_rows = 1;
  std::vector<std::uint8_t> m_bytes;
  std::vector<std::uint8_t> m_kept;
};

}  // namespace

Result<void> resample(const ResampleGrid& grid, const SourceRows& source, std::span<std::uint8_t> rgb) {
  if (grid.widthPx <= 0 || grid.heightPx <= 0) return {};
  if (grid.ratio == 1) return source(grid.x, grid.y, grid.widthPx, grid.heightPx, rgb);
  const std::vector<Taps> columns = tapsOf(grid.x, grid.widthPx, grid.ratio);
  const std::vector<Taps> rows = tapsOf(grid.y, grid.heightPx, grid.ratio);
  const std::int64_t left = columns.front().first;
  const std::int64_t width = columns.back().end() - left;
  if (width > std::numeric_limits<int>::max() / 3)
    return fail(ErrorKind::usage, "a region of " + std::to_string(width) + " source pixels' width is too large");
  Strips strips(source, left, static_cast<int>(width), rows.front().first, rows.back().end());
  std::vector<float> sums(strips.rowBytes());
  std::uint8_t* out = rgb.data();
  for (const Taps& tap : rows) {
    for (std::size_t i = 0; i < tap.weights.size(); ++i) {
      const auto row = strips.row(tap.first + static_cast<std::int64_t>(i));
      if (!row) return fail(row.error());
      (i == 0 ? startRow : addRow)(sums.data(), *row, tap.weights[i], sums.size());
    }
    addColumns(sums.data(), columns, left, out);
    out += static_cast<std::size_t>(grid.widthPx) * 3;
  }
  return {};
}

}  // namespace snitt
