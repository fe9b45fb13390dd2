#include <algorithm>
#include <charconv>
#include <unordered_map>

#include <fmt/format.h>

#include "core/exchange/asap_p.h"
#include "core/exchange/collector_p.h"
#include "core/text/one_line.h"

namespace snitt::exchange {

namespace {

using Json = nlohmann::json;

std::optional<Colour> colourOf(std::string_view text) {  // "#64FE2E"
  constexpr std::size_t length = 7;
  if (text.size() != length || text[0] != '#') return std::nullopt;
  std::uint32_t packed = 0;
  const auto [end, error] = std::from_chars(text.data() + 1, text.data() + length, packed, 16);
  if (error != std::errc() || end != text.data() + length) return std::nullopt;
  return Colour{static_cast<std::uint8_t>(packed >> 16U), static_cast<std::uint8_t>(packed >> 8U),
                static_cast<std::uint8_t>(packed)};
}

// By `Order`, which need not be the order in the file.
Result<std::vector<Point>> pointsOf(const pugi::xml_node& coordinates) {
  std::vector<std::pair<long long, Point>> ordered;
  long long next = 0;
  bool isSorted = true;
  for (const pugi::xml_node& one : coordinates.children("Coordinate")) {
    const auto point = pointOf(one);
    if (!point) return fail(point.error());
    const long long order = one.attribute("Order").as_llong(next);
    isSorted = isSorted && (ordered.empty() || ordered.back().first <= order);
    ordered.emplace_back(order, *point);
    next = order < 1'000'000'000 ? order + 1 : order;
  }
  if (!isSorted) std::ranges::stable_sort(ordered, {}, [](const auto& item) { return item.first; });
  std::vector<Point> points;
  points.reserve(ordered.size());
  for (const auto& [order, point] : ordered) points.push_back(point);
  return points;
}

class Reader {
 public:
  explicit Reader(const ReadOptions& options) : m_collector(options) {}

  Result<AnnotationFile> read(const pugi::xml_node& root) {
    for (const pugi::xml_node& group : root.child("AnnotationGroups").children("Group")) addGroup(group);
    std::size_t number = 0;
    for (const pugi::xml_node& one : root.child("Annotations").children("Annotation")) {
      ++number;
      if (auto added = add(one, number); !added) return failIn(fmt::format("object {}", number), added.error());
    }
    for (Draft& draft : m_drafts) m_collector.add(std::move(draft.annotation), draft.number);
    m_collector.findings().count("spline is read as the polygon of its points",
                                 "splines are read as the polygons of their points", m_splines);
    auto file = m_collector.finish(AnnotationFormat::asap);
    if (file) file->foreign = foreignOf("asap", Json{{"groups", std::move(m_groupFacts)}});
    return file;
  }

 private:
  struct Draft {
    Annotation annotation;
    std::size_t number = 0;
  };

  void addGroup(const pugi::xml_node& group) {
    const std::string name = attributeText(group, "Name");
    const auto colour = colourOf(attributeText(group, "Color"));
    if (colour) m_groupColours.try_emplace(name, *colour);
    m_collector.addClass({name, colour.value_or(colourForName(name))});
    Json facts = otherAttributes(group, {"Name", "Color"});
    if (facts.contains("PartOfGroup") && facts["PartOfGroup"] == "None") facts.erase("PartOfGroup");
    if (!facts.empty()) m_groupFacts[name] = std::move(facts);
    if (group.child("Attributes").first_child())
      m_collector.findings().count("group has attributes, which were left out",
                                   "groups have attributes, which were left out");
  }

  Result<void> add(const pugi::xml_node& node, std::size_t number) {
    auto points = pointsOf(node.child("Coordinates"));
    if (!points) return fail(points.error());
    const std::string type = attributeText(node, "Type");
    const std::string holeOf = attributeText(node, kAsapHoleOf);
    if (!holeOf.empty())
      if (const auto found = m_places.find(holeOf); found != m_places.end()) {
        auto& areas = m_drafts[found->second].annotation.geometry.areas;
        if (!areas.empty()) {
          areas.back().holes.push_back(std::move(*points));
          return {};
        }
      }
    Annotation annotation;
    if (auto drawn = draw(type, std::move(*points), annotation); !drawn) return drawn;
    annotation.id = attributeText(node, kAsapId);
    if (isUuid(annotation.id)) {
      const auto [place, isNew] = m_places.try_emplace(annotation.id, m_drafts.size());
      if (!isNew && join(m_drafts[place->second].annotation.geometry, annotation.geometry)) return {};
    }
    readFacts(node, type, annotation);
    m_drafts.push_back({std::move(annotation), number});
    return {};
  }

  // Further parts of an object; false where they are of another kind.
  static bool join(Geometry& whole, Geometry& part) {
    if (whole.areas.empty() != part.areas.empty() || whole.lines.empty() != part.lines.empty() || !part.points.empty())
      return false;
    std::ranges::move(part.areas, std::back_inserter(whole.areas));
    std::ranges::move(part.lines, std::back_inserter(whole.lines));
    return true;
  }

  Result<void> draw(const std::string& type, std::vector<Point> points, Annotation& into) {
    if (type == "Dot" || type == "PointSet") {
      into.geometry.points = std::move(points);
    } else if (type == "Measurement") {
      into.geometry.lines.push_back(std::move(points));
    } else if (type == "Polygon" || type == "Rectangle" || type == "Spline") {
      if (points.size() > 1 && points.front() == points.back()) points.pop_back();
      into.geometry.areas.push_back({std::move(points), {}});
      m_splines += type == "Spline" ? 1 : 0;
    } else {
      constexpr std::size_t mostShown = 40;
      return fail(ErrorKind::corrupt, fmt::format("\"{}\" is no type of ASAP's annotations", oneLine(type, mostShown)));
    }
    into.shape = plainShapeOf(into.geometry);
    // A polygon that happens to have four upright corners is edited as what it was drawn as.
    if (type == "Polygon" || type == "Spline") into.shape = Shape::polygon;
    return {};
  }

  void readFacts(const pugi::xml_node& node, const std::string& type, Annotation& into) {
    into.name = attributeText(node, "Name");
    const std::string group = attributeText(node, "PartOfGroup");
    if (group != "None") into.className = group;
    if (const auto found = m_groupColours.find(into.className); found != m_groupColours.end())
      into.classColour = found->second;
    const auto colour = colourOf(attributeText(node, "Color"));
    const bool isPlain = into.className.empty() && colour == kAsapPlain;
    if (colour && !isPlain && colour != into.classColour) into.colour = colour;
    Json facts{{"attributes", otherAttributes(node, {"Name", "Type", "PartOfGroup", "Color", kAsapId, kAsapHoleOf})}};
    const bool isOnePointSet = type == "PointSet" && into.geometry.points.size() == 1;
    if (type == "Spline" || isOnePointSet) facts["type"] = type;
    into.foreign = foreignOf("asap", std::move(facts));
  }

  Collector m_collector;
  std::vector<Draft> m_drafts;
  std::unordered_map<std::string, std::size_t> m_places;  // of drafts, by id
  std::unordered_map<std::string, Colour> m_groupColours;
  Json m_groupFacts = Json::object();
  std::size_t m_splines = 0;
};

}  // namespace

Result<AnnotationFile> readAsap(const pugi::xml_node& root, const ReadOptions& options) {
  return Reader(options).read(root);
}

}  // namespace snitt::exchange
