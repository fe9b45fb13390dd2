// JSON files of many objects, one object at a time: each is built as a small tree that is handed over and forgotten,
// and its coordinates go into plain lists of points, so that neither a million points nor 200,000 objects fill the
// memory.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/polygon.h"
#include "core/result.h"

namespace snitt::exchange {

using Json = nlohmann::json;

// A list of coordinates that has ended. The outermost has the depth 1.
struct ClosedPoints {
  std::size_t depth = 0;
  std::size_t points = 0;  // how many had been read by then
};

// Lists of points, however deeply nested.
struct PointLists {
  std::vector<Point> points;
  std::vector<ClosedPoints> closed;  // all lists but the points themselves
  std::size_t pointDepth = 0;        // of GeoJSON's points, which are lists too; 0: there are none
};

struct Item {
  std::size_t number = 0;  // counted from 1
  Json json;               // where coordinates stood: their index in `lists`
  std::vector<PointLists> lists;
  // QuPath's measurements as an object, in the file's order. Values that are neither numbers nor their names stay in
  // `json`.
  std::vector<std::pair<std::string, double>> measurements;
  std::size_t extraCoordinates = 0;  // points of more than two coordinates

  // The coordinates that stood under `json`; nothing where there were none.
  [[nodiscard]] const PointLists* listsOf(const Json& json) const;
};

enum class ItemLayout {
  geoJson,  // "features", a list, or the whole file; `coordinates` of pairs
  darwin,   // "annotations"; `path` and `paths` of {x, y}
};

struct ItemStream {
  Json rest;                   // the file's members beside its list of items
  bool isCollection = false;   // there was a list of items
  bool endedAtDarwin = false;  // asked for GeoJSON, it found a list of annotations: nothing was read
};

// The first error of `visit` ends the reading. Errors: corrupt, that name the item ("object 3: …").
[[nodiscard]] Result<ItemStream> streamItems(std::string_view json, ItemLayout layout,
                                             const std::function<Result<void>(Item&)>& visit);

// What JSON says where a number is wanted: a number, or the text "NaN", "Infinity" or "-Infinity".
[[nodiscard]] std::optional<double> numberOf(const Json& json);

}  // namespace snitt::exchange
