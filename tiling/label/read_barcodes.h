// Barcodes in the photograph of a label, turned, skewed, small, pale or noisy as they come, by zxing-cpp: Code 128,
// Code 39, Data Matrix, QR and PDF417.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/image.h"
#include "core/polygon.h"
#include "core/result.h"

namespace snitt {

struct LabelBarcode {
  std::string text;              // UTF-8, as it was read: what a code holds may be anything
  std::string_view kind;         // "Code 128", "Code 39", "Data Matrix", "QR", "PDF417"
  std::array<Point, 4> corners;  // px of the picture, clockwise from the code's own upper left; of bars: of one line
};

// All codes that are found, each text of a kind once, in the order in which they were found. A plain look comes first;
// while nothing is found the picture is turned, enlarged, sharpened and smoothed, for most of a second of the processor
// at the longest. Rather none than a wrong one: bars count where several lines across them read the same. Thread-safe.
// Errors: io (memory ran out).
[[nodiscard]] Result<std::vector<LabelBarcode>> readBarcodes(const Image& label);

}  // namespace snitt
