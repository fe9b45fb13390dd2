#include <unordered_map>

#include <fmt/format.h>

#include "core/annotation/annotation_measure.h"
#include "core/exchange/aperio_p.h"
#include "core/text/number.h"
#include "core/text/one_line.h"

namespace snitt::exchange {

namespace {

using Json = nlohmann::json;

// What ImageScope writes where nobody chose otherwise: nothing that has to be kept.
void dropPlain(Json& attributes, std::initializer_list<std::pair<const char*, const char*>> plain) {
  for (const auto& [name, value] : plain)
    if (attributes.contains(name) && attributes[name] == value) attributes.erase(name);
}

Colour colourOf(const pugi::xml_node& layer) {  // 0x00BBGGRR as a number
  const auto packed = static_cast<std::uint32_t>(layer.attribute("LineColor").as_llong(65280));
  return Colour{static_cast<std::uint8_t>(packed), static_cast<std::uint8_t>(packed >> 8U),
                static_cast<std::uint8_t>(packed >> 16U)};
}

enum class Kind { freehand, rectangle, ellipse, line, points };

Kind kindOf(const pugi::xml_node& region, std::size_t vertices) {
  const std::string_view shape = region.attribute("GeoShape").value();
  if (shape == "Points" || shape == "Point") return Kind::points;
  if (shape == "Rectangle") return Kind::rectangle;
  if (shape == "Ellipse" || shape == "Circle") return vertices == 2 ? Kind::ellipse : Kind::freehand;
  if (shape == "Line" || shape == "Polyline") return Kind::line;
  if (!shape.empty()) return Kind::freehand;
  switch (region.attribute("Type").as_int(0)) {
    case 0:
      return Kind::freehand;
    case 1:
      return Kind::rectangle;
    case 2:
      return vertices > 4 ? Kind::freehand : Kind::ellipse;
    default:
      return vertices == 1 ? Kind::points : Kind::line;
  }
}

class Reader {
 public:
  explicit Reader(const ReadOptions& options) : m_options(options), m_collector(options) {}

  Result<AnnotationFile> read(const pugi::xml_node& root) {
    for (const pugi::xml_node& layer : root.children("Annotation"))
      if (auto read = readLayer(layer); !read) return fail(read.error());
    const auto mpp = parseNumber(root.attribute("MicronsPerPixel").value());
    const bool isMpp = mpp && *mpp > 0;
    constexpr double clearlyOff = 0.02;
    if (isMpp && m_options.slideMpp && std::abs(*mpp / *m_options.slideMpp - 1) > clearlyOff)
      m_collector.findings().once(fmt::format("it was drawn at {} µm a pixel, and the slide has {}", shortest(*mpp),
                                              shortest(*m_options.slideMpp)));
    auto file = m_collector.finish(AnnotationFormat::aperio);
    if (!file) return file;
    if (isMpp) file->mpp = mpp;
    file->foreign = foreignOf("aperio", Json{{"file", otherAttributes(root, {"MicronsPerPixel"})}});
    return file;
  }

 private:
  Result<void> readLayer(const pugi::xml_node& layer) {
    m_headers.clear();
    const pugi::xml_node regions = layer.child("Regions");
    for (const pugi::xml_node& header : regions.child("RegionAttributeHeaders").children("AttributeHeader"))
      m_headers[attributeText(header, "Id")] = attributeText(header, "Name");
    m_plain = {};
    m_plain.className = attributeText(layer, "Name");
    m_plain.locked = std::string_view(layer.attribute("ReadOnly").value()) == "1";
    const Colour colour = colourOf(layer);
    (m_plain.className.empty() ? m_plain.colour : m_plain.classColour) = colour;
    if (!m_plain.className.empty()) m_collector.addClass({m_plain.className, colour});
    m_layer = otherAttributes(layer, {"Id", "Name", "ReadOnly", "LineColor"});
    dropPlain(m_layer, {{"NameReadOnly", "0"},
                        {"LineColorReadOnly", "0"},
                        {"Incremental", "0"},
                        {"Type", "4"},
                        {"Visible", "1"},
                        {"Selected", "0"},
                        {"Selected", "1"},
                        {"MarkupImagePath", ""},
                        {"MacroName", ""}});
    m_layerAttributes = attributesOf(layer);
    m_drafts.clear();
    m_places.clear();
    std::vector<AperioHole> holes;
    for (const pugi::xml_node& region : regions.children("Region")) {
      ++m_number;
      if (auto added = readRegion(region, holes); !added)
        return failIn(fmt::format("object {}", m_number), added.error());
    }
    cutHoles(m_drafts, std::move(holes), m_collector.findings());
    for (AperioDraft& draft : m_drafts) m_collector.add(std::move(draft.annotation), draft.number);
    if (layer.child("Plots").first_child())
      m_collector.findings().count("layer has plots, which were left out", "layers have plots, which were left out");
    return {};
  }

  // Those that say something.
  static Json attributesOf(const pugi::xml_node& node) {
    Json list = Json::array();
    for (const pugi::xml_node& one : node.child("Attributes").children("Attribute"))
      if (one.attribute("Value").value()[0] != '\0') list.push_back(otherAttributes(one, {}));
    return list;
  }

  Result<void> readRegion(const pugi::xml_node& region, std::vector<AperioHole>& holes) {
    std::vector<Point> points;
    for (const pugi::xml_node& vertex : region.child("Vertices").children("Vertex")) {
      const auto point = pointOf(vertex);
      if (!point) return fail(point.error());
      points.push_back(*point);
      if (vertex.attribute("Z").as_double(0) != 0)
        m_collector.findings().count("point has a third coordinate, which was left out",
                                     "points have a third coordinate, which was left out");
    }
    AperioDraft draft{m_plain, m_number};
    const Kind kind = kindOf(region, points.size());
    draw(kind, std::move(points), draft.annotation);
    Geometry& geometry = draft.annotation.geometry;
    if (std::string_view(region.attribute("NegativeROA").value()) == "1" && !geometry.areas.empty()) {
      holes.push_back({std::move(geometry.areas[0].outer), m_number});
      return {};
    }
    draft.annotation.id = attributeText(region, kAperioId);
    if (isUuid(draft.annotation.id)) {
      const auto [place, isNew] = m_places.try_emplace(draft.annotation.id, m_drafts.size());
      if (!isNew) {
        Geometry& whole = m_drafts[place->second].annotation.geometry;
        std::ranges::move(geometry.areas, std::back_inserter(whole.areas));
        std::ranges::move(geometry.lines, std::back_inserter(whole.lines));
        std::ranges::move(geometry.points, std::back_inserter(whole.points));
        m_drafts[place->second].annotation.shape = plainShapeOf(whole);
        return {};
      }
    }
    readFacts(region, draft.annotation);
    m_drafts.push_back(std::move(draft));
    return {};
  }

  static void draw(Kind kind, std::vector<Point> points, Annotation& into) {
    Geometry& geometry = into.geometry;
    into.shape = Shape::polygon;
    if (points.size() > 1 && points.front() == points.back() && kind != Kind::line) points.pop_back();
    const bool isBox = points.size() == 2 || kind == Kind::ellipse;
    if (points.empty()) return;
    if (kind == Kind::points) {
      geometry.points = std::move(points);
      into.shape = Shape::points;
    } else if (kind == Kind::line) {
      geometry.lines.push_back(std::move(points));
      into.shape = plainShapeOf(geometry);
    } else if (isBox && kind != Kind::freehand) {
      geometry.points = std::move(points);
      const Box box = boxOf(geometry);
      geometry = kind == Kind::ellipse ? ellipseOf({box.minX, box.minY}, {box.maxX, box.maxY})
                                       : rectangleOf({box.minX, box.minY}, {box.maxX, box.maxY});
      into.shape = kind == Kind::ellipse ? Shape::ellipse : Shape::rectangle;
    } else {
      geometry.areas.push_back({std::move(points), {}});
      if (kind == Kind::rectangle) into.shape = plainShapeOf(geometry);
    }
  }

  void readFacts(const pugi::xml_node& region, Annotation& into) {
    into.name = attributeText(region, "Text");
    Json attributes = attributesOf(region);
    for (auto it = attributes.begin(); it != attributes.end();) {
      // The name is the number of the column, or the column's own.
      const std::string name = textMember(*it, "Name");
      const auto header = m_headers.find(name);
      const bool isNote = name == kDescription || (header != m_headers.end() && header->second == kDescription);
      if (isNote && into.note.empty()) {
        into.note = textMember(*it, "Value");
        it = attributes.erase(it);
      } else {
        ++it;
      }
    }
    const bool hasGeoShape = region.attribute("GeoShape");
    Json facts = otherAttributes(region, {"Id", "DisplayId", "Text", "NegativeROA", "InputRegionId", "Length", "Area",
                                          "LengthMicrons", "AreaMicrons", "Selected", kAperioId});
    const std::string_view type = region.attribute("Type").value();
    if (!hasGeoShape && type != "3") facts.erase("Type");
    dropPlain(facts,
              {{"Zoom", "1"}, {"ImageLocation", ""}, {"ImageFocus", "0"}, {"ImageFocus", "-1"}, {"Analyze", "1"}});
    into.foreign = foreignOf("aperio", Json{{"layer", m_layer},
                                            {"layerAttributes", m_layerAttributes},
                                            {"region", std::move(facts)},
                                            {"attributes", std::move(attributes)}});
  }

  const ReadOptions& m_options;
  Collector m_collector;
  std::size_t m_number = 0;  // of the region
  // Of the layer that is being read.
  std::unordered_map<std::string, std::string> m_headers;
  Annotation m_plain;
  Json m_layer;
  Json m_layerAttributes;
  std::vector<AperioDraft> m_drafts;
  std::unordered_map<std::string, std::size_t> m_places;
};

}  // namespace

Result<AnnotationFile> readAperio(const pugi::xml_node& root, const ReadOptions& options) {
  return Reader(options).read(root);
}

}  // namespace snitt::exchange
