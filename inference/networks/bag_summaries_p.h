// The summaries of each head, from copies of its weights.
#pragma once

#include <memory>
#include <vector>

#include "core/bundle/manifest.h"
#include "inference/engine/bag_summary.h"

namespace snitt {

// output = bias + Σ weight · input
struct LinearUnit {
  std::vector<double> weights;
  double bias = 0;
};

// Sums: tiles, then each channel's activations.
[[nodiscard]] std::unique_ptr<BagSummary> noisyAndSummary(double slope, std::vector<double> b, LinearUnit output,
                                                          const Logistic& logistic);

struct AttentionUnits {
  std::vector<double> hidden;      // linear → tanh: inputs × hidden units
  std::vector<double> hiddenBias;  // one a hidden unit
  std::vector<double> weights;     // of the hidden units; their bias is left out, as a softmax does not see it
  std::vector<double> normScale;   // what the batch norm does: scale · x + shift; 1 and 0 without one
  std::vector<double> normShift;
  LinearUnit output;
};

// Sums: weights, then weight · embedding.
[[nodiscard]] std::unique_ptr<BagSummary> attentionSummary(AttentionUnits units, const Logistic& logistic);

// Sums: tiles, then their scores. `embeddingIsScore`: else it is a logit.
[[nodiscard]] std::unique_ptr<BagSummary> meanScoreSummary(bool embeddingIsScore, const Logistic& logistic);

}  // namespace snitt
