// Paper labels of slides as scanners photograph them: accession number in text and as a barcode, and a line or two
// more.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/image.h"
#include "core/result.h"

namespace snitt {

// ISO/IEC 15417 and ISO/IEC 16022 (ECC 200).
enum class BarcodeKind { code128, dataMatrix };

// Printable ASCII; in lines any other character is printed as '?'.
struct LabelText {
  std::string accession;  // what the barcode holds: 1 … 24 characters, as a Code 128 what fits the paper
  std::vector<std::string> lines = {};  // block, stain, site: at most three; long ones are printed smaller
  std::string heading = {};             // a smaller line at the top: the laboratory
  BarcodeKind barcode = BarcodeKind::dataMatrix;
};

struct LabelLook {
  std::uint64_t seed = 0;
  // The slide's frosted end around the paper, turned a little, light from one side, blur and noise; else the print
  // alone.
  bool photographed = true;
};

inline constexpr int kLabelEdgePx = 600;

// RGB, kLabelEdgePx square; the same text and look give the same pixels. Thread-safe. Errors: usage (an accession
// number that no such barcode can hold).
[[nodiscard]] Result<Image> labelImage(const LabelText& text, const LabelLook& look = {});

}  // namespace snitt
