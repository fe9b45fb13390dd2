#include <cmath>

#include <fmt/format.h>

#include "core/exchange/collector_p.h"
#include "core/exchange/geojson_names_p.h"
#include "core/exchange/geojson_p.h"
#include "core/exchange/item_stream_p.h"
#include "core/json_reader_p.h"
#include "core/text/identity.h"
#include "core/text/one_line.h"

namespace snitt::exchange {

namespace {

tl::unexpected<Error> corrupt(std::string message) { return fail(ErrorKind::corrupt, std::move(message)); }

// The member, taken out of the object; null where it has none.
Json taken(Json& object, const char* name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  if (found == object.end()) return nullptr;
  Json value = std::move(*found);
  object.erase(found);
  return value;
}

// The same for a text; what is none stays.
std::string takenText(Json& object, const char* name) {
  if (!object.is_object()) return {};
  const auto found = object.find(name);
  if (found == object.end() || !found->is_string()) return {};
  std::string text = std::move(found->get_ref<std::string&>());
  object.erase(found);
  return text;
}

std::optional<Colour> packedColour(std::int64_t number) {  // 0xAARRGGBB, by older QuPath
  const auto packed = static_cast<std::uint32_t>(number);
  return Colour{static_cast<std::uint8_t>(packed >> 16U), static_cast<std::uint8_t>(packed >> 8U),
                static_cast<std::uint8_t>(packed)};
}

std::optional<Colour> colourOf(const Json& json) {
  if (json.is_number_integer()) return packedColour(json.get<std::int64_t>());
  if (!json.is_array() || json.size() != 3) return std::nullopt;
  Colour colour{};
  for (std::size_t i = 0; i < 3; ++i) {
    if (!json[i].is_number_unsigned() || json[i].get<std::uint64_t>() > 255) return std::nullopt;
    colour[i] = static_cast<std::uint8_t>(json[i].get<unsigned>());
  }
  return colour;
}

// `color` or `colorRGB`; what is no colour stays.
std::optional<Colour> takenColour(Json& object) {
  if (!object.is_object()) return std::nullopt;
  std::optional<Colour> colour;
  for (const char* name : {"color", "colorRGB"}) {
    const auto found = object.find(name);
    if (colour || found == object.end()) continue;
    colour = colourOf(*found);
    if (colour) object.erase(found);
  }
  return colour;
}

Ring ringOf(const PointLists& lists, std::size_t begin, std::size_t end) {
  const Point* points = lists.points.data();
  if (end - begin > 1 && points[begin] == points[end - 1]) --end;
  return {points + begin, points + end};
}

class Reader {
 public:
  explicit Reader(const ReadOptions& options) : m_collector(options) {}

  Result<void> add(Item& item) {
    Json& json = item.json;
    if (!json.is_object()) return corrupt("it is no GeoJSON");
    const std::string type = json.contains("type") && json["type"].is_string() ? json["type"].get<std::string>() : "";
    if (type == "FeatureCollection") return corrupt("its FeatureCollection has no list of features");
    if (json.contains("pathClasses")) return corrupt("it is a list of classes, and holds no annotations");
    const bool isFeature = type == "Feature" || json.contains("geometry");
    if (!isFeature && type.empty()) return corrupt("it is no GeoJSON: it has neither type nor geometry");
    Annotation annotation;
    m_foreign = Json::object();
    m_toldShape.reset();
    Json geometry = isFeature ? taken(json, "geometry") : std::move(json);
    if (isFeature) readFeature(json, item, annotation);
    if (geometry.is_null()) {
      m_collector.findings().add(subjectOf(item.number, annotation.name),
                                 "it has no place on the slide, and was left out");
      return {};
    }
    m_isEllipse = false;
    Geometry parts;
    if (auto read = readGeometry(geometry, item, parts); !read) return fail(read.error());
    keepForeign("geometry", std::move(geometry));
    m_collector.findings().count("point has a third coordinate, which was left out",
                                 "points have a third coordinate, which was left out", item.extraCoordinates);
    addParts(std::move(annotation), std::move(parts), item.number);
    return {};
  }

  Result<AnnotationFile> finish(ItemStream& stream) {
    auto file = m_collector.finish(AnnotationFormat::geoJson);
    if (!file || !stream.isCollection || !stream.rest.is_object()) return file;
    stream.rest.erase("type");
    stream.rest.erase(std::string(kFrameMember));  // ours, and written anew
    if (!stream.rest.empty()) file->foreign = textOf(Json{{"geojson", std::move(stream.rest)}});
    return file;
  }

 private:
  static std::string textOf(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

  void keepForeign(const char* section, Json value) {
    if (value.is_object() && !value.empty()) m_foreign[section] = std::move(value);
  }

  // One object a kind of content; a collection of several kinds becomes as many objects.
  void addParts(Annotation annotation, Geometry parts, std::size_t number) {
    if (!m_foreign.empty()) annotation.foreign = textOf(m_foreign);
    std::vector<Geometry> kinds;
    if (!parts.areas.empty()) kinds.push_back({std::move(parts.areas), {}, {}});
    if (!parts.lines.empty()) kinds.push_back({{}, std::move(parts.lines), {}});
    if (!parts.points.empty()) kinds.push_back({{}, {}, std::move(parts.points)});
    if (kinds.empty()) kinds.emplace_back();
    if (kinds.size() > 1)
      m_collector.findings().add(
          subjectOf(number, annotation.name),
          fmt::format("it holds areas, lines or points together, and became {} objects", kinds.size()));
    const auto told = m_toldShape;
    for (Geometry& kind : kinds) {
      Annotation one = annotation;
      one.geometry = std::move(kind);
      one.shape = plainShapeOf(one.geometry);
      if (m_isEllipse && fits(Shape::ellipse, one.geometry)) one.shape = Shape::ellipse;
      if (told && fits(*told, one.geometry)) one.shape = *told;
      m_collector.add(std::move(one), number);
      annotation.id.clear();
    }
  }

  void readFeature(Json& feature, Item& item, Annotation& into) {
    feature.erase("type");
    Json properties = taken(feature, "properties");
    std::string id = takenText(feature, "id");
    std::string kind = takenText(properties, "objectType");
    if (kind.empty()) kind = takenText(properties, "object_type");
    readKind(kind, id, properties, into);
    into.name = takenText(properties, "name");
    into.colour = takenColour(properties);
    if (properties.is_object() && properties.contains("isLocked") && properties["isLocked"].is_boolean())
      into.locked = taken(properties, "isLocked").get<bool>();
    readClass(properties, into);
    readMeasurements(properties, item, into);
    into.origin = plainOriginOf(into.kind);
    std::string originalId = readMetadata(properties, into);
    if (isUuid(id))
      into.id = std::move(id);
    else if (!id.empty())
      originalId = std::move(id);
    if (!originalId.empty()) {
      m_collector.findings().count("object has an id that is no UUID, and got one",
                                   "objects have ids that are no UUIDs, and got some", into.id.empty() ? 1 : 0);
      feature["id"] = std::move(originalId);
    }
    keepForeign("feature", std::move(feature));
    keepForeign("properties", std::move(properties));
  }

  // QuPath before 0.3 wrote the kind as the id: "PathCellObject".
  static void readKind(const std::string& told, std::string& id, Json& properties, Annotation& into) {
    std::string name = told;
    if (name.empty() && id.starts_with("Path") && id.ends_with("Object")) name.swap(id);
    std::string_view plain = name;
    if (plain.starts_with("Path") && plain.ends_with("Object")) plain = plain.substr(4, plain.size() - 10);
    std::string lowered(plain);
    for (char& c : lowered)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const auto kind = objectKindOf(lowered);
    into.kind = kind.value_or(ObjectKind::annotation);
    if (!kind && !name.empty()) properties["objectType"] = name;  // "root", "tma_core" …: written again as it was
  }

  void readClass(Json& properties, Annotation& into) {
    Json classification = taken(properties, "classification");
    if (classification.is_string()) into.className = classification.get<std::string>();
    if (!classification.is_object()) return;
    into.className = takenText(classification, "name");
    if (const auto names = classification.find("names"); names != classification.end() && names->is_array()) {
      std::string joined;
      for (const Json& part : *names)
        if (part.is_string()) joined += (joined.empty() ? "" : ": ") + part.get<std::string>();
      if (into.className.empty()) into.className = joined;
      if (joined != into.className || joined.empty()) classification.erase(names);
    }
    into.classColour = takenColour(classification);
    keepForeign("classification", std::move(classification));
  }

  void readMeasurements(Json& properties, Item& item, Annotation& into) {
    for (auto& [name, value] : item.measurements) into.measurements.push_back({std::move(name), value});
    if (!properties.is_object()) return;
    const auto found = properties.find("measurements");
    if (found == properties.end()) return;
    if (found->is_object() && !found->empty()) return;  // values that are no numbers stay
    std::size_t unread = 0;
    if (found->is_array())
      for (const Json& one : *found) {
        const bool isPair = one.is_object() && one.contains("name") && one["name"].is_string() && one.contains("value");
        const auto value = isPair ? numberOf(one["value"]) : std::nullopt;
        if (value)
          into.measurements.push_back({one["name"].get<std::string>(), *value});
        else
          ++unread;
      }
    m_collector.findings().count("measurement has no name or no number, and was left out",
                                 "measurements have no name or no number, and were left out", unread);
    properties.erase(found);
  }

  // The id that the object had once, where that was no UUID.
  std::string readMetadata(Json& properties, Annotation& into) {
    if (!properties.is_object() || !properties.contains("metadata")) return {};
    Json& metadata = properties["metadata"];
    into.note = takenText(metadata, kNoteKey);
    into.author = takenText(metadata, kAuthorKey);
    into.created = takenText(metadata, kCreatedKey);
    into.changed = takenText(metadata, kChangedKey);
    into.parent = takenText(metadata, kParentKey);
    m_toldShape = shapeOf(takenText(metadata, kShapeKey));
    into.origin = originOf(takenText(metadata, kOriginKey)).value_or(into.origin);
    if (const std::string foreign = takenText(metadata, kForeignKey); !foreign.empty())
      if (auto json = parseJson(foreign); json && json->is_object())
        for (const char* format : {"asap", "aperio", "darwin"})
          if (json->contains(format)) m_foreign[format] = std::move((*json)[format]);
    std::string original = takenText(metadata, kOriginalIdKey);
    if (metadata.is_object() && metadata.empty()) properties.erase("metadata");
    return original;
  }

  Result<void> readGeometry(Json& json, const Item& item, Geometry& into) {
    if (!json.is_object()) return corrupt("its geometry is no object");
    const Json typeJson = taken(json, "type");
    const std::string type = typeJson.is_string() ? typeJson.get<std::string>() : std::string();
    if (const Json flag = taken(json, "isEllipse"); flag.is_boolean() && flag.get<bool>()) m_isEllipse = true;
    if (type == "GeometryCollection") {
      Json parts = taken(json, "geometries");
      if (!parts.is_array()) return corrupt("its GeometryCollection has no geometries");
      for (Json& part : parts)
        if (auto read = readGeometry(part, item, into); !read) return read;
      return {};
    }
    const Json coordinates = taken(json, "coordinates");
    const PointLists* lists = item.listsOf(coordinates);
    if (lists == nullptr) return corrupt("its geometry has no list of coordinates");
    return readCoordinates(type, *lists, into);
  }

  static Result<void> readCoordinates(const std::string& type, const PointLists& lists, Geometry& into) {
    std::size_t depth = 0;
    if (type == "Point") depth = 1;
    if (type == "MultiPoint" || type == "LineString") depth = 2;
    if (type == "Polygon" || type == "MultiLineString") depth = 3;
    if (type == "MultiPolygon") depth = 4;
    constexpr std::size_t mostShown = 40;
    if (depth == 0)
      return corrupt(type.empty() ? "its geometry has no type"
                                  : fmt::format("\"{}\" is no geometry of GeoJSON", oneLine(type, mostShown)));
    if (lists.points.empty()) return {};
    if (lists.pointDepth != depth) return corrupt(fmt::format("its coordinates are not those of a {}", type));
    for (const ClosedPoints& list : lists.closed)
      if (list.depth >= depth) return corrupt("a point is no pair of numbers");
    if (depth == 1 || type == "MultiPoint") {
      into.points.insert(into.points.end(), lists.points.begin(), lists.points.end());
    } else if (type == "LineString") {
      into.lines.push_back(lists.points);
    } else {
      readRings(type, lists, depth, into);
    }
    return {};
  }

  static void readRings(const std::string& type, const PointLists& lists, std::size_t depth, Geometry& into) {
    std::size_t begin = 0;
    bool startsPolygon = true;
    for (const ClosedPoints& list : lists.closed) {
      if (list.depth + 1 == depth) {
        const std::size_t end = list.points;
        if (type == "MultiLineString") {
          into.lines.emplace_back(lists.points.begin() + static_cast<std::ptrdiff_t>(begin),
                                  lists.points.begin() + static_cast<std::ptrdiff_t>(end));
        } else if (startsPolygon) {
          into.areas.push_back({ringOf(lists, begin, end), {}});
        } else {
          into.areas.back().holes.push_back(ringOf(lists, begin, end));
        }
        begin = end;
        startsPolygon = false;
      } else if (list.depth + 2 == depth) {
        startsPolygon = true;
      }
    }
  }

  Collector m_collector;
  // Of the object that is being read.
  Json m_foreign;
  bool m_isEllipse = false;
  std::optional<Shape> m_toldShape;
};

}  // namespace

Result<std::optional<AnnotationFile>> readGeoJson(std::string_view json, const ReadOptions& options) {
  Reader reader(options);
  auto stream = streamItems(json, ItemLayout::geoJson, [&](Item& item) { return reader.add(item); });
  if (!stream) return fail(stream.error());
  if (stream->endedAtDarwin) return std::nullopt;
  auto file = reader.finish(*stream);
  if (!file) return fail(file.error());
  return std::optional(std::move(*file));
}

}  // namespace snitt::exchange
