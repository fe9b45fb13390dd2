#include "core/annotation/annotation.h"

#include <algorithm>
#include <cmath>

namespace snitt {

namespace {

using namespace std::string_view_literals;

constexpr std::array kShapes{"polygon"sv,  "rectangle"sv, "ellipse"sv,    "line"sv,
                             "polyline"sv, "points"sv,    "field-frame"sv};
constexpr std::array kKinds{"annotation"sv, "detection"sv, "cell"sv, "tile"sv};
constexpr std::array kOrigins{"human"sv, "ai"sv, "ai-verified"sv};

template <class Enum, std::size_t N>
std::optional<Enum> valueOf(const std::array<std::string_view, N>& names, std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

}  // namespace

bool operator==(const Measurement& a, const Measurement& b) {
  return a.name == b.name && (a.value == b.value || (std::isnan(a.value) && std::isnan(b.value)));
}

std::string_view nameOf(Shape shape) { return kShapes.at(static_cast<std::size_t>(shape)); }
std::string_view nameOf(ObjectKind kind) { return kKinds.at(static_cast<std::size_t>(kind)); }
std::string_view nameOf(Origin origin) { return kOrigins.at(static_cast<std::size_t>(origin)); }
std::optional<Shape> shapeOf(std::string_view name) { return valueOf<Shape>(kShapes, name); }
std::optional<ObjectKind> objectKindOf(std::string_view name) { return valueOf<ObjectKind>(kKinds, name); }
std::optional<Origin> originOf(std::string_view name) { return valueOf<Origin>(kOrigins, name); }

Colour colourForName(std::string_view name) {
  // Told apart from one another, and from H&E's own pink and blue, as far as eight colours can be.
  constexpr std::array<Colour, 8> colours{{{200, 0, 0},
                                           {0, 150, 90},
                                           {20, 100, 200},
                                           {230, 140, 0},
                                           {130, 60, 180},
                                           {0, 160, 190},
                                           {150, 110, 40},
                                           {90, 130, 20}}};
  std::uint32_t hash = 2166136261U;  // FNV-1a
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return colours[hash % colours.size()];
}

}  // namespace snitt
