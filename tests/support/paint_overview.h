// Overviews of slides at about 8 µm/px made in code: glass, stained tissue, ink, shade. Colours are laid on as optical
// density over what is there already (Beer-Lambert), as stain and ink do on a slide.
#pragma once

#include <functional>

#include "core/image.h"

namespace snitt::test {

struct Dye {
  double red = 0;  // optical density
  double green = 0;
  double blue = 0;
};

// Vectors of Ruifrok & Johnston (2001).
inline constexpr Dye haematoxylin{0.65, 0.70, 0.29};
inline constexpr Dye eosin{0.07, 0.99, 0.11};
inline constexpr Dye dab{0.27, 0.57, 0.78};

// Which pixels something covers.
using Shape = std::function<bool(int x, int y)>;
[[nodiscard]] Shape box(int x, int y, int width, int height);
[[nodiscard]] Shape ellipse(int centreX, int centreY, int radiusX, int radiusY);
[[nodiscard]] Shape everywhere();

void lay(Image& overview, const Shape& shape, const Dye& dye, double amount = 1);

// Tissue's texture: nuclei in clumps of `nuclear` dye, the rest in `other`; differs with the seed.
void layTissue(Image& overview, const Shape& shape, const Dye& nuclear = haematoxylin, const Dye& other = eosin,
               unsigned seed = 1);

// The same density in all colours, growing linearly from 0 at the left to `density` at the right.
void layShade(Image& overview, double density);

}  // namespace snitt::test
