// The whole method on one slide, from file to prognosis.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/decision/scope.h"
#include "core/polygon.h"
#include "core/progress.h"
#include "core/result.h"
#include "core/score_record.h"
#include "inference/model.h"
#include "inference/precision_check.h"
#include "inference/tumour.h"
#include "tiling/slide_scale.h"

namespace snitt {

// A person's outline in place of the bundle's own segmentation.
struct GivenOutline {
  std::vector<Polygon> polygons;
  std::string sha256;  // of the file it came from
  std::string note;    // a finding about it: which of the file's annotations were used
  std::string file;    // the file itself, to be kept beside the score
};

// The whole-file hash of a slide, taken earlier; it holds for a slide of this fingerprint alone.
struct KnownHash {
  std::string fingerprint;
  std::string sha256;
};

struct ScoreRequest {
  std::filesystem::path slide;
  std::optional<TypedMpp> typedMpp;
  std::vector<Fact> facts;      // typed or from a list
  bool tumourIsTissue = false;  // --tumour tissue
  std::optional<GivenOutline> outline;
  std::string outsideScope;            // the reason given, empty without
  std::optional<KnownHash> knownHash;  // then the file is not read for it again
  int threads = 1;
  std::string pathNote;  // why the model is on its numeric path, empty without a reason to tell
  std::string software;
  std::string typedBy;
};

struct ScoredCase {
  Score score;
  TumourRegion tumour;
  std::vector<TileGrid> grids;  // empty where the slide was not assessable before any tile was scored

  [[nodiscard]] ScoreRecord record() const { return {score, tumour.polygons, grids}; }
};

// What a run learned of its numeric path, also where it failed.
struct PathReport {
  bool bf16TooFar = false;  // the failure is this one
  std::optional<PrecisionAgreement> agreement;
  int passThatRanOut = 0;  // tiles, where the device's memory ran out in the comparison with fp32
};

// "bf16 and fp32 differ by up to 0.0031 in the score of a tile (16 tiles compared, 0.02 allowed)"
[[nodiscard]] std::string describeAgreement(const LoadedModel& model, const PathReport& report);

// A slide on its way to a score, in two steps, so that the next slide can be prepared while this one is scored.
class SlideScoringRun {
 public:
  // `model` outlives the run. `control` holds for both steps.
  SlideScoringRun(ScoreRequest request, const LoadedModel& model, const RunControl& control);
  SlideScoringRun(SlideScoringRun&&) noexcept;
  SlideScoringRun& operator=(SlideScoringRun&&) noexcept;
  // Waits for what runs beside it, which is told to stop.
  ~SlideScoringRun();

  // Opens the slide, checks its scope, finds the tumour and plans the tiles; the whole-file hash is begun.
  [[nodiscard]] Result<void> prepare();
  // Scores the tiles and decides; once, after prepare.
  [[nodiscard]] Result<ScoredCase> finish(PathReport* report = nullptr);

 private:
  class Steps;
  std::unique_ptr<Steps> m_steps;
};

// Both steps. Errors: those of openSlide and resolveScale; outOfScope, listing what is violated or unknown; refused
// where the bundle forbids an outline, or where bf16 is too far from fp32 on this slide (`report` then says so); model;
// cancelled. Not assessable is no error: the score then has a reason and no class.
[[nodiscard]] Result<ScoredCase> scoreSlide(const ScoreRequest& request, const LoadedModel& model,
                                            const RunControl& control, PathReport* report = nullptr);

}  // namespace snitt
