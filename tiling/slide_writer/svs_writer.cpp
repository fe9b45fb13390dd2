#include "tiling/slide_writer/svs_writer.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "core/atomic_file.h"
#include "core/os/os.h"
#include "tiling/guard_p.h"
#include "tiling/opencv_p.h"
#include "tiling/slide_writer/pyramid_builder_p.h"
#include "tiling/slide_writer/svs_description_p.h"
#include "tiling/slide_writer/svs_pages_p.h"

namespace snitt {

namespace {

constexpr std::int64_t kMostEdgePx = 1'000'000;
constexpr int kThumbnailWidthPx = 1024;  // Aperio's thumbnails fit into this
constexpr int kThumbnailHeightPx = 768;
constexpr std::int64_t kAheadOfThread = 16;

bool isPositive(double value) { return std::isfinite(value) && value > 0; }

bool isRgb(const Image& image) {
  return image.channels == 3 && image.widthPx > 0 && image.heightPx > 0 &&
         image.bytes.size() == image.rowBytes() * static_cast<std::size_t>(image.heightPx);
}

Result<void> check(const SvsRecipe& recipe, int threads) {
  if (recipe.widthPx < 1 || recipe.heightPx < 1 || std::max(recipe.widthPx, recipe.heightPx) > kMostEdgePx)
    return fail(ErrorKind::usage, "a slide of " + std::to_string(recipe.widthPx) + " x " +
                                      std::to_string(recipe.heightPx) + " px cannot be written");
  if (recipe.tilePx < 64 || recipe.tilePx > 1024 || recipe.tilePx % 16 != 0)
    return fail(ErrorKind::usage, "tiles of " + std::to_string(recipe.tilePx) +
                                      " px cannot be written: their edge is a multiple of 16 from 64 to 1024");
  if (recipe.quality < 1 || recipe.quality > 100)
    return fail(ErrorKind::usage, "a JPEG quality of " + std::to_string(recipe.quality) + " is not from 1 to 100");
  if (!isPositive(recipe.mpp) || !isPositive(recipe.magnification))
    return fail(ErrorKind::usage, "a slide needs a scale and a magnification above 0");
  if (!recipe.label.bytes.empty() && !isRgb(recipe.label)) return fail(ErrorKind::usage, "a label has to be RGB");
  if (!recipe.draw || threads < 1) return fail(ErrorKind::usage, "a slide needs somebody who draws it");
  return {};
}

Image thumbnailOf(Image overview) {
  const double factor = std::min({1.0, static_cast<double>(kThumbnailWidthPx) / overview.widthPx,
                                  static_cast<double>(kThumbnailHeightPx) / overview.heightPx});
  if (factor >= 1) return overview;
  Image thumbnail(std::max(1, static_cast<int>(std::lround(overview.widthPx * factor))),
                  std::max(1, static_cast<int>(std::lround(overview.heightPx * factor))));
  cv::Mat target = viewOf(thumbnail);
  cv::resize(viewOf(overview), target, target.size(), 0, 0, cv::INTER_AREA);
  return thumbnail;
}

// Aperio's order: level 0, thumbnail, the other levels, label, macro.
Result<std::vector<TiffDirectory>> makePages(const SvsRecipe& recipe, const PyramidShape& shape, Image overview,
                                             SlideFile& file) {
  const auto tables = JpegEncoder({recipe.quality, recipe.chromaSubsampled}).tables();
  if (!tables) return fail(tables.error());
  const Image thumbnail = thumbnailOf(std::move(overview));
  std::vector<TiffDirectory> pages{levelPage(recipe, shape, 0, file, *tables)};
  auto page = jpegPage(recipe, thumbnail, SvsPicture::thumbnail, thumbnailDescription(recipe, thumbnail), file);
  if (!page) return fail(std::move(page.error()));
  pages.push_back(std::move(*page));
  for (int level = 1; level < static_cast<int>(shape.levels().size()); ++level)
    pages.push_back(levelPage(recipe, shape, level, file, *tables));
  if (!recipe.label.bytes.empty()) {
    page = labelPage(recipe.label, file);
    if (!page) return fail(std::move(page.error()));
    pages.push_back(std::move(*page));
  }
  if (recipe.macro) {
    const Image macro = recipe.macro(thumbnail);
    if (!isRgb(macro)) return fail(ErrorKind::usage, "a macro photograph has to be RGB");
    page = jpegPage(recipe, macro, SvsPicture::macro, pictureDescription("macro", macro), file);
    if (!page) return fail(std::move(page.error()));
    pages.push_back(std::move(*page));
  }
  return pages;
}

Result<void> writeInto(os::NewFile target, const SvsRecipe& recipe, const RunControl& control, int threads) {
  const PyramidShape shape(recipe.widthPx, recipe.heightPx, recipe.tilePx);
  SlideFile file(std::move(target), shape, threads * kAheadOfThread);
  PyramidBuilder builder(recipe, shape, file);
  return builder.run(control, threads)
      .and_then([&] { return makePages(recipe, shape, std::move(builder.overview()), file); })
      .and_then([&](const std::vector<TiffDirectory>& pages) { return file.finish(pages, recipe.mostClassicBytes); });
}

}  // namespace

Result<void> writeSvs(const std::filesystem::path& file, const SvsRecipe& recipe, const RunControl& control,
                      int threads) {
  if (auto sound = check(recipe, threads); !sound) return sound;
  const os::WritingGuard guard;
  const std::filesystem::path temporary = temporaryBeside(file);
  auto target = os::NewFile::create(temporary);
  if (!target) return failIn("could not write " + file.string(), target.error());
  auto done = guarded("writing a slide", [&] { return writeInto(std::move(*target), recipe, control, threads); });
  if (!done && done.error().kind != ErrorKind::cancelled)
    done = failIn("could not write " + file.string(), done.error());
  if (done) done = os::renameSynced(temporary, file);
  if (!done) {
    std::error_code ignored;
    std::filesystem::remove(temporary, ignored);
  }
  return done;
}

}  // namespace snitt
