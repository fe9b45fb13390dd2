// Slides one after the other with one model, so that no core waits between them: while a slide is scored, the next one
// is opened, its tumour found and its tiles planned, by threads of lower priority. At most one slide is scored and one
// prepared at a time, which bounds the memory.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>

#include "core/progress.h"
#include "core/result.h"
#include "inference/model.h"
#include "inference/score_slide.h"

namespace snitt {

struct PipelineSlide {
  std::size_t row = 0;
  ScoreRequest request;
};

struct PipelineCalls {
  // The next slide; waits for one. Nothing: there is no more. Called by the preparing thread.
  std::function<std::optional<PipelineSlide>()> next;
  // Called by the thread of runSlides, one slide at a time, in the order of `next`. What it does delays the next slide.
  std::function<void(const PipelineSlide&, Result<ScoredCase>)> finished;
  // As ProgressSink.
  std::function<void(std::size_t row, const Progress&)> progress;
};

// Returns when there are no more slides, or when stopped: slides that were begun then are finished as cancelled.
void runSlides(const LoadedModel& model, const PipelineCalls& calls, const RunControl& control);

}  // namespace snitt
