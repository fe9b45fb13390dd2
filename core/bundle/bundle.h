// A model bundle on disk: a folder with manifest.toml, a model card and networks. Immutable once loaded, identified by
// the SHA-256 of its manifest, which lists the SHA-256 of every other file.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/bundle/manifest.h"
#include "core/bundle/safetensors.h"
#include "core/result.h"
#include "core/trust/code_file.h"

namespace snitt {

struct Bundle {
  std::filesystem::path folder;
  Manifest manifest;
  std::string sha256;
  PartHashes parts;
  std::string card;                                 // text of the model card
  std::map<std::string, SafetensorsFile> networks;  // by relative path; the bytes that were hashed
  std::map<std::string, CodeFile> scripts;          // TorchScript, by relative path; the bytes that were hashed
  SignatureCheck signature;
  bool untrustedAllowed = false;  // the user's --untrusted

  // The scripts that may run only because the user said so.
  [[nodiscard]] std::vector<UntrustedCode> untrustedCode() const;
};

// Reads every file once, checks its hash and keeps the very bytes that were checked. Refused with the exact reason
// (kind model; notFound for a folder or manifest that is missing): no card or an empty one, a listed file that is
// missing or changed, a file in the folder that the manifest does not list, a network named but not listed, a path
// that leaves the folder. Shapes and names of tensors are checked where networks are built (inference). A signature
// (signature.json, the one file that is not listed) covers the manifest and is checked before it is parsed; one that is
// not valid is refused (kind refused), a missing one or one by an unknown key is not: that matters to TorchScript
// alone, whose bytes are then not to be had (CodeFile).
[[nodiscard]] Result<Bundle> loadBundle(const std::filesystem::path& folder, const TrustRules& rules = {});

// The same without a look at the signature that is there, for whoever replaces it. No script of it may run.
[[nodiscard]] Result<Bundle> loadBundleToSign(const std::filesystem::path& folder);

// Writes a bundle folder: the files, then the manifest with their hashes filled in. The folder must not exist, or be
// empty; it appears whole or not at all.
[[nodiscard]] Result<void> writeBundle(const std::filesystem::path& folder, Manifest manifest,
                                       const std::map<std::string, std::string>& files);

// Refused where the bundle is signed, since a signature covers the manifest as it is; io where it cannot be written to.
[[nodiscard]] Result<void> checkReplaceable(const std::filesystem::path& folder);

// Replaces the manifest of a bundle in one step; its files are as before. Errors: those of checkReplaceable; model
// where the manifest cannot be read back; io.
[[nodiscard]] Result<void> replaceManifest(const std::filesystem::path& folder, const Manifest& manifest);

}  // namespace snitt
