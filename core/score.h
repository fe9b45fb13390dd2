// A score and everything needed to make it again; `score.json`, format snitt-score/1. Plain values.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/decision/decision.h"
#include "core/decision/scope.h"
#include "core/result.h"
#include "core/trust/code_file.h"

namespace snitt {

struct ScoredSlide {
  std::string path;  // empty when it is left out
  std::string sha256;
  std::string fingerprint;
  std::string vendor;
  std::int64_t widthPx = 0;
  std::int64_t heightPx = 0;
  double mppX = 0;
  double mppY = 0;
  std::string mppSource;  // "file" or "typed by NAME"
  std::string mppReason;
  std::optional<double> mppInFile;    // what the file said, also where --mpp won over it
  std::vector<std::string> findings;  // about the file: colours converted, mpp against the file, ...
};

// Shares lie in [0, 1] and are of the region named.
struct QualityFigures {
  double areaMm2 = 0;
  double penShare = 0;
  double foldShare = 0;
  double blurShare = 0;   // NaN where it could not be measured; null in score.json
  double brightness = 0;  // mean luminance, 0-255
};

// How the tissue looks to a network beside its brightness: what drift is seen by (tiling/input_statistics.h).
struct InputFigures {
  double haematoxylin = 0;  // mean optical densities
  double eosin = 0;
  double tissueShare = 0;  // of the slide's area
};

struct ScoredResolution {
  std::string name;
  double tileUm = 0;
  double mpp = 0;
  int tiles = 0;
  std::vector<int> unreadable;  // indices in the plan
  std::vector<MemberScore> members;
  std::optional<double> score;
  double threshold = 0;
  std::optional<Prognosis> prognosis;
};

struct ScoreRun {
  std::string id;
  std::string started;  // ISO 8601, UTC
  double seconds = 0;
  std::map<std::string, double> stages;
  std::string device;
  std::string precision;
  std::string path;      // kernels, layout and tiles a pass, in words
  std::string pathNote;  // why this path, where it is not what the machine would have taken; how bf16 was checked
  int threads = 0;
  std::string software;
  std::string typedBy;
};

struct Score {
  ScoredSlide slide;
  std::string bundleId;
  std::string bundleName;
  std::string bundleVersion;
  std::string bundleSha256;
  BundleStatus bundleStatus = BundleStatus::untrained;
  PartHashes bundleParts;
  SignatureCheck bundleSignature;
  std::vector<UntrustedCode> untrusted;  // code that ran only because of --untrusted
  ScopeResult scope;
  std::string scopeOverride;  // the reason given with --outside-scope, empty without
  std::optional<QualityFigures> tissueQuality;
  std::optional<QualityFigures> tumourQuality;
  std::optional<InputFigures> input;  // scores of earlier programs lack it
  std::string stainSeen;
  std::string tumourSource;  // "network", "tissue", "outline given by NAME (sha256 …)"
  double tumourAreaMm2 = 0;
  int tumourComponents = 0;
  std::optional<double> tumourDice;  // a given outline against the network's
  std::vector<ScoredResolution> resolutions;
  std::optional<double> combined;
  std::optional<Prognosis> prognosis;
  std::string why;
  std::string notAssessable;  // reason, empty when assessable
  RiskResult risk;
  ScoreRun run;
  std::string notice;  // "untrained: numbers carry no meaning" and the like, empty for bundles of research
};

// The same value gives the same bytes; keys in one fixed order, numbers in their shortest form. `run` is the
// only part that differs when a score is made again on one numeric path.
[[nodiscard]] std::string formatScore(const Score& score);

// Errors: corrupt (no JSON, a key missing or of a wrong type), unsupported (a newer major version).
[[nodiscard]] Result<Score> parseScore(std::string_view json);

}  // namespace snitt
