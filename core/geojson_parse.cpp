#include <cmath>
#include <limits>
#include <set>

#include <nlohmann/json.hpp>

#include "core/geojson.h"
#include "core/json_reader_p.h"

namespace snitt {
namespace {

using Json = nlohmann::json;

tl::unexpected<Error> corrupt(std::string message) { return fail(ErrorKind::corrupt, std::move(message)); }

// The member, or a null value: GeoJSON's optional members may be missing or null alike.
const Json& member(const Json& object, const char* name) {
  static const Json nothing;
  if (!object.is_object()) return nothing;
  const auto found = object.find(name);
  return found == object.end() ? nothing : *found;
}

std::string textOf(const Json& json) { return json.is_string() ? json.get<std::string>() : std::string(); }

Result<Point> readPoint(const Json& json) {
  // Far beyond any slide, and small enough that pixel arithmetic cannot overflow.
  constexpr double most = 1e9;
  if (!json.is_array() || json.size() < 2) return corrupt("a point is no pair of numbers");
  for (std::size_t i = 0; i < 2; ++i) {
    if (!json[i].is_number() || !std::isfinite(json[i].get<double>()))
      return corrupt("a coordinate is " + json[i].dump(-1, ' ', true, Json::error_handler_t::replace) +
                     " and no finite number");
    if (std::abs(json[i].get<double>()) > most) return corrupt("a coordinate lies outside any slide");
  }
  return Point{json[0].get<double>(), json[1].get<double>()};
}

Result<Ring> readRing(const Json& json) {
  if (!json.is_array()) return corrupt("a ring is no list of points");
  Ring ring;
  std::set<std::pair<double, double>> distinct;
  for (const Json& item : json) {
    const auto point = readPoint(item);
    if (!point) return fail(point.error());
    ring.push_back(*point);
    if (distinct.size() < 3) distinct.emplace(point->x, point->y);
  }
  if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
  if (distinct.size() < 3) return corrupt("a ring has fewer than three points");
  return ring;
}

Result<Polygon> readPolygon(const Json& json) {
  if (!json.is_array() || json.empty()) return corrupt("a polygon has no ring");
  Polygon polygon;
  for (std::size_t i = 0; i < json.size(); ++i) {
    auto ring = readRing(json[i]);
    if (!ring) return fail(ring.error());
    if (i == 0)
      polygon.outer = std::move(*ring);
    else
      polygon.holes.push_back(std::move(*ring));
  }
  return polygon;
}

Result<std::vector<Polygon>> readGeometry(const Json& json) {
  const std::string type = textOf(member(json, "type"));
  const Json& coordinates = member(json, "coordinates");
  if (type != "Polygon" && type != "MultiPolygon")
    return corrupt(type.empty() ? "it has no geometry"
                                : "its geometry is a " + type + ", and only Polygon and MultiPolygon enclose anything");
  if (!coordinates.is_array() || coordinates.empty()) return corrupt("its geometry has no coordinates");
  std::vector<Polygon> polygons;
  const auto add = [&](const Json& item) -> Result<void> {
    auto polygon = readPolygon(item);
    if (!polygon) return fail(polygon.error());
    polygons.push_back(std::move(*polygon));
    return {};
  };
  if (type == "Polygon") {
    if (auto added = add(coordinates); !added) return fail(added.error());
    return polygons;
  }
  for (const Json& item : coordinates)
    if (auto added = add(item); !added) return fail(added.error());
  return polygons;
}

std::optional<std::array<int, 3>> colorOf(const Json& json) {
  if (json.is_number_integer()) {  // packed as 0xAARRGGBB, by older QuPath
    const auto packed = static_cast<std::uint32_t>(json.get<std::int64_t>());
    return std::array{static_cast<int>((packed >> 16U) & 255U), static_cast<int>((packed >> 8U) & 255U),
                      static_cast<int>(packed & 255U)};
  }
  if (!json.is_array() || json.size() != 3) return std::nullopt;
  std::array<int, 3> color{};
  for (std::size_t i = 0; i < 3; ++i) {
    if (!json[i].is_number_unsigned() || json[i].get<std::uint64_t>() > 255) return std::nullopt;
    color[i] = json[i].get<int>();
  }
  return color;
}

std::optional<double> measurement(const Json& json) {
  if (json.is_number()) return json.get<double>();
  const std::string text = textOf(json);
  if (text == "NaN") return std::numeric_limits<double>::quiet_NaN();
  if (text == "Infinity") return std::numeric_limits<double>::infinity();
  if (text == "-Infinity") return -std::numeric_limits<double>::infinity();
  return std::nullopt;
}

std::map<std::string, double> readMeasurements(const Json& json) {
  std::map<std::string, double> result;
  const auto add = [&](const std::string& name, const Json& value) {
    if (const auto number = measurement(value)) result[name] = *number;
  };
  if (json.is_object())
    for (const auto& [name, value] : json.items()) add(name, value);
  if (json.is_array())
    for (const Json& item : json) add(textOf(member(item, "name")), member(item, "value"));
  return result;
}

void readProperties(const Json& properties, OutlineFeature& into) {
  const Json& classification = member(properties, "classification");
  into.className = textOf(member(classification, "name"));
  if (into.className.empty())
    for (const Json& part : member(classification, "names"))
      into.className += (into.className.empty() ? "" : ": ") + textOf(part);
  for (const Json* color : {&member(classification, "color"), &member(classification, "colorRGB"),
                            &member(properties, "color"), &member(properties, "colorRGB")})
    if (const auto found = colorOf(*color)) {
      into.color = *found;
      break;
    }
  into.measurements = readMeasurements(member(properties, "measurements"));
  into.notice = textOf(member(member(properties, "metadata"), "notice"));
}

Result<OutlineFeature> readFeature(const Json& json) {
  const bool isFeature = textOf(member(json, "type")) == "Feature";
  auto polygons = readGeometry(isFeature ? member(json, "geometry") : json);
  if (!polygons) return fail(polygons.error());
  OutlineFeature feature;
  feature.polygons = std::move(*polygons);
  if (!isFeature) return feature;
  feature.id = textOf(member(json, "id"));
  readProperties(member(json, "properties"), feature);
  return feature;
}

Result<std::vector<OutlineFeature>> readFeatures(const Json& list) {
  std::vector<OutlineFeature> features;
  for (std::size_t i = 0; i < list.size(); ++i) {
    auto feature = readFeature(list[i]);
    if (!feature) return failIn("feature " + std::to_string(i + 1), feature.error());
    features.push_back(std::move(*feature));
  }
  return features;
}

}  // namespace

Result<std::vector<OutlineFeature>> parseOutlines(std::string_view text) {
  auto json = parseJson(text);
  if (!json) return failIn("the outline", json.error());
  if (json->is_array()) return readFeatures(*json);
  if (!json->is_object()) return corrupt("the outline is no GeoJSON");
  if (textOf(member(*json, "type")) == "FeatureCollection") {
    if (!member(*json, "features").is_array())
      return corrupt("the outline's FeatureCollection has no list of features");
    return readFeatures(member(*json, "features"));
  }
  Json alone = Json::array();
  alone.push_back(std::move(*json));
  return readFeatures(alone);
}

}  // namespace snitt
