// What a run would take if reading cost nothing, if the networks cost nothing, and what it takes.
//   overlap_bench SLIDE BUNDLE fp32|bf16 THREADS ROUNDS [DEVICE]
// Prints "decode S infer S together S" a round: the tiles of all resolutions streamed to workers that do nothing;
// tiles that are in memory already through all networks; both, as a run does it. All with THREADS threads, of which a
// GPU keeps as many busy with networks as it needs. Before the rounds "tiles N networks M" a resolution.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "bench/bench_model.h"
#include "inference/tile_scoring.h"
#include "inference/tile_stream.h"
#include "inference/tumour.h"
#include "tiling/libraries.h"
#include "tiling/slide_scale.h"
#include "tiling/tissue.h"

namespace {

using namespace snitt;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kInMemory = 64;  // tiles; beyond any cache of the processor

template <class Work>
double secondsOf(Work work) {
  const auto start = Clock::now();
  work();
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// One resolution of the bundle on one slide.
class Part {
 public:
  Part(const char* file, const ResolutionSpec& spec, const TileNetworks& networks, int threads)
      : m_file(file), m_spec(spec), m_networks(networks), m_threads(threads) {
    const auto slide = bench::need(openSlide(file));
    const SlideScale scale = bench::need(resolveScale(slide->info(), {}));
    const TissueMap tissue = bench::need(findTissue(*slide, scale, {}));
    const TumourRegion region = tumourIsTissue(tissue, scale);
    m_plan = bench::need(planTiles(planRequest(spec, scale), region.mask, region.downsample));
    TilePlan first = m_plan;
    first.tiles.resize(std::min(first.tiles.size(), std::max<std::size_t>(kInMemory, 4 * batch())));
    std::mutex mutex;
    stream(first, [&](const TileBatch& batch) -> Result<void> {
      const std::scoped_lock lock(mutex);
      m_memory.push_back(batch.rgb);
      return {};
    });
  }

  void describe() const { std::printf("tiles %zu networks %zu\n", m_plan.tiles.size(), m_networks.memberCount()); }

  [[nodiscard]] double decode() const {
    return stream(m_plan, [](const TileBatch&) -> Result<void> { return {}; });
  }

  [[nodiscard]] double infer() const {
    const std::size_t batches = (m_plan.tiles.size() + batch() - 1) / batch();
    std::atomic<std::size_t> next{0};
    return secondsOf([&] {
      std::vector<std::jthread> threads;
      for (int i = 0; i < m_networks.workers(m_threads); ++i)
        threads.emplace_back([&] {
          bench::Embedder embedder(m_networks, m_networks.batch());
          for (std::size_t number = next++; number < batches; number = next++)
            bench::need(embedder.embed(m_memory[number % m_memory.size()]));
        });
    });
  }

  [[nodiscard]] double together() const {
    return stream(m_plan, [&](const TileBatch& batch) {
      bench::Embedder embedder(m_networks, m_networks.batch());
      return embedder.embed(batch.rgb);
    });
  }

 private:
  [[nodiscard]] std::size_t batch() const { return static_cast<std::size_t>(m_networks.batch()); }

  // A fresh reader each time, so that nothing is cached from the time before; opening it is not timed.
  double stream(const TilePlan& plan, const BatchWork& work) const {
    const auto slide = bench::need(openSlide(m_file));
    const TileStreamOptions options{m_networks.batch(), m_networks.workers(m_threads), m_threads};
    return secondsOf([&] { bench::need(streamTiles(*slide, plan, options, work, {}, {})); });
  }

  const char* m_file;
  const ResolutionSpec& m_spec;
  const TileNetworks& m_networks;
  int m_threads;
  TilePlan m_plan;
  std::vector<std::vector<std::uint8_t>> m_memory;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 6 && argc != 7) return 2;
  useOneThreadPerWorkerForPixels();
  const LoadedModel model = bench::loadForBench(argv[2], argv[3], argc == 7 ? argv[6] : "cpu");
  std::vector<std::unique_ptr<Part>> parts;
  for (std::size_t i = 0; i < model.resolutions.size(); ++i)
    parts.push_back(std::make_unique<Part>(argv[1], model.bundle.manifest.resolutions[i], *model.resolutions[i],
                                           std::atoi(argv[4])));
  for (const auto& part : parts) part->describe();
  for (int round = 0; round < std::atoi(argv[5]); ++round) {
    double decode = 0;
    double infer = 0;
    double together = 0;
    for (const auto& part : parts) {
      decode += part->decode();
      infer += part->infer();
      together += part->together();
    }
    std::printf("decode %.4f infer %.4f together %.4f\n", decode, infer, together);
    std::fflush(stdout);
  }
  return 0;
}
