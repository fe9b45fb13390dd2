// Tissue, pen and folds of a whole slide at about 8 µm/px, and what kind of image it is.
#pragma once

#include <string_view>

#include "core/image.h"
#include "core/progress.h"
#include "core/result.h"
#include "tiling/slide_reader.h"
#include "tiling/slide_scale.h"

namespace snitt {

enum class StainKind { haematoxylinEosin, haematoxylinDab, fluorescence, unstained, unknown };
[[nodiscard]] std::string_view toText(StainKind kind);  // "H&E", "H-DAB", "fluorescence", "unstained", "unknown"

struct TissueMap {
  double downsample = 1;  // level-0 pixels per pixel of the masks, which begin at the slide's origin
  double mpp = 8;         // µm per pixel of the masks
  Image overview;         // RGB at the same scale
  Mask tissue;            // without pen ink and scanner frame
  Mask pen;
  Mask fold;  // inside tissue
  StainKind stain = StainKind::unknown;
  double unreadableShare = 0;  // of the overview, [0, 1]: parts that could not be read and therefore stand as glass
};

// Separates tissue from glass, glass shade, pen ink of any colour and scanner borders, by optical density and its
// chroma. Holes under 0.05 mm² belong to the tissue (lumina, fat cells), pieces under 0.02 mm² do not. Without a glance
// at what the tissue is: a control section on the same slide is tissue. Pure function of its input, an RGB image.
[[nodiscard]] TissueMap mapTissue(Image overview, double mpp, double downsample);

// The same, asking between its steps (each well under a second) whether to go on. Error: cancelled.
[[nodiscard]] Result<TissueMap> mapTissue(Image overview, double mpp, double downsample, const RunControl& control);

// Reads the overview in pieces and maps it: 8 µm/px, coarser where the slide itself is or where the overview would
// exceed 12 million pixels. What cannot be read is taken as glass (in squares of at most 64 µm, as long as that is
// quick), counted in unreadableShare, and an error only if nothing could be read. Stage "tissue" of the progress; a
// stop is obeyed several times a second. Errors: cancelled, io (memory ran out), what the reader says.
[[nodiscard]] Result<TissueMap> findTissue(SlideReader& slide, const SlideScale& scale, const RunControl& control);

}  // namespace snitt
