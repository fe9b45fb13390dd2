// One run of the program: the options every verb has, where progress goes, and what stops it. Threads that wait for
// signals and input refer to it, so it must live until the process ends.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

#include "app/snitt/progress_line.h"
#include "core/progress.h"
#include "inference/engine/engine.h"

namespace snitt::app {

struct CommonOptions {
  bool json = false;
  bool control = false;
  bool quiet = false;
  int threads = 0;       // 0 = all usable cores
  std::string database;  // --db: a file, "none", or empty for the default one
  EngineRequest engine;

  [[nodiscard]] int threadCount() const;
};

class Session {
 public:
  explicit Session(const CommonOptions& options);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // Requests a stop, and ends the process if it is not done soon after.
  void cancel();

  // Requests a stop on Ctrl-C, on SIGTERM and, with --control, on "cancel" and at the end of standard input.
  void listen();

  [[nodiscard]] const CommonOptions& options() const { return m_options; }
  [[nodiscard]] RunControl control();
  [[nodiscard]] bool stopped() const { return m_stop.stop_requested(); }

  // Tells a person something that is no error, on standard error: a sentence, a JSON line with --json, nothing with
  // --quiet.
  void notify(const std::string& sentence);

  // Ends the progress line on a terminal before something else is printed.
  void endProgress();

 private:
  void obey(std::string_view line);
  void show(const Progress& progress);
  void show(const ScoreEstimate& estimate);
  [[nodiscard]] double etaSeconds(const Progress& progress) const;
  void draw(const Progress& progress, double etaSeconds);

  CommonOptions m_options;
  std::stop_source m_stop;
  PauseGate m_gate;
  std::mutex m_mutex;
  std::string m_stage;
  std::int64_t m_mostDone = 0;
  std::chrono::steady_clock::time_point m_stageStart{};
  std::chrono::steady_clock::time_point m_lastShown{};
  std::optional<EstimateTexts> m_estimate;  // of the stage that is running
  bool m_lineOpen = false;
};

}  // namespace snitt::app
