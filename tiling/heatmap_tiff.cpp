#include "tiling/heatmap_tiff.h"

#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "core/text/number.h"
#include "tiling/guard_p.h"
#include "tiling/tiff_memory_p.h"

namespace snitt {

namespace {

constexpr double kMostPixels = 1 << 27;
constexpr float kNone = std::numeric_limits<float>::quiet_NaN();
// A quotient that misses a whole number by rounding alone is that number.
constexpr double kRounding = 1e-9;
constexpr std::uint32_t kGdalNoData = 42113;  // GDAL's ASCII tag

double stepsAlong(std::int64_t edgePx, double stepPx) {
  const double steps = static_cast<double>(edgePx) / stepPx;
  const double whole = std::nearbyint(steps);
  return std::abs(steps - whole) < kRounding * std::max(1.0, steps) ? whole : std::ceil(steps);
}

bool isPositive(double value) { return std::isfinite(value) && value > 0; }

Result<Heatmap> heatmapOf(const TileGrid& grid, const HeatmapSlide& slide) {
  const double stepPx = grid.geometry.stepPx * grid.geometry.downsample;
  if (slide.widthPx <= 0 || slide.heightPx <= 0 || !isPositive(stepPx) || !isPositive(slide.mppX) ||
      !isPositive(slide.mppY))
    return fail(ErrorKind::usage, "a heatmap needs the slide's size and scale and the step of its tiles");
  const double columns = stepsAlong(slide.widthPx, stepPx);
  const double rows = stepsAlong(slide.heightPx, stepPx);
  if (columns * rows > kMostPixels)
    return fail(ErrorKind::usage, "a heatmap of " + fixed(columns, 0) + " x " + fixed(rows, 0) + " steps is too large");
  Heatmap heatmap{{static_cast<int>(columns), static_cast<int>(rows), kNone}, stepPx * slide.mppX, stepPx * slide.mppY};
  const std::vector<double> scores = grid.ensemble();
  for (std::size_t i = 0; i < grid.tiles.size(); ++i) {
    const TilePosition& tile = grid.tiles[i];
    if (tile.column < 0 || tile.row < 0 || tile.column >= heatmap.values.width || tile.row >= heatmap.values.height)
      return fail(ErrorKind::usage, "tile (" + std::to_string(tile.column) + ", " + std::to_string(tile.row) +
                                        ") of a heatmap lies outside the slide");
    heatmap.values.at(tile.column, tile.row) = static_cast<float>(scores[i]);
  }
  for (const std::size_t tile : grid.unreadable)
    if (tile < grid.tiles.size()) heatmap.values.at(grid.tiles[tile].column, grid.tiles[tile].row) = kNone;
  return heatmap;
}

Grid<float> halved(const Grid<float>& finer) {
  Grid<float> coarser((finer.width + 1) / 2, (finer.height + 1) / 2, kNone);
  for (int y = 0; y < coarser.height; ++y)
    for (int x = 0; x < coarser.width; ++x) {
      double sum = 0;
      int count = 0;
      for (int fromY = 2 * y; fromY < std::min(2 * y + 2, finer.height); ++fromY)
        for (int fromX = 2 * x; fromX < std::min(2 * x + 2, finer.width); ++fromX)
          if (const float value = finer.at(fromX, fromY); std::isfinite(value)) {
            sum += static_cast<double>(value);
            ++count;
          }
      if (count > 0) coarser.at(x, y) = static_cast<float>(sum / count);
    }
  return coarser;
}

// TIFF text is ASCII: what is not becomes a question mark, and a line stays one.
std::string asciiLine(const std::string& text) {
  std::string line;
  for (const char c : text) line += c >= ' ' && c <= '~' ? c : '?';
  return line;
}

std::string description(const TileGrid& grid, const Heatmap& heatmap, const std::string& notice) {
  std::string text = "Snitt heatmap\n";
  text += "resolution = " + asciiLine(grid.resolution) + "\n";
  text += "stepUmX = " + shortest(heatmap.stepUmX) + "\nstepUmY = " + shortest(heatmap.stepUmY) + "\n";
  text += "value = contribution to this model's score, not a diagnosis; NaN where there is no tile\n";
  if (!notice.empty()) text += "notice = " + asciiLine(notice) + "\n";
  return text;
}

void addGdalTag(TIFF* tiff) {
  static std::array<char, 12> name{"GDAL_NODATA"};
  const TIFFFieldInfo field{kGdalNoData, -1, -1, TIFF_ASCII, FIELD_CUSTOM, 1, 0, name.data()};
  TIFFMergeFieldInfo(tiff, &field, 1);
}

bool writeLevels(TIFF* tiff, const TileGrid& grid, const Heatmap& heatmap, const std::string& notice) {
  Grid<float> level = heatmap.values;
  for (int factor = 1;; factor *= 2) {
    describeTiles(tiff, level.width, level.height, 32);
    TIFFSetField(tiff, TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_IEEEFP);
    TIFFSetField(tiff, TIFFTAG_SUBFILETYPE, factor == 1 ? 0 : FILETYPE_REDUCEDIMAGE);
    describeScale(tiff, heatmap.stepUmX * factor, heatmap.stepUmY * factor);
    addGdalTag(tiff);  // libtiff forgets it with each directory
    TIFFSetField(tiff, kGdalNoData, "nan");
    if (factor == 1) TIFFSetField(tiff, TIFFTAG_IMAGEDESCRIPTION, description(grid, heatmap, notice).c_str());
    if (!writeTiles(tiff, level, kNone)) return false;
    if (std::max(level.width, level.height) <= static_cast<int>(kTiffTilePx)) return true;
    level = halved(level);
  }
}

Result<std::string> encode(const TileGrid& grid, const HeatmapSlide& slide, const std::string& notice) {
  const auto heatmap = heatmapOf(grid, slide);
  if (!heatmap) return fail(heatmap.error());
  TiffMemory memory;
  bool written = false;
  if (const TiffHandle tiff = createTiff(memory); tiff != nullptr)
    written = writeLevels(tiff.get(), grid, *heatmap, notice);
  // Closing may still write, and tells of failure by its complaint alone.
  if (!written || !memory.error.empty())
    return fail(ErrorKind::io,
                "a heatmap could not be made" + (memory.error.empty() ? std::string() : ": " + memory.error));
  return std::move(memory.bytes);
}

}  // namespace

Result<Heatmap> makeHeatmap(const TileGrid& grid, const HeatmapSlide& slide) {
  return guarded("making a heatmap", [&] { return heatmapOf(grid, slide); });
}

Result<std::string> heatmapTiff(const TileGrid& grid, const HeatmapSlide& slide, const std::string& notice) {
  return guarded("making a heatmap", [&] { return encode(grid, slide, notice); });
}

}  // namespace snitt
