#include <cmath>
#include <limits>

#include <nlohmann/json.hpp>

#include "core/overlay/feature_stream_p.h"

namespace snitt {
namespace {

using Json = nlohmann::json;

// What the list or object is that is being read.
enum class Place {
  list,  // of features
  feature,
  geometry,
  coordinates,
  properties,
  classification,
  names,
  colour,
  measurements,
  measurementList,
  measurement,
  ignored,
};

enum class Opening { object, list };

// nlohmann's interface for reading without a tree; a handler that returns false ends the reading.
class Handler {
 public:
  explicit Handler(const FeatureVisitor& visit) : m_visit(visit) {}

  [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

  // NOLINTBEGIN(readability-identifier-naming): the names are nlohmann's.
  bool null() { return scalar(Scalar{}); }
  bool boolean(bool) { return scalar(Scalar{}); }
  bool number_integer(std::int64_t value) { return scalar(Scalar{static_cast<double>(value), nullptr}); }
  bool number_unsigned(std::uint64_t value) { return scalar(Scalar{static_cast<double>(value), nullptr}); }
  bool number_float(double value, const std::string&) { return scalar(Scalar{value, nullptr}); }
  bool string(std::string& value) { return scalar(Scalar{std::nullopt, &value}); }
  bool binary(Json::binary_t&) { return true; }
  bool start_object(std::size_t) { return open(Opening::object); }
  bool start_array(std::size_t) { return open(Opening::list); }
  bool key(std::string& value) {
    m_key.swap(value);
    return true;
  }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool parse_error(std::size_t byte, const std::string&, const Json::exception& error) {
    constexpr int numberTooLarge = 406;
    return stop(error.id == numberTooLarge ? "it holds a number that is too large"
                                           : "it is no JSON from byte " + std::to_string(byte) + " on");
  }
  // NOLINTEND(readability-identifier-naming)

 private:
  struct Scalar {
    std::optional<double> number;
    const std::string* text = nullptr;  // null and neither: null, true or false
  };

  bool stop(std::string message) {
    m_error = Error{ErrorKind::corrupt, std::move(message)};
    return false;
  }

  bool stopInFeature(const std::string& message) {
    return stop("feature " + std::to_string(m_feature.number) + ": " + message);
  }

  [[nodiscard]] bool isIn(Place place) const { return !m_places.empty() && m_places.back() == place; }

  bool open(Opening opening) {
    constexpr std::size_t mostDepth = 64;
    if (m_places.size() >= mostDepth) return stop("it is nested more deeply than any such file is");
    if (isIn(Place::coordinates)) return openCoordinates(opening);
    const Place place = placeOf(opening);
    if (isIn(Place::list) && place != Place::feature)
      return stop("feature " + std::to_string(m_count + 1) + " is no object");
    if (place == Place::feature) beginFeature();
    if (place == Place::coordinates) beginCoordinates();
    if (place == Place::names) m_feature.className.clear();
    if (place == Place::colour) m_channels.clear();
    if (place == Place::measurement) m_pair = {{}, std::nullopt};
    m_places.push_back(place);
    return true;
  }

  [[nodiscard]] Place placeOf(Opening opening) const {
    const bool isObject = opening == Opening::object;
    if (m_places.empty()) return isObject ? Place::feature : Place::list;
    switch (m_places.back()) {
      case Place::list:
        return isObject ? Place::feature : Place::ignored;
      case Place::feature:
        if (isObject) return m_key == "geometry" ? Place::geometry : orIgnored(Place::properties, "properties");
        return m_places.size() == 1 && m_key == "features" ? Place::list : orIgnored(Place::coordinates, "coordinates");
      case Place::geometry:
        return isObject ? Place::ignored : orIgnored(Place::coordinates, "coordinates");
      case Place::properties:
        if (isObject)
          return m_key == "measurements" ? Place::measurements : orIgnored(Place::classification, "classification");
        return m_key == "measurements" ? Place::measurementList : colourOrIgnored();
      case Place::classification:
        if (isObject) return Place::ignored;
        return m_key == "names" ? Place::names : colourOrIgnored();
      case Place::measurementList:
        return isObject ? Place::measurement : Place::ignored;
      default:
        return Place::ignored;
    }
  }

  [[nodiscard]] Place orIgnored(Place place, std::string_view key) const {
    return m_key == key ? place : Place::ignored;
  }

  [[nodiscard]] Place colourOrIgnored() const {
    return m_key == "color" || m_key == "colorRGB" ? Place::colour : Place::ignored;
  }

  void beginFeature() {
    // A collection is itself an object, and is taken for the first feature until its list begins.
    m_isCollection = false;
    m_feature.number = m_count + 1;
    m_feature.isUnlocated = false;
    m_feature.geometry.clear();
    m_feature.points.clear();
    m_feature.closed.clear();
    m_feature.pointDepth = 0;
    m_feature.className.clear();
    m_feature.colour.reset();
    m_feature.measurements.clear();
    m_colourIsOfClass = false;
    m_ownType.clear();
  }

  void beginCoordinates() {
    m_feature.points.clear();
    m_feature.closed.clear();
    m_feature.pointDepth = 0;
    m_depth = 1;
    m_numbers = 0;
  }

  bool openCoordinates(Opening opening) {
    if (opening == Opening::object || m_numbers > 0) return stopInFeature("a point is no pair of numbers");
    ++m_depth;
    m_places.push_back(Place::coordinates);
    return true;
  }

  bool closeCoordinates() {
    if (m_numbers == 0) {
      m_feature.closed.push_back({m_depth--, m_feature.points.size()});
      return true;
    }
    if (m_numbers < 2) return stopInFeature("a point is no pair of numbers");
    if (m_feature.pointDepth == 0) m_feature.pointDepth = m_depth;
    if (m_feature.pointDepth != m_depth) return stopInFeature("its coordinates are nested unevenly");
    m_feature.points.push_back(m_point);
    m_numbers = 0;
    --m_depth;
    return true;
  }

  bool close() {
    const Place place = m_places.back();
    m_places.pop_back();
    switch (place) {
      case Place::list:
        m_isCollection = true;
        return true;
      case Place::feature:
        return endFeature();
      case Place::coordinates:
        return closeCoordinates();
      case Place::colour:
        endColour();
        return true;
      case Place::measurement:
        if (m_pair.second) m_feature.measurements.emplace_back(m_pair.first, *m_pair.second);
        return true;
      default:
        return true;
    }
  }

  bool endFeature() {
    if (m_places.empty() && m_isCollection) return true;
    if (m_places.empty() && m_ownType == "FeatureCollection")
      return stop("its FeatureCollection has no list of features");
    if (m_ownType != "Feature") m_feature.geometry = m_ownType;
    ++m_count;
    if (auto visited = m_visit(m_feature); !visited) {
      m_error =
          Error{visited.error().kind, "feature " + std::to_string(m_feature.number) + ": " + visited.error().message};
      return false;
    }
    return true;
  }

  bool scalar(const Scalar& value) {
    if (m_places.empty()) return stop("it is no GeoJSON");
    switch (m_places.back()) {
      case Place::list:
        return stop("feature " + std::to_string(m_count + 1) + " is no object");
      case Place::feature:
        if (m_key == "type" && value.text != nullptr) m_ownType = *value.text;
        if (m_key == "geometry") m_feature.isUnlocated = !value.number && value.text == nullptr;
        return true;
      case Place::geometry:
        if (m_key == "type" && value.text != nullptr) m_feature.geometry = *value.text;
        return true;
      case Place::coordinates:
        return coordinate(value);
      case Place::colour:
        m_channels.push_back(value.number.value_or(-1));
        return true;
      case Place::names:
        if (value.text != nullptr) m_feature.className += (m_feature.className.empty() ? "" : ": ") + *value.text;
        return true;
      default:
        property(value);
        return true;
    }
  }

  bool coordinate(const Scalar& value) {
    // Far beyond any slide, and small enough that pixel arithmetic cannot overflow.
    constexpr double most = 1e9;
    if (!value.number)
      return stopInFeature("a coordinate is " + (value.text == nullptr ? "null" : '"' + *value.text + '"') +
                           " and no finite number");
    if (++m_numbers > 2) return true;  // a height, or a time
    if (std::abs(*value.number) > most) return stopInFeature("a coordinate lies outside any slide");
    (m_numbers == 1 ? m_point.x : m_point.y) = *value.number;
    return true;
  }

  void property(const Scalar& value) {
    const Place place = m_places.back();
    if (place == Place::measurements) {
      if (const auto number = measurement(value)) m_feature.measurements.emplace_back(m_key, *number);
    } else if (place == Place::measurement) {
      if (m_key == "name" && value.text != nullptr) m_pair.first = *value.text;
      if (m_key == "value") m_pair.second = measurement(value);
    } else if (place == Place::classification || place == Place::properties) {
      const char* nameKey = place == Place::properties ? "classification" : "name";
      if (m_key == nameKey && value.text != nullptr) m_feature.className = *value.text;
      if ((m_key == "colorRGB" || m_key == "color") && value.number)
        setColour(packedColour(*value.number), place == Place::classification);
    }
  }

  static std::optional<double> measurement(const Scalar& value) {
    if (value.number) return value.number;
    if (value.text == nullptr) return std::nullopt;
    // QuPath writes what JSON has no number for as text; an overlay has no colour for any of it.
    const bool isNone = *value.text == "NaN" || *value.text == "Infinity" || *value.text == "-Infinity";
    return isNone ? std::optional(std::numeric_limits<double>::quiet_NaN()) : std::nullopt;
  }

  // 0xAARRGGBB as a signed or unsigned number, by older QuPath.
  static std::optional<std::array<std::uint8_t, 3>> packedColour(double number) {
    constexpr double most = 4294967295.0;
    if (std::abs(number) > most) return std::nullopt;
    const auto packed = static_cast<std::uint32_t>(static_cast<std::int64_t>(number));
    return std::array{static_cast<std::uint8_t>((packed >> 16U) & 255U),
                      static_cast<std::uint8_t>((packed >> 8U) & 255U), static_cast<std::uint8_t>(packed & 255U)};
  }

  void endColour() {
    if (m_channels.size() != 3) return;
    std::array<std::uint8_t, 3> colour{};
    for (std::size_t i = 0; i < 3; ++i) {
      if (m_channels[i] < 0 || m_channels[i] > 255) return;
      colour[i] = static_cast<std::uint8_t>(m_channels[i]);
    }
    setColour(colour, isIn(Place::classification));
  }

  // The class's colour wins over the object's own.
  void setColour(const std::optional<std::array<std::uint8_t, 3>>& colour, bool isOfClass) {
    if (!colour || (m_colourIsOfClass && !isOfClass)) return;
    m_feature.colour = colour;
    m_colourIsOfClass = isOfClass;
  }

  const FeatureVisitor& m_visit;
  std::optional<Error> m_error;
  std::vector<Place> m_places;
  std::string m_key;
  std::size_t m_count = 0;  // features that have ended
  StreamedFeature m_feature;
  bool m_isCollection = false;
  bool m_colourIsOfClass = false;
  std::string m_ownType;  // the type beside the geometry; a bare geometry has no other
  std::size_t m_depth = 0;
  std::size_t m_numbers = 0;
  Point m_point;
  std::vector<double> m_channels;
  std::pair<std::string, std::optional<double>> m_pair;
};

}  // namespace

Result<void> streamFeatures(std::string_view json, const FeatureVisitor& visit) {
  Handler handler(visit);
  const bool read = Json::sax_parse(json.begin(), json.end(), &handler);
  if (handler.error()) return fail(*handler.error());
  if (!read) return fail(ErrorKind::corrupt, "it is no JSON");
  return {};
}

}  // namespace snitt
