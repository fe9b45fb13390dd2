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
  adam,   // Kingma and Ba, ICLR 2015, with the decay as part of the gradient, as torch::optim::Adam has it
};

enum class LearningSchedule {
  oneCycle,  // Smith and Topin 2019, as torch's OneCycleLR with cosines: up from peak / startDivisor in the first
             // warmShare of all steps, then down to peak / startDivisor / endDivisor
  constant,
  cosine,  // half a cosine from the peak towards 0, as torch's CosineAnnealingLR (Loshchilov and Hutter, ICLR 2017)
};

struct OptimiserOptions {
  OptimiserKind kind = OptimiserKind::adamW;
  double learningRate = 1e-3;  // the largest
  double weightDecay = 0.01;   // AdamW's is apart from the gradient, the others' part of it; of matrices alone
  double momentum = 0.9;       // Adam and AdamW: β1
  double secondMomentum = 0.999;
  double epsilon = 1e-8;
  double mostGradientNorm = 0;  // a longer gradient is shortened to this; 0 = never
  LearningSchedule schedule = LearningSchedule::oneCycle;
  double warmShare = 0.3;  // these three belong to the one-cycle
  double startDivisor = 25;
  double endDivisor = 1e4;
  bool operator==(const OptimiserOptions&) const = default;
};

// The learning rate of step 0 … steps − 1.
[[nodiscard]] double learningRateAt(const OptimiserOptions& options, std::int64_t step, std::int64_t steps);

// Of finite, sensible numbers? Usage, naming the option.
[[nodiscard]] Result<void> checkOptimiser(const OptimiserOptions& options);

// Steps taken. An encoder that was frozen in some of them has fewer of its own.
struct OptimiserSteps {
  std::int64_t head = 0;
  std::int64_t encoder = 0;
};

class Optimiser {
 public:
  // The parameters' memory must outlive it.
  Optimiser(const OptimiserOptions& options, std::span<const TrainedParameter> parameters);

  // One step with the gradients that lie in the parameters; with `headAlone` the others neither move nor decay, and
  // their moments wait. Kind model, and nothing changed, where one is NaN or Inf.
  Result<void> step(double learningRate, bool headAlone = false);

  [[nodiscard]] OptimiserSteps steps() const { return m_steps; }
  // The moments by parameter ("m:head.output.weight", "v:…"), with flat shapes.
  [[nodiscard]] NetworkTensors state() const;
  // Kind corrupt where a tensor is missing, of another length or not expected.
  Result<void> restore(OptimiserSteps steps, const NetworkTensors& state);

 private:
  [[nodiscard]] std::int64_t stepsOf(const TrainedParameter& parameter) const {
    return parameter.ofHead ? m_steps.head : m_steps.encoder;
  }
  void adam(std::size_t parameter, double learningRate, double gradientScale);
  void sgd(std::size_t parameter, double learningRate, double gradientScale);

  OptimiserOptions m_options;
  std::span<const TrainedParameter> m_parameters;
  OptimiserSteps m_steps;
  std::vector<std::vector<float>> m_first;
  std::vector<std::vector<float>> m_second;  // empty ones for SGD
};

}  // namespace snitt
