// Scores of one slide by one bundle that lie beside each other: inside the network's outline, and inside outlines that
// a person drew.
#pragma once

#include <vector>

#include "core/score.h"
#include "tiling/score_folder.h"

namespace snitt {

struct ScoreVersion {
  std::filesystem::path folder;
  Score score;
  std::vector<Polygon> tumour;          // level-0 pixels
  std::vector<OutlineFeature> outline;  // what it rests on, as ScoreFolder's
};

// The other folders beside `folder` that hold a score of the same slide (fingerprint) and bundle inside another region,
// oldest first. What cannot be read is none of them.
[[nodiscard]] std::vector<ScoreVersion> versionsBeside(const std::filesystem::path& folder, const Score& score);

}  // namespace snitt
