#include "tiling/score_folder.h"

#include <optional>

#include "core/atomic_file.h"
#include "core/geojson.h"
#include "tiling/guard_p.h"
#include "tiling/png_image.h"

namespace snitt {

namespace {

namespace fs = std::filesystem;

// The contents; none where the file was not kept.
Result<std::optional<std::string>> contentsOf(const fs::path& file) {
  auto text = readFile(file);
  if (text) return std::optional(std::move(*text));
  if (text.error().kind == ErrorKind::notFound) return std::nullopt;
  return fail(text.error());
}

Result<Score> readScore(const fs::path& folder) {
  std::error_code ignored;
  if (!fs::exists(folder, ignored)) return fail(ErrorKind::notFound, "there is no folder " + folder.string());
  const auto json = readFile(folder / "score.json");
  if (!json)
    return json.error().kind == ErrorKind::notFound
               ? fail(ErrorKind::notFound,
                      "the folder " + folder.string() + " holds no score.json: name the folder of one slide's results")
               : fail(json.error());
  auto score = parseScore(*json);
  if (!score) return failIn((folder / "score.json").string(), score.error());
  return score;
}

Result<void> addOutline(ScoreFolder& into) {
  const auto file = into.folder / "tumour.geojson";
  const auto text = contentsOf(file);
  if (!text) return fail(text.error());
  if (!*text) return {};
  auto features = parseOutlines(**text);
  if (!features) return failIn(file.string(), features.error());
  into.tumourKept = true;
  auto given = contentsOf(into.folder / "outline.geojson");
  if (!given) return fail(given.error());
  auto outline = *given ? parseOutlines(**given) : features;
  if (!outline) return failIn((into.folder / "outline.geojson").string(), outline.error());
  into.outline = std::move(*outline);
  for (OutlineFeature& feature : *features)
    into.tumour.insert(into.tumour.end(), feature.polygons.begin(), feature.polygons.end());
  return {};
}

Result<void> addHeatmaps(ScoreFolder& into) {
  for (const ScoredResolution& one : into.score.resolutions) {
    auto heatmap = readHeatmap(into.folder / ("heatmap-" + one.name + ".tif"));
    if (heatmap)
      into.heatmaps.push_back({one.name, std::move(*heatmap)});
    else if (heatmap.error().kind != ErrorKind::notFound)
      return fail(heatmap.error());
  }
  return {};
}

Result<void> addTiles(ScoreFolder& into) {
  for (const ScoredResolution& one : into.score.resolutions) {
    const auto file = into.folder / ("tiles-" + one.name + ".csv");
    const auto text = contentsOf(file);
    if (!text) return fail(text.error());
    if (!*text) continue;
    auto table = parseTileCsv(**text, one.name);
    if (!table) return failIn(file.string(), table.error());
    if (table->columns.back() != "ensemble")
      return fail(ErrorKind::corrupt, file.string() + ": its last column is not \"prob_ensemble\"");
    into.tiles.push_back(std::move(*table));
  }
  return {};
}

Result<void> addThumbnail(ScoreFolder& into) {
  const auto file = into.folder / "thumbnail.png";
  const auto bytes = contentsOf(file);
  if (!bytes) return fail(bytes.error());
  if (!*bytes) return {};
  auto picture = decodePng(**bytes);
  if (!picture) return failIn(file.string(), picture.error());
  into.thumbnail = std::move(*picture);
  return {};
}

Result<void> addCard(ScoreFolder& into) {
  auto text = contentsOf(into.folder / "model-card.md");
  if (!text) return fail(text.error());
  into.card = std::move(*text).value_or("");
  return {};
}

Result<ScoreFolder> readFrom(const fs::path& folder, const ScoreFolderParts& parts) {
  ScoreFolder result;
  result.folder = folder;
  auto score = readScore(folder);
  if (!score) return fail(score.error());
  result.score = std::move(*score);
  auto done =
      addOutline(result).and_then([&] { return addHeatmaps(result); }).and_then([&] { return addThumbnail(result); });
  if (done && parts.tiles) done = addTiles(result);
  if (done && parts.card) done = addCard(result);
  if (!done) return fail(done.error());
  return result;
}

}  // namespace

Result<ScoreFolder> readScoreFolder(const fs::path& folder, const ScoreFolderParts& parts) {
  return guarded("reading " + folder.string(), [&] { return readFrom(folder, parts); });
}

}  // namespace snitt
