// What a network says of bags as they are: all tiles of each, unchanged, as they will be scored.
#pragma once

#include <stop_token>
#include <vector>

#include "core/result.h"
#include "inference/training/bag_network.h"
#include "inference/training/bag_source.h"

namespace snitt {

// One output a bag. Errors: as BagNetwork::outputs.
[[nodiscard]] Result<std::vector<double>> outputsOfWholeBags(BagNetwork& network, const BagNetworkSpec& spec,
                                                             const BagSet& bags, const std::stop_token& stop);

}  // namespace snitt
