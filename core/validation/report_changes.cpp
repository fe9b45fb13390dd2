#include <fmt/format.h>

#include "core/validation/canonical_p.h"
#include "core/validation/report_changes_p.h"

namespace snitt::validation {

std::vector<std::string> changesSince(const ReportFiles& then, const ReportFiles& now, std::string_view word) {
  std::vector<std::string> changes;
  for (const auto& [name, hash] : then) {
    const auto found = now.find(name);
    if (found == now.end())
      changes.push_back(fmt::format("{} is missing", name));
    else if (found->second != hash)
      changes.push_back(
          fmt::format("{} was changed (SHA-256 {} {}, {} now)", name, shortHash(hash), word, shortHash(found->second)));
  }
  for (const auto& [name, hash] : now)
    if (!then.contains(name)) changes.push_back(fmt::format("{} was added", name));
  return changes;
}

}  // namespace snitt::validation
