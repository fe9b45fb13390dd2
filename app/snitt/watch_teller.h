// What a watcher tells of each thing it does: a line on standard output, or a line of JSON with --json, and one in the
// log. The log names neither cases nor files: laboratories write names of patients into the names of files.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "app/snitt/session.h"

namespace snitt::app {

class WatchTeller {
 public:
  explicit WatchTeller(Session& session) : m_session(session) {}

  // `json` has at least "event". `log`: as `text`, but without such names.
  void tell(const nlohmann::ordered_json& json, const std::string& text, const std::string& log);
  void fault(const nlohmann::ordered_json& json, const std::string& text, const std::string& log);
  [[nodiscard]] int faults() const { return m_faults; }

 private:
  void print(const nlohmann::ordered_json& json, const std::string& text);
  Session& m_session;
  int m_faults = 0;
};

}  // namespace snitt::app
