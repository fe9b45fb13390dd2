#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "core/annotation/annotation_measure.h"
#include "core/exchange/aperio_p.h"
#include "core/exchange/losses_p.h"
#include "core/text/number.h"

namespace snitt::exchange {

namespace {

using Json = nlohmann::json;

struct Layer {
  std::string name;
  Colour colour{};
  bool locked = false;
  Json attributes = Json::object();
  Json details = Json::array();
  std::vector<const Annotation*> annotations;
};

// Whether the outline is that of the ellipse in the box around it, so that the box says all.
bool isItsEllipse(const Geometry& geometry) {
  constexpr double mostOff = 1e-3;
  if (geometry.areas.size() != 1 || !geometry.areas[0].holes.empty()) return false;
  const Box box = boxOf(geometry);
  const Ring& ring = geometry.areas[0].outer;
  const Ring ideal = ellipseOf({box.minX, box.minY}, {box.maxX, box.maxY}).areas[0].outer;
  return std::ranges::equal(ring, ideal, [](const Point& a, const Point& b) {
    return std::abs(a.x - b.x) < mostOff && std::abs(a.y - b.y) < mostOff;
  });
}

double lengthOf(const std::vector<Point>& points, bool isClosed) {
  double length = 0;
  for (std::size_t i = 1; i < points.size(); ++i)
    length += std::hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
  if (isClosed && points.size() > 1)
    length += std::hypot(points.back().x - points.front().x, points.back().y - points.front().y);
  return length;
}

class Writer {
 public:
  explicit Writer(const WriteOptions& options) : m_options(options) {
    for (const AnnotationClass& one : options.classes) m_colours.try_emplace(one.name, one.colour);
  }

  WrittenAnnotations write(const std::vector<Annotation>& annotations) {
    for (const Annotation& one : annotations) assign(one);
    const double mpp = m_options.mpp.value_or(0);
    m_text = "<Annotations ";
    if (m_options.mpp) m_text += attribute("MicronsPerPixel", shortest(mpp));
    const Json file = foreignSection(m_options.foreign, "aperio");
    if (file.contains("file")) m_text += attributes(file["file"]);
    m_text += ">\n";
    std::size_t number = 0;
    for (const Layer& layer : m_layers) addLayer(layer, ++number);
    m_text += "</Annotations>\n";
    return {std::move(m_text), m_findings.take()};
  }

 private:
  void assign(const Annotation& annotation) {
    sayLosses(annotation,
              {.format = "Aperio's XML",
               .section = "aperio",
               .name = true,
               .note = true,
               .locked = true,
               .classColour = true,
               .ownColour = true,
               .ellipse = isItsEllipse(annotation.geometry)},
              m_findings);
    const Json facts = foreignSection(annotation.foreign, "aperio");
    Layer layer;
    layer.name = annotation.className;
    const auto known = m_colours.find(annotation.className);
    const Colour ofClass = annotation.classColour     ? *annotation.classColour
                           : known != m_colours.end() ? known->second
                                                      : colourForName(annotation.className);
    layer.colour = annotation.colour.value_or(annotation.className.empty() ? Colour{0, 255, 0} : ofClass);
    if (annotation.colour && !annotation.className.empty() && *annotation.colour != ofClass)
      m_findings.count("object has a colour of its own, and got a layer of its own for it",
                       "objects have colours of their own, and got layers of their own for them");
    layer.locked = annotation.locked;
    if (facts.contains("layer")) layer.attributes = facts["layer"];
    if (facts.contains("layerAttributes")) layer.details = facts["layerAttributes"];
    const std::string key =
        layer.name + fmt::format("\n{},{},{},{},", layer.colour[0], layer.colour[1], layer.colour[2], layer.locked) +
        layer.attributes.dump(-1, ' ', false, Json::error_handler_t::replace) +
        layer.details.dump(-1, ' ', false, Json::error_handler_t::replace);
    const auto [place, isNew] = m_places.try_emplace(key, m_layers.size());
    if (isNew) m_layers.push_back(std::move(layer));
    m_layers[place->second].annotations.push_back(&annotation);
  }

  // An attribute, or what ImageScope writes where there is none.
  static std::string orPlain(const Json& attributes, const char* name, const char* plain) {
    const bool isTold = attributes.is_object() && attributes.contains(name) && attributes[name].is_string();
    return attribute(name, isTold ? attributes[name].get_ref<const std::string&>() : plain);
  }

  void addLayer(const Layer& layer, std::size_t number) {
    const unsigned packed = layer.colour[0] | layer.colour[1] << 8U | layer.colour[2] << 16U;
    m_text += fmt::format("  <Annotation Id=\"{}\" ", number);
    m_text += attribute("Name", layer.name) + attribute("ReadOnly", layer.locked ? "1" : "0") +
              attribute("LineColor", std::to_string(packed));
    constexpr std::array<std::pair<const char*, const char*>, 8> plain{{{"NameReadOnly", "0"},
                                                                        {"LineColorReadOnly", "0"},
                                                                        {"Incremental", "0"},
                                                                        {"Type", "4"},
                                                                        {"Visible", "1"},
                                                                        {"Selected", "0"},
                                                                        {"MarkupImagePath", ""},
                                                                        {"MacroName", ""}}};
    Json others = layer.attributes;
    for (const auto& [name, value] : plain) {
      m_text += orPlain(layer.attributes, name, value);
      if (others.is_object()) others.erase(name);
    }
    m_text += attributes(others);
    m_text += ">\n";
    details(layer.details, "    ");
    m_text +=
        "    <Regions>\n"
        "      <RegionAttributeHeaders>\n"
        "        <AttributeHeader Id=\"9999\" Name=\"Region\" ColumnWidth=\"-1\"/>\n"
        "        <AttributeHeader Id=\"9997\" Name=\"Length\" ColumnWidth=\"-1\"/>\n"
        "        <AttributeHeader Id=\"9996\" Name=\"Area\" ColumnWidth=\"-1\"/>\n"
        "        <AttributeHeader Id=\"9998\" Name=\"Text\" ColumnWidth=\"-1\"/>\n"
        "        <AttributeHeader Id=\"1\" Name=\"Description\" ColumnWidth=\"-1\"/>\n"
        "      </RegionAttributeHeaders>\n";
    m_region = 0;
    for (const Annotation* annotation : layer.annotations) add(*annotation);
    m_text += "    </Regions>\n    <Plots/>\n  </Annotation>\n";
  }

  void details(const Json& list, std::string_view indent) {
    m_text.append(indent).append("<Attributes>\n");
    if (list.is_array())
      for (const Json& one : list) m_text.append(indent).append("  <Attribute ").append(attributes(one)).append("/>\n");
    m_text.append(indent).append("</Attributes>\n");
  }

  void add(const Annotation& annotation) {
    const Json facts = foreignSection(annotation.foreign, "aperio");
    const Geometry& geometry = annotation.geometry;
    for (const Polygon& polygon : geometry.areas) {
      const bool isEllipse = annotation.shape == Shape::ellipse && isItsEllipse(geometry);
      const bool isRectangle = annotation.shape == Shape::rectangle && isUprightRectangle(geometry);
      const int type = isEllipse ? 2 : isRectangle ? 1 : 0;
      const std::size_t whole = m_region + 1;
      region(annotation, facts, polygon.outer, {.type = type, .isArea = true, .isEllipse = isEllipse});
      for (const Ring& hole : polygon.holes)
        region(annotation, facts, hole, {.isArea = true, .isHole = true, .within = whole});
    }
    // Type 3 is an arrow: what began as one stays one.
    const bool isArrow = facts.contains("region") && textMember(facts["region"], "Type") == "3";
    for (const auto& line : geometry.lines) region(annotation, facts, line, {.type = isArrow ? 3 : 4});
    if (geometry.points.empty()) return;
    region(annotation, facts, geometry.points, {.type = 0, .isPoints = true});
    m_findings.count("object of points was written as a region with GeoShape \"Points\", as ImageScope has no points",
                     "objects of points were written as regions with GeoShape \"Points\", as ImageScope has no points");
  }

  struct How {
    int type = 0;
    bool isArea = false;
    bool isEllipse = false;
    bool isPoints = false;
    bool isHole = false;
    std::size_t within = 0;  // the region that the hole is in
  };

  // Type and GeoShape as they were, while they still fit.
  static void typeOf(const How& how, Json& told, std::string& text) {
    const std::string shape = textMember(told, "GeoShape");
    const bool fitsArea =
        how.isArea && !how.isHole && !how.isEllipse && ((shape == "Rectangle" && how.type == 1) || shape == "Polygon");
    const bool isKept = fitsArea || (how.isPoints && (shape == "Points" || shape == "Point"));
    const std::string type = textMember(told, "Type");
    told.erase("Type");
    told.erase("GeoShape");
    text += attribute("Type", isKept && !type.empty() ? type : std::to_string(how.type));
    if (isKept || how.isPoints) text += attribute("GeoShape", isKept ? shape : "Points");
  }

  void region(const Annotation& annotation, const Json& facts, const std::vector<Point>& points, const How& how) {
    Json told = facts.contains("region") && facts["region"].is_object() ? facts["region"] : Json::object();
    const double mpp = m_options.mpp.value_or(0);
    const double length = how.isPoints ? 0 : lengthOf(points, how.isArea);
    const double area = how.isArea && points.size() > 2 ? ringArea(points) : 0;
    m_text += fmt::format("      <Region Id=\"{}\" ", ++m_region);
    typeOf(how, told, m_text);
    constexpr std::array<std::pair<const char*, const char*>, 4> plain{
        {{"Zoom", "1"}, {"ImageLocation", ""}, {"ImageFocus", "-1"}, {"Analyze", "1"}}};
    for (const auto& [name, value] : plain) {
      m_text += orPlain(told, name, value);
      told.erase(name);
    }
    m_text += fmt::format("Selected=\"0\" Length=\"{}\" Area=\"{}\" LengthMicrons=\"{}\" AreaMicrons=\"{}\" ",
                          fixed(length, 1), fixed(area, 1), fixed(length * mpp, 1), fixed(area * mpp * mpp, 1));
    m_text += attribute("Text", annotation.name);
    m_text += fmt::format("NegativeROA=\"{}\" InputRegionId=\"{}\" DisplayId=\"{}\" ", how.isHole ? 1 : 0, how.within,
                          m_region);
    if (!how.isHole) {
      m_text += attribute(kAperioId, annotation.id);
      m_text += attributes(told);
    }
    m_text += ">\n";
    Json list = facts.contains("attributes") && facts["attributes"].is_array() ? facts["attributes"] : Json::array();
    if (!annotation.note.empty() && !how.isHole)
      list.insert(list.begin(), Json{{"Name", "1"}, {"Id", "0"}, {"Value", annotation.note}});
    details(how.isHole ? Json::array() : list, "        ");
    m_text += "        <Vertices>\n";
    if (how.isEllipse) {
      const Box box = boxOf(annotation.geometry);
      vertices({{box.minX, box.minY}, {box.maxX, box.maxY}});
    } else {
      vertices(points);
    }
    m_text += "        </Vertices>\n      </Region>\n";
  }

  void vertices(const std::vector<Point>& points) {
    for (const Point& point : points)
      m_text += fmt::format("          <Vertex X=\"{}\" Y=\"{}\" Z=\"0\"/>\n", shortest(point.x), shortest(point.y));
  }

  const WriteOptions& m_options;
  std::map<std::string, Colour> m_colours;
  std::vector<Layer> m_layers;
  std::map<std::string, std::size_t> m_places;
  Findings m_findings;
  std::size_t m_region = 0;  // of the layer
  std::string m_text;
};

}  // namespace

WrittenAnnotations writeAperio(const std::vector<Annotation>& annotations, const WriteOptions& options) {
  return Writer(options).write(annotations);
}

}  // namespace snitt::exchange
