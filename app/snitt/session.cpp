#include "app/snitt/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <nlohmann/json.hpp>

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
  } else if (command == "resume") {
    m_gate.resume();
  } else if (command == "cancel") {
    cancel();
  } else {
    std::cerr << "snitt: standard input: expected {\"command\":\"pause|resume|cancel\"}.\n" << std::flush;
  }
}

RunControl Session::control() {
  return {m_stop.get_token(), [this](const Progress& progress) { show(progress); }, &m_gate};
}

void Session::show(const Progress& progress) {
  const bool terminal = os::standardErrorIsTerminal();
  if (m_options.quiet || (!m_options.json && !terminal)) return;
  const auto now = std::chrono::steady_clock::now();
  const std::scoped_lock lock(m_mutex);
  if (progress.stage != m_stage) {
    m_stage = progress.stage;
    m_stageStart = now;
    m_lastShown = {};
    m_mostDone = 0;
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

void Session::draw(const Progress& progress, double etaSeconds) {
  constexpr int width = 30;
  const double share =
      progress.total > 0 ? static_cast<double>(progress.done) / static_cast<double>(progress.total) : 1;
  const int filled = static_cast<int>(share * width);
  const int eta = static_cast<int>(std::lround(etaSeconds));
  std::cerr << fmt::format("\r\033[K{:<8} [{}{}] {:3.0f} %  {}/{}  {}:{:02} left", progress.stage,
                           std::string(static_cast<std::size_t>(filled), '='),
                           std::string(static_cast<std::size_t>(width - filled), ' '), share * 100, progress.done,
                           progress.total, eta / 60, eta % 60)
            << std::flush;
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
