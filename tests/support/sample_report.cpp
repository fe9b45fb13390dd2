#include "support/sample_report.h"

#include <cmath>
#include <limits>

#include "support/paint_overview.h"

namespace snitt::test {

namespace {

constexpr std::int64_t kWidthPx = 52000;
constexpr std::int64_t kHeightPx = 38000;
constexpr double kMpp = 0.2503;
constexpr int kThumbWidth = 1040;
constexpr int kThumbHeight = 760;
constexpr double kPerThumb = 50;  // level-0 pixels

Image thumbnail() {
  Image image(kThumbWidth, kThumbHeight);
  layTissue(image, ellipse(480, 400, 380, 280), haematoxylin, eosin, 3);
  layTissue(image, ellipse(600, 420, 170, 150), haematoxylin, haematoxylin, 4);
  return image;
}

Polygon tumour() {
  Polygon polygon;
  for (int i = 0; i < 180; ++i) {
    const double angle = i * 2 * 3.14159265358979 / 180;
    const double radius = 160 + 14 * std::sin(angle * 5) + 6 * std::sin(angle * 17);
    polygon.outer.push_back(
        {(600 + radius * std::cos(angle)) * kPerThumb, (420 + radius * 0.9 * std::sin(angle)) * kPerThumb});
  }
  return polygon;
}

ReportHeatmap heatmap(const std::string& resolution, double tileUm, double centre) {
  ReportHeatmap map;
  map.resolution = resolution;
  map.stepPx = tileUm / kMpp;
  const auto cells = [&](std::int64_t px) { return static_cast<int>(std::ceil(static_cast<double>(px) / map.stepPx)); };
  map.values = Grid<float>(cells(kWidthPx), cells(kHeightPx), std::numeric_limits<float>::quiet_NaN());
  for (int y = 0; y < map.values.height; ++y)
    for (int x = 0; x < map.values.width; ++x) {
      const double dx = ((x + 0.5) * map.stepPx / kPerThumb - 600) / 155;
      const double dy = ((y + 0.5) * map.stepPx / kPerThumb - 420) / 140;
      if (dx * dx + dy * dy > 1) continue;
      const double wave = 0.25 * std::sin(dx * 4) * std::cos(dy * 3) + 0.06 * std::sin(x * 12.9898 + y * 78.233);
      map.values.at(x, y) = static_cast<float>(std::clamp(centre + wave, 0.0, 1.0));
    }
  return map;
}

ScoredResolution resolution(const std::string& name, double tileUm, int tiles, double threshold, double mean) {
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

Score sampleScore(double at10, double at40) {
  Score score;
  score.slide.sha256 = "5a1d9e0b7c4f3328a6e1f0c9d8b7a69584736251403f2e1d0c9b8a7968574635";
  score.slide.fingerprint = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
  score.slide.vendor = "aperio";
  score.slide.widthPx = kWidthPx;
  score.slide.heightPx = kHeightPx;
  score.slide.mppX = kMpp;
  score.slide.mppY = kMpp;
  score.slide.mppSource = "file";
  score.bundleId = "sample";
  score.bundleName = "Sample bundle";
  score.bundleVersion = "1.2.0";
  score.bundleSha256 = "0c9b8a79685746355a1d9e0b7c4f3328a6e1f0c9d8b7a69584736251403f2e1d";
  score.bundleStatus = BundleStatus::research;
  score.scope.findings = {{"organ", FactState::met, "colon (typed by anna), allowed: colon, rectum"},
                          {"stain", FactState::met, "H&E (pixels), allowed: H&E"},
                          {"mpp", FactState::met, "0.25 (file), allowed: 0.2 to 0.3"}};
  score.tissueQuality = QualityFigures{251.3, 0.004, 0.02, 0.03, 182};
  score.tumourQuality = QualityFigures{48.6, 0, 0.013, 0.021, 168};
  score.stainSeen = "H&E";
  score.tumourSource = "network";
  score.tumourAreaMm2 = 48.62;
  score.tumourComponents = 1;
  score.resolutions = {resolution("10x", 471, 231, 0.5, at10), resolution("40x", 118, 3604, 0.46, at40)};
  score.combined = (at10 + at40) / 2;
  score.prognosis = *score.resolutions[0].prognosis == *score.resolutions[1].prognosis ? *score.resolutions[0].prognosis
                                                                                       : Prognosis::uncertain;
  score.risk.reason = "not configured";
  score.run = {"b3c1f0de-5a77-4d3e-9c51-2f0a77c1d9aa",
               "2026-05-04T09:31:22Z",
               71.4,
               {},
               "cpu",
               "fp32",
               "fp32, oneDNN fused convolutions, channels-last, 1 tile a pass",
               "bf16 was too far off",
               8,
               "snitt 0.1.0",
               "anna"};
  score.why = "Both resolutions say the same: 10x " + std::string(at10 > 0.5 ? "poor" : "good") + ", 40x as well.";
  return score;
}

void clearScores(Score& score) {
  for (ScoredResolution& one : score.resolutions) {
    one.members.clear();
    one.score.reset();
    one.prognosis.reset();
  }
  score.combined.reset();
  score.prognosis.reset();
}

void makeNotAssessable(ScoreReport& report) {
  Score& score = report.score;
  clearScores(score);
  score.resolutions[0].tiles = 3;
  score.resolutions[1].tiles = 41;
  score.tumourAreaMm2 = 0.71;
  score.notAssessable = "the tumour measures 0.71 mm², the bundle asks for at least 2 mm²";
  score.why = "Not assessable: " + score.notAssessable;
  report.heatmaps.clear();
}

void makeOutsideScope(ScoreReport& report) {
  Score& score = report.score;
  score.scope.ok = false;
  score.scope.findings[1] = {"stain", FactState::unknown, "not known; allowed: H&E"};
  score.scope.findings[2] = {"mpp", FactState::violated, "0.499 (file), allowed: 0.2 to 0.3"};
  score.scopeOverride = "external slide for the comparison of scanners, agreed with the study's lead";
  score.untrusted = {{"networks/10x-1.pt", score.bundleSha256}};
  score.slide.findings = {"the file's colours were converted from YCbCr, although its header says RGB"};
}

void makeLong(ScoreReport& report) {
  Score& score = report.score;
  report.slideName =
      "Universitätsklinikum_Übungsdorf_Pathologie_2026-000123456_Block-A12_HE_Rescan_second-attempt_final_v2.svs";
  score.bundleName = "A bundle whose makers gave it the longest name that they could think of, including the institute";
  score.bundleVersion = "2026.11.22-prerelease+build.20261122.1";
  score.tumourSource = "outline given by maria.katharina.von.und-zu-beispielhausen (sha256 0123456789abcdef)";
  score.tumourDice = 0.873;
  score.why =
      "The resolutions disagree: 10x says good with 0.431 against a threshold of 0.500, which is 0.069 below it, and "
      "40x "
      "says poor with 0.512 against a threshold of 0.460, which is 0.052 above it, so that the class is uncertain.";
  for (int i = 0; i < 7; ++i)
    score.slide.findings.push_back("finding number " + std::to_string(i + 1) +
                                   " about the file, told in a sentence that is long enough to need two lines of the "
                                   "report and then some more words");
  score.scope.ok = false;
  score.scope.findings.push_back({"scanner", FactState::unknown, "not known; allowed: Aperio GT450, NanoZoomer XR"});
  score.run.software = "snitt 0.1.0";
  score.resolutions[0].unreadable = {3, 17};
  score.risk = {"intermediate", "row 4 of the table: pT 4, pN 0, 14 nodes, score uncertain"};
}

void makeMissing(ScoreReport& report) {
  Score& score = report.score;
  report.thumbnail = {};
  report.heatmaps.pop_back();
  score.tissueQuality.reset();
  score.tumourQuality.reset();
  score.stainSeen.clear();
  score.run = {};
  score.scope.findings.clear();
  score.resolutions[1].members.clear();
  score.slide.sha256.clear();
  score.bundleVersion.clear();
}

}  // namespace

const std::vector<NamedReport>& reportKinds() {
  static const std::vector<NamedReport> kinds{
      {"good", ReportKind::good},
      {"poor", ReportKind::poor},
      {"uncertain", ReportKind::uncertain},
      {"not-assessable", ReportKind::notAssessable},
      {"outside-scope", ReportKind::outsideScope},
      {"untrained", ReportKind::untrained},
      {"long-names", ReportKind::longNames},
      {"missing-values", ReportKind::missingValues},
  };
  return kinds;
}

ScoreReport sampleReport(ReportKind kind) {
  const bool mixed = kind == ReportKind::uncertain || kind == ReportKind::longNames;
  const double at10 = kind == ReportKind::poor || kind == ReportKind::outsideScope ? 0.731 : mixed ? 0.431 : 0.284;
  const double at40 = kind == ReportKind::poor || kind == ReportKind::outsideScope ? 0.655 : mixed ? 0.512 : 0.302;
  ScoreReport report;
  report.score = sampleScore(at10, at40);
  report.thumbnail = thumbnail();
  report.tumour = {tumour()};
  report.heatmaps = {heatmap("10x", 471, at10), heatmap("40x", 118, at40)};
  if (kind == ReportKind::uncertain) report.score.why = "The resolutions disagree: 10x says good, 40x says poor.";
  if (kind == ReportKind::notAssessable) makeNotAssessable(report);
  if (kind == ReportKind::outsideScope) makeOutsideScope(report);
  if (kind == ReportKind::longNames) makeLong(report);
  if (kind == ReportKind::missingValues) makeMissing(report);
  if (kind == ReportKind::untrained) {
    report.score.bundleStatus = BundleStatus::untrained;
    report.score.notice = "untrained: numbers carry no meaning";
  }
  return report;
}

}  // namespace snitt::test
