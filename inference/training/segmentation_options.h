// How a segmentation network is trained: whatever has a say in its weights.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/bundle/manifest.h"
#include "core/result.h"
#include "inference/training/augmentation.h"
#include "inference/training/optimiser.h"

namespace snitt {

struct SegmentationNetworkSpec {
  NetworkSpec network;  // of architecture "unet"
  Normalisation normalisation;
  std::size_t classes = 3;     // the last one is the tumour
  int cropPx = 512;            // a multiple of 2^depth
  std::uint64_t seed = 1;      // of the weights to start from
  std::string device = "cpu";  // as EngineChoice::device; part of the numeric path
};

struct SegmentationOptions {
  OptimiserOptions optimiser;
  AugmentOptions augment;
  int epochs = 20;
  int batch = 4;           // crops of a step
  int cropsPerSlide = 16;  // of an epoch, drawn anew each time
  int patience = 0;        // epochs without a better Dice on tuning slides before the end; 0 = never early
  int normCrops = 16;      // of the fixed sample that batch norms are estimated on
  std::uint64_t seed = 1;  // of order, places and changes
};

// Usage, naming the option.
[[nodiscard]] Result<void> checkSegmentationTraining(const SegmentationNetworkSpec& spec,
                                                     const SegmentationOptions& options);

// SHA-256 of all that decides what a run's weights become: both structs, and `data`, which names slides and truth.
[[nodiscard]] std::string segmentationIdentity(const SegmentationNetworkSpec& spec, const SegmentationOptions& options,
                                               std::string_view data);

}  // namespace snitt
