#include <map>
#include <set>

#include <fmt/format.h>

#include "core/exchange/asap_p.h"
#include "core/exchange/collector_p.h"
#include "core/exchange/losses_p.h"
#include "core/text/number.h"

namespace snitt::exchange {

namespace {

using Json = nlohmann::json;
// ASAP fills what is in a group with the group's label: a hole needs one of its own.
constexpr std::string_view kHoleGroup = "Hole";
constexpr Colour kHoleColour{0x64, 0x64, 0x64};

std::string hexOf(const Colour& colour) { return fmt::format("#{:02X}{:02X}{:02X}", colour[0], colour[1], colour[2]); }

class Writer {
 public:
  explicit Writer(const WriteOptions& options) : m_groups(foreignSection(options.foreign, "asap")) {
    for (const AnnotationClass& one : options.classes) m_colours.try_emplace(one.name, one.colour);
  }

  WrittenAnnotations write(const std::vector<Annotation>& annotations) {
    for (const Annotation& one : annotations)
      if (!one.className.empty() && one.classColour) m_colours.try_emplace(one.className, *one.classColour);
    m_text = "<?xml version=\"1.0\"?>\n<ASAP_Annotations>\n\t<Annotations>\n";
    for (const Annotation& one : annotations) add(one);
    m_text += "\t</Annotations>\n\t<AnnotationGroups>\n";
    for (const auto& [name, colour] : m_colours) addGroup(name, colour);
    m_text += "\t</AnnotationGroups>\n</ASAP_Annotations>\n";
    return {std::move(m_text), m_findings.take()};
  }

 private:
  void addGroup(const std::string& name, const Colour& colour) {
    Json facts = Json::object();
    if (m_groups.contains("groups") && m_groups["groups"].is_object() && m_groups["groups"].contains(name))
      facts = m_groups["groups"][name];
    if (!facts.contains("PartOfGroup")) facts["PartOfGroup"] = "None";
    m_text += "\t\t<Group " + attribute("Name", name) + attribute("Color", hexOf(colour)) + attributes(facts) +
              ">\n\t\t\t<Attributes />\n\t\t</Group>\n";
  }

  void add(const Annotation& annotation) {
    const Json facts = foreignSection(annotation.foreign, "asap");
    sayLosses(annotation,
              {.format = "ASAP XML", .section = "asap", .name = true, .classColour = true, .ownColour = true},
              m_findings);
    if (!annotation.className.empty())
      m_colours.try_emplace(annotation.className, annotation.classColour.value_or(colourForName(annotation.className)));
    const std::string told = textMember(facts, "type");
    const Geometry& geometry = annotation.geometry;
    const bool isAlone = geometry.areas.size() == 1 && geometry.areas[0].holes.empty();
    for (const Polygon& polygon : geometry.areas) {
      const bool isRectangle = annotation.shape == Shape::rectangle && isUprightRectangle(geometry);
      const char* type = isRectangle ? "Rectangle" : isAlone && told == "Spline" ? "Spline" : "Polygon";
      element(annotation, type, polygon.outer, facts);
      for (const Ring& hole : polygon.holes) addHole(annotation, hole);
    }
    if (geometry.areas.size() > 1)
      m_findings.count("object of several areas was written as so many polygons",
                       "objects of several areas were written as so many polygons");
    for (const auto& line : geometry.lines) {
      element(annotation, "Measurement", line, facts);
      if (line.size() > 2)
        m_findings.count("polyline was written as a measurement of more than two points",
                         "polylines were written as measurements of more than two points");
    }
    if (!geometry.points.empty())
      element(annotation, geometry.points.size() == 1 && told != "PointSet" ? "Dot" : "PointSet", geometry.points,
              facts);
  }

  void addHole(const Annotation& annotation, const Ring& hole) {
    m_colours.try_emplace(std::string(kHoleGroup), kHoleColour);
    m_text += "\t\t<Annotation " + attribute("Name", annotation.name) + attribute("Type", "Polygon") +
              attribute("PartOfGroup", kHoleGroup) + attribute("Color", hexOf(kHoleColour)) +
              attribute(kAsapHoleOf, annotation.id) + ">\n";
    coordinates(hole);
    m_findings.count("hole was written as a polygon of the group \"Hole\", as ASAP XML has no holes",
                     "holes were written as polygons of the group \"Hole\", as ASAP XML has no holes");
  }

  void element(const Annotation& annotation, const char* type, const std::vector<Point>& points, const Json& facts) {
    const Colour ofClass = annotation.className.empty() ? kAsapPlain : m_colours[annotation.className];
    m_text += "\t\t<Annotation " + attribute("Name", annotation.name) + attribute("Type", type) +
              attribute("PartOfGroup", annotation.className.empty() ? "None" : annotation.className) +
              attribute("Color", hexOf(annotation.colour.value_or(ofClass))) + attribute(kAsapId, annotation.id);
    if (facts.contains("attributes")) m_text += attributes(facts["attributes"]);
    m_text += ">\n";
    coordinates(points);
  }

  void coordinates(const std::vector<Point>& points) {
    m_text += "\t\t\t<Coordinates>\n";
    std::size_t order = 0;
    for (const Point& point : points)
      m_text += fmt::format("\t\t\t\t<Coordinate Order=\"{}\" X=\"{}\" Y=\"{}\" />\n", order++, shortest(point.x),
                            shortest(point.y));
    m_text += "\t\t\t</Coordinates>\n\t\t</Annotation>\n";
  }

  Json m_groups;
  std::map<std::string, Colour> m_colours;  // of groups
  Findings m_findings;
  std::string m_text;
};

}  // namespace

WrittenAnnotations writeAsap(const std::vector<Annotation>& annotations, const WriteOptions& options) {
  return Writer(options).write(annotations);
}

}  // namespace snitt::exchange
