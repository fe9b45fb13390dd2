#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/annotation/annotation_measure.h"
#include "core/exchange/collector_p.h"
#include "core/exchange/darwin_p.h"
#include "core/exchange/losses_p.h"
#include "core/exchange/xml_p.h"

namespace snitt::exchange {

namespace {

using Json = nlohmann::json;

std::string textOf(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json pointJson(const Point& point) { return {{"x", point.x}, {"y", point.y}}; }

Json pathOf(const std::vector<Point>& points) {
  Json path = Json::array();
  for (const Point& point : points) path.push_back(pointJson(point));
  return path;
}

Json boxJson(const Geometry& geometry) {
  const Box box = boxOf(geometry);
  return {{"x", box.minX}, {"y", box.minY}, {"w", box.maxX - box.minX}, {"h", box.maxY - box.minY}};
}

bool isOutlineOf(const Json& ellipse, const Geometry& geometry) {
  const auto number = [&](const char* part, const char* name) {
    const bool isTold = ellipse.contains(part) && ellipse[part].is_object() && ellipse[part].contains(name) &&
                        ellipse[part][name].is_number();
    return isTold ? ellipse[part][name].get<double>() : std::nan("");
  };
  const double angle = ellipse.contains("angle") && ellipse["angle"].is_number() ? ellipse["angle"].get<double>() : 0;
  constexpr double mostOff = 1e-3;
  if (geometry.areas.size() != 1 || !geometry.areas[0].holes.empty()) return false;
  const Geometry ideal = turnedEllipse({number("center", "x"), number("center", "y")},
                                       {number("radius", "x"), number("radius", "y")}, angle);
  return std::ranges::equal(geometry.areas[0].outer, ideal.areas[0].outer, [](const Point& a, const Point& b) {
    return std::abs(a.x - b.x) < mostOff && std::abs(a.y - b.y) < mostOff;
  });
}

class Writer {
 public:
  explicit Writer(const WriteOptions& options) : m_options(options) {}

  WrittenAnnotations write(const std::vector<Annotation>& annotations) {
    m_text =
        "{\"version\": \"2.0\",\n\"schema_ref\": "
        "\"https://darwin-public.s3.eu-west-1.amazonaws.com/darwin_json/2.0/schema.json\",\n";
    Json rest = foreignSection(m_options.foreign, "darwin");
    Json item = rest.contains("item") && rest["item"].is_object() ? rest["item"] : plainItem();
    rest.erase("item");
    m_text += "\"item\": " + textOf(item) + ",\n";
    for (const auto& [name, value] : rest.items())
      if (name != "annotations" && name != "version" && name != "schema_ref")
        m_text += textOf(name) + ": " + textOf(value) + ",\n";
    m_text += "\"annotations\": [";
    for (const Annotation& one : annotations) add(one);
    m_text += "\n]}\n";
    return {std::move(m_text), m_findings.take()};
  }

 private:
  Json plainItem() const {
    Json slot{{"type", "image"},
              {"slot_name", "0"},
              {"source_files", Json::array({Json{{"file_name", m_options.slideName}}})}};
    if (m_options.slideWidthPx) slot["width"] = std::llround(*m_options.slideWidthPx);
    if (m_options.slideHeightPx) slot["height"] = std::llround(*m_options.slideHeightPx);
    return {{"name", m_options.slideName}, {"path", "/"}, {"slots", Json::array({slot})}};
  }

  void add(const Annotation& annotation) {
    Json facts = foreignSection(annotation.foreign, "darwin");
    const bool isEllipse = annotation.shape == Shape::ellipse && setEllipse(annotation.geometry, facts);
    sayLosses(annotation,
              {.format = "Darwin JSON",
               .section = "darwin",
               .note = true,
               .author = true,
               .created = true,
               .ellipse = isEllipse},
              m_findings);
    if (!isEllipse) facts.erase("ellipse");
    facts["id"] = annotation.id;
    // A class is a must; what has none reads back as what it is called here.
    facts["name"] = annotation.className;
    if (annotation.className.empty())
      m_findings.count("object has no class, which V7 does not take", "objects have no class, which V7 does not take");
    if (!facts.contains("slot_names")) facts["slot_names"] = Json::array({"0"});
    if (!annotation.note.empty()) facts["text"] = Json{{"text", annotation.note}};
    if (!annotation.created.empty()) facts["created_at"] = annotation.created;
    setAuthor(annotation.author, facts);
    if (!isEllipse) setGeometry(annotation, facts);
    if (!isEllipse || annotation.geometry.areas.empty()) {
      emit(facts, annotation);
      return;
    }
    facts["bounding_box"] = boxJson(annotation.geometry);
    put(facts);
  }

  static void setAuthor(const std::string& author, Json& facts) {
    if (author.empty()) return;
    if (facts.contains("annotators") && facts["annotators"].is_array() && !facts["annotators"].empty()) {
      const Json& first = facts["annotators"][0];
      if (textMember(first, "full_name") == author || textMember(first, "email") == author) return;
    }
    facts["annotators"] = Json::array({Json{{"full_name", author}, {"email", ""}}});
  }

  static bool setEllipse(const Geometry& geometry, Json& facts) {
    if (facts.contains("ellipse") && facts["ellipse"].is_object() && isOutlineOf(facts["ellipse"], geometry))
      return true;
    const Box box = boxOf(geometry);
    const Json upright{{"angle", 0.0},
                       {"center", pointJson({(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2})},
                       {"radius", pointJson({(box.maxX - box.minX) / 2, (box.maxY - box.minY) / 2})}};
    if (!isOutlineOf(upright, geometry)) return false;
    facts["ellipse"] = upright;
    return true;
  }

  void setGeometry(const Annotation& annotation, Json& facts) const {
    const Geometry& geometry = annotation.geometry;
    if (geometry.areas.empty()) return;
    facts["bounding_box"] = boxJson(geometry);
    if (annotation.shape == Shape::rectangle && isUprightRectangle(geometry)) return;
    Json paths = Json::array();
    for (const Polygon& polygon : geometry.areas) {
      paths.push_back(pathOf(polygon.outer));
      for (const Ring& hole : polygon.holes) paths.push_back(pathOf(hole));
    }
    facts["polygon"] = Json{{"paths", std::move(paths)}};
  }

  // Darwin has one line and one point an object.
  void emit(Json& facts, const Annotation& annotation) {
    const Geometry& geometry = annotation.geometry;
    const std::size_t parts = geometry.lines.size() + geometry.points.size();
    if (geometry.areas.empty() && facts.contains("skeleton") && keepsSkeleton(facts["skeleton"], geometry))
      return put(facts);
    facts.erase("skeleton");
    if (parts > 1)
      m_findings.count("object of several lines or points was written as so many objects",
                       "objects of several lines or points were written as so many objects");
    if (!geometry.areas.empty()) put(facts);
    for (const auto& line : geometry.lines) {
      facts["line"] = Json{{"path", pathOf(line)}};
      put(facts);
      facts["id"] = "";
    }
    for (const Point& point : geometry.points) {
      facts["keypoint"] = pointJson(point);
      put(facts);
      facts["id"] = "";
    }
  }

  static bool keepsSkeleton(const Json& skeleton, const Geometry& geometry) {
    if (!skeleton.is_object() || !skeleton.contains("nodes") || !skeleton["nodes"].is_array()) return false;
    return std::ranges::equal(skeleton["nodes"], geometry.points, [](const Json& node, const Point& point) {
      return node.is_object() && node.contains("x") && node.contains("y") && node["x"] == point.x &&
             node["y"] == point.y;
    });
  }

  void put(Json& facts) {
    if (facts["id"] == "") facts.erase("id");
    m_text += m_isFirst ? "\n" : ",\n";
    m_text += textOf(facts);
    m_isFirst = false;
  }

  const WriteOptions& m_options;
  Findings m_findings;
  bool m_isFirst = true;
  std::string m_text;
};

}  // namespace

WrittenAnnotations writeDarwin(const std::vector<Annotation>& annotations, const WriteOptions& options) {
  return Writer(options).write(annotations);
}

}  // namespace snitt::exchange
