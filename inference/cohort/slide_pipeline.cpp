#include "inference/cohort/slide_pipeline.h"

#include <atomic>
#include <memory>
#include <semaphore>
#include <thread>
#include <utility>

#include "core/bounded_queue.h"
#include "core/os/os.h"
#include "core/os/thread_priority.h"

namespace snitt {
namespace {

struct Prepared {
  PipelineSlide slide;
  std::unique_ptr<SlideScoringRun> run;
  Result<void> outcome;
};

// When the next slide may be begun: once the tiles of the one before it are being scored. What comes before that, the
// comparison of precisions with a second set of networks, is the moment of the most memory.
class Turns {
 public:
  void await() { m_given.acquire(); }
  void slideBegins() { m_open = false; }
  void give() {
    if (!m_open && !m_open.exchange(true)) m_given.release();
  }

 private:
  std::binary_semaphore m_given{1};
  std::atomic<bool> m_open = true;
};

RunControl controlOf(const RunControl& control, const PipelineCalls& calls, Turns& turns, std::size_t row) {
  RunControl own{control.stop, {}, control.gate, {}};
  own.progress = [&calls, &turns, row](const Progress& progress) {
    if (progress.stage == "score") turns.give();
    if (calls.progress) calls.progress(row, progress);
  };
  return own;
}

Prepared prepared(PipelineSlide slide, const LoadedModel& model, const PipelineCalls& calls, Turns& turns,
                  const RunControl& control) {
  auto run = std::make_unique<SlideScoringRun>(slide.request, model, controlOf(control, calls, turns, slide.row));
  auto outcome = run->prepare();
  // It may wait for its turn for minutes, and what it needed for a moment is of use elsewhere.
  os::releaseFreeMemory();
  return {std::move(slide), std::move(run), std::move(outcome)};
}

void prepareAll(BoundedQueue<Prepared>& ready, Turns& turns, const LoadedModel& model, const PipelineCalls& calls,
                const RunControl& control) {
  os::yieldToOtherThreads();
  while (!control.stop.stop_requested()) {
    turns.await();
    auto slide = calls.next();
    if (!slide) break;
    if (!ready.push(prepared(std::move(*slide), model, calls, turns, control), {})) break;
  }
  ready.close();
}

}  // namespace

void runSlides(const LoadedModel& model, const PipelineCalls& calls, const RunControl& control) {
  BoundedQueue<Prepared> ready(1);
  Turns turns;
  const std::jthread preparing([&] { prepareAll(ready, turns, model, calls, control); });
  while (auto slide = ready.pop({})) {
    turns.slideBegins();
    Result<ScoredCase> scored =
        slide->outcome ? slide->run->finish() : Result<ScoredCase>(fail(slide->outcome.error()));
    slide->run.reset();
    turns.give();
    calls.finished(slide->slide, std::move(scored));
    os::releaseFreeMemory();
  }
}

}  // namespace snitt
