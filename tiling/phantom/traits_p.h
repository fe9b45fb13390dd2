// What a phantom slide is like as a whole, drawn once from its recipe; private to this folder.
#pragma once

#include <cstdint>

#include "tiling/phantom/phantom.h"

namespace snitt::phantom {

// The first group follows the two kinds of aggressiveness, the second only the seed.
struct Traits {
  float architecture = 0;  // within ±3
  float cells = 0;

  float haematoxylin = 1;    // factor of the amount
  float eosin = 1;           // factor of the amount
  float nuclearDensity = 1;  // factor of the number of nuclei
  float nuclearSize = 1;     // factor of the radius
  float glandPitchUm = 120;
  float glandShare = 0.93F;  // of the gland cells that are filled
  float immune = 1;          // factor of the density of lymphocytes
  float desmoplasia = 1;     // factor of the stroma's eosin
  float mucin = 0.5F;        // share of lumina with mucin
  float gobletShare = 0.75F;
  float cryptPitchUm = 84;
  int quarterTurns = 0;
  float tilt = 0;      // radians
  float tumourAt = 0;  // of the tissue's half width
  float tumourSize = 1;
  std::uint32_t seed = 0;  // of every hash
};

[[nodiscard]] Traits traitsOf(const PhantomRecipe& recipe);

}  // namespace snitt::phantom
