#include "app/snitt/report_output.h"

#include "core/atomic_file.h"
#include "core/geojson.h"
#include "tiling/png_image.h"

namespace snitt::app {

namespace {

ReportHeatmap onPage(const std::string& resolution, Heatmap heatmap, const Score& score) {
  return {resolution, std::move(heatmap.values), heatmap.stepUmX / score.slide.mppX};
}

Result<void> addOutline(ScoreReport& report, const std::filesystem::path& folder) {
  const auto file = folder / "tumour.geojson";
  if (!std::filesystem::exists(file)) return {};
  const auto text = readFile(file);
  if (!text) return fail(text.error());
  auto features = parseOutlines(*text);
  if (!features) return failIn(file.string(), features.error());
  for (OutlineFeature& feature : *features)
    report.tumour.insert(report.tumour.end(), feature.polygons.begin(), feature.polygons.end());
  return {};
}

Result<void> addHeatmaps(ScoreReport& report, const std::filesystem::path& folder) {
  for (const ScoredResolution& one : report.score.resolutions) {
    const auto file = folder / ("heatmap-" + one.name + ".tif");
    if (!std::filesystem::exists(file)) continue;
    auto heatmap = readHeatmap(file);
    if (!heatmap) return fail(heatmap.error());
    report.heatmaps.push_back(onPage(one.name, std::move(*heatmap), report.score));
  }
  return {};
}

Result<void> addThumbnail(ScoreReport& report, const std::filesystem::path& folder) {
  const auto file = folder / "thumbnail.png";
  if (!std::filesystem::exists(file)) return {};
  const auto bytes = readFile(file);
  if (!bytes) return fail(bytes.error());
  auto picture = decodePng(*bytes);
  if (!picture) return failIn(file.string(), picture.error());
  report.thumbnail = std::move(*picture);
  return {};
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
  std::error_code ignored;
  if (!std::filesystem::exists(folder, ignored))
    return fail(ErrorKind::notFound, "there is no folder " + folder.string());
  const auto json = readFile(folder / "score.json");
  if (!json)
    return json.error().kind == ErrorKind::notFound
               ? fail(ErrorKind::notFound,
                      "the folder " + folder.string() + " holds no score.json: name the folder of one slide's results")
               : fail(json.error());
  auto score = parseScore(*json);
  if (!score) return failIn((folder / "score.json").string(), score.error());
  ScoreReport report;
  report.score = std::move(*score);
  if (showPaths) report.slideName = std::filesystem::path(report.score.slide.path).filename().string();
  if (auto added = addOutline(report, folder); !added) return fail(added.error());
  if (auto added = addHeatmaps(report, folder); !added) return fail(added.error());
  if (auto added = addThumbnail(report, folder); !added) return fail(added.error());
  return report;
}

}  // namespace snitt::app
