// A slide that exists in memory only: one level whose pixels are a function of their position.
#pragma once

#include <functional>
#include <set>
#include <utility>

#include "tiling/slide_reader.h"

namespace snitt::test {

class FakeSlide : public SlideReader {
 public:
  using Paint = std::function<void(std::int64_t x, std::int64_t y, std::uint8_t* rgb)>;

  FakeSlide(std::int64_t widthPx, std::int64_t heightPx, Paint paint, int blockPx = 256,
            std::size_t cacheBytes = std::size_t{64} << 20)
      : SlideReader(cacheBytes), m_paint(std::move(paint)) {
    m_info.vendor = "fake";
    m_info.mpp = Mpp{0.25, 0.25};
    m_info.levels = {Level{widthPx, heightPx, 1, blockPx, blockPx}};
  }

  // Reads that touch this block fail from now on. Call before reading.
  void damage(std::int64_t column, std::int64_t row) { m_damaged.insert({column, row}); }

  Result<Image> associatedImage(std::string_view) override { return fail(ErrorKind::notFound, "none"); }
  Result<std::vector<std::uint8_t>> iccProfile() override { return std::vector<std::uint8_t>{}; }

 protected:
  Result<Image> decodeBlock(int, std::int64_t column, std::int64_t row) override {
    if (m_damaged.contains({column, row})) return fail(ErrorKind::corrupt, "a damaged block");
    const Level& level = m_info.levels.front();
    Image block(level.tileWidthPx, level.tileHeightPx);
    for (int y = 0; y < block.heightPx; ++y)
      for (int x = 0; x < block.widthPx; ++x) {
        const std::int64_t slideX = column * level.tileWidthPx + x;
        const std::int64_t slideY = row * level.tileHeightPx + y;
        if (slideX < level.widthPx && slideY < level.heightPx) m_paint(slideX, slideY, block.pixel(x, y));
      }
    return block;
  }

 private:
  Paint m_paint;
  std::set<std::pair<std::int64_t, std::int64_t>> m_damaged;
};

}  // namespace snitt::test
