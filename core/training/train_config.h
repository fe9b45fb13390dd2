// The configuration of `snitt train` (TRAIN.toml): everything that the published method leaves open about training is a
// field here. `resources/train-reference.toml` documents each key with its unit and default. Plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/bundle/manifest.h"
#include "core/result.h"
#include "core/training/label_rule.h"
#include "core/training/member_choice.h"
#include "core/training/split.h"
#include "core/training/thresholds.h"

namespace snitt::training {

// Of the networks in the bundle.
enum class StoredWeights { float32, float16 };

struct BundleIdentity {
  std::string id;
  std::string name;
  std::string version;
  BundleStatus status = BundleStatus::research;  // never above research
  std::string licence;
  std::string intendedUse;
  std::vector<std::string> limits;  // sentences of the card: what the bundle is not for
  // float16: rounded once trained, before thresholds, risks and figures are taken; epochs and members are chosen
  // before.
  StoredWeights weights = StoredWeights::float32;
  bool operator==(const BundleIdentity&) const = default;
};

enum class EncoderUse {
  trained,  // end to end with the head
  frozen,   // features of tiles are computed once, and heads are trained on them
};

// A TorchScript network that turns tiles into features.
struct Extractor {
  std::string file;  // empty: none, the encoder is MobileNetV2. Relative to the configuration
  int features = 1;  // width of what it gives
  ScriptInput input = ScriptInput::floats;
  int outputIndex = 0;  // as ScriptSpec has it
  bool operator==(const Extractor&) const = default;
};

struct ResolutionTraining {
  ResolutionSpec tiles;    // without members
  std::vector<int> seeds;  // a network each
  double width = 1;
  Padding padding = Padding::torchvision;
  bool convolutionBias = false;
  HeadSpec head;
  // Safetensors to begin with; empty: the simulated encoder where there is one, else random weights. Relative to the
  // configuration.
  std::string pretrained;
  EncoderUse encoder = EncoderUse::trained;
  int frozenBlocks = 0;  // of a trained encoder: its first blocks that keep what they begin with
  int featureViews = 0;  // of a frozen one: changed views of each tile beside the tile itself
  Extractor extractor;   // of a frozen one: in place of MobileNetV2
  bool operator==(const ResolutionTraining&) const = default;
};

enum class SegmentationSource {
  tissue,   // none: all tissue counts as tumour
  network,  // a network that is there already
  train,    // a U-Net, learned from the list's tumour masks
};

struct SegmentationTraining {
  SegmentationSource source = SegmentationSource::tissue;
  std::string file;  // of `network`: safetensors. Relative to the configuration
  double mpp = 8;
  int tilePx = 512;
  int overlapPx = 128;
  double mapMpp = 8;
  int baseChannels = 16;
  int depth = 4;
  Normalisation normalisation;
  SegmentationPost post;
  int epochs = 20;
  int batch = 4;
  double learningRate = 0.001;
  int tilesPerSlide = 16;  // of an epoch
  int seed = 1;
  bool operator==(const SegmentationTraining&) const = default;
};

// How an encoder learns what its scale shows of simulated tumours.
struct EncoderScale {
  int tumours = 1000;
  int tilesPerTumour = 4;  // of which one is taken in each epoch
  int epochs = 20;
  int tilesPerStep = 32;
  double learningRate = 0.003;
  double colour = 1;  // share of the learning's changes of colour
  bool operator==(const EncoderScale&) const = default;
};

// One encoder for all networks of a resolution to start from, trained beforehand on simulated tiles with known truth.
// The two scales are not equally easy: glands fill a tile, while what tells cells apart is a few pixels wide.
struct SimulatedEncoderTraining {
  EncoderScale architecture;  // of resolutions from 0.7 µm/px on
  EncoderScale cells{.epochs = 40, .colour = 0};
  int seed = 1;
  bool operator==(const SimulatedEncoderTraining&) const = default;
};

enum class Loss { distinct, cox };
enum class Optimiser { sgd, adam, adamw };
enum class Schedule { constant, cosine, oneCycle };

struct Augmentation {
  bool flips = true;  // and quarter turns
  double brightness = 0.1;
  double contrast = 0;
  double saturation = 0.1;
  double hue = 0.05;
  bool operator==(const Augmentation&) const = default;
};

struct LearningPlan {
  Loss loss = Loss::distinct;
  int epochs = 50;
  int bags = 8;          // patients of a step
  int bagTiles = 64;     // tiles of a patient in a step, drawn anew each time
  bool balanced = true;  // distinct: as many good as poor in a step
  Optimiser optimiser = Optimiser::sgd;
  double learningRate = 0.01;
  double momentum = 0.9;  // sgd
  double weightDecay = 0.02;
  Schedule schedule = Schedule::oneCycle;
  double clipNorm = 0;       // of the gradient; 0: not clipped
  int frozenEpochs = 0;      // in which the encoder stays as it is
  int checkEveryEpochs = 1;  // figures on tuning data; the best checkpoint is kept
  int patienceEpochs = 0;    // without a better one, then training ends; 0: never early
  Augmentation augmentation;
  bool operator==(const LearningPlan&) const = default;
};

struct TrainConfig {
  BundleIdentity bundle;
  ScopeRules scope;             // goes into the manifest
  AssessableLimits assessable;  // goes into the manifest
  EventKind event = EventKind::cancerDeath;
  LabelRule labels;
  SplitShares split;
  int thumbnailDistance = 4;  // bits of 64 up to which two thumbnails are one image
  SegmentationTraining segmentation;
  std::vector<ResolutionTraining> resolutions;
  std::optional<SimulatedEncoderTraining> simulatedEncoder;  // for resolutions without `pretrained` or an extractor
  LearningPlan learning;
  int keep = 5;  // members of a resolution
  MemberFigure memberFigure = MemberFigure::auc;
  ThresholdRule threshold;
  CombineRule combined = CombineRule::mean;
  PatientRule patients = PatientRule::mean;
  std::vector<double> horizonsYears = {1, 3, 5};  // empty: no risk map
  int riskKnots = 33;
  int leastRiskEvents = 10;
  int referenceBins = 10;
  bool operator==(const TrainConfig&) const = default;

  [[nodiscard]] std::vector<double> horizonsDays() const;
  // Whether loss, figure or threshold need labels of distinct outcome, and so the columns that they follow from.
  [[nodiscard]] bool needsLabels() const;
  // Whether networks of this resolution begin with the simulated encoder.
  [[nodiscard]] bool startsFromSimulated(const ResolutionTraining& resolution) const;
};

// The manifest of a bundle trained by it, as far as it is known before the training: members 1 … keep of each
// resolution in "networks/<resolution>-<number>.safetensors", thresholds at 0.5, the card as card.md, no file hashed
// (64 zeros).
[[nodiscard]] Manifest draftManifest(const TrainConfig& config);

// Errors are usage and name the key: missing, of the wrong type, out of range, unknown (with the nearest that is
// known), or in contradiction to another. A newer major version of the format is unsupported.
[[nodiscard]] Result<TrainConfig> parseTrainConfig(std::string_view toml);

// As TOML; parseTrainConfig gives the same value back, but for fields that do not apply, which come back as defaults.
[[nodiscard]] std::string formatTrainConfig(const TrainConfig& config);

// The same with files named without their folders: what may travel in a bundle.
[[nodiscard]] TrainConfig withoutFolders(TrainConfig config);

// Every key that parseTrainConfig knows, as a path without indices: "resolution.head.kind".
[[nodiscard]] std::set<std::string> trainConfigKeys();

// The rule of the labels as a sentence of the card, with its numbers.
[[nodiscard]] std::string describe(const LabelRule& rule);

}  // namespace snitt::training
