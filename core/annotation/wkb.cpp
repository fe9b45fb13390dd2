#include "core/annotation/wkb.h"

#include <bit>
#include <cmath>
#include <cstring>

namespace snitt {

namespace {

static_assert(std::endian::native == std::endian::little);

enum WkbType : std::uint32_t {
  point = 1,
  lineString = 2,
  polygon = 3,
  multiPoint = 4,
  multiLine = 5,
  multiPolygon = 6
};
constexpr char kLittleEndian = 1;

class Writer {
 public:
  void header(WkbType type) {
    m_bytes.push_back(kLittleEndian);
    number(static_cast<std::uint32_t>(type));
  }
  void count(std::size_t n) { number(static_cast<std::uint32_t>(n)); }
  void point(const Point& p) {
    number(p.x);
    number(p.y);
  }
  void ring(const Ring& ring) {
    count(ring.empty() ? 0 : ring.size() + 1);
    for (const Point& p : ring) point(p);
    if (!ring.empty()) point(ring.front());
  }
  std::string take() { return std::move(m_bytes); }

 private:
  template <class T>
  void number(T value) {
    m_bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  std::string m_bytes;
};

// The first fault is kept; what is read after it is empty.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : m_bytes(bytes) {}

  [[nodiscard]] bool failed() const { return m_failed; }
  [[nodiscard]] bool atEnd() const { return m_bytes.empty(); }
  std::uint32_t header() {
    if (take<char>() != kLittleEndian) m_failed = true;
    return take<std::uint32_t>();
  }
  void expect(WkbType type) {
    if (header() != type) m_failed = true;
  }
  // Never more than there can be of things of `bytesEach`.
  std::size_t count(std::size_t bytesEach) {
    const std::size_t n = take<std::uint32_t>();
    if (n > m_bytes.size() / bytesEach) m_failed = true;
    return m_failed ? 0 : n;
  }
  Point point() {
    const auto x = take<double>();
    const auto y = take<double>();
    if (!std::isfinite(x) || !std::isfinite(y)) m_failed = true;
    return {x, y};
  }
  std::vector<Point> points() {
    std::vector<Point> list(count(2 * sizeof(double)));
    for (Point& p : list) p = point();
    return list;
  }
  Ring ring() {
    Ring ring = points();
    if (ring.size() < 4 || ring.front() != ring.back()) m_failed = true;
    if (!ring.empty()) ring.pop_back();
    return ring;
  }

 private:
  template <class T>
  T take() {
    T value{};
    if (m_failed || m_bytes.size() < sizeof value) {
      m_failed = true;
      return value;
    }
    std::memcpy(&value, m_bytes.data(), sizeof value);
    m_bytes.remove_prefix(sizeof value);
    return value;
  }
  std::string_view m_bytes;
  bool m_failed = false;
};

constexpr std::size_t kHeaderBytes = 9;  // byte order, type, count

Polygon readPolygon(Reader& reader) {
  Polygon polygon;
  reader.expect(WkbType::polygon);
  const std::size_t rings = reader.count(sizeof(std::uint32_t));
  for (std::size_t i = 0; i < rings && !reader.failed(); ++i) {
    if (i == 0)
      polygon.outer = reader.ring();
    else
      polygon.holes.push_back(reader.ring());
  }
  return polygon;
}

}  // namespace

std::string toWkb(const Geometry& geometry) {
  Writer out;
  if (!geometry.areas.empty()) {
    out.header(WkbType::multiPolygon);
    out.count(geometry.areas.size());
    for (const Polygon& polygon : geometry.areas) {
      out.header(WkbType::polygon);
      out.count(1 + polygon.holes.size());
      out.ring(polygon.outer);
      for (const Ring& hole : polygon.holes) out.ring(hole);
    }
  } else if (!geometry.lines.empty()) {
    out.header(WkbType::multiLine);
    out.count(geometry.lines.size());
    for (const auto& line : geometry.lines) {
      out.header(WkbType::lineString);
      out.count(line.size());
      for (const Point& p : line) out.point(p);
    }
  } else {
    out.header(WkbType::multiPoint);
    out.count(geometry.points.size());
    for (const Point& p : geometry.points) {
      out.header(WkbType::point);
      out.point(p);
    }
  }
  return out.take();
}

Result<Geometry> fromWkb(std::string_view bytes) {
  Reader reader(bytes);
  Geometry geometry;
  const std::uint32_t type = reader.header();
  const std::size_t parts = reader.count(type == WkbType::multiPoint ? 2 * sizeof(double) : kHeaderBytes);
  for (std::size_t i = 0; i < parts && !reader.failed(); ++i) {
    if (type == WkbType::multiPolygon) {
      geometry.areas.push_back(readPolygon(reader));
    } else if (type == WkbType::multiLine) {
      reader.expect(WkbType::lineString);
      geometry.lines.push_back(reader.points());
    } else if (type == WkbType::multiPoint) {
      reader.expect(WkbType::point);
      geometry.points.push_back(reader.point());
    }
  }
  if (reader.failed() || !reader.atEnd() || type < WkbType::multiPoint || type > WkbType::multiPolygon)
    return fail(ErrorKind::corrupt, "its geometry is damaged");
  return geometry;
}

}  // namespace snitt
