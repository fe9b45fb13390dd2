// What a verb prints as its result.
#pragma once

#include <iostream>
#include <string>

#include <nlohmann/json.hpp>

#include "app/snitt/session.h"

namespace snitt::app {

// As JSON with --json, else as text, which ends with its own line feed.
inline void tell(const Session& session, const nlohmann::ordered_json& json, const std::string& text) {
  if (session.options().json)
    std::cout << json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
  else
    std::cout << text << std::flush;
}

inline std::string counted(std::int64_t number, const std::string& what) {
  return std::to_string(number).append(" ").append(what).append(number == 1 ? "" : "s");
}

}  // namespace snitt::app
