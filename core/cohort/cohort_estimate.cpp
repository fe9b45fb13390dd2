#include "core/cohort/cohort_estimate.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace snitt {
namespace {

constexpr const char* kFormat = "snitt-scoring-rate/1";

// Tiles of that edge and overlap that cover an area in one piece.
double tilesOf(double areaMm2, double mpp, int tilePx, int overlapPx) {
  const double stepMm = mpp * (tilePx - overlapPx) / 1000;
  return stepMm > 0 ? areaMm2 / (stepMm * stepMm) : 0;
}

double secondsOf(const ScoringRate& rate, const Manifest& manifest, double areaMm2) {
  const double tissueMm2 = areaMm2 * kExpectedTissueShare;
  const SegmentationSpec& segmentation = manifest.segmentation;
  double seconds = 0;
  if (segmentation.useNetwork)
    seconds += rate.segmentationTile *
               std::max(1.0, tilesOf(tissueMm2, segmentation.mpp, segmentation.tilePx, segmentation.overlapPx));
  const double tumourMm2 = segmentation.useNetwork ? tissueMm2 * kExpectedTumourShare : tissueMm2;
  for (std::size_t i = 0; i < manifest.resolutions.size() && i < rate.tilesOfMembers.size(); ++i) {
    const ResolutionSpec& spec = manifest.resolutions[i];
    double tiles = tilesOf(tumourMm2, spec.mpp, spec.tilePx, spec.overlapPx);
    if (spec.mostTiles > 0) tiles = std::min(tiles, static_cast<double>(spec.mostTiles));
    seconds += tiles * rate.tilesOfMembers[i];
  }
  return seconds;
}

}  // namespace

std::string formatRate(const ScoringRate& rate) {
  return nlohmann::ordered_json{
      {"format", kFormat}, {"segmentationTile", rate.segmentationTile}, {"tilesOfMembers", rate.tilesOfMembers}}
      .dump();
}

Result<ScoringRate> parseRate(std::string_view line) {
  const auto json = nlohmann::json::parse(line, nullptr, false);
  if (!json.is_object() || !json.contains("format")) return fail(ErrorKind::corrupt, "it is no rate of scoring");
  if (json["format"] != kFormat)
    return fail(ErrorKind::unsupported, "its format is not the one that this program knows");
  ScoringRate rate;
  const auto seconds = json.value("segmentationTile", nlohmann::json());
  const auto tiles = json.value("tilesOfMembers", nlohmann::json());
  const auto isTime = [](const nlohmann::json& one) { return one.is_number() && one.get<double>() >= 0; };
  if (!isTime(seconds) || !tiles.is_array() || !std::ranges::all_of(tiles, isTime))
    return fail(ErrorKind::corrupt, "a rate of scoring holds what is no time");
  rate.segmentationTile = seconds.get<double>();
  rate.tilesOfMembers = tiles.get<std::vector<double>>();
  return rate;
}

double networkSeconds(const ScoringRate& rate, const Manifest& manifest,
                      std::span<const std::optional<double>> areasMm2) {
  double seconds = 0;
  std::size_t known = 0;
  for (const auto& area : areasMm2) {
    if (!area) continue;
    seconds += secondsOf(rate, manifest, *area);
    ++known;
  }
  return known == 0 ? 0 : seconds * static_cast<double>(areasMm2.size()) / static_cast<double>(known);
}

std::string describeDuration(double seconds) {
  constexpr double kMinute = 60;
  constexpr double kHour = 3600;
  constexpr double kDay = 24 * kHour;
  if (seconds < 90) return fmt::format("about {:.0f} s", std::max(5.0, std::round(seconds / 5) * 5));
  if (seconds < 90 * kMinute) return fmt::format("about {:.0f} min", std::round(seconds / kMinute));
  if (seconds < 2 * kDay) return fmt::format("about {:.2g} h", seconds / kHour);
  return fmt::format("about {:.1f} days", seconds / kDay);
}

}  // namespace snitt
