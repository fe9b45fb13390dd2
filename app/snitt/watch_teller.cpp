#include "app/snitt/watch_teller.h"

#include <iostream>

#include "core/log.h"

namespace snitt::app {

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

}  // namespace snitt::app
