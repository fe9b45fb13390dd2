// Scores slides with one bundle, and falls back from a device that fails.
#pragma once

#include "core/progress.h"
#include "core/result.h"
#include "inference/model.h"
#include "inference/score_slide.h"

namespace snitt {

// Not thread-safe: one slide at a time.
class Scorer {
 public:
  explicit Scorer(LoadedModel model) : m_model(std::move(model)) {}

  // scoreSlide; where a device other than the CPU fails (out of memory, lost), the bundle is loaded on the CPU in fp32
  // and the slide starts again, so that it is finished on one numeric path. The score names the device that made it.
  // Slides after it stay on the CPU.
  [[nodiscard]] Result<ScoredCase> score(const ScoreRequest& request, const RunControl& control);

 private:
  LoadedModel m_model;
};

}  // namespace snitt
