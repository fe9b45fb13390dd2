// What colours a JPEG stream really holds, whatever the file around it says, and how to right them. Pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace snitt {

enum class JpegColour { rgb, yCbCr, unknown };

// From the stream's own markers, in the order that decoders use (ITU-T T.871 for JFIF, Adobe's technical note 5116 for
// APP14, then component names "RGB", then subsampled chroma, which RGB never has). Unknown where none of them speaks or
// the stream is no three-colour JPEG.
[[nodiscard]] JpegColour jpegColour(std::span<const std::byte> stream);

// Pixels that were delivered as Y, Cb, Cr become R, G, B in place (T.871, full range).
void yCbCrToRgb(std::uint8_t* pixel);

}  // namespace snitt
