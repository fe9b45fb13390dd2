#include <ZXing/BarcodeFormat.h>
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>

#include <algorithm>
#include <exception>

#include "tiling/label/barcode_p.h"

namespace snitt {

namespace {

constexpr std::size_t kMostCharacters = 24;

bool isPrintable(char c) { return c >= ' ' && c <= '~'; }

}  // namespace

Result<Mask> barcodeModules(const std::string& text, BarcodeKind kind) {
  if (text.empty() || text.size() > kMostCharacters || !std::all_of(text.begin(), text.end(), isPrintable))
    return fail(ErrorKind::usage, "a label's barcode holds 1 to " + std::to_string(kMostCharacters) +
                                      " plain characters, which \"" + text + "\" is not");
  try {
    const auto format = kind == BarcodeKind::code128 ? ZXing::BarcodeFormat::Code128 : ZXing::BarcodeFormat::DataMatrix;
    const ZXing::BitMatrix bits = ZXing::MultiFormatWriter(format).setMargin(0).encode(text, 0, 0);
    Mask modules(bits.width(), kind == BarcodeKind::code128 ? 1 : bits.height());
    for (int y = 0; y < modules.height; ++y)
      for (int x = 0; x < modules.width; ++x) modules.at(x, y) = bits.get(x, y) ? 255 : 0;
    return modules;
  } catch (const std::exception& error) {
    return fail(ErrorKind::usage, "\"" + text + "\" cannot be a barcode: " + error.what());
  }
}

}  // namespace snitt
