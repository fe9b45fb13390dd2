#include "inference/training/norm_moments_p.h"

namespace snitt {
namespace {

// Chan, Golub and LeVeque, Am Stat 37:242 (1983).
void merge(NormMoments& into, const NormMoments& other) {
  if (into.count == 0) {
    into = other;
    return;
  }
  const double count = into.count + other.count;
  const at::Tensor difference = other.mean - into.mean;
  into.squares = into.squares + other.squares + difference.square() * (into.count * other.count / count);
  into.mean = into.mean + difference * (other.count / count);
  into.count = count;
}

}  // namespace

NormMoments momentsOf(at::Tensor values) {
  const at::Tensor mean = values.mean({0, 2, 3});
  values.sub_(mean.view({1, -1, 1, 1}));
  NormMoments moments;
  moments.count = static_cast<double>(values.numel()) / static_cast<double>(values.size(1));
  moments.mean = mean.to(at::kDouble);
  moments.squares = values.square_().mean({0, 2, 3}).to(at::kDouble) * moments.count;
  return moments;
}

void setStatistics(torch::nn::BatchNorm2dImpl& norm, const std::vector<NormMoments>& perTile) {
  NormMoments all;
  for (const NormMoments& one : perTile) merge(all, one);
  norm.running_mean.copy_(all.mean);
  norm.running_var.copy_(all.squares / all.count);
}

}  // namespace snitt
