#include <cmath>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "core/exchange/item_stream_p.h"
#include "core/text/one_line.h"

namespace snitt::exchange {

namespace {

// What the object or list is that is being read.
enum class Role { root, items, item, geometry, geometries, properties, measurements, polygon, plain, coordinates };

enum class Opening { object, list };

struct Frame {
  Role role = Role::plain;
  Json value;
  std::string key;  // of the member that comes next
};

std::optional<double> namedNumber(std::string_view text) {
  if (text == "NaN") return std::numeric_limits<double>::quiet_NaN();
  if (text == "Infinity") return std::numeric_limits<double>::infinity();
  if (text == "-Infinity") return -std::numeric_limits<double>::infinity();
  return std::nullopt;
}

// nlohmann's interface for reading without a tree; a handler that returns false ends the reading.
class Builder {
 public:
  Builder(std::size_t size, ItemLayout layout, const std::function<Result<void>(Item&)>& visit)
      : m_size(size), m_layout(layout), m_visit(visit) {}

  [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
  [[nodiscard]] ItemStream& stream() { return m_stream; }

  // NOLINTBEGIN(readability-identifier-naming): the names are nlohmann's.
  bool null() { return scalar(Json(nullptr)); }
  bool boolean(bool value) { return scalar(Json(value)); }
  bool number_integer(std::int64_t value) { return scalar(Json(value)); }
  bool number_unsigned(std::uint64_t value) { return scalar(Json(value)); }
  bool number_float(double value, const std::string&) { return scalar(Json(value)); }
  bool string(std::string& value) { return scalar(Json(std::move(value))); }
  bool binary(Json::binary_t&) { return true; }
  bool start_object(std::size_t) { return open(Opening::object); }
  bool start_array(std::size_t) { return open(Opening::list); }
  bool key(std::string& value) {
    if (m_frames.back().role == Role::coordinates)
      m_pointKey = value;
    else
      m_frames.back().key.swap(value);
    return true;
  }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool parse_error(std::size_t byte, const std::string&, const Json::exception& error) {
    constexpr int numberTooLarge = 406;
    if (error.id == numberTooLarge) return stop("it holds a number that is too large");
    const std::string place =
        m_count > 0 || inItem() ? fmt::format(", in or after object {}", m_count + (inItem() ? 1 : 0)) : "";
    if (byte > m_size) return stop(fmt::format("it ends in the middle, at byte {}{}", m_size, place));
    return stop(fmt::format("it is no JSON from byte {} on{}", byte, place));
  }
  // NOLINTEND(readability-identifier-naming)

 private:
  bool stop(std::string message) {
    m_error = Error{ErrorKind::corrupt, std::move(message)};
    return false;
  }
  bool stopInItem(const std::string& message) { return stop(fmt::format("object {}: {}", m_count + 1, message)); }

  [[nodiscard]] bool inItem() const {
    for (const Frame& frame : m_frames)
      if (frame.role == Role::item) return true;
    return false;
  }
  [[nodiscard]] bool isIn(Role role) const { return !m_frames.empty() && m_frames.back().role == role; }

  bool open(Opening opening) {
    constexpr std::size_t mostDepth = 64;
    if (m_frames.size() >= mostDepth) return stop("it is nested more deeply than any such file is");
    if (isIn(Role::coordinates)) return openPoints(opening);
    if (isIn(Role::items) && opening == Opening::list) return stopInItem("it is no object");
    const bool isDarwinList = m_frames.size() == 1 && isIn(Role::root) && opening == Opening::list &&
                              m_layout == ItemLayout::geoJson && m_frames.back().key == "annotations";
    if (isDarwinList) {
      m_stream.endedAtDarwin = true;
      return stop("it is Darwin JSON");
    }
    const Role role = roleOf(opening);
    if (role == Role::coordinates) {
      m_item.lists.emplace_back();
      m_depth = 1;
      m_numbers = 0;
      m_inPoint = false;
    }
    m_frames.push_back({role, opening == Opening::object ? Json::object() : Json::array(), {}});
    return true;
  }

  [[nodiscard]] Role roleOf(Opening opening) const {
    const bool isObject = opening == Opening::object;
    if (m_frames.empty()) return isObject ? Role::root : Role::items;
    const Frame& parent = m_frames.back();
    return m_layout == ItemLayout::darwin ? darwinRole(parent, isObject) : geoJsonRole(parent, isObject);
  }

  static Role geoJsonRole(const Frame& parent, bool isObject) {
    switch (parent.role) {
      case Role::items:
        return Role::item;
      case Role::root:
      case Role::item:
        if (isObject && parent.key == "geometry") return Role::geometry;
        if (isObject && parent.key == "properties") return Role::properties;
        if (!isObject && parent.role == Role::root && parent.key == "features") return Role::items;
        [[fallthrough]];  // a bare geometry
      case Role::geometry:
        if (!isObject && parent.key == "coordinates") return Role::coordinates;
        return !isObject && parent.key == "geometries" ? Role::geometries : Role::plain;
      case Role::geometries:
        return isObject ? Role::geometry : Role::plain;
      case Role::properties:
        return isObject && parent.key == "measurements" ? Role::measurements : Role::plain;
      default:
        return Role::plain;
    }
  }

  static Role darwinRole(const Frame& parent, bool isObject) {
    switch (parent.role) {
      case Role::root:
        return !isObject && parent.key == "annotations" ? Role::items : Role::plain;
      case Role::items:
        return Role::item;
      case Role::item: {
        const bool hasPath = parent.key == "polygon" || parent.key == "complex_polygon" || parent.key == "line";
        return isObject && hasPath ? Role::polygon : Role::plain;
      }
      case Role::polygon: {
        const bool isPath = parent.key == "path" || parent.key == "paths" || parent.key == "additional_paths";
        return !isObject && isPath ? Role::coordinates : Role::plain;
      }
      default:
        return Role::plain;
    }
  }

  bool openPoints(Opening opening) {
    if (m_layout == ItemLayout::darwin) {
      if (m_inPoint) return stopInItem("a point is no pair of numbers");
      if (opening == Opening::object) {
        m_inPoint = true;
        m_point = {kMissing, kMissing};
      } else {
        ++m_depth;
      }
    } else {
      if (opening == Opening::object || m_numbers > 0) return stopInItem("a point is no pair of numbers");
      ++m_depth;
    }
    m_frames.push_back({Role::coordinates, {}, {}});
    return true;
  }

  bool closePoints() {
    PointLists& lists = m_item.lists.back();
    if (m_layout == ItemLayout::darwin) {
      if (!m_inPoint) {
        lists.closed.push_back({m_depth--, lists.points.size()});
        return true;
      }
      m_inPoint = false;
      if (std::isnan(m_point.x) || std::isnan(m_point.y)) return stopInItem("a point has no x or y");
      lists.points.push_back(m_point);
      return true;
    }
    if (m_numbers == 0) {
      lists.closed.push_back({m_depth--, lists.points.size()});
      return true;
    }
    if (m_numbers < 2) return stopInItem("a point is no pair of numbers");
    if (m_numbers > 2) ++m_item.extraCoordinates;
    if (lists.pointDepth == 0) lists.pointDepth = m_depth;
    if (lists.pointDepth != m_depth) return stopInItem("its coordinates are nested unevenly");
    lists.points.push_back(m_point);
    m_numbers = 0;
    --m_depth;
    return true;
  }

  bool coordinate(const Json& value) {
    // Far beyond any slide, and small enough that pixel arithmetic cannot overflow.
    constexpr double most = 1e9;
    constexpr std::size_t mostShown = 40;
    const bool isDarwin = m_layout == ItemLayout::darwin;
    if (isDarwin && !m_inPoint) return stopInItem("a point is no pair of numbers");
    if (isDarwin && m_pointKey != "x" && m_pointKey != "y") return true;
    if (!value.is_number())
      return stopInItem(fmt::format("a coordinate is {} and no finite number",
                                    oneLine(value.dump(-1, ' ', true, Json::error_handler_t::replace), mostShown)));
    const auto number = value.get<double>();
    if (!isDarwin && ++m_numbers > 2) return true;  // a height, or a time
    if (std::abs(number) > most) return stopInItem("a coordinate lies outside any slide");
    const bool isX = isDarwin ? m_pointKey == "x" : m_numbers == 1;
    (isX ? m_point.x : m_point.y) = number;
    return true;
  }

  bool scalar(Json value) {
    if (m_frames.empty()) return stop("it is one value and no list of objects");
    if (isIn(Role::coordinates)) return coordinate(value);
    if (isIn(Role::items)) return stopInItem("it is no object");
    if (isIn(Role::measurements)) {
      if (const auto number = numberOf(value)) {
        m_item.measurements.emplace_back(m_frames.back().key, *number);
        return true;
      }
    }
    put(std::move(value));
    return true;
  }

  void put(Json value) {
    Frame& parent = m_frames.back();
    if (parent.value.is_array())
      parent.value.push_back(std::move(value));
    else
      parent.value[parent.key] = std::move(value);
  }

  bool close() {
    Frame frame = std::move(m_frames.back());
    m_frames.pop_back();
    switch (frame.role) {
      case Role::root:
        m_stream.rest = std::move(frame.value);
        return m_layout == ItemLayout::darwin || m_stream.isCollection || emit(m_stream.rest);
      case Role::items:
        m_stream.isCollection = true;
        return true;
      case Role::item:
        return emit(std::move(frame.value));
      case Role::coordinates:
        if (!closePoints()) return false;
        if (!isIn(Role::coordinates)) put(Json::binary({}, m_item.lists.size() - 1));
        return true;
      default:
        put(std::move(frame.value));
        return true;
    }
  }

  bool emit(Json value) {
    m_item.number = ++m_count;
    m_item.json = std::move(value);
    if (auto visited = m_visit(m_item); !visited) {
      m_error = Error{visited.error().kind, fmt::format("object {}: {}", m_count, visited.error().message)};
      return false;
    }
    m_item = {};
    return true;
  }

  static constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

  std::size_t m_size;
  ItemLayout m_layout;
  const std::function<Result<void>(Item&)>& m_visit;
  std::optional<Error> m_error;
  ItemStream m_stream;
  std::vector<Frame> m_frames;
  std::size_t m_count = 0;  // items that have ended
  Item m_item;
  std::size_t m_depth = 0;
  std::size_t m_numbers = 0;
  bool m_inPoint = false;
  std::string m_pointKey;
  Point m_point;
};

}  // namespace

const PointLists* Item::listsOf(const Json& value) const {
  // A binary value stands for them: no JSON text has one.
  return value.is_binary() ? &lists.at(value.get_binary().subtype()) : nullptr;
}

std::optional<double> numberOf(const Json& json) {
  if (json.is_number()) return json.get<double>();
  return json.is_string() ? namedNumber(json.get_ref<const std::string&>()) : std::nullopt;
}

Result<ItemStream> streamItems(std::string_view json, ItemLayout layout,
                               const std::function<Result<void>(Item&)>& visit) {
  Builder builder(json.size(), layout, visit);
  const bool read = Json::sax_parse(json.begin(), json.end(), &builder);
  if (builder.stream().endedAtDarwin) return std::move(builder.stream());
  if (builder.error()) return fail(*builder.error());
  if (!read) return fail(ErrorKind::corrupt, "it is no JSON");
  return std::move(builder.stream());
}

}  // namespace snitt::exchange
