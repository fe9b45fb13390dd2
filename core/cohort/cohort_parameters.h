// What a cohort's output folder holds results of: one bundle on one numeric path with one set of parameters. Kept in
// the folder as run parameters (`.cohort/parameters.json`, format snitt-cohort-parameters/1); a later run that asks for
// anything else is refused, with what differs. Plain values.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/bundle/manifest.h"
#include "core/result.h"

namespace snitt {

struct CohortParameters {
  std::string bundleId;
  std::string bundleName;
  std::string bundleVersion;
  std::string bundleSha256;
  BundleStatus bundleStatus = BundleStatus::untrained;
  PartHashes parts;
  std::string device;     // "cpu", "cuda:0"
  std::string precision;  // "fp32", "bf16"
  std::string kernels;    // "fused", "plain"
  std::string software;   // "snitt 0.1.0"
  std::string outsideScope;
  std::vector<std::string> outputs;  // sorted
  bool showPaths = false;
  bool allowMixed = false;
  // LibTorch and what reads pixels, with their versions: of every run that added results, each once. A later run may
  // come with others; a validation (core/validation) looks at them.
  std::vector<std::string> libraries;
  std::vector<std::string> programs;  // SHA-256 of the executables, likewise: a version has many builds
  bool operator==(const CohortParameters&) const = default;
};

// What scored the results of a folder that another one goes on with, or takes over, is kept in mind.
void addScorers(CohortParameters& into, const CohortParameters& before);

[[nodiscard]] std::string formatParameters(const CohortParameters& parameters);
// Errors: corrupt; unsupported (a newer major version).
[[nodiscard]] Result<CohortParameters> parseParameters(std::string_view json);

// What differs, each as a short text ("bundle: 1a2b… in the folder, 3c4d… asked for"); empty where the folder may go
// on. With allowMixed on both sides device, precision and software may differ.
[[nodiscard]] std::vector<std::string> differences(const CohortParameters& inFolder, const CohortParameters& asked);

}  // namespace snitt
