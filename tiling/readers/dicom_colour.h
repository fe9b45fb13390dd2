// What colours a JPEG stream really holds, whatever the file around it says, and how to right them. Pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace snitt {

enum class JpegColour {
  rgb,
  yCbCr,
  ambiguous,  // three colours, and no marker tells which
  unknown,    // no three-colour JPEG
};

// From the stream's own markers, in the order that decoders use (ITU-T T.871 for JFIF, Adobe's technical note 5116 for
// APP14, then component names "RGB", then subsampled chroma, which RGB never has).
[[nodiscard]] JpegColour jpegColour(std::span<const std::byte> stream);

// From pixels as they were delivered, for ambiguous streams: empty glass is bright and nearly neutral in the right one
// of the two readings, and strongly coloured in the other. Ambiguous where there is too little glass to tell (under 1 %
// of the pixels, or not four times as much in one reading as in the other).
[[nodiscard]] JpegColour colourByGlass(std::span<const std::uint8_t> pixels);

// Pixels that were delivered as Y, Cb, Cr become R, G, B in place (T.871, full range).
void yCbCrToRgb(std::uint8_t* pixel);

}  // namespace snitt
