// Signs a model's folder: a Snitt bundle (over its manifest, which lists the hash of every other file) or a WSInfer
// folder (over its two files).
#pragma once

#include <filesystem>

#include "core/result.h"
#include "core/trust/signature.h"

namespace snitt {

// Writes signature.json, in place of one that is there. A bundle that does not load, or whose files do not match their
// hashes, is not signed.
[[nodiscard]] Result<void> signFolder(const std::filesystem::path& folder, const PrivateKey& key);

}  // namespace snitt
