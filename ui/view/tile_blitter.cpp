#include "ui/view/tile_blitter.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace snitt {

namespace {

// Edges of two neighbours may differ by rounding; slide pixels.
constexpr double kSameEdge = 1e-6;
// Rows of the picture that become columns of the frame are turned this many at a time: a line of the processor's cache.
constexpr std::size_t kStripPx = 16;
constexpr unsigned kWhole = 256;

const std::uint32_t* rowOf(const QImage& picture, int row) {
  return reinterpret_cast<const std::uint32_t*>(picture.constScanLine(row));
}

constexpr std::uint64_t kLanes = 0x00FF00FF00FF00FFULL;

// Four values of 16 bits, one multiplication for all.
std::uint32_t between(const std::uint16_t* pair, std::uint64_t share) {
  std::uint64_t a = 0;
  std::uint64_t b = 0;
  std::memcpy(&a, pair, sizeof a);
  std::memcpy(&b, pair + 4, sizeof b);
  std::uint64_t mixed = ((a * (kWhole - share) + b * share + 0x0080008000800080ULL) >> 8U) & kLanes;
  mixed = (mixed | mixed >> 8U) & 0x0000FFFF0000FFFFULL;
  return static_cast<std::uint32_t>(mixed | mixed >> 16U);
}

// Plain enough for the compiler to take sixteen values at a time.
void mixValues(const std::uint8_t* a, const std::uint8_t* b, unsigned share, std::size_t count, std::uint16_t* out) {
  const auto ofA = static_cast<std::uint16_t>(kWhole - share);
  const auto ofB = static_cast<std::uint16_t>(share);
  for (std::size_t i = 0; i < count; ++i)
    out[i] = static_cast<std::uint16_t>(static_cast<std::uint16_t>(a[i] * ofA + b[i] * ofB + 128)) >> 8U;
}

void pick(const std::uint32_t* row, const std::vector<int>& at, std::uint32_t* out) {
  const auto count = static_cast<int>(at.size());
  if (at.back() - at.front() == count - 1) {
    std::memcpy(out, row + at.front(), at.size() * 4);
    return;
  }
  for (std::size_t i = 0; i < at.size(); ++i) out[i] = row[at[i]];
}

}  // namespace

TileBlitter::TileBlitter(QImage& frame, const QRect& exposed, const QTransform& slideToFrame)
    : m_frame(frame),
      m_exposed(exposed & frame.rect()),
      m_toSlide(slideToFrame.inverted()),
      m_turned(std::abs(m_toSlide.m12()) > std::abs(m_toSlide.m11())) {}

void TileBlitter::sample(Samples& samples, int begin, int end, double scale, double offset, double partBegin,
                         double partEnd, double wholeBegin, double picturePerSlide, int picturePx, bool smooth) {
  samples.at.clear();
  samples.share.clear();
  // Those whose middle p + ½ lies in the part; at the slide's smaller coordinate an edge belongs to it.
  const double one = (partBegin - kSameEdge - offset) / scale - 0.5;
  const double other = (partEnd - offset) / scale - 0.5;
  const double low = std::clamp(std::min(one, other), -1e6, 1e6);
  const double high = std::clamp(std::max(one, other), -1e6, 1e6);
  const int first = std::max(begin, static_cast<int>(scale > 0 ? std::ceil(low) : std::floor(low) + 1));
  const int last = std::min(end - 1, static_cast<int>(scale > 0 ? std::ceil(high) - 1 : std::floor(high)));
  samples.first = first;
  for (int pixel = first; pixel <= last; ++pixel) {
    const double place = ((pixel + 0.5) * scale + offset - wholeBegin) * picturePerSlide - (smooth ? 0.5 : 0);
    const double whole = std::floor(place);
    int at = static_cast<int>(whole);
    auto share = smooth ? static_cast<unsigned>(std::lround((place - whole) * kWhole)) : 0;
    if (at < 0) share = 0;
    at = std::clamp(at, 0, picturePx - 1);
    if (at == picturePx - 1) share = 0;
    samples.at.push_back(at);
    samples.share.push_back(static_cast<std::uint16_t>(share));
  }
}

void TileBlitter::mixRow(const QImage& picture, int row, unsigned share, const Samples& columns, std::uint32_t* out) {
  const int from = std::min(columns.at.front(), columns.at.back());
  const int to = std::min(std::max(columns.at.front(), columns.at.back()) + 1, picture.width() - 1);
  const auto count = static_cast<std::size_t>(to - from + 1) * 4;
  const auto* upper = reinterpret_cast<const std::uint8_t*>(rowOf(picture, row) + from);
  const auto* lower = share == 0 ? upper : reinterpret_cast<const std::uint8_t*>(rowOf(picture, row + 1) + from);
  // One pixel more is read, with no weight, after the last one.
  if (m_mixed.size() < count + 4) m_mixed.resize(count + 4);
  mixValues(upper, lower, share, count, m_mixed.data());
  const std::uint16_t* const mixed = m_mixed.data();
  for (std::size_t i = 0; i < columns.at.size(); ++i)
    out[i] = between(mixed + std::ptrdiff_t{columns.at[i] - from} * 4, columns.share[i]);
}

void TileBlitter::drawParallel(const QImage& picture, const Samples& columns, const Samples& rows, bool smooth) {
  uchar* const bits = m_frame.bits();
  for (std::size_t i = 0; i < rows.at.size(); ++i) {
    uchar* const line = bits + (rows.first + static_cast<qsizetype>(i)) * m_frame.bytesPerLine();
    auto* const out = reinterpret_cast<std::uint32_t*>(line) + columns.first;
    if (smooth)
      mixRow(picture, rows.at[i], rows.share[i], columns, out);
    else
      pick(rowOf(picture, rows.at[i]), columns.at, out);
  }
}

void TileBlitter::drawTurned(const QImage& picture, const Samples& columns, const Samples& rows, bool smooth) {
  uchar* const bits = m_frame.bits();
  const std::size_t length = columns.at.size();
  m_strip.resize(kStripPx * length);
  for (std::size_t begin = 0; begin < rows.at.size(); begin += kStripPx) {
    const std::size_t count = std::min(kStripPx, rows.at.size() - begin);
    for (std::size_t i = 0; i < count; ++i) {
      std::uint32_t* const out = m_strip.data() + i * length;
      if (smooth)
        mixRow(picture, rows.at[begin + i], rows.share[begin + i], columns, out);
      else
        pick(rowOf(picture, rows.at[begin + i]), columns.at, out);
    }
    for (std::size_t y = 0; y < length; ++y) {
      uchar* const line = bits + (columns.first + static_cast<qsizetype>(y)) * m_frame.bytesPerLine();
      auto* const out = reinterpret_cast<std::uint32_t*>(line) + rows.first + begin;
      for (std::size_t i = 0; i < count; ++i) out[i] = m_strip[i * length + y];
    }
  }
}

void TileBlitter::draw(const QImage& picture, const QRectF& whole, const QRectF& part, bool smooth) {
  if (picture.isNull() || part.isEmpty() || m_exposed.isEmpty()) return;
  const double scaleX = picture.width() / whole.width();
  const double scaleY = picture.height() / whole.height();
  const int left = m_exposed.left();
  const int right = m_exposed.right() + 1;
  const int top = m_exposed.top();
  const int bottom = m_exposed.bottom() + 1;
  const double stepX = m_turned ? m_toSlide.m21() : m_toSlide.m11();
  const double stepY = m_turned ? m_toSlide.m12() : m_toSlide.m22();
  sample(m_columns, m_turned ? top : left, m_turned ? bottom : right, stepX, m_toSlide.dx(), part.left(), part.right(),
         whole.left(), scaleX, picture.width(), smooth);
  if (m_columns.empty()) return;
  sample(m_rows, m_turned ? left : top, m_turned ? right : bottom, stepY, m_toSlide.dy(), part.top(), part.bottom(),
         whole.top(), scaleY, picture.height(), smooth);
  if (m_rows.empty()) return;
  if (m_turned)
    drawTurned(picture, m_columns, m_rows, smooth);
  else
    drawParallel(picture, m_columns, m_rows, smooth);
}

}  // namespace snitt
