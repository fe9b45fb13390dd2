// Mean and variance of a layer's channels over tiles that are looked at one after the other, or a few at a time.
#pragma once

#include <vector>

#include <torch/torch.h>

namespace snitt {

struct NormMoments {
  double count = 0;
  at::Tensor mean;     // a channel, float64
  at::Tensor squares;  // sums of squared distances from it
};

// `values`: N×C×H×W, spoiled.
[[nodiscard]] NormMoments momentsOf(at::Tensor values);

// Running mean and running variance over n of all tiles together, merged in their order.
void setStatistics(torch::nn::BatchNorm2dImpl& norm, const std::vector<NormMoments>& perTile);

}  // namespace snitt
