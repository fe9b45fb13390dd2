// Folders of scores that nobody computed, as the viewer shows them: one of each kind that a person can get to see.
#pragma once

#include <cmath>
#include <limits>
#include <memory>
#include <string>

#include "core/sha256.h"
#include "tiling/score_folder.h"

namespace snitt::test {

enum class FolderKind { goodResearch, poorDemonstratorOutside, untrainedUncertain, notAssessable };

inline ScoredResolution sampleResolution(const std::string& name, double tileUm, int tiles, double threshold,
                                         double mean) {
  ScoredResolution one;
  one.name = name;
  one.tileUm = tileUm;
  one.mpp = tileUm / 512;
  one.tiles = tiles;
  one.threshold = threshold;
  const double spread[] = {-0.061, 0.018, -0.004, 0.035, 0.012};
  for (int i = 0; i < 5; ++i) one.members.push_back({name + "-" + std::to_string(i + 1), mean + spread[i]});
  one.score = mean;
  one.prognosis = mean > threshold ? Prognosis::poor : Prognosis::good;
  return one;
}

// A plan of `tiles` squares whose scores go around `mean`; every 37th tile has none.
inline TileTable sampleTable(const std::string& name, int tiles, std::int64_t edgePx, double mean) {
  TileTable table;
  table.name = name;
  table.columns = {name + "-1", name + "-2", "ensemble"};
  table.values.resize(3);
  for (int i = 0; i < tiles; ++i) {
    table.tiles.push_back({(i % 17) * edgePx, (i / 17) * edgePx, edgePx, edgePx});
    const double wave = 0.2 * std::sin(i * 12.9898) * std::cos(i * 0.37) + 0.06 * std::cos(i * 78.233);
    for (std::size_t column = 0; column < 3; ++column)
      table.values[column].push_back(i % 37 == 5
                                         ? std::numeric_limits<float>::quiet_NaN()
                                         : static_cast<float>(mean + wave + (static_cast<double>(column) - 1) * 0.01));
  }
  return table;
}

inline ScoreFolder sampleFolder(double at10, double at40) {
  ScoreFolder folder;
  Score& score = folder.score;
  score.slide.sha256 = sha256Of("slide");
  score.slide.fingerprint = sha256Of("fingerprint");
  score.slide.vendor = "aperio";
  score.slide.widthPx = 52000;
  score.slide.heightPx = 38000;
  score.slide.mppX = score.slide.mppY = 0.2503;
  score.slide.mppSource = "file";
  score.bundleId = "sample";
  score.bundleName = "Sample bundle";
  score.bundleVersion = "1.2.0";
  score.bundleSha256 = sha256Of("bundle");
  score.bundleStatus = BundleStatus::research;
  score.bundleSignature = {SignatureState::trusted, sha256Of("key"), "Institute of Samples"};
  score.scope.findings = {{"organ", FactState::met, "colon (typed by anna), allowed: colon, rectum"},
                          {"stain", FactState::met, "H&E (pixels), allowed: H&E"},
                          {"mpp", FactState::met, "0.25 (file), allowed: 0.2 to 0.3"}};
  score.tissueQuality = QualityFigures{251.3, 0.004, 0.02, 0.03, 182};
  score.tumourQuality = QualityFigures{48.6, 0, 0.013, 0.021, 168};
  score.stainSeen = "H&E";
  score.tumourSource = "network";
  score.tumourAreaMm2 = 48.62;
  score.tumourComponents = 1;
  score.resolutions = {sampleResolution("10x", 471, 231, 0.5, at10), sampleResolution("40x", 118, 3604, 0.46, at40)};
  score.resolutions[0].unreadable = {5, 42};
  score.combined = (at10 + at40) / 2;
  const auto ten = *score.resolutions[0].prognosis;
  score.prognosis = ten == *score.resolutions[1].prognosis ? ten : Prognosis::uncertain;
  score.risk.reason = "not configured";
  score.run = {"b3c1f0de-5a77-4d3e-9c51-2f0a77c1d9aa",
               "2026-05-04T09:31:22Z",
               71.4,
               {{"networks", 52.25}, {"tissue", 3.5}, {"tumour", 11.75}},
               "cpu",
               "fp32",
               "fp32, oneDNN fused convolutions, channels-last, 1 tile a pass",
               "bf16 was too far off",
               8,
               "snitt 0.1.0",
               "anna"};
  folder.tiles = {sampleTable("10x", 231, 1884, at10), sampleTable("40x", 3604, 472, at40)};
  folder.card = "# Sample bundle\n\n## Intended use\n\nResearch on *colorectal* H&E slides.\n\n- not for patients\n";
  return folder;
}

inline ScoreFolder sampleFolder(FolderKind kind) {
  if (kind == FolderKind::goodResearch) {
    ScoreFolder folder = sampleFolder(0.284, 0.302);
    folder.score.why = "Good: 10x 0.28 is 0.22 below its threshold 0.50 and 40x 0.30 is 0.16 below its threshold 0.46";
    return folder;
  }
  if (kind == FolderKind::poorDemonstratorOutside) {
    ScoreFolder folder = sampleFolder(0.731, 0.655);
    Score& score = folder.score;
    score.bundleStatus = BundleStatus::demonstrator;
    score.bundleSignature = {};
    score.why = "Poor: 10x 0.73 is 0.23 above its threshold 0.50 and 40x 0.66 is 0.20 above its threshold 0.46";
    score.scope.ok = false;
    score.scope.findings[1] = {"stain", FactState::unknown, "not known; allowed: H&E"};
    score.scope.findings[2] = {"mpp", FactState::violated, "0.499 (file), allowed: 0.2 to 0.3"};
    score.scopeOverride = "external slide for the comparison of scanners, agreed with the study's lead";
    score.untrusted = {{"networks/10x-1.pt", score.bundleSha256}};
    score.tumourSource = "outline given by maria (sha256 0123456789abcdef)";
    score.tumourDice = 0.873;
    score.slide.findings = {"the file's colours were converted from YCbCr, although its header says RGB"};
    return folder;
  }
  if (kind == FolderKind::untrainedUncertain) {
    ScoreFolder folder = sampleFolder(0.431, 0.512);
    folder.score.bundleStatus = BundleStatus::untrained;
    folder.score.notice = "untrained: numbers carry no meaning";
    folder.score.why =
        "Uncertain: the resolutions disagree; 40x 0.51 is 0.05 above its threshold 0.46 (poor), but 10x 0.43 is 0.07 "
        "below its threshold 0.50 (good)";
    return folder;
  }
  ScoreFolder folder = sampleFolder(0.284, 0.302);
  Score& score = folder.score;
  for (ScoredResolution& one : score.resolutions) {
    one.members.clear();
    one.unreadable.clear();
    one.score.reset();
    one.prognosis.reset();
  }
  score.combined.reset();
  score.prognosis.reset();
  score.tumourAreaMm2 = 0.71;
  score.tumourQuality->areaMm2 = 0.71;
  score.tumourQuality->blurShare = std::numeric_limits<double>::quiet_NaN();
  score.notAssessable = "the tumour measures 0.71 mm², the bundle asks for at least 2 mm²";
  score.why = "Not assessable: " + score.notAssessable;
  folder.tiles.clear();
  return folder;
}

inline std::shared_ptr<const ScoreFolder> sharedFolder(FolderKind kind) {
  return std::make_shared<const ScoreFolder>(sampleFolder(kind));
}

}  // namespace snitt::test
