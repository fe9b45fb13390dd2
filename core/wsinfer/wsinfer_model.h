// A WSInfer model folder: config.json (WSInfer Zoo's schema, spec version 1.0) beside torchscript_model.pt. It is a
// tile classifier with one network: it names classes of tiles and gives no prognosis. Other files in the folder
// (README, weights in other forms) are not looked at.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/bundle/manifest.h"
#include "core/result.h"
#include "core/trust/code_file.h"

namespace snitt {

struct WsinferConfig {
  std::string architecture;  // a name without consequence; may be empty
  std::vector<std::string> classNames;
  int patchPx = 0;         // edge of a tile
  double spacingUmPx = 0;  // µm/px of a tile
  // The transform, in WSInfer's order: Resize to this edge (bilinear with antialiasing) where it is given, ToTensor,
  // Normalize.
  std::optional<int> resizePx;
  Normalisation normalisation{{0, 0, 0}, {1, 1, 1}};

  [[nodiscard]] int inputPx() const { return resizePx.value_or(patchPx); }
};

struct WsinferModel {
  std::filesystem::path folder;
  WsinferConfig config;
  std::string configSha256;
  CodeFile script;  // torchscript_model.pt
  SignatureCheck signature;
};

inline constexpr std::string_view wsinferConfigName = "config.json";
inline constexpr std::string_view wsinferScriptName = "torchscript_model.pt";

// True where the folder holds config.json and no manifest.toml.
[[nodiscard]] bool isWsinferFolder(const std::filesystem::path& folder);

// Errors name the key: kind model for what is missing or cannot be, unsupported for a newer spec version and for a
// transform that Snitt does not do.
[[nodiscard]] Result<WsinferConfig> parseWsinferConfig(std::string_view json);

// Reads both files once and keeps the bytes that were hashed. A signature (signature.json) covers both; one that is not
// valid is refused. Whether the network may run is CodeFile's to say.
[[nodiscard]] Result<WsinferModel> loadWsinferModel(const std::filesystem::path& folder, const TrustRules& rules = {});

// What a signature of the folder has to cover.
[[nodiscard]] Result<FileHashes> wsinferHashes(const std::filesystem::path& folder);

}  // namespace snitt
