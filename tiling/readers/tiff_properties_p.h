// What the current directory of a TIFF says of the slide, under OpenSlide's names.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tiling/readers/tiff_handle_p.h"

namespace snitt {

// `vendor` decides what counts: the resolution tags are a generic TIFF's scale, the description is Aperio's.
[[nodiscard]] std::map<std::string, std::string> tiffProperties(TIFF* tiff, const std::string& vendor);

// Empty where there is none, or one of more than 16 MiB.
[[nodiscard]] std::vector<std::uint8_t> tiffIccProfile(TIFF* tiff);

}  // namespace snitt
