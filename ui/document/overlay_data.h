// From files of scores and of other programs to layers. Reading runs in any thread and makes the layers there, which
// takes a second for a million tiles; they are added in the UI thread.
#pragma once

#include <QSizeF>
#include <QString>

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "tiling/score_folder.h"
#include "tiling/slide_info.h"
#include "ui/layers/layer_stack.h"

namespace snitt {

struct OverlayData {
  std::shared_ptr<const ScoreFolder> score;    // of a score's folder
  std::vector<std::unique_ptr<Layer>> layers;  // of the UI thread already, hidden
};

struct OverlaySlide {
  QSizeF sizePx;
  std::optional<Mpp> mpp;
};

[[nodiscard]] Result<OverlayData> readScoreOverlay(const std::filesystem::path& folder, const OverlaySlide& slide);

// By the file's contents: a float TIFF is laid over the slide by its scale, or over all of it where either states none;
// tables of tiles give a layer a column, a GridLayer where the tiles lie side by side on one raster and a TileLayer
// where they do not. Errors: those of the readers, unsupported.
[[nodiscard]] Result<OverlayData> readOverlay(const std::filesystem::path& file, const OverlaySlide& slide);

// How values are drawn until somebody changes it at the layer.
struct ValueLook {
  ColourMap map = ColourMap::viridis;
  bool smooth = false;
};

// Returns what it added.
std::vector<Layer*> addLayers(LayerStack& layers, OverlayData data, const ValueLook& look = {});

}  // namespace snitt
