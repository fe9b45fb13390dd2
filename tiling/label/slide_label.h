// The picture of a slide's label: what is printed on it names the patient, so it is for those alone who may see that.
#pragma once

#include <string>
#include <vector>

#include "core/image.h"
#include "core/result.h"
#include "tiling/label/read_barcodes.h"
#include "tiling/slide_reader.h"

namespace snitt {

// The file's own label, or the end of the macro photograph on which most scanners have it (the left one, unless only
// the right one has a barcode). Empty where the file has neither. Errors: those of associatedImage; io.
struct SlideLabel {
  Image picture;
  std::vector<LabelBarcode> barcodes;  // in the picture's pixels
};
[[nodiscard]] Result<SlideLabel> labelOf(SlideReader& slide);

}  // namespace snitt
