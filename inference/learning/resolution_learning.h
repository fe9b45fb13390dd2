// What all networks of one resolution share while they learn: the patients' tiles, what networks begin with, and of a
// frozen encoder the tiles' features.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/progress.h"
#include "core/result.h"
#include "core/training/train_config.h"
#include "inference/learning/patient_bags.h"
#include "inference/training/tile_encoder.h"
#include "inference/training/tile_features.h"
#include "inference/training/train.h"

namespace snitt {

struct LearnedNetwork {
  std::string resolution;
  int seed = 0;
  TrainedNetwork trained;
  double figure = 0;  // on tuning patients, of the epoch that was kept
};

// What is there before.
struct ResolutionInput {
  const training::TrainConfig& config;
  const training::ResolutionTraining& resolution;
  std::filesystem::path configFolder;
  std::filesystem::path work;
  int threads = 1;
  EngineChoice engine;     // in fp32
  bool untrusted = false;  // TorchScript of anybody may run
  std::vector<PatientBags::Bag> train;
  std::vector<PatientBags::Bag> tune;
  std::string patients;  // names them, their outcomes and tiles
};

struct ScoringProgress {
  std::int64_t done = 0;
  std::int64_t total = 0;
};

// Not thread-safe.
class ResolutionLearning {
 public:
  // Reads what networks begin with, trains the simulated encoder, and computes features, as the configuration asks:
  // all of it kept in the work folder. Stages "encoder RESOLUTION" and "features RESOLUTION" of the progress. Errors:
  // those of reading; model; refused for an extractor that may not run; cancelled.
  [[nodiscard]] static Result<std::unique_ptr<ResolutionLearning>> prepare(ResolutionInput input,
                                                                           const RunControl& control);

  [[nodiscard]] const std::string& name() const { return m_input.resolution.tiles.name; }

  // From its checkpoint on or from the start. Stage "train RESOLUTION/SEED". Io where another process trains it.
  [[nodiscard]] Result<LearnedNetwork> train(int seed, const RunControl& control) const;

  // What a network says of slides, as it will when the bundle scores them: all tiles, unchanged, in fp32. One output
  // (log odds, or log hazard) a slide. Stage "scores". Kind model for NaN or Inf, cancelled.
  [[nodiscard]] Result<std::vector<double>> outputs(const LearnedNetwork& network,
                                                    const std::vector<const StoredTiles*>& slides,
                                                    ScoringProgress& progress, const RunControl& control) const;

  // The files of the bundle that a network becomes as `member`.
  [[nodiscard]] Result<std::map<std::string, std::string>> memberFiles(const NetworkSpec& member,
                                                                       const LearnedNetwork& network) const;

  // One sentence for the card on what the networks began with, without a full stop; empty for random weights.
  [[nodiscard]] const std::string& beginning() const { return m_beginning; }

 private:
  explicit ResolutionLearning(ResolutionInput input);
  [[nodiscard]] bool isHalf() const;
  Result<void> readStart();
  Result<void> trainEncoder(const RunControl& control);
  Result<void> loadEncoder();
  Result<void> computeFeatures(const RunControl& control);
  [[nodiscard]] Result<std::unique_ptr<FeatureBags>> featuresOf(const std::vector<PatientBags::Bag>& bags,
                                                                const FeatureOptions& options,
                                                                const RunControl& control) const;
  [[nodiscard]] BagNetworkSpec specOf(int seed) const;

  ResolutionInput m_input;
  NetworkSpec m_network;  // of every member
  std::string m_beginning;
  std::optional<SafetensorsFile> m_start;
  std::string m_startSha256;
  std::unique_ptr<TileEncoder> m_encoder;  // frozen
  std::unique_ptr<BagSet> m_train;
  std::unique_ptr<BagSet> m_tune;
};

}  // namespace snitt
