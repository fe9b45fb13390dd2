// Barcodes as their smallest picture, by zxing-cpp.
#pragma once

#include <string>

#include "core/image.h"
#include "core/result.h"
#include "tiling/label/label_image.h"

namespace snitt {

// One pixel a module, 255 = dark, without a quiet zone; a Code 128 is one row. Errors: usage.
[[nodiscard]] Result<Mask> barcodeModules(const std::string& text, BarcodeKind kind);

}  // namespace snitt
