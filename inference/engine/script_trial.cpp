#include "inference/engine/script_trial_p.h"

#include <cmath>

#include "inference/engine/random_tissue_p.h"

namespace snitt {
namespace {

std::vector<std::uint8_t> trialTiles(std::int64_t tiles, std::int64_t tilePx) {
  RandomSource random(1);
  const auto pixels = static_cast<std::size_t>(tilePx * tilePx);
  std::vector<std::uint8_t> rgb(static_cast<std::size_t>(tiles) * pixels * 3);
  const std::vector<float> planes = randomTissue(random, static_cast<int>(tilePx));
  for (std::size_t i = 0; i < rgb.size(); ++i) {
    const std::size_t pixel = (i / 3) % pixels;
    rgb[i] = static_cast<std::uint8_t>(std::lround(planes[(i % 3) * pixels + pixel] * 255.0F));
  }
  return rgb;
}

}  // namespace

Result<void> tryScript(std::int64_t tiles, std::int64_t tilePx, const std::string& where,
                       const std::function<Result<at::Tensor>(std::span<const std::uint8_t>)>& run) {
  const std::vector<std::uint8_t> rgb = trialTiles(tiles, tilePx);
  const auto first = run(rgb);
  if (!first) return fail(first.error());
  const auto second = run(rgb);
  if (!second) return fail(second.error());
  if (!at::equal(*first, *second))
    return failIn(where, {ErrorKind::model, "the network gives another answer each time it sees the same tile"});
  return {};
}

}  // namespace snitt
