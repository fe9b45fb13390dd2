#include "app/snitt/report_output.h"

#include "core/drawing/outline_file.h"
#include "tiling/score_folder.h"
#include "tiling/score_versions.h"

namespace snitt::app {

namespace {

ReportHeatmap onPage(const std::string& resolution, Heatmap heatmap, const Score& score) {
  return {resolution, std::move(heatmap.values), heatmap.stepUmX / score.slide.mppX};
}

// What is drawn on the slide of a score; an error where that is not known.
Result<DrawnNow> drawnOn(const Score& score, const DrawingPlaces& drawings) {
  if (score.slide.fingerprint.empty()) return DrawnNow{};
  return readDrawing(score.slide.fingerprint, drawings);
}

// Whether somebody has changed since what the score rests on. A drawing that cannot be read is told: a page that says
// nothing of it would say that all is well.
std::string staleOf(const std::vector<OutlineFeature>& outline, const Result<DrawnNow>& drawn) {
  if (!drawn) return "Whether its outline was edited since is not known: " + drawn.error().message + ".";
  const std::string reason = staleReason(outlineState(outline, *drawn));
  return reason.empty() ? reason : "Stale: " + reason + ". Score again inside the present outline.";
}

}  // namespace

ReportCase reportCaseOf(const CaseOfSlide& slide) {
  ReportCase out{toText(slide.name), slide.pending, {}, {}, {}};
  if (slide.patient.masked) return out;
  const PatientIdentity& identity = slide.patient.identity;
  out.patient = displayName(identity);
  out.birthDate = identity.birthDate;
  if (!identity.numbers.empty()) out.number = identity.numbers.front().number;
  return out;
}

bool namesPatient(const std::optional<ReportCase>& labCase) {
  return labCase && !(labCase->patient.empty() && labCase->birthDate.empty() && labCase->number.empty());
}

HeatmapSlide heatmapSlide(const Score& score) {
  return {score.slide.widthPx, score.slide.heightPx, score.slide.mppX, score.slide.mppY};
}

Result<ScoreReport> reportOf(const ScoreRecord& record, const Image& thumbnail, const std::string& slideName) {
  ScoreReport report{record.score, slideName, thumbnail, record.tumour, {}, {}, {}, {}};
  for (const TileGrid& grid : record.grids) {
    auto heatmap = makeHeatmap(grid, heatmapSlide(record.score));
    if (!heatmap) return fail(heatmap.error());
    report.heatmaps.push_back(onPage(grid.resolution, std::move(*heatmap), record.score));
  }
  return report;
}

Result<ScoreReport> readReport(const std::filesystem::path& folder, bool showPaths, const DrawingPlaces& drawings) {
  auto files = readScoreFolder(folder, {.tiles = false, .card = false});
  if (!files) return fail(files.error());
  ScoreReport report{
      std::move(files->score), {}, std::move(files->thumbnail), std::move(files->tumour), {}, {}, {}, {}};
  if (showPaths) report.slideName = std::filesystem::path(report.score.slide.path).filename().string();
  for (FolderHeatmap& one : files->heatmaps)
    report.heatmaps.push_back(onPage(one.resolution, std::move(one.heatmap), report.score));
  const auto drawn = drawnOn(report.score, drawings);
  report.stale = staleOf(files->outline, drawn);
  for (ScoreVersion& other : versionsBeside(folder, report.score))
    report.others.push_back({std::move(other.score), std::move(other.tumour),
                             drawn && outlineState(other.outline, *drawn) != OutlineState::asScored});
  return report;
}

}  // namespace snitt::app
