// Trust as JSON, the same words in every result.
#pragma once

#include <nlohmann/json.hpp>

#include "core/trust/code_file.h"

namespace snitt::app {

inline nlohmann::ordered_json signatureJson(const SignatureCheck& check) {
  const auto orNull = [](const std::string& text) { return text.empty() ? nlohmann::json() : nlohmann::json(text); };
  return {{"state", std::string(toText(check.state))}, {"key", orNull(check.key)}, {"name", orNull(check.name)}};
}

inline nlohmann::ordered_json untrustedJson(const std::vector<UntrustedCode>& code) {
  auto json = nlohmann::ordered_json::array();
  for (const UntrustedCode& one : code) json.push_back({{"file", one.file}, {"sha256", one.sha256}});
  return json;
}

}  // namespace snitt::app
