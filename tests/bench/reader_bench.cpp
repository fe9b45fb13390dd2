// CPU time of a 448-px tile through the direct reader and through OpenSlide, one thread, in one run.
//   reader_bench SLIDE
// Prints "direct MS openslide MS" a round.
#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <vector>

#include "tiling/libraries.h"
#include "tiling/slide_reader.h"

namespace {

using namespace snitt;

constexpr int kTilePx = 448;
constexpr int kRounds = 5;

double cpuMs() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto ms = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_usec) / 1e3;
  };
  return ms(usage.ru_utime) + ms(usage.ru_stime);
}

// A fresh reader each time, so that nothing is cached from the round before.
double msPerTile(const char* path, ReaderChoice choice) {
  OpenOptions options;
  options.reader = choice;
  const auto slide = openSlide(path, options);
  if (!slide) {
    std::fprintf(stderr, "reader_bench: %s\n", slide.error().message.c_str());
    std::exit(1);
  }
  const Level& level = (*slide)->info().levels.front();
  std::vector<std::uint8_t> rgb(3 * kTilePx * kTilePx);
  int tiles = 0;
  const double start = cpuMs();
  for (std::int64_t y = 0; y + kTilePx <= level.heightPx; y += kTilePx)
    for (std::int64_t x = 0; x + kTilePx <= level.widthPx; x += kTilePx, ++tiles)
      if (!(*slide)->readNative(0, x, y, kTilePx, kTilePx, rgb)) std::exit(1);
  return (cpuMs() - start) / tiles;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  useOneThreadPerWorkerForPixels();
  // Taken in turns, so that a drift of the machine's speed meets both.
  for (int round = 0; round < kRounds; ++round) {
    const double direct = msPerTile(argv[1], ReaderChoice::direct);
    std::printf("direct %.4f openslide %.4f\n", direct, msPerTile(argv[1], ReaderChoice::openSlide));
    std::fflush(stdout);
  }
  return 0;
}
