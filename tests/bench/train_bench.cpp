// What training costs: tiles a second of one step (both passes and the optimiser), and the process's peak of memory as
// bags grow. One line of JSON a measurement.
//
//   train_bench speed  [--threads N] [--width W] [--px P] [--tiles T] [--chunk C] [--frozen B] [--rounds R] [--gpu 1]
//   train_bench memory [--threads N] [--width W] [--px P] [--chunk C]      bags of 64, 256, 1,024 and 4,096 tiles
//   train_bench features [--threads N] [--width W] [--px P]   tiles a second through a frozen encoder into files, from
//                                                             files through a head's step; the same bags
#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/os/os.h"
#include "core/statistics/resampling/counter_random.h"
#include "core/text/identity.h"
#include "inference/engine/random_weights.h"
#include "inference/training/bag_network.h"
#include "inference/training/optimiser.h"
#include "inference/training/prepared_bag.h"
#include "inference/training/tile_features.h"

namespace {

using namespace snitt;
using Clock = std::chrono::steady_clock;

// Tiles that are made when they are asked for: a bag of any size takes no memory of its own.
class NoiseTiles : public BagTiles {
 public:
  NoiseTiles(std::size_t tiles, std::uint64_t seed) : m_tiles(tiles), m_seed(seed) {}
  std::size_t size() const override { return m_tiles; }
  Result<void> read(std::size_t first, std::size_t count, std::span<float> out) const override {
    const std::size_t values = out.size() / count;
    for (std::size_t t = 0; t < count; ++t) {
      statistics::CounterRandom random(m_seed, first + t);
      for (float& value : out.subspan(t * values, values))
        value = static_cast<float>(random.next() >> 8) * 0x1p-23F - 1;
    }
    return {};
  }

 private:
  std::size_t m_tiles;
  std::uint64_t m_seed;
};

struct Asked {
  std::map<std::string, double> values{{"threads", 2}, {"width", 1},  {"px", 224},   {"tiles", 32},
                                       {"chunk", 4},   {"frozen", 0}, {"rounds", 3}, {"gpu", 0}};
  int whole(const std::string& name) const { return static_cast<int>(values.at(name)); }
};

void must(const Result<void>& result) {
  if (result) return;
  std::fprintf(stderr, "%s\n", result.error().message.c_str());
  std::exit(1);
}

std::unique_ptr<BagNetwork> networkFor(const Asked& asked) {
  BagNetworkSpec spec;
  spec.network.architecture = "mobilenet_v2";
  spec.network.width = asked.values.at("width");
  spec.tilePx = asked.whole("px");
  spec.tilesPerChunk = asked.whole("chunk");
  spec.frozenBlocks = asked.whole("frozen");
  if (asked.whole("gpu") != 0) spec.device = "cuda:0";
  auto network = BagNetwork::create(spec, asked.whole("threads"));
  if (!network) must(fail(network.error()));
  const NoiseTiles sample(8, 1);
  must((*network)->estimateNormsAndCentreHead({&sample, &sample}, {}));
  return std::move(*network);
}

// Seconds of forward alone, and of a step.
std::pair<double, double> step(BagNetwork& network, Optimiser& optimiser, const Bags& bags) {
  const std::vector<std::uint8_t> labels{1, 0};
  const auto began = Clock::now();
  if (const auto outputs = network.outputs(bags, {}); !outputs) must(fail(outputs.error()));
  const auto between = Clock::now();
  const auto stepped =
      network.gradient(bags, [&](std::span<const double> outputs) { return labelLoss(outputs, labels); }, {});
  if (!stepped) must(fail(stepped.error()));
  must(optimiser.step(1e-4));
  return {std::chrono::duration<double>(between - began).count(),
          std::chrono::duration<double>(Clock::now() - between).count()};
}

void speed(const Asked& asked) {
  const auto network = networkFor(asked);
  Optimiser optimiser({}, network->parameters());
  const auto half = static_cast<std::size_t>(asked.whole("tiles") / 2);
  const NoiseTiles first(half, 1);
  const NoiseTiles second(half, 2);
  std::vector<double> forward;
  std::vector<double> both;
  static_cast<void>(step(*network, optimiser, {&first, &second}));
  for (int round = 0; round < asked.whole("rounds"); ++round) {
    const auto [f, b] = step(*network, optimiser, {&first, &second});
    forward.push_back(2 * static_cast<double>(half) / f);
    both.push_back(2 * static_cast<double>(half) / b);
  }
  std::ranges::sort(forward);
  std::ranges::sort(both);
  std::printf(
      "{\"width\": %g, \"px\": %d, \"threads\": %d, \"chunk\": %d, \"frozen\": %d, \"forwardTilesPerS\": %.2f, "
      "\"stepTilesPerS\": %.2f, \"best\": %.2f}\n",
      asked.values.at("width"), asked.whole("px"), asked.whole("threads"), asked.whole("chunk"), asked.whole("frozen"),
      forward[forward.size() / 2], both[both.size() / 2], both.back());
}

void memory(const Asked& asked) {
  const auto network = networkFor(asked);
  Optimiser optimiser({}, network->parameters());
  for (const std::size_t tiles : {64U, 256U, 1024U, 4096U}) {
    const NoiseTiles first(tiles / 2, 1);
    const NoiseTiles second(tiles / 2, 2);
    static_cast<void>(step(*network, optimiser, {&first, &second}));
    std::printf("{\"tiles\": %zu, \"peakMB\": %.1f}\n", tiles, static_cast<double>(os::peakMemoryBytes()) / 1e6);
    std::fflush(stdout);
  }
}

// Bags of one size, made when they are asked for.
class NoiseSource : public BagSource {
 public:
  NoiseSource(std::size_t tiles, int tilePx) : m_tiles(tiles), m_px(static_cast<std::size_t>(tilePx)) {}
  std::size_t bagCount() const override { return 2; }
  BagOutcome outcome(std::size_t bag) const override { return {bag == 0, 1, true}; }
  std::size_t tileCount(std::size_t) const override { return m_tiles; }
  Result<void> read(std::size_t bag, std::span<const std::uint32_t> tiles, std::span<std::uint8_t> rgb) const override {
    const std::size_t bytes = m_px * m_px * 3;
    for (std::size_t i = 0; i < tiles.size(); ++i) {
      statistics::CounterRandom random(bag, tiles[i]);
      for (std::uint8_t& value : rgb.subspan(i * bytes, bytes)) value = static_cast<std::uint8_t>(random.next() >> 24);
    }
    return {};
  }

 private:
  std::size_t m_tiles;
  std::size_t m_px;
};

std::unique_ptr<TileEncoder> encoderFor(const Asked& asked, NetworkSpec& network) {
  network.architecture = "mobilenet_v2";
  network.width = asked.values.at("width");
  network.head.kind = HeadKind::attention;
  ResolutionSpec tiles;
  tiles.tilePx = asked.whole("px");
  const auto tensors = randomTileNetwork(network, {}, 1);
  if (!tensors) must(fail(tensors.error()));
  const auto file = SafetensorsFile::parse(writeSafetensors(*tensors));
  const auto choice = chooseEngine({"cpu", "fp32", "auto"}, {});
  if (!choice) must(fail(choice.error()));
  auto encoder = TileEncoder::ofTensors(network, tiles, *file, "random", *choice);
  if (!encoder) must(fail(encoder.error()));
  return std::move(*encoder);
}

void features(const Asked& asked) {
  NetworkSpec network;
  const auto encoder = encoderFor(asked, network);
  const auto folder = std::filesystem::temp_directory_path() / ("train_bench-" + randomUuid());
  FeatureRun run;
  run.folder = folder;
  run.threads = asked.whole("threads");
  for (const std::size_t tiles : {64U, 256U, 1024U}) {
    const NoiseSource source(tiles / 2, asked.whole("px"));
    const auto name = [&](std::size_t bag) { return std::to_string(tiles) + "/" + std::to_string(bag); };
    const auto began = Clock::now();
    const auto bags = FeatureBags::compute(source, name, *encoder, {}, run);
    if (!bags) must(fail(bags.error()));
    const std::chrono::duration<double> encoded = Clock::now() - began;
    auto head = BagNetwork::create(encoder->headSpec(network), run.threads);
    if (!head) must(fail(head.error()));
    Optimiser optimiser({}, (*head)->parameters());
    const auto first = (*bags)->prepare(0, drawTiles(tiles / 2, 0, {1, 1}), {});
    const auto second = (*bags)->prepare(1, drawTiles(tiles / 2, 0, {1, 1}), {});
    const double stepS = step(**head, optimiser, {first.get(), second.get()}).second;
    std::printf("{\"tiles\": %zu, \"encodedTilesPerS\": %.1f, \"headStepTilesPerS\": %.0f, \"peakMB\": %.1f}\n", tiles,
                static_cast<double>(tiles) / encoded.count(), static_cast<double>(tiles) / stepS,
                static_cast<double>(os::peakMemoryBytes()) / 1e6);
    std::fflush(stdout);
  }
  std::filesystem::remove_all(folder);
}

}  // namespace

int main(int argc, char** argv) {
  os::tuneAllocator();
  Asked asked;
  for (int i = 2; i + 1 < argc; i += 2) {
    const auto option = asked.values.find(std::strncmp(argv[i], "--", 2) == 0 ? argv[i] + 2 : argv[i]);
    if (option == asked.values.end()) return std::fprintf(stderr, "no option %s\n", argv[i]), 2;
    option->second = std::atof(argv[i + 1]);
  }
  const std::string what = argc > 1 ? argv[1] : "speed";
  if (what == "features") {
    features(asked);
  } else {
    what == "memory" ? memory(asked) : speed(asked);
  }
  return 0;
}
