#include "core/wsinfer/wsinfer_model.h"

#include "core/atomic_file.h"
#include "core/sha256.h"

namespace snitt {
namespace fs = std::filesystem;
namespace {

bool isThere(const fs::path& file) {
  std::error_code error;
  return fs::symlink_status(file, error).type() != fs::file_type::not_found;
}

Result<WsinferModel> load(const fs::path& folder, const TrustRules& rules) {
  const auto configText = readFile(folder / wsinferConfigName);
  if (!configText) return fail(configText.error());
  auto scriptBytes = readFile(folder / wsinferScriptName);
  if (!scriptBytes) return fail(scriptBytes.error());
  CodeFile script(std::string(wsinferScriptName), std::move(*scriptBytes));
  const std::string configSha256 = sha256Of(*configText);

  SignatureCheck signature;
  if (isThere(folder / signatureFileName)) {
    const auto text = readFile(folder / signatureFileName);
    if (!text) return fail(text.error());
    auto checked = checkSignature(
        *text, {{std::string(wsinferConfigName), configSha256}, {std::string(wsinferScriptName), script.sha256()}},
        rules.keys);
    if (!checked) return fail(checked.error());
    signature = std::move(*checked);
  }
  script.allow(signature, rules.untrustedAllowed);
  auto config = parseWsinferConfig(*configText);
  if (!config) return failIn(wsinferConfigName, config.error());
  return WsinferModel{folder, std::move(*config), configSha256, std::move(script), std::move(signature)};
}

}  // namespace

bool isWsinferFolder(const fs::path& folder) {
  return isThere(folder / wsinferConfigName) && !isThere(folder / "manifest.toml");
}

Result<WsinferModel> loadWsinferModel(const fs::path& folder, const TrustRules& rules) {
  auto model = load(folder, rules);
  if (!model) return failIn("WSInfer model " + folder.string(), model.error());
  return model;
}

Result<FileHashes> wsinferHashes(const fs::path& folder) {
  FileHashes hashes;
  for (const std::string_view name : {wsinferConfigName, wsinferScriptName}) {
    const auto bytes = readFile(folder / name);
    if (!bytes) return fail(bytes.error());
    if (name == wsinferConfigName)
      if (const auto config = parseWsinferConfig(*bytes); !config) return failIn(name, config.error());
    hashes.emplace(name, sha256Of(*bytes));
  }
  return hashes;
}

}  // namespace snitt
