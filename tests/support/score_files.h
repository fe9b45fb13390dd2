// The files of a score's folder, as `snitt score` leaves them, of numbers that nobody computed.
#pragma once

#include <filesystem>

#include "core/geojson.h"
#include "support/sample_record.h"
#include "support/tiff_surgery.h"
#include "tiling/heatmap_tiff.h"
#include "tiling/slide_info.h"

namespace snitt::test {

// Of the slide that `info` describes; from 800 × 850 level-0 pixels on all tiles lie on it.
inline ScoreRecord recordOf(const SlideInfo& info) {
  ScoreRecord record = sampleRecord(1);
  Score& score = record.score;
  score.slide.widthPx = info.levels.front().widthPx;
  score.slide.heightPx = info.levels.front().heightPx;
  score.slide.mppX = score.slide.mppY = info.mpp ? info.mpp->x : 0.25;
  if (const auto fingerprint = fingerprintOf(info)) score.slide.fingerprint = *fingerprint;
  // The 10x tiles are twice as far apart and twice as large as those of 40x.
  record.grids[0].geometry.downsample *= 2;
  record.grids[0].tiles.resize(80);
  for (auto& scores : record.grids[0].scores) scores.resize(80);
  for (std::size_t i = 0; i < 2; ++i) {
    const TileGeometry& geometry = record.grids[i].geometry;
    score.resolutions[i].mpp = geometry.downsample * score.slide.mppX;
    score.resolutions[i].tileUm = geometry.tilePx * score.resolutions[i].mpp;
    score.resolutions[i].tiles = static_cast<int>(record.grids[i].tiles.size());
  }
  record.tumour = {{{{100, 100}, {900, 100}, {900, 800}, {100, 800}}, {}}};
  return record;
}

inline void writeScoreFolder(const std::filesystem::path& folder, const ScoreRecord& record) {
  std::filesystem::create_directories(folder);
  const Score& score = record.score;
  writeBytes(folder / "score.json", formatScore(score));
  OutlineFeature tumour;
  tumour.polygons = record.tumour;
  writeBytes(folder / "tumour.geojson", formatOutlines({tumour}));
  for (const TileGrid& grid : record.grids) {
    writeBytes(folder / ("tiles-" + grid.resolution + ".csv"), formatTileScores(grid));
    writeBytes(
        folder / ("heatmap-" + grid.resolution + ".tif"),
        heatmapTiff(grid, {score.slide.widthPx, score.slide.heightPx, score.slide.mppX, score.slide.mppY}).value());
  }
  writeBytes(folder / "model-card.md", "# Card\n\nFor research.\n");
}

}  // namespace snitt::test
