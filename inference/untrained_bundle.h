// A bundle of status "untrained" with seeded random weights, for demos and tests: it shows that the whole path works
// and says nothing about any patient.
#pragma once

#include <cstdint>
#include <filesystem>

#include "core/bundle/manifest.h"
#include "core/result.h"

namespace snitt {

struct UntrainedOptions {
  std::uint64_t seed = 1;
  double width = 1;  // MobileNetV2 width multiplier
  int membersPerResolution = 5;
  int mostTiles = 0;                 // of each resolution, 0 = no limit
  bool segmentationNetwork = false;  // a random U-Net instead of `segmentation = "tissue"`
  HeadKind head = HeadKind::noisyAnd;
};

// The manifest before its files are hashed; tests change a field of it and write it with the same weights.
[[nodiscard]] Manifest untrainedManifest(const UntrainedOptions& options);

// The same options give the same bytes. `folder` must not exist or be empty.
[[nodiscard]] Result<void> writeUntrainedBundle(const std::filesystem::path& folder, const UntrainedOptions& options);
[[nodiscard]] Result<void> writeUntrainedBundle(const std::filesystem::path& folder, const Manifest& manifest,
                                                std::uint64_t seed);

}  // namespace snitt
