// Bags of tiles of simulated tumours, labelled by their truth.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "core/result.h"
#include "inference/training/bag_source.h"
#include "tiling/simulation/simulated_tiles.h"

namespace snitt {

// How much of each scale is in the number that a bag is labelled with.
struct TruthWeights {
  double architecture = 1;
  double cells = 0;
  bool operator==(const TruthWeights&) const = default;
};

// A bag is a tumour. Tiles are drawn when a bag is first read, by the thread that reads it, and then kept in memory:
// 3·tilePx² bytes a tile (600 MB for 4,000 of 224 px). What is read does not depend on the order of reading.
class SimulatedBags : public BagSource {
 public:
  // `request.tiles` of each tumour, from places that follow from its seed. An outcome a tumour; the request has been
  // checked.
  SimulatedBags(const std::vector<PhantomRecipe>& tumours, std::vector<BagOutcome> outcomes,
                const TileRequest& request);
  ~SimulatedBags() override;

  [[nodiscard]] std::size_t bagCount() const override;
  [[nodiscard]] BagOutcome outcome(std::size_t bag) const override;
  [[nodiscard]] std::size_t tileCount(std::size_t bag) const override;
  [[nodiscard]] Result<void> read(std::size_t bag, std::span<const std::uint32_t> tiles,
                                  std::span<std::uint8_t> rgb) const override;

 private:
  struct Bag;
  TileRequest m_request;
  std::vector<BagOutcome> m_outcomes;
  std::vector<std::unique_ptr<Bag>> m_bags;
};

// Tumours `first` … `first + count − 1` of the series, with the weighted sum of their latents as `value`, and as label
// whether it is above 0. Usage where tumours or request cannot be.
[[nodiscard]] Result<std::unique_ptr<SimulatedBags>> tumourBags(const SimulatedTumours& tumours, std::size_t first,
                                                                std::size_t count, const TileRequest& request,
                                                                const TruthWeights& truth);

}  // namespace snitt
