// A slide made ready for training: where the bundle that is being made finds its tumour, and its tiles at each
// resolution on the disk.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/bundle/manifest.h"
#include "core/cohort/slide_list.h"
#include "core/progress.h"
#include "core/result.h"
#include "inference/engine/engine.h"
#include "inference/learning/stored_tiles.h"
#include "tiling/input_statistics.h"

namespace snitt {

struct PreparedSlide {
  std::string leftOut;  // why it cannot be scored by such a bundle, in words; empty where it takes part
  InputStatistics input;
  double tumourMm2 = 0;
  std::vector<StoredTiles> tiles;  // one a resolution of the manifest; none where it is left out
};

// What decides about the tiles, as text: the manifest's segmentation, resolutions, scope and limits, and
// `segmentationSha256`, of the network's weights (empty where all tissue counts).
[[nodiscard]] std::string preparationIdentity(const Manifest& manifest, std::string_view segmentationSha256);

// The steps of a score up to the tiles, so that networks learn from what they will be shown: tissue, scope (facts that
// contradict it; those that nobody knows are no reason here), tumour, quality and the limits of assessability. What was
// found is kept in `folder` under the slide's fingerprint and `identity`, and taken from there when it is whole.
// `network`: null where all tissue counts. Errors: those of openListed, io, cancelled.
[[nodiscard]] Result<PreparedSlide> prepareSlide(const ListedSlide& slide, const Manifest& manifest,
                                                 const SegmentationNetwork* network, std::string_view identity,
                                                 const std::filesystem::path& folder, const RunControl& control);

// All of them, on `threads` threads. Stage "tiles" of the progress. The first error, with its row.
[[nodiscard]] Result<std::vector<PreparedSlide>> prepareSlides(
    const std::vector<ListedSlide>& slides, const Manifest& manifest, const SegmentationNetwork* network,
    std::string_view segmentationSha256, const std::filesystem::path& folder, int threads, const RunControl& control);

}  // namespace snitt
