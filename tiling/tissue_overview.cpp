// findTissue: the overview of a whole slide, read in pieces.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

#include "tiling/guard_p.h"
#include "tiling/tissue.h"

namespace snitt {
namespace {

constexpr double targetMpp = 8;
constexpr double mostPixels = 12e6;  // mapping takes some 60 bytes a pixel
// A piece is read and decoded at once; between pieces a stop is obeyed. So many pixels of the file, both ways, take
// well under a quarter of a second.
constexpr double pieceSourcePx = 2048;
constexpr int leastPiecePx = 16;
constexpr int mostPiecePx = 256;
constexpr int leastRetryPx = 8;    // an unreadable part is narrowed down to this
constexpr int mostFailures = 500;  // of reads that lead to narrowing; a bad disk takes seconds for each

// Fills an overview that begins as white.
class OverviewReader {
 public:
  OverviewReader(SlideReader& slide, double downsample, const RunControl& control, Image& overview)
      : m_slide(slide), m_downsample(downsample), m_control(control), m_overview(overview) {}

  // False when there is no sense in going on: told to stop, or nothing at all can be read.
  bool read(int x, int y, int width, int height) {
    if (m_cancelled || !m_control.proceed()) {
      m_cancelled = true;
      return false;
    }
    const Result<Image> part = m_slide.read(Region{m_downsample, x, y, width, height});
    if (part) {
      for (int row = 0; row < height; ++row)
        std::memcpy(m_overview.pixel(x, y + row), part->row(row), part->rowBytes());
      m_anyRead = true;
      return true;
    }
    if (!m_firstError) m_firstError = part.error();
    const bool patient = ++m_failures < mostFailures;
    if (!patient && !m_anyRead) return false;
    if (patient && width >= height && width > leastRetryPx)
      return read(x, y, width / 2, height) && read(x + width / 2, y, width - width / 2, height);
    if (patient && height > leastRetryPx)
      return read(x, y, width, height / 2) && read(x, y + height / 2, width, height - height / 2);
    m_lostPx += std::int64_t{width} * height;
    return true;
  }

  [[nodiscard]] bool cancelled() const { return m_cancelled; }
  [[nodiscard]] bool anyRead() const { return m_anyRead; }
  [[nodiscard]] std::int64_t lostPx() const { return m_lostPx; }
  [[nodiscard]] const std::optional<Error>& firstError() const { return m_firstError; }

 private:
  SlideReader& m_slide;
  double m_downsample;
  const RunControl& m_control;
  Image& m_overview;
  bool m_cancelled = false;
  bool m_anyRead = false;
  int m_failures = 0;
  std::int64_t m_lostPx = 0;
  std::optional<Error> m_firstError;
};

double overviewDownsample(const Level& finest, double meanMpp) {
  const double area = static_cast<double>(finest.widthPx) * static_cast<double>(finest.heightPx);
  return std::max({1.0, targetMpp / meanMpp, std::sqrt(area / mostPixels)});
}

// Edge of a piece in overview pixels: the finer the level that it must be made from, the smaller.
int piecePxOf(const std::vector<Level>& levels, double downsample) {
  double nearest = 1;
  for (const Level& level : levels)
    if (level.downsample <= downsample) nearest = std::max(nearest, level.downsample);
  return std::clamp(static_cast<int>(pieceSourcePx * nearest / downsample), leastPiecePx, mostPiecePx);
}

Result<TissueMap> readAndMap(SlideReader& slide, const SlideScale& scale, const RunControl& control) {
  const std::vector<Level>& levels = slide.info().levels;
  const double downsample = overviewDownsample(levels.front(), scale.meanMpp());
  const int width = static_cast<int>(std::ceil(static_cast<double>(levels.front().widthPx) / downsample));
  const int height = static_cast<int>(std::ceil(static_cast<double>(levels.front().heightPx) / downsample));
  const int piecePx = piecePxOf(levels, downsample);
  Image overview(width, height);
  OverviewReader reader(slide, downsample, control, overview);
  bool goOn = true;
  for (int y = 0; y < height && goOn; y += piecePx) {
    control.report("tissue", y, height);
    for (int x = 0; x < width && goOn; x += piecePx)
      goOn = reader.read(x, y, std::min(piecePx, width - x), std::min(piecePx, height - y));
  }
  if (reader.cancelled()) return fail(ErrorKind::cancelled, "the search for tissue was cancelled");
  if (!reader.anyRead() && reader.firstError())
    return failIn("no part of the overview could be read", *reader.firstError());
  auto map = mapTissue(std::move(overview), scale.meanMpp() * downsample, downsample, control);
  if (!map) return map;
  map->unreadableShare = static_cast<double>(reader.lostPx()) / (static_cast<double>(width) * height);
  control.report("tissue", height, height);
  return map;
}

}  // namespace

Result<TissueMap> findTissue(SlideReader& slide, const SlideScale& scale, const RunControl& control) {
  return guarded("searching for tissue", [&] { return readAndMap(slide, scale, control); });
}

}  // namespace snitt
