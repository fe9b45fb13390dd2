#include "inference/untrained_bundle.h"

#include <map>
#include <string>

#include "core/bundle/bundle.h"
#include "core/bundle/safetensors.h"
#include "inference/engine/random_weights.h"

namespace snitt {
namespace {

constexpr const char* cardText = R"(# Untrained bundle

**THE NUMBERS OF THIS BUNDLE CARRY NO MEANING.**

Its networks hold seeded random weights. They have never seen a slide, a patient or an outcome. A score, a class or a
heatmap that they give says nothing about anybody: it shows that the program runs from slide to result, and no more.

- Intended use: trying out the program, and its tests
- Not for: patients, research findings, comparisons, publications
- Training data: none
- Performance: that of chance
)";

// Splitmix64: neighbouring seeds must not give related networks.
std::uint64_t memberSeed(std::uint64_t seed, std::uint64_t index) {
  std::uint64_t z = seed + (index + 1) * 0x9e3779b97f4a7c15U;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31);
}

ResolutionSpec resolutionSpec(const std::string& name, double mpp, const UntrainedOptions& options) {
  ResolutionSpec spec;
  spec.name = name;
  spec.mpp = mpp;
  spec.mostTiles = options.mostTiles;
  for (int i = 1; i <= options.membersPerResolution; ++i) {
    MemberSpec member;
    // The id becomes a column of the tile tables, which then say so too.
    member.id = name + "-untrained-" + std::to_string(i);
    member.network.architecture = "mobilenet_v2";
    member.network.file = "networks/" + member.id + ".safetensors";
    member.network.width = options.width;
    member.network.head.kind = options.head;
    spec.members.push_back(member);
  }
  return spec;
}

SegmentationSpec segmentationSpec() {
  SegmentationSpec spec;
  spec.useNetwork = true;
  spec.network.architecture = "unet";
  spec.network.file = "networks/segmentation.safetensors";
  spec.network.baseChannels = 8;
  spec.network.depth = 3;
  spec.tilePx = 512;
  spec.overlapPx = 64;
  return spec;
}

}  // namespace

Manifest untrainedManifest(const UntrainedOptions& options) {
  Manifest manifest;
  manifest.id = "untrained";
  manifest.name = "Untrained: numbers carry no meaning";
  manifest.version = "1.0.0";
  manifest.status = BundleStatus::untrained;
  manifest.licence = "CC0-1.0";
  manifest.intendedUse = "Trying out and testing the program. The weights are random: numbers carry no meaning.";
  // There is nothing to be exact about, and random heads blow up every rounding.
  manifest.tolerance.allowBf16 = true;
  manifest.tolerance.mostBf16Difference = 1;
  manifest.tolerance.devices = 0.1;
  manifest.card = "card.md";
  if (options.segmentationNetwork) manifest.segmentation = segmentationSpec();
  manifest.resolutions = {resolutionSpec("10x", 0.92, options), resolutionSpec("40x", 0.23, options)};
  for (const ResolutionSpec& resolution : manifest.resolutions) {
    manifest.decision.thresholds[resolution.name] = 0.5;
    manifest.assessable.leastTiles[resolution.name] = 1;
  }
  return manifest;
}

Result<void> writeUntrainedBundle(const std::filesystem::path& folder, const UntrainedOptions& options) {
  return writeUntrainedBundle(folder, untrainedManifest(options), options.seed);
}

Result<void> writeUntrainedBundle(const std::filesystem::path& folder, const Manifest& manifest, std::uint64_t seed) {
  std::map<std::string, std::string> files{{manifest.card, cardText}};
  std::uint64_t index = 0;
  if (manifest.segmentation.useNetwork) {
    const SegmentationSpec& spec = manifest.segmentation;
    auto tensors = randomSegmentationNetwork(spec.network, static_cast<int>(spec.classes.size()), spec.normalisation,
                                             memberSeed(seed, index));
    if (!tensors) return fail(tensors.error());
    files[spec.network.file] = writeSafetensors(*tensors, true);
  }
  for (const ResolutionSpec& resolution : manifest.resolutions) {
    for (const MemberSpec& member : resolution.members) {
      auto tensors = randomTileNetwork(member.network, resolution.normalisation, memberSeed(seed, ++index));
      if (!tensors) return failIn("member " + member.id, tensors.error());
      files[member.network.file] = writeSafetensors(*tensors, true);
    }
  }
  return writeBundle(folder, manifest, files);
}

}  // namespace snitt
