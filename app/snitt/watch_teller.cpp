#include "app/snitt/watch_teller_p.h"

#include <iostream>

#include "core/log.h"

namespace snitt::app {

std::string withoutName(std::string message, const std::filesystem::path& path) {
  const std::string instead = "the file";
  for (const std::string& name : {path.string(), path.filename().string()}) {
    if (name.empty()) continue;
    for (std::size_t at = message.find(name); at != std::string::npos; at = message.find(name, at + instead.size()))
      message.replace(at, name.size(), instead);
  }
  return message;
}

void WatchTeller::print(const nlohmann::ordered_json& json, const std::string& text) {
  m_session.endProgress();
  if (m_session.options().json)
    std::cout << json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
  else
    std::cout << text << std::endl;
}

void WatchTeller::tell(const nlohmann::ordered_json& json, const std::string& text, const std::string& log) {
  print(json, text);
  log::info("watch: " + log);
}

void WatchTeller::fault(const nlohmann::ordered_json& json, const std::string& text, const std::string& log) {
  print(json, text);
  log::warning("watch: " + log);
  ++m_faults;
}

void WatchTeller::lasting(const std::string& what, const nlohmann::ordered_json& json, const std::string& text,
                          const std::string& log) {
  std::string& told = m_lasting[what];
  if (told == text) return;
  told = text;
  fault(json, text, log);
}

void WatchTeller::over(const std::string& what, const nlohmann::ordered_json& json, const std::string& text,
                       const std::string& log) {
  if (m_lasting.erase(what) != 0) tell(json, text, log);
}

}  // namespace snitt::app
