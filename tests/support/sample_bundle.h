// A small bundle made in code: two resolutions of two members each, whose networks are a few numbers. It loads, but no
// network can be built from it.
#pragma once

#include <map>
#include <string>

#include "core/bundle/manifest.h"
#include "core/bundle/safetensors.h"
#include "core/sha256.h"

namespace snitt::test {

inline std::string samplePath(const std::string& member) { return "networks/" + member + ".safetensors"; }

// Contents of the bundle's files by path.
inline std::map<std::string, std::string> sampleFiles() {
  std::map<std::string, std::string> files{{"card.md", "# Sample\nMade for tests.\n"}};
  float value = 0;
  for (const char* member : {"10x-1", "10x-2", "40x-1", "40x-2"}) {
    value += 0.25F;
    files.emplace(samplePath(member), writeSafetensors({{"weight", {{2, 2}, {value, 1, -1, 0}}}}));
  }
  return files;
}

inline Manifest sampleManifest() {
  Manifest manifest;
  manifest.id = "sample";
  manifest.name = "Sample bundle";
  manifest.version = "1.0";
  manifest.licence = "CC0-1.0";
  manifest.intendedUse = "Tests";
  manifest.card = "card.md";
  for (const auto& [name, mpp] : {std::pair("10x", 0.92), std::pair("40x", 0.23)}) {
    ResolutionSpec resolution;
    resolution.name = name;
    resolution.mpp = mpp;
    for (const char* number : {"-1", "-2"}) {
      MemberSpec member;
      member.id = std::string(name) + number;
      member.network.architecture = "mobilenet_v2";
      member.network.file = samplePath(member.id);
      resolution.members.push_back(member);
    }
    manifest.resolutions.push_back(resolution);
  }
  manifest.decision.thresholds = {{"10x", 0.5}, {"40x", 0.6}};
  for (const auto& [name, contents] : sampleFiles()) manifest.files.emplace(name, sha256Of(contents));
  return manifest;
}

}  // namespace snitt::test
