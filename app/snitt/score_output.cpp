#include "app/snitt/score_output.h"

#include <fmt/format.h>

#include <array>

#include "app/snitt/report_output.h"
#include "core/decision/tell_apart.h"
#include "core/geojson.h"
#include "core/text/number.h"
#include "tiling/heatmap_tiff.h"
#include "tiling/png_image.h"

namespace snitt::app {

namespace {

std::string resolutionLine(const ScoredResolution& one) {
  std::string line = fmt::format("  {:<12} {} {}", one.name, one.tiles, one.tiles == 1 ? "tile" : "tiles");
  if (!one.unreadable.empty()) line += fmt::format(" ({} unreadable)", one.unreadable.size());
  if (one.score) {
    const int decimals = decimalsToTellApart(*one.score, one.threshold, 3);
    line += fmt::format(", score {}, threshold {}", fixed(*one.score, decimals), fixed(one.threshold, decimals));
    if (one.prognosis) line += fmt::format(" → {}", toText(*one.prognosis));
  }
  return line + "\n";
}

std::string tumourLine(const Score& score) {
  if (score.tumourComponents == 0) return fmt::format("  {:<12} none found ({})\n", "tumour", score.tumourSource);
  std::string line =
      fmt::format("  {:<12} {:.2f} mm² in {} {} ({})", "tumour", score.tumourAreaMm2, score.tumourComponents,
                  score.tumourComponents == 1 ? "part" : "parts", score.tumourSource);
  if (score.tumourDice) line += fmt::format(", Dice with the network's {:.2f}", *score.tumourDice);
  return line + "\n";
}

}  // namespace

std::string tumourGeoJson(const std::vector<Polygon>& outline, const std::string& source, double areaMm2,
                          const std::string& notice) {
  if (outline.empty()) return formatOutlines({});
  OutlineFeature feature;
  // QuPath's own name and colour for tumour, so that it opens there as people know it.
  feature.className = source == "tissue" ? "Tissue" : "Tumor";
  feature.color = source == "tissue" ? std::array{0, 160, 80} : std::array{200, 0, 0};
  feature.polygons = outline;
  feature.measurements = {{"Area mm^2", areaMm2}};
  feature.notice = notice;
  return formatOutlines({feature});
}

Result<std::map<std::string, std::string>> resultFiles(const ScoreRecord& record, const OutputChoice& choice) {
  const Score& score = record.score;
  const std::set<std::string>& outputs = choice.outputs;
  std::map<std::string, std::string> files{{"score.json", formatScore(score)}};
  if (!choice.card.empty()) files["model-card.md"] = choice.card;
  if (outputs.contains("tumour"))
    files["tumour.geojson"] = tumourGeoJson(record.tumour, score.tumourSource, score.tumourAreaMm2, score.notice);
  // As it was given, with the ids of its annotations: its hash stands in score.json.
  if (outputs.contains("tumour") && !choice.givenOutline.empty()) files["outline.geojson"] = choice.givenOutline;
  if (outputs.contains("tiles"))
    for (const TileGrid& grid : record.grids) files["tiles-" + grid.resolution + ".csv"] = formatTileScores(grid);
  if (outputs.contains("heatmap")) {
    for (const TileGrid& grid : record.grids) {
      auto heatmap = heatmapTiff(grid, heatmapSlide(score), score.notice);
      if (!heatmap) return fail(heatmap.error());
      files["heatmap-" + grid.resolution + ".tif"] = std::move(*heatmap);
    }
  }
  if (!outputs.contains("report")) return files;
  auto page = reportOf(record, choice.thumbnail, choice.slideName).and_then([&](ScoreReport report) {
    report.labCase = choice.labCase;
    return scoreReportPdf(report);
  });
  if (!page) return fail(page.error());
  files["report.pdf"] = std::move(*page);
  if (!choice.thumbnail.bytes.empty()) {
    auto picture = encodePng(choice.thumbnail);
    if (!picture) return fail(picture.error());
    files["thumbnail.png"] = std::move(*picture);
  }
  return files;
}

std::string summary(const Score& score, const std::string& slide, const std::filesystem::path& folder) {
  std::string text = slide + "\n";
  if (!score.notice.empty()) text += "  " + score.notice + "\n";
  text += fmt::format("  {:<12} {:.4f} µm/px ({}), {} × {} px\n", "scale", (score.slide.mppX + score.slide.mppY) / 2,
                      score.slide.mppSource, score.slide.widthPx, score.slide.heightPx);
  for (const std::string& finding : score.slide.findings) text += fmt::format("  {:<12} {}\n", "finding", finding);
  if (!score.scopeOverride.empty())
    text += fmt::format("  {:<12} outside the bundle's scope, scored because: {}\n", "scope", score.scopeOverride);
  if (score.bundleSignature.state != SignatureState::none)
    text += fmt::format("  {:<12} bundle {}\n", "signature", describe(score.bundleSignature));
  for (const UntrustedCode& one : score.untrusted)
    text += fmt::format("  {:<12} {} ran without a trusted signature (sha256 {})\n", "untrusted", one.file, one.sha256);
  text += tumourLine(score);
  if (const auto& quality = score.tumourQuality)
    text += fmt::format("  {:<12} pen {:.0f} %, folds {:.0f} %, blurred {:.0f} % of the region; stain {}\n", "quality",
                        quality->penShare * 100, quality->foldShare * 100, quality->blurShare * 100, score.stainSeen);
  for (const ScoredResolution& one : score.resolutions) text += resolutionLine(one);
  text += fmt::format("  {:<12} {}\n", "class", score.prognosis ? toText(*score.prognosis) : "none");
  text += fmt::format("  {:<12} {}\n", "why", score.why);
  text += fmt::format("  {:<12} {:.1f} s on {} ({}), {} threads\n", "time", score.run.seconds, score.run.device,
                      score.run.precision, score.run.threads);
  text += fmt::format("  {:<12} {}\n", "results", folder.string());
  return text + "  research use only; machine output, not reviewed\n";
}

}  // namespace snitt::app
