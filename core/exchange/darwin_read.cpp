#include <cmath>

#include <fmt/format.h>

#include "core/exchange/collector_p.h"
#include "core/exchange/darwin_p.h"
#include "core/exchange/item_stream_p.h"
#include "core/exchange/xml_p.h"
#include "core/text/one_line.h"

namespace snitt::exchange {

namespace {

tl::unexpected<Error> corrupt(std::string message) { return fail(ErrorKind::corrupt, std::move(message)); }

const Json& member(const Json& object, const char* name) {
  static const Json nothing;
  if (!object.is_object()) return nothing;
  const auto found = object.find(name);
  return found == object.end() ? nothing : *found;
}

Result<double> numberAt(const Json& object, const char* name) {
  // Far beyond any slide, and small enough that pixel arithmetic cannot overflow.
  constexpr double most = 1e9;
  const Json& value = member(object, name);
  if (!value.is_number()) return corrupt(fmt::format("its \"{}\" is no finite number", name));
  if (std::abs(value.get<double>()) > most) return corrupt("a coordinate lies outside any slide");
  return value.get<double>();
}

Result<Point> pointAt(const Json& object) {
  const auto x = numberAt(object, "x");
  if (!x) return fail(x.error());
  const auto y = numberAt(object, "y");
  if (!y) return fail(y.error());
  return Point{*x, *y};
}

class Reader {
 public:
  explicit Reader(const ReadOptions& options) : m_collector(options) {}

  Result<void> add(Item& item) {
    Json& json = item.json;
    Annotation annotation;
    annotation.className = textMember(json, "name");
    annotation.id = textMember(json, "id");
    annotation.note = textMember(member(json, "text"), "text");
    const Json& annotators = member(json, "annotators");
    if (annotators.is_array() && !annotators.empty()) {
      annotation.author = textMember(annotators[0], "full_name");
      if (annotation.author.empty()) annotation.author = textMember(annotators[0], "email");
    }
    annotation.created = textMember(json, "created_at");
    if (json.contains("inference")) annotation.origin = Origin::ai;
    auto drawn = draw(item, annotation);
    if (!drawn) return fail(drawn.error());
    if (!*drawn) return {};
    for (const char* known : {"id", "name", "polygon", "complex_polygon", "line", "keypoint"}) json.erase(known);
    if (annotation.shape != Shape::ellipse) json.erase("ellipse");
    json.erase("bounding_box");
    if (json.contains("text") && json["text"] == Json{{"text", annotation.note}}) json.erase("text");
    if (!annotation.created.empty()) json.erase("created_at");
    for (const char* list : {"properties", "slot_names", "reviewers", "annotators"})
      if (json.contains(list) &&
          (json[list] == Json::array() || (list == std::string_view("slot_names") && json[list] == Json{"0"})))
        json.erase(list);
    annotation.foreign = foreignOf("darwin", std::move(json));
    m_collector.add(std::move(annotation), item.number);
    return {};
  }

  Result<AnnotationFile> finish(ItemStream& stream) {
    Json& rest = stream.rest;
    if (!stream.isCollection) return corrupt("it is Darwin JSON without a list of annotations");
    auto file = m_collector.finish(AnnotationFormat::darwin);
    for (const char* known : {"version", "schema_ref"})
      if (rest.is_object()) rest.erase(known);
    if (file) file->foreign = foreignOf("darwin", std::move(rest));
    return file;
  }

 private:
  // False where the object has no place that can be read, which is said.
  Result<bool> draw(const Item& item, Annotation& into) {
    const Json& json = item.json;
    if (json.contains("polygon")) return drawn(drawPolygon(json["polygon"], item, into));
    if (json.contains("complex_polygon")) return drawn(drawPolygon(json["complex_polygon"], item, into));
    if (json.contains("ellipse")) return drawn(drawEllipse(json["ellipse"], into));
    if (json.contains("line")) {
      const PointLists* lists = item.listsOf(member(json["line"], "path"));
      if (lists == nullptr) return corrupt("its line has no path");
      into.geometry.lines.push_back(lists->points);
      into.shape = plainShapeOf(into.geometry);
      return true;
    }
    if (json.contains("keypoint")) {
      const auto point = pointAt(json["keypoint"]);
      if (!point) return fail(point.error());
      into.geometry.points.push_back(*point);
      into.shape = Shape::points;
      return true;
    }
    if (json.contains("skeleton")) return drawn(drawSkeleton(json["skeleton"], into));
    if (json.contains("bounding_box")) return drawn(drawBox(json["bounding_box"], into));
    leaveOut(json);
    return false;
  }

  static Result<bool> drawn(const Result<void>& result) {
    if (!result) return fail(result.error());
    return true;
  }

  void leaveOut(const Json& json) {
    if (json.contains("tag")) {
      m_collector.findings().count("tag is about the slide as a whole, has no place on it, and was left out",
                                   "tags are about the slide as a whole, have no place on it, and were left out");
      return;
    }
    const char* kind = "object of an unknown kind";
    for (const char* known :
         {"frames", "mask", "raster_layer", "cuboid", "table", "string", "graph", "directional_vector"})
      if (json.contains(known)) kind = known;
    m_collector.findings().count(fmt::format("object ({}) has no outline that can be read, and was left out", kind),
                                 fmt::format("objects ({}) have no outline that can be read, and were left out", kind));
  }

  static Result<void> drawPolygon(const Json& json, const Item& item, Annotation& into) {
    std::vector<Ring> rings;
    for (const char* name : {"path", "paths", "additional_paths"}) {
      const PointLists* lists = item.listsOf(member(json, name));
      if (lists == nullptr) continue;
      std::size_t begin = 0;
      for (const ClosedPoints& list : lists->closed) {
        Ring ring(lists->points.begin() + static_cast<std::ptrdiff_t>(begin),
                  lists->points.begin() + static_cast<std::ptrdiff_t>(list.points));
        begin = list.points;
        if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
        if (!ring.empty()) rings.push_back(std::move(ring));
      }
    }
    constexpr std::size_t mostRings = 20'000;  // each is compared with each
    if (rings.size() > mostRings) return corrupt(fmt::format("it has more than {} rings", mostRings));
    if (!rings.empty()) into.geometry.areas = nested(std::move(rings));
    into.shape = Shape::polygon;
    return {};
  }

  static Result<void> drawEllipse(const Json& json, Annotation& into) {
    const auto centre = pointAt(member(json, "center"));
    if (!centre) return fail(centre.error());
    const auto radius = pointAt(member(json, "radius"));
    if (!radius) return fail(radius.error());
    const auto angle = json.contains("angle") ? numberAt(json, "angle") : Result<double>(0);
    if (!angle) return fail(angle.error());
    into.geometry = turnedEllipse(*centre, *radius, *angle);
    into.shape = Shape::ellipse;
    return {};
  }

  static Result<void> drawBox(const Json& json, Annotation& into) {
    const auto corner = pointAt(json);
    if (!corner) return fail(corner.error());
    const auto width = numberAt(json, "w");
    if (!width) return fail(width.error());
    const auto height = numberAt(json, "h");
    if (!height) return fail(height.error());
    const double right = corner->x + *width;
    const double bottom = corner->y + *height;
    into.geometry.areas = {{{*corner, {right, corner->y}, {right, bottom}, {corner->x, bottom}}, {}}};
    into.shape = Shape::rectangle;
    return {};
  }

  Result<void> drawSkeleton(const Json& json, Annotation& into) {
    const Json& nodes = member(json, "nodes");
    if (!nodes.is_array()) return corrupt("its skeleton has no nodes");
    for (const Json& node : nodes) {
      const auto point = pointAt(node);
      if (!point) return fail(point.error());
      into.geometry.points.push_back(*point);
    }
    into.shape = Shape::points;
    m_collector.findings().count("skeleton is read as its points", "skeletons are read as their points");
    return {};
  }

  Collector m_collector;
};

}  // namespace

Result<AnnotationFile> readDarwin(std::string_view json, const ReadOptions& options) {
  Reader reader(options);
  auto stream = streamItems(json, ItemLayout::darwin, [&](Item& item) { return reader.add(item); });
  if (!stream) return fail(stream.error());
  return reader.finish(*stream);
}

}  // namespace snitt::exchange
