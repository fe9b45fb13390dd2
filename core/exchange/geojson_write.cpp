#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/annotation/annotation_measure.h"
#include "core/exchange/collector_p.h"
#include "core/exchange/geojson_names_p.h"
#include "core/exchange/geojson_p.h"
#include "core/json_reader_p.h"
#include "core/text/number.h"

namespace snitt::exchange {

namespace {

using Json = nlohmann::json;

std::string textOf(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

// An object on one line, member by member: the tree of a JSON library would sort measurements by name.
class Members {
 public:
  void raw(const std::string& name, std::string_view json) {
    if (m_text.size() > 1) m_text += ", ";
    m_text.append(textOf(name)).append(": ").append(json);
  }
  void json(const std::string& name, const Json& value) { raw(name, textOf(value)); }
  void all(const Json& object) {
    if (!object.is_object()) return;
    for (const auto& [name, value] : object.items()) json(name, value);
  }
  [[nodiscard]] std::string take() { return std::move(m_text += '}'); }

 private:
  std::string m_text = "{";
};

void appendPoint(std::string& out, const Point& point) {
  out.append("[").append(shortest(point.x)).append(", ").append(shortest(point.y)).append("]");
}

template <class List, class Append>
void appendList(std::string& out, const List& list, const Append& append) {
  out += '[';
  bool isFirst = true;
  for (const auto& item : list) {
    if (!isFirst) out += ", ";
    isFirst = false;
    append(out, item);
  }
  out += ']';
}

void appendLine(std::string& out, const std::vector<Point>& line) { appendList(out, line, appendPoint); }

void appendPolygon(std::string& out, const Polygon& polygon) {
  const auto ring = [&](const Ring& points) {
    appendLine(out, points);
    if (points.empty()) return;
    out.pop_back();
    out += ", ";
    appendPoint(out, points.front());
    out += ']';
  };
  out += '[';
  ring(polygon.outer);
  for (const Ring& hole : polygon.holes) {
    out += ", ";
    ring(hole);
  }
  out += ']';
}

template <class List, class Append>
std::pair<const char*, std::string> oneOrMany(const List& list, const char* one, const char* many,
                                              const Append& append) {
  std::string text;
  if (list.size() == 1) {
    append(text, list.front());
    return {one, std::move(text)};
  }
  appendList(text, list, append);
  return {many, std::move(text)};
}

std::pair<const char*, std::string> coordinatesOf(const Geometry& geometry) {
  if (!geometry.areas.empty()) return oneOrMany(geometry.areas, "Polygon", "MultiPolygon", appendPolygon);
  if (!geometry.lines.empty()) return oneOrMany(geometry.lines, "LineString", "MultiLineString", appendLine);
  return oneOrMany(geometry.points, "Point", "MultiPoint", appendPoint);
}

Json colourJson(const Colour& colour) { return Json::array({colour[0], colour[1], colour[2]}); }

Json sectionOf(const Json& foreign, const char* name) {
  const auto found = foreign.find(name);
  return found == foreign.end() ? Json::object() : *found;
}

// QuPath draws the ellipse in the box around an outline that says to be one: of a turned one that is another ellipse.
bool isUprightEllipse(const Annotation& annotation) {
  constexpr double mostOff = 0.02;
  const Geometry& geometry = annotation.geometry;
  if (annotation.shape != Shape::ellipse || geometry.areas.size() != 1 || !geometry.areas[0].holes.empty())
    return false;
  const Box box = boxOf(geometry);
  const Point centre{(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2};
  const Point radius{(box.maxX - box.minX) / 2, (box.maxY - box.minY) / 2};
  return std::ranges::all_of(geometry.areas[0].outer, [&](const Point& p) {
    return std::abs(std::hypot((p.x - centre.x) / radius.x, (p.y - centre.y) / radius.y) - 1) < mostOff;
  });
}

std::string geometryOf(const Annotation& annotation, const Json& foreign) {
  Members out;
  const auto [type, coordinates] = coordinatesOf(annotation.geometry);
  out.json("type", type);
  if (isUprightEllipse(annotation)) out.json("isEllipse", true);
  out.raw("coordinates", coordinates);
  out.all(sectionOf(foreign, "geometry"));
  return out.take();
}

std::string classificationOf(const Annotation& annotation, const Json& foreign) {
  Json other = sectionOf(foreign, "classification");
  Members out;
  // The list of names says more than their joined text, as long as they are still those.
  std::string joined;
  if (const auto names = other.find("names"); names != other.end()) {
    for (const Json& part : *names)
      if (part.is_string()) joined += (joined.empty() ? "" : ": ") + part.get<std::string>();
    if (joined != annotation.className) other.erase(names);
  }
  if (joined != annotation.className) out.json("name", annotation.className);
  if (annotation.classColour) {
    out.json("color", colourJson(*annotation.classColour));
    for (const char* old : {"color", "colorRGB"}) other.erase(old);
  }
  out.all(other);
  return out.take();
}

std::string measurementsOf(const Annotation& annotation, const Json& others) {
  Members out;
  for (const Measurement& one : annotation.measurements) {
    const std::string text = shortest(one.value);
    // QuPath writes what JSON has no number for as text.
    std::isfinite(one.value) ? out.raw(one.name, text) : out.json(one.name, text);
  }
  out.all(others);
  return out.take();
}

Json metadataOf(const Annotation& annotation, const Json& told, const Json& foreign) {
  Json metadata = told.is_object() ? told : Json::object();
  const auto put = [&](const char* name, std::string_view text) {
    if (!text.empty()) metadata[name] = text;
  };
  put(kNoteKey, annotation.note);
  put(kAuthorKey, annotation.author);
  put(kCreatedKey, annotation.created);
  put(kChangedKey, annotation.changed);
  put(kParentKey, annotation.parent);
  const bool isTold = isUprightEllipse(annotation) || annotation.shape == plainShapeOf(annotation.geometry);
  if (!isTold) put(kShapeKey, nameOf(annotation.shape));
  if (annotation.origin != plainOriginOf(annotation.kind)) put(kOriginKey, nameOf(annotation.origin));
  Json formats = Json::object();
  for (const char* format : {"asap", "aperio", "darwin"})
    if (foreign.contains(format)) formats[format] = foreign[format];
  if (!formats.empty()) put(kForeignKey, textOf(formats));
  const Json feature = sectionOf(foreign, "feature");
  if (feature.contains("id") && feature["id"].is_string()) put(kOriginalIdKey, feature["id"].get<std::string>());
  return metadata.empty() ? told : metadata;
}

std::string propertiesOf(const Annotation& annotation, const Json& foreign) {
  Json other = sectionOf(foreign, "properties");
  const auto taken = [&](const char* name) {
    Json value = other.is_object() && other.contains(name) ? other[name] : Json();
    if (other.is_object()) other.erase(name);
    return value;
  };
  Members out;
  const Json kind = taken("objectType");
  if (annotation.kind == ObjectKind::annotation && kind.is_string())
    out.json("objectType", kind);
  else
    out.json("objectType", nameOf(annotation.kind));
  if (!annotation.name.empty()) {
    out.json("name", annotation.name);
    taken("name");
  }
  if (annotation.colour) {
    out.json("color", colourJson(*annotation.colour));
    taken("color");
    taken("colorRGB");
  }
  if (!annotation.className.empty() || annotation.classColour || foreign.contains("classification"))
    out.raw("classification", classificationOf(annotation, foreign));
  if (annotation.locked) {
    out.json("isLocked", true);
    taken("isLocked");
  }
  const Json measurements = taken("measurements");
  if (!annotation.measurements.empty() || measurements.is_object())
    out.raw("measurements", measurementsOf(annotation, measurements));
  const Json metadata = metadataOf(annotation, taken("metadata"), foreign);
  if (!metadata.empty()) out.json("metadata", metadata);
  out.all(other);
  return out.take();
}

std::string featureOf(const Annotation& annotation) {
  Json foreign = Json::object();
  if (!annotation.foreign.empty())
    if (auto json = parseJson(annotation.foreign); json && json->is_object()) foreign = std::move(*json);
  Members out;
  out.json("type", "Feature");
  out.json("id", annotation.id);
  out.raw("geometry", geometryOf(annotation, foreign));
  out.raw("properties", propertiesOf(annotation, foreign));
  Json other = sectionOf(foreign, "feature");
  if (other.is_object()) other.erase("id");
  out.all(other);
  return out.take();
}

}  // namespace

WrittenAnnotations writeGeoJson(const std::vector<Annotation>& annotations, const WriteOptions& options) {
  WrittenAnnotations written;
  std::string& text = written.text;
  text = "{\"type\": \"FeatureCollection\",";
  // Programs differ in where they begin to count on a padded slide.
  if (!options.slideName.empty())
    text += fmt::format("\n\"{}\": \"level-0 pixels from the whole slide's upper left corner\",", kFrameMember);
  if (!options.foreign.empty())
    if (auto json = parseJson(options.foreign); json && json->is_object() && json->contains("geojson"))
      for (const auto& [name, value] : (*json)["geojson"].items())
        if (name != "type" && name != "features" && name != kFrameMember)
          text.append("\n").append(textOf(name)).append(": ").append(textOf(value)).append(",");
  text += "\n\"features\": [";
  bool isFirst = true;
  for (const Annotation& annotation : annotations) {
    text.append(isFirst ? "\n" : ",\n").append(featureOf(annotation));
    isFirst = false;
  }
  text += "\n]}\n";
  return written;
}

}  // namespace snitt::exchange
