#include "app/snitt/report_output.h"

#include "tiling/score_folder.h"

namespace snitt::app {

namespace {

ReportHeatmap onPage(const std::string& resolution, Heatmap heatmap, const Score& score) {
  return {resolution, std::move(heatmap.values), heatmap.stepUmX / score.slide.mppX};
}

}  // namespace

HeatmapSlide heatmapSlide(const Score& score) {
  return {score.slide.widthPx, score.slide.heightPx, score.slide.mppX, score.slide.mppY};
}

Result<ScoreReport> reportOf(const ScoreRecord& record, const Image& thumbnail, const std::string& slideName) {
  ScoreReport report{record.score, slideName, thumbnail, record.tumour, {}};
  for (const TileGrid& grid : record.grids) {
    auto heatmap = makeHeatmap(grid, heatmapSlide(record.score));
    if (!heatmap) return fail(heatmap.error());
    report.heatmaps.push_back(onPage(grid.resolution, std::move(*heatmap), record.score));
  }
  return report;
}

Result<ScoreReport> readReport(const std::filesystem::path& folder, bool showPaths) {
  auto files = readScoreFolder(folder, {.tiles = false, .card = false});
  if (!files) return fail(files.error());
  ScoreReport report{std::move(files->score), {}, std::move(files->thumbnail), std::move(files->tumour), {}};
  if (showPaths) report.slideName = std::filesystem::path(report.score.slide.path).filename().string();
  for (FolderHeatmap& one : files->heatmaps)
    report.heatmaps.push_back(onPage(one.resolution, std::move(one.heatmap), report.score));
  return report;
}

}  // namespace snitt::app
