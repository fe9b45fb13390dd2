// Bundles in memory with small seeded networks, and ways to spoil them.
#pragma once

#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/bundle/bundle.h"
#include "inference/engine/random_weights.h"
#include "inference/untrained_bundle.h"

namespace snitt::test {

using Tensors = std::map<std::string, TensorData>;

inline void setNetwork(Bundle& bundle, const std::string& file, const Tensors& tensors) {
  auto parsed = SafetensorsFile::parse(writeSafetensors(tensors));
  if (!parsed) throw std::runtime_error(parsed.error().message);
  bundle.networks.insert_or_assign(file, std::move(*parsed));
}

// Narrow networks with one member at "10x" unless `members` says more; tiles of 64 px, four in a batch.
struct SmallBundle {
  Bundle bundle;
  std::map<std::string, Tensors> tensors;  // by file

  explicit SmallBundle(HeadKind head = HeadKind::noisyAnd, int members = 1) {
    UntrainedOptions options;
    options.width = 0.25;
    options.membersPerResolution = members;
    options.head = head;
    options.segmentationNetwork = true;
    bundle.manifest = untrainedManifest(options);
    ResolutionSpec& spec = resolution();
    spec.tilePx = 64;
    spec.batch = 4;
    std::uint64_t seed = 1;
    for (const MemberSpec& member : spec.members) {
      keep(member.network.file, randomTileNetwork(member.network, spec.normalisation, seed++));
    }
    SegmentationSpec& segmentation = bundle.manifest.segmentation;
    segmentation.tilePx = 60;
    segmentation.batch = 2;
    segmentation.network.baseChannels = 4;
    keep(segmentation.network.file, randomSegmentationNetwork(segmentation.network, 3, segmentation.normalisation, 7));
  }

  ResolutionSpec& resolution() { return bundle.manifest.resolutions.front(); }
  NetworkSpec& network(std::size_t member = 0) { return resolution().members.at(member).network; }
  const std::string& file(std::size_t member = 0) { return network(member).file; }
  Tensors& tensorsOf(const std::string& name) { return tensors.at(name); }
  // After a change of `tensors`.
  void store(const std::string& name) { setNetwork(bundle, name, tensors.at(name)); }

 private:
  void keep(const std::string& name, Result<Tensors> made) {
    if (!made) throw std::runtime_error(made.error().message);
    tensors[name] = std::move(*made);
    store(name);
  }
};

// Tiles that differ from each other; the same seed gives the same bytes.
inline std::vector<std::uint8_t> someTiles(int tiles, int tilePx, unsigned seed = 1) {
  std::vector<std::uint8_t> rgb(static_cast<std::size_t>(tiles) * static_cast<std::size_t>(tilePx * tilePx * 3));
  std::uint32_t state = seed * 2654435761U + 1;
  const std::size_t tileBytes = rgb.size() / static_cast<std::size_t>(tiles);
  for (std::size_t i = 0; i < rgb.size(); ++i) {
    state = state * 1664525U + 1013904223U;
    const auto base = static_cast<std::uint32_t>(80 + 37 * (i / tileBytes) + 20 * (i % 3));
    rgb[i] = static_cast<std::uint8_t>((base + (state >> 26)) % 256);
  }
  return rgb;
}

}  // namespace snitt::test
