#include "inference/learning/kept_slide.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include <fmt/format.h>

#include "core/atomic_file.h"
#include "core/os/os.h"
#include "core/sha256.h"
#include "inference/learning/tumour_truth.h"
#include "inference/training/segmentation_loss.h"
#include "tiling/slide_reader.h"
#include "tiling/tissue.h"

namespace snitt {
namespace {

constexpr std::string_view formatLine = "snitt segmentation slide 1\n";
constexpr std::size_t hashChars = 64;
constexpr std::size_t hashedFrom = formatLine.size() + hashChars + 1;
constexpr double kMostPixels = 4e8;
constexpr int kStripRows = 256;

struct OpenedSlide {
  std::unique_ptr<SlideReader> reader;
  SlideScale scale;
  SlideGrid grid;
};

std::string sizeLine(int widthPx, int heightPx) { return fmt::format("{:010} {:010}\n", widthPx, heightPx); }

std::size_t headerBytes() { return hashedFrom + hashChars + 1 + sizeLine(0, 0).size(); }

std::size_t pixelsOf(const KeptSlide& slide) {
  return static_cast<std::size_t>(slide.widthPx) * static_cast<std::size_t>(slide.heightPx);
}

Result<OpenedSlide> opened(const SegmentationSlide& slide, double mpp) {
  auto reader = openSlide(slide.path);
  if (!reader) return fail(reader.error());
  auto scale = resolveScale((*reader)->info(), slide.mpp);
  if (!scale) return failIn(slide.path.string(), scale.error());
  OpenedSlide result{std::move(*reader), std::move(*scale), {}};
  const Level& base = result.reader->info().levels.front();
  SlideGrid& grid = result.grid;
  grid.downsample = result.scale.downsampleFor(mpp);
  const double width = std::ceil(static_cast<double>(base.widthPx) / grid.downsample);
  const double height = std::ceil(static_cast<double>(base.heightPx) / grid.downsample);
  if (width * height > kMostPixels)
    return fail(ErrorKind::unsupported, fmt::format("{} has {} × {} pixels at the {} µm/px of the segmentation, too "
                                                    "many to learn from",
                                                    slide.path.string(), width, height, mpp));
  grid.widthPx = static_cast<int>(width);
  grid.heightPx = static_cast<int>(height);
  return result;
}

// Sha of a file's contents in pieces, and what of them is where.
class Look {
 public:
  explicit Look(KeptSlide& slide) : m_slide(slide) {
    const auto cells = static_cast<std::size_t>(slide.columns()) *
                       static_cast<std::size_t>((slide.heightPx + KeptSlide::kCellPx - 1) / KeptSlide::kCellPx);
    m_has.resize(cells);
  }

  void row(int y, std::span<const std::uint8_t> classes) {
    const std::size_t first = static_cast<std::size_t>(y / KeptSlide::kCellPx) * m_slide.columns();
    for (std::size_t x = 0; x < classes.size(); ++x) {
      const std::uint8_t value = classes[x];
      m_has[first + x / KeptSlide::kCellPx] |= value == 2 ? 6U : value == 1 ? 3U : 1U;
      if (value == 1 || value == 2) ++m_slide.tissuePixels;
      if (value == 2) ++m_slide.tumourPixels;
    }
  }

  void finish() {
    for (std::size_t cell = 0; cell < m_has.size(); ++cell) {
      const auto number = static_cast<std::uint32_t>(cell);
      if ((m_has[cell] & 2U) != 0) m_slide.tissue.push_back(number);
      if ((m_has[cell] & 4U) != 0) m_slide.tumour.push_back(number);
      if ((m_has[cell] & 5U) == 5U) m_slide.border.push_back(number);
    }
  }

 private:
  KeptSlide& m_slide;
  std::vector<unsigned char> m_has;  // 1: pixels that are no tumour, 2: tissue, 4: tumour
};

// False where the file is not what it should be.
Result<bool> check(KeptSlide& slide, const RunControl& control) {
  const auto file = os::ReadOnlyFile::open(slide.file);
  if (!file) return false;
  std::string header(headerBytes(), '\0');
  if (file->sizeBytes() != header.size() + 4 * pixelsOf(slide)) return false;
  if (!file->read(0, std::as_writable_bytes(std::span(header)))) return false;
  const std::string rest = slide.key + "\n" + sizeLine(slide.widthPx, slide.heightPx);
  if (!header.starts_with(formatLine) || header.substr(hashedFrom) != rest) return false;
  Sha256 hash;
  hash.add(rest);
  Look look(slide);
  const auto width = static_cast<std::size_t>(slide.widthPx);
  std::vector<std::uint8_t> strip(3 * width * kStripRows);
  std::uint64_t at = header.size();
  for (const std::size_t bytesOfPixel : {3U, 1U})
    for (int y = 0; y < slide.heightPx; y += kStripRows) {
      if (!control.proceed()) return fail(ErrorKind::cancelled, "cancelled");
      const int rows = std::min(kStripRows, slide.heightPx - y);
      const auto part = std::span(strip).first(bytesOfPixel * width * static_cast<std::size_t>(rows));
      if (!file->read(at, std::as_writable_bytes(part))) return false;
      at += part.size();
      hash.add(std::as_bytes(part));
      for (int row = 0; bytesOfPixel == 1 && row < rows; ++row)
        look.row(y + row, part.subspan(static_cast<std::size_t>(row) * width, width));
    }
  if (hash.hex() != std::string_view(header).substr(formatLine.size(), hashChars)) return false;
  look.finish();
  return true;
}

// Rows from y; squares that cannot be read are white, and ignored in `classes`.
Result<Image> readStrip(OpenedSlide& slide, int y, Mask& classes) {
  constexpr int squarePx = 64;
  const SlideGrid& grid = slide.grid;
  const int rows = std::min(kStripRows, grid.heightPx - y);
  auto strip = slide.reader->read({grid.downsample, 0, y, grid.widthPx, rows});
  if (strip) return strip;
  Image mended(grid.widthPx, rows);
  bool any = false;
  for (int top = 0; top < rows; top += squarePx)
    for (int left = 0; left < grid.widthPx; left += squarePx) {
      const int width = std::min(squarePx, grid.widthPx - left);
      const int height = std::min(squarePx, rows - top);
      const auto square = slide.reader->read({grid.downsample, left, y + top, width, height});
      any = any || square.has_value();
      for (int row = 0; row < height; ++row)
        if (square)
          std::copy_n(square->row(row), square->rowBytes(), mended.pixel(left, top + row));
        else
          std::fill_n(&classes.at(left, y + top + row), width, ignoredPixel);
    }
  if (!any) return strip;
  return mended;
}

Result<Mask> classesOf(OpenedSlide& slide, const std::filesystem::path& truthFile, const RunControl& control) {
  RunControl quiet = control;
  quiet.progress = {};
  const SlideGrid& grid = slide.grid;
  auto classes = readTumourTruth(truthFile, slide.reader->info(), slide.scale, grid);
  if (!classes) return classes;
  const auto tissue = findTissue(*slide.reader, slide.scale, quiet);
  if (!tissue) return fail(tissue.error());
  const double step = grid.downsample / tissue->downsample;
  for (int y = 0; y < grid.heightPx; ++y)
    for (int x = 0; x < grid.widthPx; ++x) {
      const int column = std::min(static_cast<int>((x + 0.5) * step), tissue->tissue.width - 1);
      const int row = std::min(static_cast<int>((y + 0.5) * step), tissue->tissue.height - 1);
      std::uint8_t& value = classes->at(x, y);
      value = value != 0 ? 2 : tissue->tissue.at(column, row) != 0 ? 1 : 0;
    }
  return classes;
}

Result<void> write(os::NewFile& file, OpenedSlide& slide, Mask& classes, const std::string& key,
                   const RunControl& control) {
  const SlideGrid& grid = slide.grid;
  const std::string rest = key + "\n" + sizeLine(grid.widthPx, grid.heightPx);
  const std::string header = std::string(formatLine) + std::string(hashChars, '0') + "\n" + rest;
  Sha256 hash;
  hash.add(rest);
  auto done = file.append(std::as_bytes(std::span(header)));
  for (int y = 0; done && y < grid.heightPx; y += kStripRows) {
    if (!control.proceed()) return fail(ErrorKind::cancelled, "cancelled");
    const auto strip = readStrip(slide, y, classes);
    if (!strip) return fail(strip.error());
    hash.add(std::as_bytes(std::span(strip->bytes)));
    done = file.append(std::as_bytes(std::span(strip->bytes)));
  }
  if (!done) return done;
  hash.add(std::as_bytes(std::span(classes.values)));
  done = file.append(std::as_bytes(std::span(classes.values)));
  const std::string hex = hash.hex();
  if (done) done = file.overwrite(formatLine.size(), std::as_bytes(std::span(hex)));
  if (done) done = file.finish();
  return done;
}

Result<void> make(const KeptSlide& kept, OpenedSlide& slide, const std::filesystem::path& truthFile,
                  const RunControl& control) {
  auto classes = classesOf(slide, truthFile, control);
  if (!classes) return fail(classes.error());
  const os::WritingGuard writing;
  const std::filesystem::path temporary = temporaryBeside(kept.file);
  const auto written = [&]() -> Result<void> {
    auto file = os::NewFile::create(temporary);
    if (!file) return failIn("could not write " + temporary.string(), file.error());
    auto done = write(*file, slide, *classes, kept.key, control);
    if (done) done = os::renameSynced(temporary, kept.file);
    return done;
  }();
  if (written) return {};
  std::error_code ignored;
  std::filesystem::remove(temporary, ignored);
  return written;
}

Result<std::string> keyOf(const OpenedSlide& slide, const std::filesystem::path& truth, double mpp) {
  const auto fingerprint = fingerprintOf(slide.reader->info());
  if (!fingerprint) return fail(fingerprint.error());
  const auto truthHash = sha256OfFile(truth);
  if (!truthHash) return fail(truthHash.error());
  return sha256Of(fmt::format("1 {} {} {} {} {}", *fingerprint, *truthHash, slide.scale.mpp.x, slide.scale.mpp.y, mpp));
}

Result<KeptSlide> openedOrMade(const SegmentationSlide& slide, double mpp, const std::filesystem::path& folder,
                               const RunControl& control) {
  auto source = opened(slide, mpp);
  if (!source) return fail(source.error());
  auto key = keyOf(*source, slide.tumour, mpp);
  if (!key) return fail(key.error());
  KeptSlide kept;
  kept.key = std::move(*key);
  kept.file = folder / (kept.key.substr(0, 32) + ".slide");
  kept.widthPx = source->grid.widthPx;
  kept.heightPx = source->grid.heightPx;
  for (const bool again : {false, true}) {
    KeptSlide checked = kept;
    const auto good = check(checked, control);
    if (!good) return fail(good.error());
    if (*good) return checked;
    if (again) break;
    if (auto made = make(kept, *source, slide.tumour, control); !made) return fail(made.error());
  }
  return fail(ErrorKind::io, kept.file.string() + " does not hold what was written to it");
}

}  // namespace

Result<KeptSlide> keptSlide(const SegmentationSlide& slide, double mpp, const std::filesystem::path& folder,
                            const RunControl& control) {
  auto kept = openedOrMade(slide, mpp, folder, control);
  if (kept || slide.name.empty() || kept.error().kind == ErrorKind::cancelled) return kept;
  return failIn(slide.name, kept.error());
}

Result<void> readSquare(const KeptSlide& slide, int x, int y, int edgePx, std::uint8_t outside,
                        std::span<std::uint8_t> rgb, std::span<std::uint8_t> classes) {
  std::ranges::fill(rgb, std::uint8_t{255});
  std::ranges::fill(classes, outside);
  const int left = std::max(0, x);
  const int right = std::min(slide.widthPx, x + edgePx);
  if (left >= right) return {};
  const auto file = os::ReadOnlyFile::open(slide.file);
  if (!file) return fail(file.error());
  const std::uint64_t classesFrom = headerBytes() + 3 * pixelsOf(slide);
  const auto width = static_cast<std::size_t>(right - left);
  for (int row = std::max(0, y); row < std::min(slide.heightPx, y + edgePx); ++row) {
    const std::uint64_t from =
        static_cast<std::uint64_t>(row) * static_cast<std::uint64_t>(slide.widthPx) + static_cast<std::uint64_t>(left);
    const std::size_t to =
        static_cast<std::size_t>(row - y) * static_cast<std::size_t>(edgePx) + static_cast<std::size_t>(left - x);
    auto read = file->read(headerBytes() + 3 * from, std::as_writable_bytes(rgb.subspan(3 * to, 3 * width)));
    if (read) read = file->read(classesFrom + from, std::as_writable_bytes(classes.subspan(to, width)));
    if (!read) return failIn(slide.file.string(), read.error());
  }
  return {};
}

}  // namespace snitt
