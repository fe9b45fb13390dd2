// How long a cohort will take, before any pixel is read: what a machine's networks need for a tile, times the tiles
// that the sizes of the slides let one expect. Plain values.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/bundle/manifest.h"
#include "core/result.h"

namespace snitt {

// Seconds of one machine with all threads that a run uses.
struct ScoringRate {
  double segmentationTile = 0;         // one tile of the segmentation; 0 without a network
  std::vector<double> tilesOfMembers;  // one tile through all members, by resolution in the manifest's order
};

// One line of JSON, format snitt-scoring-rate/1.
[[nodiscard]] std::string formatRate(const ScoringRate& rate);
// Errors: corrupt; unsupported (a newer version).
[[nodiscard]] Result<ScoringRate> parseRate(std::string_view line);

// What is taken for granted of a slide: sections of resections by and large. Nobody knows before it is read.
inline constexpr double kExpectedTissueShare = 0.3;  // of the slide's area
inline constexpr double kExpectedTumourShare = 0.3;  // of the tissue

// Seconds that the networks need for slides of these areas (mm²; nothing where the scale is not known: such a slide
// counts as the mean of the others). Reading runs beside them and is not counted.
[[nodiscard]] double networkSeconds(const ScoringRate& rate, const Manifest& manifest,
                                    std::span<const std::optional<double>> areasMm2);

// "about 3 h 20 min", "about 40 s", in steps that such an estimate deserves.
[[nodiscard]] std::string describeDuration(double seconds);

}  // namespace snitt
