#include "ui/view/tile_blitter.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace snitt {

namespace {

// Of pixels at the edge between two parts whose edges differ by rounding, in slide pixels.
constexpr double kSameEdge = 1e-6;
// Where columns of the picture become rows of the frame, the frame is drawn in strips this wide: what they touch of the
// picture stays in the processor's cache.
constexpr int kStripPx = 64;
// Kept away from the edges of a picture by fast loops, so that rounding never leads outside; picture pixels.
constexpr double kEdgePx = 1e-3;

// Half-open range of columns of the frame.
struct Span {
  int first = 0;
  int end = 0;
  [[nodiscard]] bool empty() const { return first >= end; }
};

// A coordinate along a row of the frame: at(x) for the pixel x.
struct Along {
  double start = 0;  // at x = 0
  double step = 0;
  // The columns of `span` at which low <= value < high.
  [[nodiscard]] Span within(Span span, double low, double high) const {
    if (std::abs(step) < 1e-12) return start >= low && start < high ? span : Span{};
    const auto column = [&](double value) {
      return static_cast<int>(std::clamp(value, -1.0, 1e6));
    };
    if (step > 0)
      return {std::max(span.first, column(std::ceil((low - start) / step))),
              std::min(span.end, column(std::ceil((high - start) / step)))};
    return {std::max(span.first, column(std::floor((high - start) / step) + 1)),
            std::min(span.end, column(std::floor((low - start) / step) + 1))};
  }
};

// Fixed point with 32 bits behind the point.
std::int64_t fixed(double value) { return static_cast<std::int64_t>(std::llround(value * 4294967296.0)); }

constexpr std::uint64_t kLanes = 0x00FF00FF00FF00FFULL;
constexpr std::uint64_t kHalf = 0x0080008000800080ULL;

// The four bytes of a pixel with room above each, so that one multiplication serves all.
inline std::uint64_t spread(std::uint32_t pixel) {
  return (std::uint64_t{pixel} | std::uint64_t{pixel} << 24U) & kLanes;
}

inline std::uint64_t between(std::uint64_t a, std::uint64_t b, std::uint64_t share) {
  return ((a * (256 - share) + b * share + kHalf) >> 8U) & kLanes;
}

class Picture {
 public:
  explicit Picture(const QImage& image)
      : m_bits(reinterpret_cast<const std::uint32_t*>(image.constBits())),
        m_stride(image.bytesPerLine() / 4),
        m_lastX(image.width() - 1),
        m_lastY(image.height() - 1) {}

  [[nodiscard]] std::uint32_t nearest(std::int64_t u, std::int64_t v) const {
    return m_bits[std::clamp<std::int64_t>(v >> 32U, 0, m_lastY) * m_stride + std::clamp<std::int64_t>(u >> 32U, 0, m_lastX)];
  }
  // From u and v on, less than a pixel away from the right and lower edge only where `atEdge`.
  template <bool atEdge>
  [[nodiscard]] std::uint32_t mixed(std::int64_t u, std::int64_t v) const {
    std::int64_t x = u >> 32U;
    std::int64_t y = v >> 32U;
    std::int64_t right = 1;
    std::int64_t below = m_stride;
    if constexpr (atEdge) {
      right = x >= 0 && x < m_lastX ? 1 : 0;
      below = y >= 0 && y < m_lastY ? m_stride : 0;
      x = std::clamp<std::int64_t>(x, 0, m_lastX);
      y = std::clamp<std::int64_t>(y, 0, m_lastY);
    }
    const std::uint32_t* at = m_bits + y * m_stride + x;
    const std::uint64_t shareX = static_cast<std::uint64_t>(u) >> 24U & 255U;
    const std::uint64_t shareY = static_cast<std::uint64_t>(v) >> 24U & 255U;
    const std::uint64_t top = between(spread(at[0]), spread(at[right]), shareX);
    const std::uint64_t bottom = between(spread(at[below]), spread(at[below + right]), shareX);
    const std::uint64_t pixel = between(top, bottom, shareY);
    return static_cast<std::uint32_t>(pixel | pixel >> 24U);
  }
  [[nodiscard]] const std::uint32_t* at(std::int64_t u, std::int64_t v) const {
    return m_bits + (v >> 32U) * m_stride + (u >> 32U);
  }

 private:
  const std::uint32_t* m_bits;
  std::int64_t m_stride;
  std::int64_t m_lastX;
  std::int64_t m_lastY;
};

struct Row {
  std::uint32_t* pixels = nullptr;
  Along u;  // place in the picture
  Along v;
};

template <bool atEdge>
void mixRow(const Row& row, const Picture& picture, Span span) {
  std::int64_t u = fixed(row.u.start + row.u.step * span.first);
  std::int64_t v = fixed(row.v.start + row.v.step * span.first);
  const std::int64_t stepU = fixed(row.u.step);
  const std::int64_t stepV = fixed(row.v.step);
  for (int x = span.first; x < span.end; ++x, u += stepU, v += stepV)
    row.pixels[x] = picture.mixed<atEdge>(u, v);
}

void copyRow(const Row& row, const Picture& picture, Span span) {
  std::int64_t u = fixed(row.u.start + row.u.step * span.first);
  std::int64_t v = fixed(row.v.start + row.v.step * span.first);
  const std::int64_t stepU = fixed(row.u.step);
  const std::int64_t stepV = fixed(row.v.step);
  for (int x = span.first; x < span.end; ++x, u += stepU, v += stepV) row.pixels[x] = picture.nearest(u, v);
}

}  // namespace

TileBlitter::TileBlitter(QImage& frame, const QRect& exposed, const QTransform& slideToFrame)
    : m_frame(frame), m_exposed(exposed & frame.rect()), m_toFrame(slideToFrame), m_toSlide(slideToFrame.inverted()) {}

void TileBlitter::draw(const QImage& picture, const QRectF& whole, const QRectF& part, bool smooth) {
  const QRect place = m_toFrame.mapRect(part).toAlignedRect().adjusted(-1, -1, 1, 1) & m_exposed;
  if (place.isEmpty() || picture.isNull() || part.isEmpty()) return;
  const double scaleX = picture.width() / whole.width();
  const double scaleY = picture.height() / whole.height();
  const double shift = smooth ? 0.5 : 0;  // between the middles of pixels
  const Picture source(picture);
  // Slide x changes by m11 along a row of the frame and by m21 down a column of it.
  const bool turned = std::abs(m_toSlide.m12()) > std::abs(m_toSlide.m11());
  const int strip = turned ? kStripPx : place.width();
  const qsizetype stride = m_frame.bytesPerLine();
  uchar* const bits = m_frame.bits();
  for (int left = place.left(); left <= place.right(); left += strip) {
    const Span columns{left, std::min(left + strip, place.right() + 1)};
    for (int y = place.top(); y <= place.bottom(); ++y) {
      const QPointF begin = m_toSlide.map(QPointF(0.5, y + 0.5));
      const Along slideX{begin.x(), m_toSlide.m11()};
      const Along slideY{begin.y(), m_toSlide.m12()};
      const Span span = slideY.within(slideX.within(columns, part.left() - kSameEdge, part.right()),
                                      part.top() - kSameEdge, part.bottom());
      if (span.empty()) continue;
      Row row;
      row.pixels = reinterpret_cast<std::uint32_t*>(bits + y * stride);
      row.u = {(begin.x() - whole.left()) * scaleX - shift, slideX.step * scaleX};
      row.v = {(begin.y() - whole.top()) * scaleY - shift, slideY.step * scaleY};
      if (!smooth) {
        copyRow(row, source, span);
        continue;
      }
      Span inside = row.u.within(span, kEdgePx, picture.width() - 1 - kEdgePx);
      inside = row.v.within(inside, kEdgePx, picture.height() - 1 - kEdgePx);
      if (inside.empty()) inside = {span.end, span.end};
      mixRow<true>(row, source, {span.first, inside.first});
      mixRow<false>(row, source, inside);
      mixRow<true>(row, source, {inside.end, span.end});
    }
  }
}

}  // namespace snitt
