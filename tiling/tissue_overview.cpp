// findTissue: the overview of a whole slide, read in strips.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>
#include <utility>

#include "tiling/tissue.h"

namespace snitt {
namespace {

constexpr double targetMpp = 8;
constexpr double mostPixels = 12e6;  // mapping takes some 60 bytes a pixel
constexpr int stripPx = 64;
constexpr int leastRetryPx = 8;      // an unreadable part is narrowed down to this
constexpr int mostFailures = 20000;  // of reads; a slide that is gone should not be asked for ever

// Fills an overview that begins as white.
class OverviewReader {
 public:
  OverviewReader(SlideReader& slide, double downsample, Image& overview)
      : m_slide(slide), m_downsample(downsample), m_overview(overview) {}

  void read(int x, int y, int width, int height) {
    const Result<Image> part = m_slide.read(Region{m_downsample, x, y, width, height});
    if (part) {
      for (int row = 0; row < height; ++row)
        std::memcpy(m_overview.pixel(x, y + row), part->row(row), part->rowBytes());
      m_anyRead = true;
      return;
    }
    if (!m_firstError) m_firstError = part.error();
    if (++m_failures >= mostFailures) return;
    if (width >= height && width > leastRetryPx) {
      read(x, y, width / 2, height);
      read(x + width / 2, y, width - width / 2, height);
    } else if (height > leastRetryPx) {
      read(x, y, width, height / 2);
      read(x, y + height / 2, width, height - height / 2);
    }
  }

  [[nodiscard]] bool anyRead() const { return m_anyRead; }
  [[nodiscard]] const std::optional<Error>& firstError() const { return m_firstError; }

 private:
  SlideReader& m_slide;
  double m_downsample;
  Image& m_overview;
  bool m_anyRead = false;
  int m_failures = 0;
  std::optional<Error> m_firstError;
};

double overviewDownsample(const Level& finest, double meanMpp) {
  const double area = static_cast<double>(finest.widthPx) * static_cast<double>(finest.heightPx);
  return std::max({1.0, targetMpp / meanMpp, std::sqrt(area / mostPixels)});
}

}  // namespace

Result<TissueMap> findTissue(SlideReader& slide, const SlideScale& scale, const RunControl& control) {
  const Level& finest = slide.info().levels.front();
  const double downsample = overviewDownsample(finest, scale.meanMpp());
  const int width = static_cast<int>(std::ceil(static_cast<double>(finest.widthPx) / downsample));
  const int height = static_cast<int>(std::ceil(static_cast<double>(finest.heightPx) / downsample));
  Image overview(width, height);
  OverviewReader reader(slide, downsample, overview);
  for (int y = 0; y < height; y += stripPx) {
    if (!control.proceed()) return fail(ErrorKind::cancelled, "the search for tissue was cancelled");
    control.report("tissue", y, height);
    reader.read(0, y, width, std::min(stripPx, height - y));
  }
  if (!reader.anyRead() && reader.firstError())
    return failIn("no part of the overview could be read", *reader.firstError());
  TissueMap map = mapTissue(std::move(overview), scale.meanMpp() * downsample, downsample);
  control.report("tissue", height, height);
  return map;
}

}  // namespace snitt
