// Frozen encoders on noise, and members made of them in a bundle on disk.
#pragma once

#include <cmath>

#include "inference/networks/script_fixture_p.h"
#include "inference/training/tile_features.h"
#include "inference/training/train.h"
#include "tests/inference/network_fixture.h"
#include "tests/inference/training/training_fixture.h"

namespace snitt::test {

inline ResolutionSpec featureTiles() {
  ResolutionSpec tiles;
  tiles.name = "10x";
  tiles.tilePx = 64;
  return tiles;
}

inline NetworkSpec narrowMember(HeadKind head = HeadKind::noisyAnd) {
  NetworkSpec network = smallSpec(head).network;
  network.file = "networks/10x-1.safetensors";
  return network;
}

inline SafetensorsFile narrowWeights(std::uint64_t seed = 3) {
  const auto tensors = randomTileNetwork(narrowMember(), {}, seed).value();
  return SafetensorsFile::parse(writeSafetensors(tensors)).value();
}

inline std::unique_ptr<TileEncoder> narrowEncoder(std::uint64_t seed = 3) {
  return TileEncoder::ofTensors(narrowMember(), featureTiles(), narrowWeights(seed), "weights.safetensors", {}).value();
}

// Six features: mean colours, and how much they change from pixel to pixel, which tells the grains of NoiseBags apart.
// The dropout is that of a network that was saved while it was trained.
inline std::string grainScript() {
  return scriptBytes(R"(
def forward(self, x):
    steps = torch.abs(x[:, :, :, 1:] - x[:, :, :, :-1])
    return torch.dropout(torch.cat([torch.mean(x, [2, 3]), torch.mean(steps, [2, 3])], 1), 0.5, self.training)
)");
}

inline NetworkSpec scriptMember(HeadKind head = HeadKind::attention) {
  NetworkSpec network;
  network.architecture = scriptArchitecture;
  network.file = "networks/extractor.pt";
  network.headFile = "networks/10x-1-head.safetensors";
  network.script.output = ScriptOutput::features;
  network.script.features = 6;
  network.head.kind = head;
  network.head.encoder = {16};
  network.head.attention = 8;
  return network;
}

inline std::unique_ptr<TileEncoder> scriptEncoder() {
  return TileEncoder::ofScript(scriptMember(), featureTiles(), allowedScript(grainScript()), {}).value();
}

// A bundle on disk of one member; the folder must not exist.
inline Result<Bundle> writtenBundle(const std::filesystem::path& folder, const NetworkSpec& network,
                                    std::map<std::string, std::string> files) {
  Manifest manifest;
  manifest.id = "trained";
  manifest.name = "Trained";
  manifest.version = "1.0";
  manifest.licence = "CC0-1.0";
  manifest.intendedUse = "Tests";
  manifest.card = "card.md";
  manifest.resolutions = {featureTiles()};
  manifest.resolutions[0].members = {{"10x-1", network}};
  manifest.decision.thresholds = {{"10x", 0.5}};
  files["card.md"] = "# Trained\n";
  return writeBundle(folder, manifest, files).and_then([&] { return loadBundle(folder, {{}, true}); });
}

// What the engine says of all tiles of a bag.
inline double engineScore(const TileNetworks& engine, const BagSource& source, std::size_t bag) {
  const std::size_t count = source.tileCount(bag);
  std::vector<std::uint8_t> rgb(count * 64 * 64 * 3);
  std::vector<float> embeddings(count * static_cast<std::size_t>(engine.embeddingSize(0)));
  const std::vector<std::span<float>> perMember{embeddings};
  const auto score = source.read(bag, drawTiles(count, 0, {1, 1}), rgb)
                         .and_then([&] { return engine.embed(rgb, perMember, {}); })
                         .and_then([&] { return engine.pool(0, embeddings); });
  if (!score) throw std::runtime_error(score.error().message);
  return score->score;
}

// Counts bags that were found and bags that were encoded.
struct CountedRun {
  FeatureRun run;
  std::size_t cached = 0;
  std::size_t computed = 0;

  explicit CountedRun(const std::filesystem::path& folder, int threads = 2) {
    run.folder = folder;
    run.threads = threads;
    run.progress = [this](const FeatureProgress& progress) {
      cached = progress.cached;
      computed = progress.computed;
    };
  }
  CountedRun(const CountedRun&) = delete;
  CountedRun& operator=(const CountedRun&) = delete;
};

inline std::string bagName(std::size_t bag) { return "slide " + std::to_string(bag); }

inline std::unique_ptr<FeatureBags> featuresOf(const BagSource& source, const TileEncoder& encoder,
                                               const std::filesystem::path& folder,
                                               const FeatureOptions& options = {}) {
  FeatureRun run;
  run.folder = folder;
  run.threads = 2;
  // Named after what they hold, as slides are.
  const auto name = [&](std::size_t bag) {
    std::vector<std::uint8_t> rgb(64 * 64 * 3);
    const std::uint32_t first = 0;
    if (!source.read(bag, {&first, 1}, rgb)) throw std::runtime_error("read");
    return sha256Of({reinterpret_cast<const char*>(rgb.data()), rgb.size()});
  };
  auto bags = FeatureBags::compute(source, name, encoder, options, run);
  if (!bags) throw std::runtime_error(bags.error().message);
  return std::move(*bags);
}

}  // namespace snitt::test
