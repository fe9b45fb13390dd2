// What is done to a bag's tiles before a network sees them.
#pragma once

#include <cstdint>
#include <optional>

#include "inference/engine/normalise.h"
#include "inference/training/augmentation.h"

namespace snitt {

struct BagPreparation {
  int tilePx = 0;
  ChannelScale channels;
  std::optional<AugmentOptions> augment;  // none: tiles as they are
  std::uint64_t seed = 0;
  std::uint64_t epoch = 0;
};

}  // namespace snitt
