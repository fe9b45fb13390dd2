// From an OME-TIFF's XML to what a slide says of itself; refuses what is no brightfield slide.
#pragma once

#include "core/result.h"
#include "tiling/readers/ome_xml.h"
#include "tiling/readers/tiff_look.h"
#include "tiling/slide_info.h"

namespace snitt {

// Sets vendor and properties of `info`, whose path is set. Errors: unsupported (several channels, focus planes or time
// points, or another type of pixel), corrupt; each names the file.
[[nodiscard]] Result<void> describeOme(const TiffLook& look, SlideInfo& info);

}  // namespace snitt
