// Images as PNG (ISO/IEC 15948) in memory. The same image gives the same bytes on one machine; no metadata.
#pragma once

#include <string>
#include <string_view>

#include "core/image.h"
#include "core/result.h"

namespace snitt {

// RGB or grey.
[[nodiscard]] Result<std::string> encodePng(const Image& image);

// 8-bit RGB or grey without transparency, as encodePng makes them; at most 64 million pixels. Errors: unsupported (no
// such PNG), corrupt; the message does not name a file.
[[nodiscard]] Result<Image> decodePng(std::string_view bytes);

}  // namespace snitt
