// A bundle learned from a slide list with outcomes: the whole of `snitt train`, from list and configuration to the
// files of the bundle and the record that stays.
//
// Everything that takes time is kept in a work folder, so that a run that was stopped, or killed, goes on, and ends
// with the same bundle. That is to the bit on one kind of CPU; on a GPU numbers may differ in their last bits, and so
// may, where two networks are all but equally good, which is kept. A run that began on the one does not go on on the
// other. The folder holds tiles, hashes and names of slides: it stays where the slides are.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/bundle/manifest.h"
#include "core/cohort/slide_list.h"
#include "core/progress.h"
#include "core/result.h"
#include "core/training/model_card.h"
#include "core/training/train_config.h"
#include "core/training/training_record.h"
#include "core/training/training_tables.h"
#include "inference/engine/engine.h"

namespace snitt {

struct OneNetwork {  // of --only
  std::string resolution;
  int seed = 0;
};

struct LearningRequest {
  training::TrainConfig config;
  std::filesystem::path configFolder;  // paths of the configuration are relative to it
  SlideList list;
  std::filesystem::path work;  // made where it is missing
  std::optional<OneNetwork> only;
  int threads = 1;
  EngineChoice engine;     // the device that everything is computed on; in fp32
  bool untrusted = false;  // an extractor (TorchScript) of anybody may run
  std::string software;
  std::function<void(const std::string&)> notify;  // sentences for a person; may be empty
};

struct LeftOutSlide {
  std::size_t row = 0;
  std::string why;
};

struct LearnedBundle {
  Manifest manifest;  // without hashes of files
  std::map<std::string, std::string> files;
  training::TrainingRecord record;  // without the hash of the bundle
  training::ModelCard card;
  std::vector<training::CurvePoint> curves;
  std::vector<training::CurvePoint> segmentationCurve;  // its figure is Dice; empty where it was not learned
  std::vector<LeftOutSlide> leftOut;
};

// With `only`: trains that network and gives nothing. Errors: usage and refused as planStudy and the leakage check say;
// those of slides, with their rows; usage where the work folder is of another list, configuration or kind of device;
// cancelled, and the same call goes on.
[[nodiscard]] Result<std::optional<LearnedBundle>> learnBundle(const LearningRequest& request,
                                                               const RunControl& control);

// Writes out/bundle and out/training-record.json, sealed with the password: both or neither is new. Refused where
// something of a patient is found in any byte of the bundle. A bundle that is there already is replaced only by itself.
[[nodiscard]] Result<void> writeLearned(LearnedBundle learned, const std::filesystem::path& out,
                                        std::string_view password);

}  // namespace snitt
