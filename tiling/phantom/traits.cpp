#include "tiling/phantom/traits_p.h"

#include <algorithm>
#include <cmath>

#include "core/statistics/resampling/counter_random.h"

namespace snitt::phantom {

namespace {
constexpr std::uint64_t traitStream = 0x5048414E544F4DULL;
constexpr double mostAggressive = 3;
}  // namespace

Traits traitsOf(const PhantomRecipe& recipe) {
  statistics::CounterRandom random(recipe.seed, traitStream);
  const auto spread = [&](double middle, double deviation) {
    const double normal = std::clamp(random.normal(), -2.5, 2.5);
    return static_cast<float>(middle + deviation * recipe.variation * normal);
  };
  const auto factor = [&](double deviation) { return std::exp(spread(0, deviation)); };
  Traits traits;
  traits.architecture = static_cast<float>(std::clamp(recipe.architecture, -mostAggressive, mostAggressive));
  traits.cells = static_cast<float>(std::clamp(recipe.cells, -mostAggressive, mostAggressive));
  traits.seed = random.next();
  traits.quarterTurns = static_cast<int>(random.below(4));
  traits.tilt = static_cast<float>(0.24 * (random.uniform() - 0.5));
  traits.haematoxylin = factor(0.09);
  traits.eosin = factor(0.11);
  traits.nuclearDensity = factor(0.06);
  traits.nuclearSize = factor(0.025);
  traits.glandPitchUm = spread(122, 9);
  traits.glandShare = std::clamp(spread(0.95, 0.03), 0.7F, 1.0F);
  traits.immune = factor(0.35);
  traits.desmoplasia = factor(0.1);
  traits.mucin = std::clamp(spread(0.5, 0.15), 0.1F, 0.9F);
  traits.gobletShare = std::clamp(spread(0.86, 0.08), 0.4F, 1.0F);
  traits.cryptPitchUm = spread(86, 5);
  traits.tumourAt = std::clamp(spread(0, 0.09), -0.2F, 0.2F);
  traits.tumourSize = std::clamp(spread(1, 0.06), 0.85F, 1.15F);
  return traits;
}

}  // namespace snitt::phantom
