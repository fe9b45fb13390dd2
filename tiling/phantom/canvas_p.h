// Amounts of stain of a part of a slide, before light goes through it. Private to this folder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "tiling/phantom/cell_table_p.h"

namespace snitt::phantom {

// The hot loops are compiled for wide vectors as well; without fused multiply-add, so that all machines agree.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define SNITT_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define SNITT_WIDE
#endif

struct Canvas {
  std::int64_t left = 0;  // level-0 pixels of the slide
  std::int64_t top = 0;
  int width = 0;
  int height = 0;
  float mpp = 0.25F;
  std::vector<float> haematoxylin;
  std::vector<float> eosin;
  std::vector<float> blood;      // haemoglobin, which is oranger than eosin
  std::vector<float> columnsUm;  // xUm of every column

  Canvas(std::int64_t x, std::int64_t y, int w, int h, double mppIn)
      : left(x), top(y), width(w), height(h), mpp(static_cast<float>(mppIn)) {
    const auto size = static_cast<std::size_t>(w) * static_cast<std::size_t>(h);
    haematoxylin.assign(size, 0.0F);
    eosin.assign(size, 0.0F);
    blood.assign(size, 0.0F);
    for (int column = 0; column < w; ++column) columnsUm.push_back(xUm(column));
  }

  // Middle of a pixel in µm of the slide: a function of the slide's pixel alone.
  [[nodiscard]] float xUm(int x) const { return static_cast<float>(static_cast<double>(left + x) + 0.5) * mpp; }
  [[nodiscard]] float yUm(int y) const { return static_cast<float>(static_cast<double>(top + y) + 0.5) * mpp; }
  [[nodiscard]] std::size_t index(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
  }
  [[nodiscard]] Area area() const { return {xUm(0), yUm(0), xUm(width - 1), yUm(height - 1)}; }
};

}  // namespace snitt::phantom
