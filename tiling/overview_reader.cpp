#include <algorithm>
#include <cstring>

#include "tiling/overview_reader_p.h"

namespace snitt {
namespace {

// A piece is read and decoded at once; between pieces a stop is obeyed. So many pixels of the file, both ways, take
// well under a quarter of a second.
constexpr double pieceSourcePx = 2048;
constexpr int leastPiecePx = 16;
constexpr int mostPiecePx = 256;
constexpr int leastRetryPx = 8;    // an unreadable part is narrowed down to this
constexpr int mostFailures = 500;  // of reads that lead to narrowing; a bad disk takes seconds for each

}  // namespace

int OverviewReader::piecePx() const {
  double nearest = 1;
  for (const Level& level : m_slide.info().levels)
    if (level.downsample <= m_downsample) nearest = std::max(nearest, level.downsample);
  return std::clamp(static_cast<int>(pieceSourcePx * nearest / m_downsample), leastPiecePx, mostPiecePx);
}

void OverviewReader::readAll(std::string_view stage) {
  const int width = m_overview.widthPx;
  const int height = m_overview.heightPx;
  const int piece = piecePx();
  bool goOn = true;
  for (int y = 0; y < height && goOn; y += piece) {
    m_control.report(stage, y, height);
    for (int x = 0; x < width && goOn; x += piece)
      goOn = read(x, y, std::min(piece, width - x), std::min(piece, height - y));
  }
  if (!m_anyRead && !m_cancelled) m_lost = {{0, 0, width, height}};
}

bool OverviewReader::read(int x, int y, int width, int height) {
  if (m_cancelled || !m_control.proceed()) {
    m_cancelled = true;
    return false;
  }
  const Result<Image> part = m_slide.read(Region{m_downsample, x, y, width, height});
  if (part) {
    for (int row = 0; row < height; ++row) std::memcpy(m_overview.pixel(x, y + row), part->row(row), part->rowBytes());
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
  m_lost.push_back({x, y, width, height});
  return true;
}

std::int64_t OverviewReader::lostPx() const {
  std::int64_t sum = 0;
  for (const Lost& part : m_lost) sum += std::int64_t{part.widthPx} * part.heightPx;
  return sum;
}

}  // namespace snitt
