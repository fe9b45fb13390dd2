// A score as files and as a few lines for a person.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "core/score_record.h"

namespace snitt::app {

// File name → contents for the chosen outputs ("score", "tumour", "tiles"). score.json is always among them.
[[nodiscard]] std::map<std::string, std::string> resultFiles(const ScoreRecord& record,
                                                             const std::set<std::string>& outputs);

// tumour.geojson: one feature with the outline that was scored. `source` as in Score::tumourSource.
[[nodiscard]] std::string tumourGeoJson(const std::vector<Polygon>& outline, const std::string& source, double areaMm2,
                                        const std::string& notice);

[[nodiscard]] std::string summary(const Score& score, const std::filesystem::path& slide,
                                  const std::filesystem::path& folder);

}  // namespace snitt::app
