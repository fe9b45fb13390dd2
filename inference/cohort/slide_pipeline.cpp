#include "inference/cohort/slide_pipeline.h"

#include <memory>
#include <thread>
#include <utility>

#include "core/bounded_queue.h"
#include "core/os/thread_priority.h"

namespace snitt {
namespace {

struct Prepared {
  PipelineSlide slide;
  std::unique_ptr<SlideScoringRun> run;
  Result<void> outcome;
};

RunControl controlOf(const RunControl& control, const PipelineCalls& calls, std::size_t row) {
  RunControl own{control.stop, {}, control.gate, {}};
  if (calls.progress) own.progress = [&calls, row](const Progress& progress) { calls.progress(row, progress); };
  return own;
}

Prepared prepared(PipelineSlide slide, const LoadedModel& model, const PipelineCalls& calls,
                  const RunControl& control) {
  auto run = std::make_unique<SlideScoringRun>(slide.request, model, controlOf(control, calls, slide.row));
  auto outcome = run->prepare();
  return {std::move(slide), std::move(run), std::move(outcome)};
}

// Of capacity one, and taken before the next slide is asked for: what is prepared ahead is one slide.
void prepareAll(BoundedQueue<Prepared>& ready, const LoadedModel& model, const PipelineCalls& calls,
                const RunControl& control) {
  os::yieldToOtherThreads();
  while (!control.stop.stop_requested()) {
    auto slide = calls.next();
    if (!slide) break;
    if (!ready.push(prepared(std::move(*slide), model, calls, control), {})) break;
  }
  ready.close();
}

}  // namespace

void runSlides(const LoadedModel& model, const PipelineCalls& calls, const RunControl& control) {
  BoundedQueue<Prepared> ready(1);
  const std::jthread preparing([&] { prepareAll(ready, model, calls, control); });
  while (auto slide = ready.pop({})) {
    Result<ScoredCase> scored =
        slide->outcome ? slide->run->finish() : Result<ScoredCase>(fail(slide->outcome.error()));
    slide->run.reset();
    calls.finished(slide->slide, std::move(scored));
  }
}

}  // namespace snitt
