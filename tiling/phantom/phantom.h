// Phantom H&E slides: a piece of a colorectal resection on glass, drawn procedurally.
//
// From the lumen outwards: mucosa with crypts, muscularis mucosae, submucosa, muscularis propria in two directions,
// fat, with vessels and lymphoid patches; an adenocarcinoma grows from the mucosa into the wall. How aggressive it is
// shows at two scales: `architecture` in glands, stroma, necrosis and budding, `cells` in nuclei and mitoses. Every
// object is a function of seed and place (cells of hashed grids), so that memory does not follow the slide's size and a
// tile is the same whoever asks for it. Nothing is learnt from or copied from a real slide.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/image.h"
#include "core/polygon.h"
#include "tiling/phantom/scanner_profile.h"

namespace snitt {

enum class PenColour { none, blue, green, black };

struct PhantomRecipe {
  int widthPx = 6000;  // level 0; from about 500 to 100,000
  int heightPx = 6000;
  double mpp = 0.25;  // µm per pixel, 0.1 to 2; usually the scanner's
  std::uint64_t seed = 1;
  double architecture = 0;  // aggressiveness at each scale, about standard normal, higher is worse; kept within ±3
  double cells = 0;
  double variation =
      1;  // of what says nothing of the outcome: stain, densities, sizes; 0 = none, 1 = as between slides
  ScannerProfile scanner = scannerProfiles().front();
  bool fold = false;
  PenColour pen = PenColour::none;
};

// Immutable once made; copies share what they hold. Every function may be called from any thread.
class Phantom {
 public:
  explicit Phantom(const PhantomRecipe& recipe);

  // The rectangle of level 0 whose upper left corner is (x, y) and whose size is the tile's; three channels. The same
  // pixels however the slide is cut into tiles and whatever the threads, on one machine. Outside the slide: glass.
  void draw(std::int64_t x, std::int64_t y, Image& tile) const;

  // Truth. Mask pixel (i, j) is inside where the centre of its square of level 0 is; sizes are rounded up.
  [[nodiscard]] Mask tumourMask(double downsample) const;  // the tumour with its stroma; buds beyond its front are out
  [[nodiscard]] Mask tissueMask(double downsample) const;  // lumina and fat cells are inside, a wash-out is none
  [[nodiscard]] Mask foldMask(double downsample) const;
  [[nodiscard]] Mask penMask(double downsample) const;
  [[nodiscard]] std::vector<Polygon> tumourPolygons() const;  // level-0 pixels, to within about 4 µm
  [[nodiscard]] double tumourAreaMm2() const;

  [[nodiscard]] const PhantomRecipe& recipe() const;

 private:
  struct Parts;
  std::shared_ptr<const Parts> m_parts;
};

}  // namespace snitt
