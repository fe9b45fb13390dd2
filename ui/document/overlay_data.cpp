#include "ui/document/overlay_data.h"

#include <QColor>
#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/atomic_file.h"
#include "ui/layers/detection_layer.h"
#include "ui/layers/grid_layer.h"
#include "ui/layers/hatch_layer.h"
#include "ui/layers/outline_layer.h"

namespace snitt {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("OverlayData", text); }

// Standard deviation of the members of each tile, as a table of one column.
TileTable spreadOf(const TileTable& table) {
  TileTable spread{table.name, table.tiles, {"spread"}, {std::vector<float>(table.tiles.size(), std::nanf(""))}};
  const std::size_t members = table.columns.size() - 1;
  for (std::size_t tile = 0; tile < table.tiles.size(); ++tile) {
    double sum = 0;
    double squares = 0;
    for (std::size_t i = 0; i < members; ++i) {
      const auto value = static_cast<double>(table.values[i][tile]);
      sum += value;
      squares += value * value;
    }
    const double mean = sum / static_cast<double>(members);
    const double variance = (squares - sum * mean) / static_cast<double>(members - 1);
    spread.values[0][tile] = static_cast<float>(std::isfinite(variance) ? std::sqrt(std::max(0.0, variance)) : NAN);
  }
  return spread;
}

QRectF rectOf(const LevelZeroRect& tile) {
  return {static_cast<double>(tile.minX), static_cast<double>(tile.minY), static_cast<double>(tile.width),
          static_cast<double>(tile.height)};
}

Result<void> addTable(OverlayData& data, std::shared_ptr<const TileTable> table) {
  const std::size_t ensemble = table->columns.size() - 1;
  auto grid = gridOf(*table, ensemble);
  if (!grid) return fail(grid.error());
  const auto index = std::make_shared<const TileIndex>(*table);
  const QString resolution = QString::fromStdString(table->name);
  data.grids.push_back({LayerKind::heatmap, tr("%1 heatmap").arg(resolution), std::move(*grid), table, index});
  for (std::size_t tile = 0; tile < table->tiles.size(); ++tile)
    if (!std::isfinite(table->values[ensemble][tile])) data.unreadable.push_back(rectOf(table->tiles[tile]));
  if (table->columns.size() < 3) return {};
  auto spread = gridOf(spreadOf(*table), 0);
  if (!spread) return fail(spread.error());
  data.grids.push_back({LayerKind::spread, tr("%1 spread of members").arg(resolution), std::move(*spread), table, index});
  return {};
}

ValueGrid laidOver(Grid<float> values, double stepUmX, double stepUmY, const OverlaySlide& slide) {
  ValueGrid grid;
  grid.stepXPx = slide.sizePx.width() / std::max(1, values.width);
  grid.stepYPx = slide.sizePx.height() / std::max(1, values.height);
  if (stepUmX > 0 && stepUmY > 0 && slide.mpp) {
    grid.stepXPx = stepUmX / slide.mpp->x;
    grid.stepYPx = stepUmY / slide.mpp->y;
  }
  grid.values = std::move(values);
  return grid;
}

QString stemOf(const std::filesystem::path& file) { return QString::fromStdString(file.stem().string()); }

Result<OverlayData> tilesOf(std::shared_ptr<const TileTable> table) {
  OverlayData data;
  const auto index = std::make_shared<const TileIndex>(*table);
  for (std::size_t column = 0; column < table->columns.size(); ++column) {
    auto grid = gridOf(*table, column);
    if (!grid) return fail(grid.error());
    const QString name = QStringLiteral("%1: %2").arg(QString::fromStdString(table->name),
                                                      QString::fromStdString(table->columns[column]));
    data.grids.push_back({LayerKind::tiles, name, std::move(*grid), table, index});
  }
  return data;
}

Result<OverlayData> readJsonOverlay(const std::filesystem::path& file, const std::string& text) {
  auto table = parseTileGeoJson(text, file.stem().string());
  if (table) return tilesOf(std::make_shared<const TileTable>(std::move(*table)));
  auto set = parseDetections(text, file.stem().string());
  if (!set) return failIn(file.string(), set.error());
  OverlayData data;
  data.detections = std::make_shared<const DetectionSet>(std::move(*set));
  return data;
}

}  // namespace

Result<OverlayData> readScoreOverlay(const std::filesystem::path& folder, const OverlaySlide& slide) {
  auto read = readScoreFolder(folder);
  if (!read) return fail(read.error());
  OverlayData data;
  data.score = std::make_shared<const ScoreFolder>(std::move(*read));
  for (const TileTable& table : data.score->tiles)
    if (auto added = addTable(data, std::shared_ptr<const TileTable>(data.score, &table)); !added)
      return failIn(folder.string(), added.error());
  // Of a resolution whose table was not kept the heatmap tells all there is.
  for (const FolderHeatmap& one : data.score->heatmaps) {
    const auto same = [&](const TileTable& table) { return table.name == one.resolution; };
    if (std::any_of(data.score->tiles.begin(), data.score->tiles.end(), same)) continue;
    const QString name = tr("%1 heatmap").arg(QString::fromStdString(one.resolution));
    data.grids.push_back({LayerKind::heatmap, name,
                          laidOver(one.heatmap.values, one.heatmap.stepUmX, one.heatmap.stepUmY, slide), nullptr,
                          nullptr});
  }
  return data;
}

Result<OverlayData> readOverlay(const std::filesystem::path& file, const OverlaySlide& slide) {
  const QString suffix = QString::fromStdString(file.extension().string()).toLower();
  if (suffix == QLatin1String(".tif") || suffix == QLatin1String(".tiff")) {
    auto read = readForeignHeatmap(file);
    if (!read) return fail(read.error());
    OverlayData data;
    data.grids.push_back({LayerKind::tiles, stemOf(file),
                          laidOver(std::move(read->values), read->stepUmX, read->stepUmY, slide), nullptr, nullptr});
    return data;
  }
  const auto text = readFile(file);
  if (!text) return fail(text.error());
  if (suffix == QLatin1String(".csv")) {
    auto table = parseTileCsv(*text, file.stem().string());
    if (!table) return failIn(file.string(), table.error());
    return tilesOf(std::make_shared<const TileTable>(std::move(*table)));
  }
  if (suffix == QLatin1String(".geojson") || suffix == QLatin1String(".json")) return readJsonOverlay(file, *text);
  return fail(ErrorKind::unsupported,
              file.string() + " is no overlay: a heatmap (.tif), tiles (.csv, .geojson) or detections (.geojson) are");
}

std::vector<Layer*> addLayers(LayerStack& layers, OverlayData data, const OverlayStyle& style) {
  std::vector<Layer*> added;
  const QString note = tr("contribution to this model's score, not a diagnosis");
  for (PreparedGrid& one : data.grids) {
    const bool ours = one.kind == LayerKind::heatmap;
    auto layer = std::make_unique<GridLayer>(one.kind, one.name, std::move(one.grid),
                                             ours ? note : (one.kind == LayerKind::spread ? tr("standard deviation of the members") : QString()));
    // The spread stands apart from the values that it belongs to.
    const bool taken = style.colourMap == ColourMap::magma;
    const ColourMap spread = taken ? ColourMap::viridis : ColourMap::magma;
    layer->setColourMap(one.kind == LayerKind::spread ? spread : style.colourMap);
    layer->setSmooth(style.smooth);
    if (one.table != nullptr) layer->setTiles(std::move(one.table), std::move(one.index));
    added.push_back(layers.add(std::move(layer)));
  }
  if (!data.unreadable.empty()) {
    auto hatch = std::make_unique<HatchLayer>(LayerKind::unreadable, tr("Unreadable tiles"), std::move(data.unreadable));
    added.push_back(layers.add(std::move(hatch)));
  }
  if (data.score != nullptr && !data.score->tumour.empty()) {
    const bool tissue = data.score->score.tumourSource == "tissue";
    added.push_back(layers.add(
        std::make_unique<OutlineLayer>(LayerKind::tumour, tissue ? tr("Scored tissue") : tr("Tumour outline"),
                                       data.score->tumour, tissue ? QColor(0, 140, 70) : QColor(200, 0, 0))));
  }
  if (data.detections != nullptr)
    added.push_back(layers.add(std::make_unique<DetectionLayer>(std::move(data.detections))));
  return added;
}

}  // namespace snitt
