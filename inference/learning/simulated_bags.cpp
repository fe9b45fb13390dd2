#include "inference/learning/simulated_bags.h"

#include <algorithm>
#include <mutex>

namespace snitt {

struct SimulatedBags::Bag {
  PhantomRecipe recipe;
  std::once_flag once;
  Result<std::vector<std::uint8_t>> pixels;  // of all tiles, once they are drawn
};

SimulatedBags::SimulatedBags(const std::vector<PhantomRecipe>& tumours, std::vector<BagOutcome> outcomes,
                             const TileRequest& request)
    : m_request(request), m_outcomes(std::move(outcomes)) {
  for (const PhantomRecipe& tumour : tumours) {
    m_bags.push_back(std::make_unique<Bag>());
    m_bags.back()->recipe = tumour;
  }
}
SimulatedBags::~SimulatedBags() = default;

std::size_t SimulatedBags::bagCount() const { return m_bags.size(); }

BagOutcome SimulatedBags::outcome(std::size_t bag) const { return m_outcomes.at(bag); }

std::size_t SimulatedBags::tileCount(std::size_t) const { return static_cast<std::size_t>(m_request.tiles); }

Result<void> SimulatedBags::read(std::size_t number, std::span<const std::uint32_t> tiles,
                                 std::span<std::uint8_t> rgb) const {
  Bag& bag = *m_bags.at(number);
  std::call_once(bag.once, [&] {
    TileRequest request = m_request;
    request.seed = m_request.seed ^ bag.recipe.seed;
    const auto drawn = drawSimulatedTiles(bag.recipe, request);
    if (!drawn) {
      bag.pixels = fail(drawn.error());
      return;
    }
    for (const SimulatedTile& tile : *drawn)
      bag.pixels->insert(bag.pixels->end(), tile.image.bytes.begin(), tile.image.bytes.end());
  });
  if (!bag.pixels) return fail(bag.pixels.error());
  const std::size_t bytes = std::size_t(m_request.tilePx) * std::size_t(m_request.tilePx) * 3;
  for (std::size_t i = 0; i < tiles.size(); ++i)
    std::copy_n(bag.pixels->begin() + std::ptrdiff_t(tiles[i] * bytes), bytes, rgb.begin() + std::ptrdiff_t(i * bytes));
  return {};
}

Result<std::unique_ptr<SimulatedBags>> tumourBags(const SimulatedTumours& tumours, std::size_t first, std::size_t count,
                                                  const TileRequest& request, const TruthWeights& truth) {
  if (auto checked = checkTileRequest(request); !checked) return fail(checked.error());
  std::vector<PhantomRecipe> recipes;
  std::vector<BagOutcome> outcomes(count);
  for (BagOutcome& outcome : outcomes) {
    auto recipe = tumourOf(tumours, first + recipes.size());
    if (!recipe) return fail(recipe.error());
    outcome.value = truth.architecture * recipe->architecture + truth.cells * recipe->cells;
    outcome.poor = *outcome.value > 0;
    recipes.push_back(*std::move(recipe));
  }
  return std::make_unique<SimulatedBags>(recipes, std::move(outcomes), request);
}

}  // namespace snitt
