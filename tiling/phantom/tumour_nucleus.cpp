#include <cmath>

#include "tiling/phantom/cells_p.h"

namespace snitt::phantom {

// Larger nuclei are paler (vesicular) by as much, so that the amount of haematoxylin in the tissue stays what it was
// and a coarse picture shows nothing of it.
Nucleus tumourNucleus(float cells, float sizeFactor, Draws& draws) {
  Nucleus nucleus;
  const float spread = 0.085F * std::exp(0.26F * cells);
  const float growth = std::exp(0.085F * cells + spread * clamped(draws.normal(), -2.2F, 2.2F));
  const float elongation = std::exp(0.10F * draws.normal() - 0.02F * cells);
  nucleus.radiusA = std::min(5.2F * sizeFactor * growth * elongation, 9.0F);  // see cellReachUm
  nucleus.radiusB = std::min(3.0F * sizeFactor * growth / elongation, 9.0F);
  const float irregular = 0.055F * std::exp(0.42F * cells);
  nucleus.wobble2 = clamped(irregular * draws.between(-1, 1), -0.22F, 0.22F);
  nucleus.wobble3 = clamped(irregular * draws.between(-1, 1), -0.22F, 0.22F);
  nucleus.phase2 = draws.unit();
  nucleus.phase3 = draws.unit();
  nucleus.coarse = 1 / (1 + std::exp(-1.3F * cells));
  nucleus.contrast = clamped(0.42F * std::exp(0.38F * cells), 0.1F, 0.75F);
  nucleus.rim = clamped(0.30F + 0.10F * cells, 0.05F, 0.7F);
  const float area = std::exp(2 * 0.085F * cells + 2 * spread * spread - 2 * 0.0072F);
  const float shade = std::exp(0.045F * draws.normal() * (3 + std::max(0.0F, cells)));
  nucleus.haematoxylin = 0.56F * shade * std::pow(area, -0.77F);
  nucleus.eosin = 0.08F;
  nucleus.softUm = 0.95F;
  nucleus.opacity = draws.between(0.78F, 0.98F);
  for (Spot& spot : nucleus.nucleoli) {
    const bool present = draws.unit() < 1 / (1 + std::exp(1.1F - 1.1F * cells));
    const float a = draws.between(-0.45F, 0.45F) * nucleus.radiusA;
    const float b = draws.between(-0.4F, 0.4F) * nucleus.radiusB;
    const float radius = clamped(0.72F + 0.17F * cells, 0.35F, 1.4F) * draws.between(0.8F, 1.2F);
    if (present) spot = {a, b, radius};
  }
  nucleus.texture = draws.next();
  return nucleus;
}

float mitosisChance(float cells) { return clamped(0.011F * std::exp(0.7F * cells), 0, 0.08F); }

}  // namespace snitt::phantom
