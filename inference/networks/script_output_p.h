// From what a TorchScript network gives to what Snitt goes on with, checked against what the manifest says of it. Pure
// functions; errors have kind model and say what was given and what was expected.
#pragma once

#include <torch/torch.h>

#include "core/bundle/manifest.h"
#include "core/result.h"

namespace snitt {

// Of a scoring network: `tiles` rows of float32 on the CPU, finite. One value a row, a probability in [0, 1] (of the
// manifest's class) or a logit; or the features.
[[nodiscard]] Result<at::Tensor> scoringRows(const at::Tensor& output, const ScriptSpec& spec, std::int64_t tiles);

// Rows that scoringRows gives.
[[nodiscard]] std::int64_t rowWidth(const ScriptSpec& spec);

// Of a segmentation network: the probability of the last of `classes` classes, tiles × tilePx × tilePx, float32 on the
// CPU, contiguous, in [0, 1].
[[nodiscard]] Result<at::Tensor> tumourMaps(const at::Tensor& output, const ScriptSpec& spec, std::int64_t tiles,
                                            std::int64_t tilePx, std::int64_t classes);

// Of a classifier of tiles as WSInfer reads it: the softmax of two and more logits, the sigmoid of a single one. tiles
// × classes, float32 on the CPU, contiguous.
[[nodiscard]] Result<at::Tensor> classProbabilities(const at::Tensor& output, std::int64_t tiles, std::int64_t classes);

}  // namespace snitt
