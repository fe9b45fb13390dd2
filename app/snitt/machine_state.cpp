#include "app/snitt/machine_state.h"

#include <fmt/format.h>

#include "core/os/os.h"
#include "core/trust/trusted_keys.h"
#include "inference/engine/engine.h"

namespace snitt::app {

bool isUsableFolder(const std::filesystem::path& folder) {
  std::filesystem::path existing = folder;
  while (!existing.empty() && !std::filesystem::exists(existing)) existing = existing.parent_path();
  return os::isWritableFolder(existing);
}

std::string trustedKeysText() {
  const auto keys = TrustedKeys().list();
  if (!keys) return keys.error().message;
  std::vector<std::string> names;
  for (const TrustedKey& key : *keys) names.push_back(fmt::format("{} ({:.16})", key.name, key.fingerprint));
  return names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", "));
}

Result<std::string> pathText(const Session& session, bool allowBf16) {
  EngineRequest request = session.options().engine;
  if (request.precision == "bf16") allowBf16 = true;
  NumericTolerance tolerance;
  tolerance.allowBf16 = allowBf16;
  const auto choice = chooseEngine(request, tolerance);
  if (!choice) return fail(choice.error());
  return choice->device + ", " + describePath(*choice) + ", " + std::to_string(session.options().threadCount()) +
         " workers";
}

}  // namespace snitt::app
