#include "inference/learning/tumour_truth.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

#include <fmt/format.h>

#include "core/atomic_file.h"
#include "core/geojson.h"
#include "core/text/number.h"
#include "tiling/mask_ops.h"
#include "tiling/slide_reader.h"

namespace snitt {
namespace {

constexpr double kMostPixels = 4e8;
constexpr double kScaleTolerance = 0.02;

std::string lowered(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  return text;
}

bool isTumour(const OutlineFeature& feature) {
  const std::string name = lowered(feature.className);
  return name == "tumor" || name == "tumour";
}

Result<Mask> fromAnnotations(const std::filesystem::path& file, const SlideGrid& grid) {
  const auto bytes = readFile(file);
  if (!bytes) return fail(bytes.error());
  const auto features = parseOutlines(*bytes);
  if (!features) return failIn(file.string(), features.error());
  const bool classed = std::ranges::any_of(*features, [](const auto& one) { return !one.className.empty(); });
  std::vector<Polygon> polygons;
  for (const OutlineFeature& feature : *features)
    if (!classed || isTumour(feature))
      polygons.insert(polygons.end(), feature.polygons.begin(), feature.polygons.end());
  if (!polygons.empty()) return polygonsToMask(polygons, grid.widthPx, grid.heightPx, grid.downsample);
  return fail(ErrorKind::unsupported,
              fmt::format("{} holds no polygon{}", file.string(), classed ? " of class Tumor" : ""));
}

using Histogram = std::array<std::int64_t, 256>;

Result<Grid<std::uint8_t>> readGrey(SlideReader& picture, const std::string& name, Histogram& histogram) {
  constexpr int rowsAtOnce = 256;
  const Level& level = picture.info().levels.front();
  if (static_cast<double>(level.widthPx) * static_cast<double>(level.heightPx) > kMostPixels)
    return fail(
        ErrorKind::unsupported,
        fmt::format("{} has {} × {} pixels, more than a mask needs: make it coarser, down to a few µm per pixel", name,
                    level.widthPx, level.heightPx));
  Grid<std::uint8_t> grey(static_cast<int>(level.widthPx), static_cast<int>(level.heightPx));
  for (int y = 0; y < grey.height; y += rowsAtOnce) {
    const auto strip = picture.readNative(0, 0, y, grey.width, std::min(rowsAtOnce, grey.height - y));
    if (!strip) return failIn(name, strip.error());
    for (std::size_t i = 0; i < strip->bytes.size() / 3; ++i) {
      const std::uint8_t value = *std::max_element(&strip->bytes[3 * i], &strip->bytes[3 * i] + 3);
      grey.values[grey.index(0, y) + i] = value;
      ++histogram[value];
    }
  }
  return grey;
}

// Level-0 pixels of the slide per pixel of the picture.
Result<double> downsampleOf(const SlideInfo& picture, const std::string& name, const SlideInfo& slide,
                            const SlideScale& scale) {
  const Level& own = picture.levels.front();
  const Level& base = slide.levels.front();
  const auto width = static_cast<double>(own.widthPx);
  const auto height = static_cast<double>(own.heightPx);
  const double x = static_cast<double>(base.widthPx) / width;
  const double y = static_cast<double>(base.heightPx) / height;
  // Sizes are whole pixels, mostly rounded up.
  if (std::abs(x / y - 1) > 1 / width + 1 / height)
    return fail(ErrorKind::usage,
                fmt::format("{} has {} × {} pixels and the slide {} × {}, another shape: is it of this slide", name,
                            own.widthPx, own.heightPx, base.widthPx, base.heightPx));
  const double mean = std::sqrt(x * y);
  if (!picture.mpp || scale.source != "file") return mean;
  const double stated = (picture.mpp->x + picture.mpp->y) / 2 / scale.meanMpp();
  if (std::abs(stated / mean - 1) <= kScaleTolerance + 1 / std::min(width, height)) return stated;
  return fail(ErrorKind::usage,
              fmt::format("{} is {} µm wide by its own scale and the slide {} µm: is it of this slide", name,
                          fixed(width * picture.mpp->x, 0), fixed(static_cast<double>(base.widthPx) * scale.mpp.x, 0)));
}

Result<Mask> fromPicture(const std::filesystem::path& file, const SlideInfo& slide, const SlideScale& scale,
                         const SlideGrid& grid) {
  const auto picture = openSlide(file, {.cacheBytes = std::size_t{32} << 20});
  if (!picture) return fail(picture.error());
  const std::string name = file.string();
  const auto downsample = downsampleOf((*picture)->info(), name, slide, scale);
  if (!downsample) return fail(downsample.error());
  Histogram histogram{};
  auto grey = readGrey(**picture, name, histogram);
  if (!grey) return fail(grey.error());
  int largest = 255;
  while (largest > 0 && histogram[static_cast<std::size_t>(largest)] == 0) --largest;
  const auto values = std::count_if(histogram.begin() + 1, histogram.end(), [](auto count) { return count > 0; });
  if (values > 1 && largest < 64)
    return fail(ErrorKind::unsupported, fmt::format("{} holds {} labels; a mask holds the tumour alone", name, values));
  for (std::uint8_t& value : grey->values) value = 2 * value > largest ? 255 : 0;
  return rescale(*grey, *downsample, grid.widthPx, grid.heightPx, grid.downsample);
}

}  // namespace

Result<Mask> readTumourTruth(const std::filesystem::path& file, const SlideInfo& slide, const SlideScale& scale,
                             const SlideGrid& grid) {
  const std::string ending = lowered(file.extension().string());
  if (ending == ".geojson" || ending == ".json") return fromAnnotations(file, grid);
  return fromPicture(file, slide, scale, grid);
}

}  // namespace snitt
