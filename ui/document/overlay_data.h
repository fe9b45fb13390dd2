// From files of scores and of other programs to what layers are made of. The reading half runs in any thread; the layers
// are made in the UI thread from what it gives.
#pragma once

#include <QSizeF>
#include <QString>

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "core/overlay/detections.h"
#include "core/overlay/tile_table.h"
#include "tiling/score_folder.h"
#include "tiling/slide_info.h"
#include "ui/layers/layer_stack.h"

namespace snitt {

struct PreparedGrid {
  LayerKind kind = LayerKind::tiles;
  QString name;
  ValueGrid grid;
  std::shared_ptr<const TileTable> table;  // null: values alone
  std::shared_ptr<const TileIndex> index;
};

struct OverlayData {
  std::shared_ptr<const ScoreFolder> score;  // of a score's folder
  std::vector<PreparedGrid> grids;
  std::vector<QRectF> unreadable;
  std::shared_ptr<const DetectionSet> detections;
};

struct OverlaySlide {
  QSizeF sizePx;
  std::optional<Mpp> mpp;
};

[[nodiscard]] Result<OverlayData> readScoreOverlay(const std::filesystem::path& folder, const OverlaySlide& slide);

// By the file's contents: a float TIFF is laid over the slide by its scale, or over all of it where either states none;
// tables of tiles give a layer a column. Errors: those of the readers, unsupported.
[[nodiscard]] Result<OverlayData> readOverlay(const std::filesystem::path& file, const OverlaySlide& slide);

struct OverlayStyle {
  ColourMap colourMap = ColourMap::viridis;  // of heatmaps
  bool smooth = false;                       // between tiles
};

// Returns what was added.
std::vector<Layer*> addLayers(LayerStack& layers, OverlayData data, const OverlayStyle& style);

}  // namespace snitt
