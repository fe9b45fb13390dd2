// Inference alone, one thread: seconds of each batch through the networks of a bundle's first resolution.
//   infer_bench BUNDLE fp32|bf16 BATCHES
// Prints "tiles N" (of a batch), then "batch SECONDS" after each batch. Run with ONEDNN_VERBOSE=1, oneDNN prints the
// time of each of its kernels on the same stream, so that a batch's kernels stand before its line; the batches' own
// times then include that printing and are of no use.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

#include "bench/bench_model.h"

namespace {

using namespace snitt;
using Clock = std::chrono::steady_clock;

constexpr int kWarmUp = 3;

std::vector<std::uint8_t> noise(std::size_t bytes) {
  std::minstd_rand random(1);
  std::vector<std::uint8_t> values(bytes);
  for (std::uint8_t& value : values) value = static_cast<std::uint8_t>(random() >> 8U);
  return values;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  const LoadedModel model = bench::loadForBench(argv[1], argv[2]);
  const ResolutionSpec& spec = model.bundle.manifest.resolutions.front();
  bench::Embedder embedder(*model.resolutions.front(), spec.batch);
  const auto rgb = noise(static_cast<std::size_t>(spec.batch) * 3 * static_cast<std::size_t>(spec.tilePx) *
                         static_cast<std::size_t>(spec.tilePx));
  for (int i = 0; i < kWarmUp; ++i) bench::need(embedder.embed(rgb));
  std::printf("tiles %d\n", spec.batch);
  std::fflush(stdout);
  for (int i = 0; i < std::atoi(argv[3]); ++i) {
    const auto start = Clock::now();
    bench::need(embedder.embed(rgb));
    std::printf("batch %.6f\n", std::chrono::duration<double>(Clock::now() - start).count());
    std::fflush(stdout);
  }
  return 0;
}
