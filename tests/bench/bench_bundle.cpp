// Bundles to be timed: full-width networks with random weights that may run in bf16.
//   bench_bundle OUT one|five|ten MOST_TILES
// one, five: networks of one resolution, 448 px at 0.25 um/px, as the pipelines it is compared with see a slide.
// ten: five at each of the method's two resolutions. MOST_TILES of each resolution, 0 = all.
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "inference/untrained_bundle.h"

namespace {

using namespace snitt;

Manifest manifestOf(int networks, int mostTiles) {
  UntrainedOptions options;
  options.mostTiles = mostTiles;
  options.membersPerResolution = networks == 1 ? 1 : 5;
  Manifest manifest = untrainedManifest(options);
  manifest.tolerance.allowBf16 = true;
  if (networks == 10) return manifest;
  ResolutionSpec only = manifest.resolutions.back();
  only.mpp = 0.25;
  only.tilePx = 448;
  manifest.resolutions = {only};
  manifest.decision.thresholds = {{only.name, 0.5}};
  manifest.assessable.leastTiles = {{only.name, 1}};
  return manifest;
}

int networksOf(std::string_view word) {
  if (word == "one") return 1;
  if (word == "five") return 5;
  return word == "ten" ? 10 : 0;
}

}  // namespace

int main(int argc, char** argv) {
  const int networks = argc == 4 ? networksOf(argv[2]) : 0;
  if (networks == 0) {
    std::fputs("usage: bench_bundle OUT one|five|ten MOST_TILES\n", stderr);
    return 2;
  }
  const auto written = writeUntrainedBundle(argv[1], manifestOf(networks, std::atoi(argv[3])), 1);
  if (!written) std::fprintf(stderr, "bench_bundle: %s\n", written.error().message.c_str());
  return written ? 0 : 1;
}
