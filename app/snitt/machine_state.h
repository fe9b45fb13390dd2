// What stands on this machine, in words: for `doctor` and for a qualification.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/snitt/session.h"
#include "core/result.h"

namespace snitt::app {

// The nearest folder that exists: there is where one that is missing would be made.
[[nodiscard]] bool isUsableFolder(const std::filesystem::path& folder);

[[nodiscard]] std::string trustedKeysText();

// "cpu, bf16, oneDNN …, 2 workers": how a bundle would be run that allows bf16, or one that does not. Errors: those of
// chooseEngine.
[[nodiscard]] Result<std::string> pathText(const Session& session, bool allowBf16);

}  // namespace snitt::app
