#include "core/sha256.h"
#include "core/validation/canonical_p.h"

namespace snitt::validation {

std::string canonicalJson(const nlohmann::json& value) {
  return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string hashOfObject(nlohmann::json object, std::string_view previous) {
  object.erase("hash");
  Sha256 hash;
  hash.add(previous);
  hash.add(canonicalJson(object));
  return hash.hex();
}

std::string shortHash(const std::string& hash) {
  constexpr std::size_t kShown = 12;
  if (hash.empty()) return "none";
  return hash.size() > kShown ? hash.substr(0, kShown) + "…" : hash;
}

}  // namespace snitt::validation
