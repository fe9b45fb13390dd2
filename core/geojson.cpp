#include "core/geojson.h"

#include <cmath>

#include "core/json_writer_p.h"
#include "core/text/identity.h"
#include "core/text/number.h"

namespace snitt {
namespace {

constexpr auto oneLine = JsonWriter::Layout::oneLine;

void appendPoint(std::string& out, const Point& point) {
  out += '[' + shortest(point.x) + ", " + shortest(point.y) + ']';
}

void appendRing(std::string& out, const Ring& ring) {
  out += '[';
  for (const Point& point : ring) {
    appendPoint(out, point);
    out += ", ";
  }
  if (!ring.empty()) appendPoint(out, ring.front());
  out += ']';
}

void appendPolygon(std::string& out, const Polygon& polygon) {
  out += '[';
  appendRing(out, polygon.outer);
  for (const Ring& hole : polygon.holes) {
    out += ", ";
    appendRing(out, hole);
  }
  out += ']';
}

std::string coordinates(const std::vector<Polygon>& polygons) {
  std::string result;
  for (const Polygon& polygon : polygons) {
    if (!result.empty()) result += ", ";
    appendPolygon(result, polygon);
  }
  return polygons.size() == 1 ? result : "[" + result + "]";
}

std::string_view typeOf(const std::vector<Polygon>& polygons) {
  return polygons.size() == 1 ? "Polygon" : "MultiPolygon";
}

void writeProperties(JsonWriter& out, const OutlineFeature& feature) {
  out.key("properties").openObject();
  out.key("objectType").text("annotation");
  if (!feature.className.empty()) {
    out.key("classification").openObject(oneLine);
    out.key("name").text(feature.className);
    out.key("color").openArray();
    for (const int channel : feature.color) out.integer(channel);
    out.close();
    out.close();
  }
  out.key("isLocked").flag(true);
  out.key("measurements").openObject();
  for (const auto& [name, value] : feature.measurements) {
    out.key(name);
    // QuPath writes what JSON has no number for as text.
    std::isfinite(value) ? out.number(value) : out.text(shortest(value));
  }
  out.close();
  if (!feature.notice.empty()) {
    out.key("metadata").openObject();
    out.key("notice").text(feature.notice);
    out.close();
  }
  out.close();
}

}  // namespace

std::string formatOutlines(const std::vector<OutlineFeature>& features) {
  JsonWriter out;
  out.openObject();
  out.key("type").text("FeatureCollection");
  out.key("features").openArray();
  for (const OutlineFeature& feature : features) {
    if (feature.polygons.empty()) continue;
    const std::string points = coordinates(feature.polygons);
    out.openObject();
    out.key("type").text("Feature");
    out.key("id").text(feature.id.empty() ? uuidOfContent(feature.className + "\n" + points) : feature.id);
    out.key("geometry").openObject();
    out.key("type").text(typeOf(feature.polygons));
    out.key("coordinates").raw(points);
    out.close();
    writeProperties(out, feature);
    out.close();
  }
  out.close();
  out.close();
  return out.take();
}

std::string formatGeometry(const std::vector<Polygon>& polygons) {
  std::string text = R"({"type": ")";
  text.append(typeOf(polygons)).append(R"(", "coordinates": )").append(coordinates(polygons)).append("}");
  return text;
}

}  // namespace snitt
