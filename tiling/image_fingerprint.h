// A perceptual hash of 64 bits: equal or close (few bits differ) for the same picture in another file, compressed anew,
// or scanned again; about half of the bits differ between pictures that have nothing in common.
//
// Source: pHash (Zauner, "Implementation and benchmarking of perceptual image hash functions", 2010): grey, 32 × 32,
// discrete cosine transform, 8 × 8 low frequencies without the constant ones, each against their median.
#pragma once

#include <cstdint>

#include "core/image.h"
#include "core/progress.h"
#include "core/result.h"
#include "tiling/slide_reader.h"

namespace snitt {

// Pure. `rgb` has at least one pixel.
[[nodiscard]] std::uint64_t imageFingerprint(const Image& rgb);

// Of the slide's thumbnail. Errors: those of slideThumbnail.
[[nodiscard]] Result<std::uint64_t> imageFingerprint(SlideReader& slide, const RunControl& control = {});

}  // namespace snitt
