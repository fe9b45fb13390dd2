#include "inference/training/whole_bags.h"

#include <numeric>

namespace snitt {

Result<std::vector<double>> outputsOfWholeBags(BagNetwork& network, const BagNetworkSpec& spec, const BagSet& bags,
                                               const std::stop_token& stop) {
  const BagPreparation asTheyAre{spec.tilePx, channelScale(spec.normalisation), {}, 0, 0};
  std::vector<std::unique_ptr<BagTiles>> prepared;
  Bags pointers;
  for (std::size_t bag = 0; bag < bags.bagCount(); ++bag) {
    std::vector<std::uint32_t> all(bags.tileCount(bag));
    std::iota(all.begin(), all.end(), 0U);
    pointers.push_back(prepared.emplace_back(bags.prepare(bag, std::move(all), asTheyAre)).get());
  }
  return network.outputs(pointers, stop);
}

}  // namespace snitt
