// How long work tells what it is doing, and how it is paused and cancelled.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string_view>

namespace snitt {

struct Progress {
  std::string_view stage;  // "open", "tissue", "segment", "tile", "score", "write"
  std::int64_t done = 0;
  std::int64_t total = 0;
};

// Called from any thread, several at once; must return quickly.
using ProgressSink = std::function<void(const Progress&)>;

// What a slide that is being scored is heading for: shown while it runs, and never stored as a score.
struct ScoreEstimate {
  std::string_view resolution;  // "10x"
  std::int64_t done = 0;        // tiles of this resolution that it rests on
  std::int64_t total = 0;
  double score = 0;
  double lower95 = 0;  // 95 % interval
  double upper95 = 0;
  std::string_view prognosis;  // "good", "uncertain", "poor": of the resolutions that have been looked at so far
  bool settled = false;        // all have, and every interval lies on one side of its threshold
};

// As ProgressSink; at most a few times a second.
using EstimateSink = std::function<void(const ScoreEstimate&)>;

// Pause and resume for a whole run. Workers call `wait` between units of work. Thread-safe.
class PauseGate {
 public:
  void pause();
  void resume();
  // Returns at once unless paused; returns when resumed or when `stop` is requested.
  void wait(const std::stop_token& stop);

 private:
  std::mutex m_mutex;
  std::condition_variable_any m_changed;
  bool m_paused = false;
};

// What every stage gets: where to report, when to stop, when to wait. Copies share their gate.
struct RunControl {
  std::stop_token stop;
  ProgressSink progress = {};
  PauseGate* gate = nullptr;  // not owned; may be null
  EstimateSink estimate = {};

  void report(std::string_view stage, std::int64_t done, std::int64_t total) const {
    if (progress) progress({stage, done, total});
  }
  // False when the work should stop.
  [[nodiscard]] bool proceed() const {
    if (gate != nullptr) gate->wait(stop);
    return !stop.stop_requested();
  }
};

}  // namespace snitt
