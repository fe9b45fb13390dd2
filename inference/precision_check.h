// Does bf16 say of this slide what fp32 says? A few tiles of each resolution, spread over its plan, go through the
// networks in both, before the slide is scored.
#pragma once

#include <vector>

#include "core/progress.h"
#include "core/result.h"
#include "inference/model.h"
#include "tiling/slide_reader.h"
#include "tiling/tile_plan.h"

namespace snitt {

struct PrecisionAgreement {
  int tiles = 0;                 // compared; those that could not be read are not among them
  double largestDifference = 0;  // of a member's score of a tile, [0, 1]
};

// `plans`: one a resolution of the model. The fp32 networks live only as long as the call. At most a hundredth of a
// large slide's tiles, and 2 to 8 a resolution. Errors: model, io, cancelled; where the fp32 networks ran out of a
// device's memory, `passThatRanOut` becomes how many tiles they took at once.
[[nodiscard]] Result<PrecisionAgreement> compareWithFp32(SlideReader& slide, const std::vector<TilePlan>& plans,
                                                         const LoadedModel& model, int threads,
                                                         const RunControl& control, int* passThatRanOut = nullptr);

}  // namespace snitt
