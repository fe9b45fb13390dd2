// The manifest of a model bundle (`manifest.toml`): everything that the published method leaves open is a field here.
// `resources/manifest-reference.toml` documents each key with its unit and default. Plain values, immutable by use.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/bundle/golden.h"
#include "core/result.h"

namespace snitt {

// Ordered: a later status is a stronger claim.
enum class BundleStatus { untrained, demonstrator, research, clinicalResearch };
[[nodiscard]] std::string_view toText(BundleStatus status);  // "clinical-research"

// What the slide must be for the bundle to speak about it. An absent list does not limit and is not asked for.
struct ScopeRules {
  // Keys: organ, specimenType, neoadjuvant, stain, scanner, pT, pN, stage. Values are compared without case.
  std::map<std::string, std::vector<std::string>> allowed;
  std::optional<double> leastMpp;  // of the slide's finest level, µm/px
  std::optional<double> mostMpp;
  bool operator==(const ScopeRules&) const = default;
};

// Padding of stride-2 convolutions: torchvision's symmetric one, or TensorFlow's "same".
enum class Padding { torchvision, same };

enum class HeadKind {
  noisyAnd,   // linear → sigmoid → Noisy-AND over the bag → linear
  attention,  // encoder → attention-weighted mean over the bag → linear (ABMIL, Ilse et al. 2018)
  linear,     // linear for each tile; the bag's output is the mean of the tiles' scores
};

struct HeadSpec {
  HeadKind kind = HeadKind::noisyAnd;
  int channels = 10;                 // Noisy-AND: activations a tile
  double slope = 10;                 // Noisy-AND: a, fixed; b is learned per channel and lies in the network file
  std::vector<int> encoder = {256};  // attention: widths of the encoder's layers
  int attention = 128;               // attention: width of the attention layer
  bool batchNorm = false;            // attention: batch norm before the last linear layer
  bool operator==(const HeadSpec&) const = default;
};

// score = 1 / (1 + exp(-(scale * output + offset))). {1, 0} for a network trained as a classifier; a Cox network's
// log-hazard gets constants that were fixed with the thresholds.
struct Logistic {
  double scale = 1;
  double offset = 0;
  bool operator==(const Logistic&) const = default;
};

// What a TorchScript network takes: RGB as N×3×H×W floats, normalised; or as the bytes themselves, N×H×W×3.
enum class ScriptInput { floats, bytes };

// What it gives. A scoring network, a row a tile: one probability or one logit (N or N×1), probabilities or logits of
// several classes (N×classes), or features that a head of the bundle makes a score of (N×features). A segmentation
// network: probabilities or logits of the segmentation's classes, N×H×W×classes or N×classes×H×W; probabilities may be
// bytes (255 = 1).
enum class ScriptOutput { probability, logit, probabilities, logits, features };

struct ScriptSpec {
  ScriptInput input = ScriptInput::floats;
  ScriptOutput output = ScriptOutput::probability;
  int outputIndex = 0;  // which one, where the network gives a tuple or a list
  int classes = 2;      // scoring: of probabilities and logits
  int classIndex = 1;   // scoring: the class whose probability is the score, from 0
  int features = 1;     // scoring: width of the features
  bool operator==(const ScriptSpec&) const = default;
};

inline constexpr std::string_view scriptArchitecture = "torchscript";

struct NetworkSpec {
  std::string architecture;  // "mobilenet_v2" (scoring), "unet" (segmentation) or "torchscript" (either)
  std::string file;          // safetensors, or TorchScript; relative to the bundle's folder
  std::string headFile;      // TorchScript that gives features: safetensors of the head
  double width = 1;          // MobileNetV2: width multiplier
  Padding padding = Padding::torchvision;
  bool convolutionBias = false;  // true: convolutions carry a bias and there is no batch norm
  int baseChannels = 16;         // U-Net: channels of the first level, doubled at each level below
  int depth = 4;                 // U-Net: number of 2x poolings
  ScriptSpec script;             // TorchScript
  HeadSpec head;                 // scoring networks; of TorchScript those that give features
  Logistic logistic;             // scoring networks that give features or a logit

  [[nodiscard]] bool isScript() const { return architecture == scriptArchitecture; }
  bool operator==(const NetworkSpec&) const = default;
};

// (value / 255 - mean) / sd, for each of R, G, B.
struct Normalisation {
  std::array<double, 3> mean{0.5, 0.5, 0.5};
  std::array<double, 3> sd{0.5, 0.5, 0.5};
  bool operator==(const Normalisation&) const = default;
};

// Every constant of the post-processing of arXiv 2510.11182; sizes in pixels of the probability map.
struct SegmentationPost {
  int medianPx = 9;
  int gaussianPx = 5;
  double smoothScale = 0.2;  // the map is shrunk by this before smoothing and enlarged again after it
  int lowThreshold = 85;     // of 255
  int highThreshold = 229;
  double percentile = 95;     // a component stays if this percentile of its raw probabilities ...
  int percentileAbove = 229;  // ... exceeds this
  int closePx = 9;
  int fillHolesPx = 10000;
  int openPx = 9;
  int dropPx = 1600;
  bool operator==(const SegmentationPost&) const = default;
};

struct SegmentationSpec {
  bool useNetwork = false;  // false: `segmentation = "tissue"`, all tissue counts as tumour
  NetworkSpec network;
  double mpp = 1;     // input of the network, µm/px
  int tilePx = 7680;  // edge of an input tile
  int overlapPx = 1024;
  double mapMpp = 5;  // the merged probability map
  int batch = 1;
  Normalisation normalisation;
  std::vector<std::string> classes = {"background", "tissue", "tumour"};  // the last one is the tumour
  SegmentationPost post;
  bool operator==(const SegmentationSpec&) const = default;
};

struct MemberSpec {
  std::string id;  // "10x-1"; letters, digits, '-' and '_'
  NetworkSpec network;
  bool operator==(const MemberSpec&) const = default;
};

struct ResolutionSpec {
  std::string name;  // "10x"
  double mpp = 0.92;
  int tilePx = 512;
  int overlapPx = 0;
  double leastTumourShare = 0.5;  // of a tile's area
  int mostTiles = 0;              // 0 = no limit; beyond it the plan is thinned evenly
  int batch = 8;                  // most tiles of a pass on a GPU; a CPU runs them one by one
  Normalisation normalisation;
  std::vector<MemberSpec> members;
  bool operator==(const ResolutionSpec&) const = default;
};

enum class PatientRule { mean, max, worstClass };
enum class CombineRule { mean, max };

struct RiskRow {      // the first row whose lists all hold gives the group; an empty list does not limit
  std::string group;  // "low", "intermediate", "high"
  std::vector<std::string> scoreClass;
  std::vector<std::string> pT;
  std::vector<std::string> pN;
  std::optional<int> leastNodes;
  std::optional<int> mostNodes;
  bool operator==(const RiskRow&) const = default;
};

// Risk of an event by a horizon as a function of the combined score: straight lines between knots, flat beyond the
// first and the last. Frozen with the thresholds.
struct RiskMap {
  double horizonDays = 0;
  std::string event;           // of what: "cancerDeath", "death"
  std::vector<double> scores;  // ascending, at least two
  std::vector<double> risks;   // one a score, none below the one before it
  bool operator==(const RiskMap&) const = default;
};

// Between the knots as above; NaN for a score that is NaN.
[[nodiscard]] double riskAt(const RiskMap& map, double score);

struct DecisionRules {
  std::map<std::string, double> thresholds;  // by resolution; a score above it is poor
  CombineRule combined = CombineRule::mean;
  PatientRule patients = PatientRule::mean;
  std::vector<RiskRow> risk;      // empty: "not configured"
  std::vector<RiskMap> riskMaps;  // one a horizon; empty: the bundle states no risks
  bool operator==(const DecisionRules&) const = default;
};

struct AssessableLimits {
  double leastTumourMm2 = 0;
  std::map<std::string, int> leastTiles;  // by resolution
  double mostBlurredShare = 1;            // shares of the tumour region
  double mostFoldedShare = 1;
  double mostInkedShare = 1;
  double mostUnreadableShare = 0;  // of a resolution's tiles
  bool operator==(const AssessableLimits&) const = default;
};

struct NumericTolerance {
  bool allowBf16 = false;
  double mostBf16Difference = 0.02;  // of a member's score of a tile, against fp32, on the slide's own tiles
  double devices = 1e-3;             // largest difference of a slide's score between devices or precisions
  double fp32 = 1e-4;                // the same between processors, both in float32
  bool operator==(const NumericTolerance&) const = default;
};

// How a score or a property of the input was spread on the tuning data, for the population stability index: bin b holds
// edges[b − 1] < x ≤ edges[b], the last one what lies above all edges.
struct ReferenceDistribution {
  std::string name;  // "combined", "score_10x", "brightness"
  std::vector<double> edges;
  std::vector<std::uint64_t> counts;  // one more than edges
  bool operator==(const ReferenceDistribution&) const = default;
};

// What is told of a training: facts, and files of the bundle that hold the rest.
struct TrainingFacts {
  std::string software;       // name and version of the code
  std::string loss;           // "distinct", "cox"
  std::string thresholdRule;  // as a sentence
  std::string config;         // files of the bundle, listed in [files]; empty where there is none
  std::string cohort;
  std::string curves;
  std::string tuning;
  bool operator==(const TrainingFacts&) const = default;
};

struct Manifest {
  std::string id;
  std::string name;
  std::string version;
  BundleStatus status = BundleStatus::untrained;
  std::string licence;
  std::string intendedUse;
  std::string card;  // file name of the model card
  ScopeRules scope;
  bool outlineAllowed = true;  // may --tumour replace the bundle's own segmentation
  double maxUpsampling = 1.25;
  SegmentationSpec segmentation;
  std::vector<ResolutionSpec> resolutions;
  DecisionRules decision;
  AssessableLimits assessable;
  NumericTolerance tolerance;
  std::optional<TrainingFacts> training;
  std::vector<ReferenceDistribution> references;
  std::optional<GoldenSet> golden;
  std::map<std::string, std::string> files;  // SHA-256 of every other file of the bundle, by relative path

  [[nodiscard]] const ResolutionSpec* resolution(std::string_view resolutionName) const;
  // The segmentation's, where it has one, then all members'.
  [[nodiscard]] std::vector<const NetworkSpec*> networks() const;
  bool operator==(const Manifest&) const = default;
};

// Errors (kind model) name the key: missing, of the wrong type, out of range, or unknown to this version. A newer
// major format is refused (kind unsupported).
[[nodiscard]] Result<Manifest> parseManifest(std::string_view toml);

// Every key that parseManifest knows, as a path without indices: "resolution.member.head.kind".
[[nodiscard]] std::set<std::string> manifestKeys();

// The manifest as TOML; parseManifest gives the same value back, but for fields that do not apply (those of another
// head's kind, of a network that segmentation = "tissue" does not have), which come back as their defaults.
[[nodiscard]] std::string formatManifest(const Manifest& manifest);

// Canonical texts of the parts that are hashed apart, so that a changed threshold need not mean new inference.
struct PartHashes {
  std::string segmentation;  // segmentation, input rules and its network file
  std::string networks;      // resolutions, members, input rules and their files
  std::string decision;      // thresholds, combination, patient rule, risk table, limits of assessability
  bool operator==(const PartHashes&) const = default;
};
[[nodiscard]] PartHashes partHashes(const Manifest& manifest);

}  // namespace snitt
