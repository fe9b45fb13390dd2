// Trains the segmentation of a bundle on slides with known tumour.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <vector>

#include "core/bundle/manifest.h"
#include "core/progress.h"
#include "core/result.h"
#include "core/training/train_config.h"
#include "inference/learning/segmentation_slides.h"
#include "inference/training/segmentation_train.h"

namespace snitt {

struct SegmentationRun {
  // Holds the checkpoint and, in `slides`, what is decoded (4 bytes a pixel at the segmentation's µm/px).
  std::filesystem::path folder;
  int threads = 1;
  std::string device = "cpu";                             // as EngineChoice::device
  RunControl control;                                     // its stages: "decode"
  std::function<void(const TrainingProgress&)> progress;  // on the calling thread
  training::Augmentation augmentation;
  int patienceEpochs = 0;  // as LearningPlan has it
  std::chrono::seconds checkpointEvery{60};
};

// What is told of how well it finds the tumour of the tuning slides, their pixels taken together, before the
// post-processing. NaN without such slides.
struct SegmentationFacts {
  double dice = 0;           // at a probability of 0.5
  double bestThreshold = 0;  // the multiple of 0.05 with the largest Dice
  double bestDice = 0;
  // Share of the tumour's pixels that the post-processing's upper threshold can start from (that threshold is rounded
  // up to a multiple of 0.05). A network that was trained shortly is seldom so sure: where this is near 0 it will find
  // no tumour at all, whatever its Dice. More epochs, a smaller batch or a lower `highThreshold` help.
  double tumourAboveHigh = 0;
  double trainTumourShare = 0;  // tumour's share of the tissue
  double tuneTumourShare = 0;
};

struct TrainedSegmentation {
  SegmentationSpec spec;   // ready for inference; what a bundle keeps it in is draftManifest's file
  NetworkTensors tensors;  // of the best epoch
  int cropPx = 0;          // that it learned from
  std::int64_t bestEpoch = 0;
  std::vector<EpochReport> history;
  SegmentationFacts facts;
};

// Edge of the crops that a network learns from: its tile, or where all slides are smaller what holds the largest of
// them. As a multiple of 2^depth.
[[nodiscard]] int cropPxFor(const training::SegmentationTraining& config, std::span<const KeptSlide> slides);

// Learns on `train`; the best epoch is that of the largest Dice on `tune`, which may be empty. The same arguments give
// the same network, whatever the threads and however often the run was stopped and asked for again; once it is done
// the checkpoint answers. Errors: those of SegmentationSlides::prepare; usage where no slide has tumour, or where the
// folder holds the checkpoint of another run; cancelled, with the checkpoint written.
[[nodiscard]] Result<TrainedSegmentation> trainSegmentation(const training::SegmentationTraining& config,
                                                            std::span<const SegmentationSlide> train,
                                                            std::span<const SegmentationSlide> tune,
                                                            const SegmentationRun& run);

}  // namespace snitt
