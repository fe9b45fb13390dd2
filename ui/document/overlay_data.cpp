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
#include "ui/layers/tile_layer.h"

namespace snitt {

namespace {

class Texts {
  Q_DECLARE_TR_FUNCTIONS(OverlayData)
};

// Said wherever the colours are, also in a picture that has left the program.
QString notADiagnosis(const Score& score) {
  QString status = Texts::tr("Research use only");
  if (score.bundleStatus == BundleStatus::untrained) status = Texts::tr("Untrained: numbers carry no meaning");
  if (score.bundleStatus == BundleStatus::demonstrator)
    status = Texts::tr("Demonstrator: numbers say nothing of a patient");
  return Texts::tr("contribution to this model's score, not a diagnosis") + QLatin1Char('\n') + status;
}

using SharedTable = std::shared_ptr<const TileTable>;
using SharedIndex = std::shared_ptr<const TileIndex>;

// Of a tile's edge: what neighbours may overlap and still lie on a raster. Tiles that happen to lie on one of single
// pixels do not.
constexpr double kLeastStep = 0.2;
constexpr std::size_t kMostEmptyCells = std::size_t{1} << 22;

// Standard deviation of the members of each tile.
std::vector<float> spreadOf(const TileTable& table) {
  std::vector<float> spread(table.tiles.size(), std::nanf(""));
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
    spread[tile] = static_cast<float>(std::isfinite(variance) ? std::sqrt(std::max(0.0, variance)) : NAN);
  }
  return spread;
}

QRectF rectOf(const LevelZeroRect& tile) {
  return {static_cast<double>(tile.minX), static_cast<double>(tile.minY), static_cast<double>(tile.width),
          static_cast<double>(tile.height)};
}

// A cell is a tile, or the part of it that a neighbour leaves free.
bool fitsTiles(const ValueGrid& grid, const TileTable& table) {
  const LevelZeroRect& first = table.tiles.front();
  const auto alike = [&](const LevelZeroRect& tile) {
    return std::abs(tile.width - first.width) <= 1 && std::abs(tile.height - first.height) <= 1;
  };
  const auto isStep = [](double step, std::int64_t edge) {
    return step >= kLeastStep * static_cast<double>(edge) && step <= static_cast<double>(edge) + 1;
  };
  return isStep(grid.stepXPx, first.width) && isStep(grid.stepYPx, first.height) &&
         grid.values.values.size() <= kMostEmptyCells + 16 * table.tiles.size() &&
         std::ranges::all_of(table.tiles, alike);
}

// One column after the other of one table; whether a raster fits is asked once.
class TableLayers {
 public:
  TableLayers(OverlayData& data, SharedTable table)
      : m_data(data), m_table(std::move(table)), m_index(std::make_shared<const TileIndex>(*m_table)) {}

  ValueLayer* add(LayerKind kind, const QString& name, std::vector<float> values, const QString& note) {
    auto layer = make(kind, name, std::move(values), note);
    layer->setTiles(m_table, m_index);
    ValueLayer* const added = layer.get();
    m_data.layers.push_back(std::move(layer));
    return added;
  }

 private:
  std::unique_ptr<ValueLayer> make(LayerKind kind, const QString& name, std::vector<float> values,
                                   const QString& note) {
    if (m_onRaster) {
      // The columns of a table share their tiles, and this one's numbers are what the raster is to hold.
      TileTable one{m_table->name, m_table->tiles, {"values"}, {std::move(values)}};
      auto grid = gridOf(one, 0);
      if (grid && fitsTiles(*grid, one)) return std::make_unique<GridLayer>(kind, name, std::move(*grid), note);
      m_onRaster = false;
      values = std::move(one.values.front());
    }
    return std::make_unique<TileLayer>(kind, name, m_table, std::move(values), note);
  }

  OverlayData& m_data;
  SharedTable m_table;
  SharedIndex m_index;
  bool m_onRaster = true;
};

Result<void> refuseEmpty(const TileTable& table) {
  if (table.tiles.empty()) return fail(ErrorKind::unsupported, "the table \"" + table.name + "\" holds no tile");
  return {};
}

void addScoreTable(OverlayData& data, std::vector<QRectF>& unreadable, const SharedTable& table) {
  const std::size_t ensemble = table->columns.size() - 1;
  TableLayers layers(data, table);
  const QString resolution = QString::fromStdString(table->name);
  layers.add(LayerKind::heatmap, Texts::tr("%1 heatmap").arg(resolution), table->values[ensemble],
             notADiagnosis(data.score->score));
  for (std::size_t tile = 0; tile < table->tiles.size(); ++tile)
    if (!std::isfinite(table->values[ensemble][tile])) unreadable.push_back(rectOf(table->tiles[tile]));
  if (table->columns.size() < 3) return;
  layers
      .add(LayerKind::spread, Texts::tr("%1 spread of members").arg(resolution), spreadOf(*table),
           Texts::tr("standard deviation of the members"))
      ->setColourMap(ColourMap::magma);
}

// A whole slide's raster by its step in µm at the scale that it was made with.
ValueGrid laidOver(Grid<float> values, double stepUmX, double stepUmY, const OverlaySlide& slide) {
  ValueGrid grid;
  grid.stepXPx = slide.sizePx.width() / std::max(1, values.width);
  grid.stepYPx = slide.sizePx.height() / std::max(1, values.height);
  if (slide.mpp && slide.mpp->x > 0 && slide.mpp->y > 0 && stepUmX > 0 && stepUmY > 0) {
    grid.stepXPx = stepUmX / slide.mpp->x;
    grid.stepYPx = stepUmY / slide.mpp->y;
  }
  grid.values = std::move(values);
  return grid;
}

QString stemOf(const std::filesystem::path& file) { return QString::fromStdString(file.stem().string()); }

Result<OverlayData> tilesOf(const SharedTable& table) {
  if (auto empty = refuseEmpty(*table); !empty) return fail(empty.error());
  OverlayData data;
  TableLayers layers(data, table);
  for (std::size_t column = 0; column < table->columns.size(); ++column)
    layers.add(LayerKind::tiles,
               QStringLiteral("%1: %2").arg(QString::fromStdString(table->name),
                                            QString::fromStdString(table->columns[column])),
               table->values[column], {});
  return data;
}

Result<OverlayData> readJsonOverlay(const std::filesystem::path& file, const std::string& text) {
  auto table = parseTileGeoJson(text, file.stem().string());
  if (table) return tilesOf(std::make_shared<const TileTable>(std::move(*table)));
  auto set = parseDetections(text, file.stem().string());
  if (!set) return failIn(file.string(), set.error());
  OverlayData data;
  data.layers.push_back(std::make_unique<DetectionLayer>(std::make_shared<const DetectionSet>(std::move(*set))));
  return data;
}

Result<OverlayData> readOther(const std::filesystem::path& file, const OverlaySlide& slide) {
  const QString suffix = QString::fromStdString(file.extension().string()).toLower();
  if (suffix == QLatin1String(".tif") || suffix == QLatin1String(".tiff")) {
    auto read = readForeignHeatmap(file);
    if (!read) return fail(read.error());
    OverlayData data;
    data.layers.push_back(std::make_unique<GridLayer>(
        LayerKind::tiles, stemOf(file), laidOver(std::move(read->values), read->stepUmX, read->stepUmY, slide)));
    return data;
  }
  const auto text = readFile(file);
  if (!text) return fail(text.error());
  if (suffix == QLatin1String(".csv")) {
    auto table = parseTileCsv(*text, file.stem().string());
    if (!table) return failIn(file.string(), table.error());
    auto data = tilesOf(std::make_shared<const TileTable>(std::move(*table)));
    if (!data) return failIn(file.string(), data.error());
    return data;
  }
  if (suffix == QLatin1String(".geojson") || suffix == QLatin1String(".json")) return readJsonOverlay(file, *text);
  return fail(ErrorKind::unsupported,
              file.string() + " is no overlay: a heatmap (.tif), tiles (.csv, .geojson) or detections (.geojson) are");
}

Result<OverlayData> readScore(const std::filesystem::path& folder, const OverlaySlide& slide) {
  auto read = readScoreFolder(folder);
  if (!read) return fail(read.error());
  OverlayData data;
  data.score = std::make_shared<const ScoreFolder>(std::move(*read));
  std::vector<QRectF> unreadable;
  // A resolution without tiles has nothing to show, and says so in its score.
  for (const TileTable& table : data.score->tiles)
    if (!table.tiles.empty() && !table.columns.empty())
      addScoreTable(data, unreadable, SharedTable(data.score, &table));
  // Of a resolution whose table was not kept the heatmap tells all there is, by the scale that the score was made with.
  const ScoredSlide& scored = data.score->score.slide;
  const OverlaySlide scoredAt{slide.sizePx, Mpp{scored.mppX, scored.mppY}};
  for (const FolderHeatmap& one : data.score->heatmaps) {
    const auto same = [&](const TileTable& table) { return table.name == one.resolution; };
    if (std::ranges::any_of(data.score->tiles, same)) continue;
    data.layers.push_back(std::make_unique<GridLayer>(
        LayerKind::heatmap, Texts::tr("%1 heatmap").arg(QString::fromStdString(one.resolution)),
        laidOver(one.heatmap.values, one.heatmap.stepUmX, one.heatmap.stepUmY, scoredAt),
        notADiagnosis(data.score->score)));
  }
  if (!unreadable.empty())
    data.layers.push_back(
        std::make_unique<HatchLayer>(LayerKind::unreadable, Texts::tr("Unreadable tiles"), std::move(unreadable)));
  if (!data.score->tumour.empty()) {
    const bool tissue = data.score->score.tumourSource == "tissue";
    data.layers.push_back(std::make_unique<OutlineLayer>(
        LayerKind::tumour, tissue ? Texts::tr("Scored tissue") : Texts::tr("Tumour outline"), data.score->tumour,
        tissue ? QColor(0, 140, 70) : QColor(200, 0, 0)));
  }
  return data;
}

Result<OverlayData> ofTheUiThread(Result<OverlayData> data) {
  const QCoreApplication* application = QCoreApplication::instance();
  if (data && application != nullptr)
    for (const auto& layer : data->layers) layer->moveToThread(application->thread());
  return data;
}

}  // namespace

Result<OverlayData> readScoreOverlay(const std::filesystem::path& folder, const OverlaySlide& slide) {
  return ofTheUiThread(readScore(folder, slide));
}

Result<OverlayData> readOverlay(const std::filesystem::path& file, const OverlaySlide& slide) {
  auto data = readOther(file, slide);
  if (data)
    for (const auto& layer : data->layers) layer->setFileName(stemOf(file));
  return ofTheUiThread(std::move(data));
}

std::vector<Layer*> addLayers(LayerStack& layers, OverlayData data, const ValueLook& look) {
  std::vector<Layer*> added;
  for (auto& layer : data.layers) {
    if (auto* values = qobject_cast<ValueLayer*>(layer.get()); values != nullptr) {
      if (values->kind() != LayerKind::spread) values->setColourMap(look.map);
      values->setSmooth(look.smooth && values->canSmooth());
    }
    added.push_back(layers.add(std::move(layer)));
  }
  return added;
}

}  // namespace snitt
