// A WSInfer network on one slide: every tile of the tissue with its classes' probabilities. No prognosis, no class of
// the slide.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/progress.h"
#include "core/result.h"
#include "core/wsinfer/tile_classes.h"
#include "inference/engine/tile_classifier.h"
#include "inference/score_slide.h"
#include "tiling/slide_scale.h"

namespace snitt {

struct ClassifyRequest {
  std::filesystem::path slide;
  std::optional<TypedMpp> typedMpp;
  std::optional<GivenOutline> outline;  // in place of all tissue
  int threads = 1;
};

struct ClassifiedSlide {
  std::string fingerprint;
  std::string vendor;
  double mpp = 0;  // of level 0, the mean of x and y
  std::string mppSource;
  std::vector<std::string> findings;  // about the file
  std::string region;                 // "tissue" or "outline (sha256 …)"
  TileClasses tiles;
};

// Tiles of patch_size_pixels at spacing_um_px, without overlap, that lie by half or more in the region. Tissue is
// Snitt's own (WSInfer's differs somewhat at its edges), and so is the reduction of the pixels to the spacing. The same
// bytes with 1 thread or N and when run again. Errors: those of openSlide and resolveScale; model; cancelled; io where
// the device fails.
[[nodiscard]] Result<ClassifiedSlide> classifySlide(const ClassifyRequest& request, const WsinferModel& model,
                                                    const TileClassifier& network, const RunControl& control);

}  // namespace snitt
