// Scores slides with one bundle, and falls back from a numeric path that fails.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "core/progress.h"
#include "core/result.h"
#include "inference/model.h"
#include "inference/score_slide.h"

namespace snitt {

// loadModelAs, or a test's stand-in.
using ModelLoader =
    std::function<Result<LoadedModel>(const std::filesystem::path&, const EngineChoice&, const TrustRules&)>;

// Not thread-safe: one slide at a time.
class Scorer {
 public:
  explicit Scorer(LoadedModel model, ModelLoader load = loadModelAs)
      : m_model(std::move(model)), m_load(std::move(load)), m_pathNote(m_model.pathNote) {}

  // scoreSlide. Where the numeric path fails, the bundle is loaded on another one and the slide starts again, so that
  // it is finished on one path: half as many tiles a pass while a GPU's memory runs out, then the CPU in fp32; fp32 in
  // place of bf16 that is too far off for the bundle, unless bf16 was forced. The score names the path that made it,
  // and why. Slides after it stay on that path; where it cannot be loaded, they fail.
  [[nodiscard]] Result<ScoredCase> score(const ScoreRequest& request, const RunControl& control);

 private:
  // Another path to try, with the reason for it in m_pathNote; nothing where the failure is not the path's.
  [[nodiscard]] std::optional<EngineChoice> otherPath(const Error& error, const PathReport& report);
  [[nodiscard]] std::optional<EngineChoice> onCpu(const std::string& failed, const Error& error);
  [[nodiscard]] int largestPassThatRanOut() const;
  // Loads the bundle there, or on the CPU where the device fails again.
  [[nodiscard]] Result<void> moveTo(const EngineChoice& choice, const std::filesystem::path& slide);
  [[nodiscard]] Result<void> reload(const EngineChoice& choice);

  LoadedModel m_model;
  ModelLoader m_load;
  std::string m_pathNote;
  std::optional<Error> m_lost;  // why there is no model any more: every later slide fails with it
};

}  // namespace snitt
