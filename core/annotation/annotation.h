// What somebody, or a network, drew on a slide: a geometry with a class, and who made it when. Plain values.
// Coordinates are level-0 pixels (x right, y down), fractions allowed and kept exactly.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/polygon.h"

namespace snitt {

using Colour = std::array<std::uint8_t, 3>;

// One kind of content: exactly one of the lists is filled.
struct Geometry {
  std::vector<Polygon> areas;             // one: a polygon, several: a multipolygon
  std::vector<std::vector<Point>> lines;  // each of two points or more
  std::vector<Point> points;
  bool operator==(const Geometry&) const = default;
};

// How an area or a line is edited. The geometry alone says where it is: an ellipse holds the polygon that stands for
// it, and becomes a polygon once a vertex of it is moved.
enum class Shape { polygon, rectangle, ellipse, line, polyline, points, fieldFrame };

// As QuPath tells objects apart.
enum class ObjectKind { annotation, detection, cell, tile };

enum class Origin { human, ai, aiVerified };  // "human", "ai", "ai-verified"

struct Measurement {
  std::string name;
  double value = 0;  // NaN and infinities allowed
};
[[nodiscard]] bool operator==(const Measurement& a, const Measurement& b);  // NaN equals NaN

struct Annotation {
  std::string id;      // UUID
  std::string parent;  // id of the annotation that it belongs to; empty: none
  ObjectKind kind = ObjectKind::annotation;
  Shape shape = Shape::polygon;
  Geometry geometry;
  std::string className;              // "Tumor"; parts of a derived class are joined with ": "; empty: none
  std::optional<Colour> classColour;  // that its file gave the class; none: the colour of the list of classes
  std::optional<Colour> colour;       // its own, instead of its class's
  std::string name;
  std::string note;  // a person's words
  bool locked = false;
  Origin origin = Origin::human;
  std::string author;
  std::string created;  // ISO 8601, UTC; empty where a file does not tell
  std::string changed;  // the same, of the last change; empty: none since
  std::vector<Measurement> measurements;
  // What a file said beyond this, for writing it again: a JSON object with members "feature", "properties",
  // "classification" (GeoJSON) or one named for the format ("asap", "aperio", "darwin"); empty: nothing.
  std::string foreign;
  bool operator==(const Annotation&) const = default;
};

struct AnnotationClass {
  std::string name;
  Colour colour{};
  bool operator==(const AnnotationClass&) const = default;
};

// The names in files: "polygon", "field-frame" …; "annotation" …; "ai-verified" …
[[nodiscard]] std::string_view nameOf(Shape shape);
[[nodiscard]] std::string_view nameOf(ObjectKind kind);
[[nodiscard]] std::string_view nameOf(Origin origin);
[[nodiscard]] std::optional<Shape> shapeOf(std::string_view name);
[[nodiscard]] std::optional<ObjectKind> objectKindOf(std::string_view name);
[[nodiscard]] std::optional<Origin> originOf(std::string_view name);

// Of a class whose colour nobody chose: follows from its name, the same on every machine.
[[nodiscard]] Colour colourForName(std::string_view name);

}  // namespace snitt
