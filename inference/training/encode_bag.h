// All tiles of one bag through a frozen encoder, into a file of features.
#pragma once

#include "inference/training/tile_features.h"

namespace snitt {

struct BagToEncode {
  const BagSource& source;
  std::size_t bag = 0;
  std::string identity;  // also decides how views are changed: not the place of the bag in its source
  FeatureShape shape;
  std::filesystem::path file;
};

// Errors as FeatureBags::compute. `progress` is of the bags before.
[[nodiscard]] Result<void> encodeBag(const BagToEncode& bag, const TileEncoder& encoder, const FeatureOptions& options,
                                     const FeatureRun& run, FeatureProgress progress);

}  // namespace snitt
