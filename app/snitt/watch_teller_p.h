// What a watcher tells of each thing it does: a line on standard output, or a line of JSON with --json, and one in the
// log. None names a file, since laboratories write names of patients into the names of files, and standard output of a
// service ends in a log too; the log itself does not name cases either.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "app/snitt/session.h"

namespace snitt::app {

// An error's sentence with "the file" in the place of a path or its name.
[[nodiscard]] std::string withoutName(std::string message, const std::filesystem::path& path);

class WatchTeller {
 public:
  explicit WatchTeller(Session& session) : m_session(session) {}

  // `json` has at least "event". `log`: as `text`, but without the case's name.
  void tell(const nlohmann::ordered_json& json, const std::string& text, const std::string& log);
  void fault(const nlohmann::ordered_json& json, const std::string& text, const std::string& log);
  // A fault that lasts, known by `what`: told when it begins and when it changes, however often it is met.
  void lasting(const std::string& what, const nlohmann::ordered_json& json, const std::string& text,
               const std::string& log);
  // It is over; told where it was told.
  void over(const std::string& what, const nlohmann::ordered_json& json, const std::string& text,
            const std::string& log);
  // The same, and nothing is told.
  void forget(const std::string& what) { m_lasting.erase(what); }
  [[nodiscard]] int faults() const { return m_faults; }

 private:
  void print(const nlohmann::ordered_json& json, const std::string& text);
  Session& m_session;
  int m_faults = 0;
  std::map<std::string, std::string> m_lasting;  // what was told of each
};

}  // namespace snitt::app
