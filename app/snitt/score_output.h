// A score as files and as a few lines for a person.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "inference/score_slide.h"

namespace snitt::app {

// File name → contents for the chosen outputs ("score", "tumour", "tiles"). score.json is always among them.
[[nodiscard]] std::map<std::string, std::string> resultFiles(const ScoredCase& scored,
                                                             const std::set<std::string>& outputs);

// tumour.geojson: one feature with the outline that was scored.
[[nodiscard]] std::string tumourGeoJson(const TumourRegion& tumour, const std::string& notice);

[[nodiscard]] std::string summary(const Score& score, const std::filesystem::path& slide,
                                  const std::filesystem::path& folder);

}  // namespace snitt::app
