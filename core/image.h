// Plain pixel values: an 8-bit interleaved image and a grid of any arithmetic type. Row-major, origin top left, no
// padding between rows. Both own their storage; copying copies pixels.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace snitt {

struct Image {
  int widthPx = 0;
  int heightPx = 0;
  int channels = 3;  // 3 = RGB, 1 = grey
  std::vector<std::uint8_t> bytes;

  Image() = default;
  Image(int width, int height, int channelCount = 3, std::uint8_t fill = 255)
      : widthPx(width),
        heightPx(height),
        channels(channelCount),
        bytes(
            static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * static_cast<std::size_t>(channelCount),
            fill) {}

  [[nodiscard]] std::size_t rowBytes() const {
    return static_cast<std::size_t>(widthPx) * static_cast<std::size_t>(channels);
  }
  [[nodiscard]] std::uint8_t* row(int y) { return bytes.data() + static_cast<std::size_t>(y) * rowBytes(); }
  [[nodiscard]] const std::uint8_t* row(int y) const { return bytes.data() + static_cast<std::size_t>(y) * rowBytes(); }
  [[nodiscard]] std::uint8_t* pixel(int x, int y) {
    return row(y) + static_cast<std::size_t>(x) * static_cast<std::size_t>(channels);
  }
  [[nodiscard]] const std::uint8_t* pixel(int x, int y) const {
    return row(y) + static_cast<std::size_t>(x) * static_cast<std::size_t>(channels);
  }
  bool operator==(const Image&) const = default;
};

template <class T>
struct Grid {
  int width = 0;
  int height = 0;
  std::vector<T> values;

  Grid() = default;
  Grid(int w, int h, T fill = T{})
      : width(w), height(h), values(static_cast<std::size_t>(w) * static_cast<std::size_t>(h), fill) {}

  [[nodiscard]] std::size_t index(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
  }
  [[nodiscard]] T& at(int x, int y) { return values[index(x, y)]; }
  [[nodiscard]] const T& at(int x, int y) const { return values[index(x, y)]; }
  [[nodiscard]] bool empty() const { return values.empty(); }
  bool operator==(const Grid&) const = default;
};

// 0 = outside, 255 = inside; no other value.
using Mask = Grid<std::uint8_t>;

}  // namespace snitt
