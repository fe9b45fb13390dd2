#include "app/snitt/session.h"

#include <iostream>
#include <nlohmann/json.hpp>

#include "app/snitt/pause_asked.h"
#include "core/os/os.h"
#include "core/text/number.h"

namespace snitt::app {

namespace {

constexpr auto kBetweenLines = std::chrono::milliseconds(100);
// A stop is promised within a second; most work notices it much sooner.
constexpr auto kPatience = std::chrono::milliseconds(800);

}  // namespace

int CommonOptions::threadCount() const { return threads > 0 ? threads : os::usableCores(); }

Session::Session(const CommonOptions& options) : m_options(options) {}

void Session::cancel() {
  m_stop.request_stop();
  os::endAfter(kPatience);
}

void Session::listen() {
  os::handleInterrupts([this] { cancel(); });
  if (!m_options.control) return;
  os::watchStandardInput([this](std::string_view line) { obey(line); }, [this] { cancel(); });
}

void Session::obey(std::string_view line) {
  const auto message = nlohmann::json::parse(line, nullptr, false);
  const auto command = message.is_object() ? message.value("command", nlohmann::json()) : nlohmann::json();
  if (command == "pause") {
    m_gate.pause();
    setPauseAsked(true);
  } else if (command == "resume") {
    m_gate.resume();
    setPauseAsked(false);
  } else if (command == "cancel") {
    cancel();
  } else {
    std::cerr << "snitt: standard input: expected {\"command\":\"pause|resume|cancel\"}.\n" << std::flush;
  }
}

RunControl Session::control() {
  RunControl control{m_stop.get_token(), {}, &m_gate};
  if (m_options.quiet || (!m_options.json && !os::standardErrorIsTerminal())) return control;
  control.progress = [this](const Progress& progress) { show(progress); };
  control.estimate = [this](const ScoreEstimate& estimate) { show(estimate); };
  return control;
}

void Session::show(const Progress& progress) {
  const auto now = std::chrono::steady_clock::now();
  const std::scoped_lock lock(m_mutex);
  if (progress.stage != m_stage) {
    m_stage = progress.stage;
    m_stageStart = now;
    m_lastShown = {};
    m_mostDone = 0;
    m_estimate.reset();
  }
  // Workers report side by side; one that was overtaken would make the bar jump back.
  if (progress.done < m_mostDone) return;
  m_mostDone = progress.done;
  const bool last = progress.done >= progress.total;
  if (!last && now - m_lastShown < kBetweenLines) return;
  m_lastShown = now;
  const double eta = etaSeconds(progress);
  if (m_options.json) {
    std::cerr << R"({"event":"progress","stage":")" << progress.stage << R"(","done":)" << progress.done
              << R"(,"total":)" << progress.total << R"(,"etaSeconds":)" << fixed(eta, 1) << "}\n"
              << std::flush;
  } else {
    draw(progress, eta);
  }
}

double Session::etaSeconds(const Progress& progress) const {
  if (progress.done <= 0) return 0;
  const double passed = std::chrono::duration<double>(std::chrono::steady_clock::now() - m_stageStart).count();
  return passed * static_cast<double>(progress.total - progress.done) / static_cast<double>(progress.done);
}

void Session::show(const ScoreEstimate& estimate) {
  const std::scoped_lock lock(m_mutex);
  if (!m_options.json) {
    m_estimate = describeEstimate(estimate);
    return;
  }
  const nlohmann::json prognosis =
      estimate.prognosis.empty() ? nlohmann::json() : nlohmann::json(std::string(estimate.prognosis));
  std::cerr << R"({"event":"estimate","resolution":)" << nlohmann::json(std::string(estimate.resolution))
            << R"(,"done":)" << estimate.done << R"(,"total":)" << estimate.total << R"(,"score":)"
            << fixed(estimate.score, 4) << R"(,"lower95":)" << fixed(estimate.lower95, 4) << R"(,"upper95":)"
            << fixed(estimate.upper95, 4) << R"(,"class":)" << prognosis << R"(,"settled":)"
            << (estimate.settled ? "true" : "false") << "}\n"
            << std::flush;
}

void Session::draw(const Progress& progress, double etaSeconds) {
  std::cerr << "\r\033[K" << progressLine(progress, etaSeconds, m_estimate, os::terminalColumns()) << std::flush;
  m_lineOpen = true;
}

void Session::notify(const std::string& sentence) {
  if (m_options.quiet) return;
  endProgress();
  if (m_options.json)
    std::cerr << nlohmann::ordered_json{{"event", "notice"}, {"message", sentence}}.dump(
                     -1, ' ', false, nlohmann::json::error_handler_t::replace)
              << "\n"
              << std::flush;
  else
    std::cerr << "snitt: " << sentence << ".\n" << std::flush;
}

void Session::endProgress() {
  const std::scoped_lock lock(m_mutex);
  if (m_lineOpen) std::cerr << "\r\033[K" << std::flush;
  m_lineOpen = false;
}

}  // namespace snitt::app
