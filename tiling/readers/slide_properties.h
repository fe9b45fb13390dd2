// From what a file says of itself, under OpenSlide's property names, to the fields of SlideInfo. Pure functions, shared
// by the readers, so that a file tells the same through each of them.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "tiling/slide_info.h"

namespace snitt {

// Valid UTF-8 without control characters: bytes that are none are read as Latin-1.
[[nodiscard]] std::string cleanText(std::string_view text);

// Sets mpp, mppOrigin, magnification and scanner from info.properties and info.vendor.
void fillFromProperties(SlideInfo& info);

// Splits "Aperio …|AppMag = 40|MPP = 0.25" into aperio.AppMag, aperio.MPP, …; the text before the first bar is left
// out.
[[nodiscard]] std::map<std::string, std::string> aperioProperties(std::string_view description);

}  // namespace snitt
