// Steps down a gradient. Plain arithmetic in a fixed order, with a state that is plain numbers: a run that goes on from
// a saved state takes the very steps that it would have taken.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"
#include "inference/training/bag_network.h"

namespace snitt {

enum class OptimiserKind {
  adamW,  // Loshchilov and Hutter, ICLR 2019
  sgd,    // with momentum, as torch::optim::SGD has it
};

struct OptimiserOptions {
  OptimiserKind kind = OptimiserKind::adamW;
  double learningRate = 1e-3;  // the peak of the one-cycle
  double weightDecay = 0.01;   // AdamW's is apart from the gradient, SGD's part of it; of matrices alone
  double momentum = 0.9;       // AdamW: β1
  double secondMomentum = 0.999;
  double epsilon = 1e-8;
  double mostGradientNorm = 0;  // a longer gradient is shortened to this; 0 = never
  // One-cycle (Smith and Topin 2019, as torch's OneCycleLR with cosines): up from peak / startDivisor in the first
  // warmShare of all steps, then down to peak / startDivisor / endDivisor.
  double warmShare = 0.3;
  double startDivisor = 25;
  double endDivisor = 1e4;
  bool operator==(const OptimiserOptions&) const = default;
};

// The learning rate of step 0 … steps − 1.
[[nodiscard]] double oneCycle(const OptimiserOptions& options, std::int64_t step, std::int64_t steps);

// Of finite, sensible numbers? Usage, naming the option.
[[nodiscard]] Result<void> checkOptimiser(const OptimiserOptions& options);

class Optimiser {
 public:
  // The parameters' memory must outlive it.
  Optimiser(const OptimiserOptions& options, std::span<const TrainedParameter> parameters);

  // One step with the gradients that lie in the parameters. Kind model, and nothing changed, where one is NaN or Inf.
  Result<void> step(double learningRate);

  // Steps taken, and the moments by parameter ("m:head.output.weight", "v:…"), with flat shapes.
  [[nodiscard]] std::int64_t steps() const { return m_steps; }
  [[nodiscard]] NetworkTensors state() const;
  // Kind corrupt where a tensor is missing, of another length or not expected.
  Result<void> restore(std::int64_t steps, const NetworkTensors& state);

 private:
  void adamW(std::size_t parameter, double learningRate, double gradientScale);
  void sgd(std::size_t parameter, double learningRate, double gradientScale);

  OptimiserOptions m_options;
  std::span<const TrainedParameter> m_parameters;
  std::int64_t m_steps = 0;
  std::vector<std::vector<float>> m_first;
  std::vector<std::vector<float>> m_second;  // empty ones for SGD
};

}  // namespace snitt
