#include "core/wsinfer/tile_classes.h"

#include "core/csv.h"
#include "core/json_writer_p.h"
#include "core/text/identity.h"
#include "core/text/number.h"

namespace snitt {
namespace {

constexpr auto oneLine = JsonWriter::Layout::oneLine;

std::string cornersOf(const LevelZeroRect& tile) {
  const std::string left = std::to_string(tile.minX);
  const std::string top = std::to_string(tile.minY);
  const std::string right = std::to_string(tile.minX + tile.width);
  const std::string bottom = std::to_string(tile.minY + tile.height);
  std::string ring = "[[";
  for (const auto& [x, y] : {std::pair(&left, &top), std::pair(&right, &top), std::pair(&right, &bottom),
                             std::pair(&left, &bottom), std::pair(&left, &top)}) {
    if (ring.size() > 2) ring += ", ";
    ring.append("[").append(*x).append(", ").append(*y).append("]");
  }
  return ring + "]]";
}

}  // namespace

std::string formatClassCsv(const TileClasses& classes) {
  CsvRow header{"minx", "miny", "width", "height"};
  for (const std::string& name : classes.classNames) header.push_back("prob_" + name);
  std::string text = csvRow(header);
  for (std::size_t i = 0; i < classes.tiles.size(); ++i) {
    if (classes.probabilities[i].empty()) continue;
    const LevelZeroRect tile = classes.geometry.levelZero(classes.tiles[i]);
    CsvRow row{std::to_string(tile.minX), std::to_string(tile.minY), std::to_string(tile.width),
               std::to_string(tile.height)};
    for (const double probability : classes.probabilities[i]) row.push_back(shortest(probability));
    text += csvRow(row);
  }
  return text;
}

std::string formatClassGeoJson(const TileClasses& classes) {
  JsonWriter out;
  out.openObject();
  out.key("type").text("FeatureCollection");
  out.key("features").openArray();
  for (std::size_t i = 0; i < classes.tiles.size(); ++i) {
    if (classes.probabilities[i].empty()) continue;
    const std::string corners = cornersOf(classes.geometry.levelZero(classes.tiles[i]));
    out.openObject(oneLine);
    out.key("type").text("Feature");
    out.key("id").text(uuidOfContent("tile\n" + corners));
    out.key("geometry").openObject();
    out.key("type").text("Polygon");
    out.key("coordinates").raw(corners);
    out.close();
    out.key("properties").openObject();
    out.key("objectType").text("tile");
    out.key("isLocked").flag(true);
    out.key("measurements").openObject();
    for (std::size_t c = 0; c < classes.classNames.size(); ++c)
      out.key("prob_" + classes.classNames[c]).number(classes.probabilities[i][c]);
    out.close();
    out.close();
    out.close();
  }
  out.close();
  out.close();
  return out.take();
}

std::vector<LevelZeroRect> unreadableTiles(const TileClasses& classes) {
  std::vector<LevelZeroRect> rects;
  for (std::size_t i = 0; i < classes.tiles.size(); ++i)
    if (classes.probabilities[i].empty()) rects.push_back(classes.geometry.levelZero(classes.tiles[i]));
  return rects;
}

}  // namespace snitt
