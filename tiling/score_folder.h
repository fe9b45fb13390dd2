// A folder that `snitt score` wrote, read again: what the page of a score and the viewer show.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/geojson.h"
#include "core/image.h"
#include "core/overlay/tile_table.h"
#include "core/polygon.h"
#include "core/result.h"
#include "core/score.h"
#include "tiling/heatmap_tiff.h"

namespace snitt {

struct FolderHeatmap {
  std::string resolution;
  Heatmap heatmap;
};

struct ScoreFolder {
  std::filesystem::path folder;
  Score score;
  std::vector<Polygon> tumour;          // level-0 pixels; empty where the file was not kept
  bool tumourKept = false;              // whether tumour.geojson was there
  std::vector<OutlineFeature> outline;  // what the score rests on: outline.geojson where one was given, else
                                        // tumour.geojson; empty where neither was kept
  std::vector<FolderHeatmap> heatmaps;  // those whose file was kept
  std::vector<TileTable> tiles;         // by resolution (name = resolution), those whose file was kept; the last column
                                        // is "ensemble"
  Image thumbnail;                      // empty where it was not kept
  std::string card;                     // the model card's text; empty where it was not kept
};

// Which parts to read beside score.json, which is always read.
struct ScoreFolderParts {
  bool tiles = true;
  bool card = true;
};

// Errors: notFound (no folder, no score.json), corrupt, unsupported (a newer format), io; each names the file.
[[nodiscard]] Result<ScoreFolder> readScoreFolder(const std::filesystem::path& folder,
                                                  const ScoreFolderParts& parts = {});

// Any single-band float TIFF of other programs, its finest level, tiled or striped; without a scale where the file
// states none, or one for print (300 dots per inch) alone. NaN also where GDAL_NODATA says so and for what no float can
// hold. Errors: notFound, io, unsupported (not a single band of 32- or 64-bit floats, several pictures of one size,
// more than 128 million pixels), corrupt, with the name.
struct ForeignHeatmap {
  Grid<float> values;
  double stepUmX = 0;  // 0: unknown
  double stepUmY = 0;
};
[[nodiscard]] Result<ForeignHeatmap> readForeignHeatmap(const std::filesystem::path& file);

}  // namespace snitt
