// A U-Net that learns: the gradient of its loss over crops, and its weights in the names that the engine loads. No
// torch here.
//
// A crop runs on one thread, and gradients are summed in the order of the crops: results do not depend on `threads`.
// The loss is taken over groups of up to eight crops, whose activations are held at the same time: for the default
// network about 230 MB a crop of 512 px. One call at a time; calls use up to `threads` threads of their own.
//
// Batch norms have constant statistics within a step, as TrainingConvolver runs them, so the network that is trained is
// the very function that inference evaluates.
//
// On a GPU as BagNetwork has it: crops go through one at a time, losses are summed on the host, in double. The
// gradients of its bilinear upsampling are added up in no fixed order there, so last bits may differ from run to run.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>

#include "core/result.h"
#include "inference/training/bag_network.h"
#include "inference/training/segmentation_crop.h"
#include "inference/training/segmentation_options.h"

namespace snitt {

// Pixels by the probability of tumour that the network gives them: place k of 0 … 20 counts those in
// [k/20, (k+1)/20).
struct TumourCounts {
  static constexpr std::size_t steps = 20;
  std::array<std::int64_t, steps + 1> tumour{};
  std::array<std::int64_t, steps + 1> other{};

  void add(const TumourCounts& more);
  // Of the pixels whose probability is at least k/20 with those that are tumour; 1 where there are neither.
  [[nodiscard]] double diceAt(std::size_t k) const;
  // Share of the tumour's pixels whose probability is at least k/20; NaN where there is no tumour.
  [[nodiscard]] double shareAt(std::size_t k) const;
};

struct SegmentationJudgement {
  double loss = 0;  // over all crops
  TumourCounts counts;
};

class SegmentationTrainee {
 public:
  // With seeded random weights and an output of zeros. Errors: usage, unsupported.
  [[nodiscard]] static Result<std::unique_ptr<SegmentationTrainee>> create(const SegmentationNetworkSpec& spec,
                                                                           int threads);
  virtual ~SegmentationTrainee() = default;

  // All tensors with the statistics of the norms, as loadSegmentationNetwork expects them.
  [[nodiscard]] virtual NetworkTensors tensors() const = 0;
  // Takes all of them. Errors as fillModules; `where` names the file in them.
  [[nodiscard]] virtual Result<void> restore(const std::map<std::string, TensorView>& tensors,
                                             std::string_view where) = 0;

  // Statistics of all batch norms, layer by layer, on `count` crops, whose activations are held together.
  [[nodiscard]] virtual Result<void> estimateNorms(std::size_t count, const CropReader& read,
                                                   const std::stop_token& stop) = 0;

  // The loss of these crops; its gradient lies in `parameters()`. After an error that is not to be used. Kind model
  // for NaN or Inf, cancelled when stopped.
  [[nodiscard]] virtual Result<double> gradient(std::size_t count, const CropReader& read,
                                                const std::stop_token& stop) = 0;

  [[nodiscard]] virtual Result<SegmentationJudgement> judge(std::size_t count, const CropReader& read,
                                                            const std::stop_token& stop) = 0;

  [[nodiscard]] virtual std::span<const TrainedParameter> parameters() const = 0;
};

}  // namespace snitt
