// How a slide's pixels are shown on a screen; never what networks see. Thread-safe once made.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"

namespace snitt {

// Colour deconvolution (Ruifrok and Johnston, 2001): which of the stains' densities is shown, in the stain's own
// colour.
enum class StainView { colour, haematoxylin, eosin, residual };

struct DisplayLook {
  bool useIccProfile = true;
  double brightness = 0;  // added, in shares of the full range, -1 to 1
  double contrast = 1;    // slope around mid-grey, 0.1 to 5
  double gamma = 1;       // 0.2 to 5; above 1 brightens mid-tones
  StainView stain = StainView::colour;
  bool operator==(const DisplayLook&) const = default;
};

class LookRenderer {
 public:
  // `iccProfile` may be empty. A profile that cannot be used is left out and `profileFinding` says why; that is no
  // error. Order: profile to sRGB (perceptual, no black point compensation), stain, then contrast, brightness, gamma.
  // Values out of range are taken as the nearest in range, what is no number as the default. Takes some 10 ms for a
  // new profile, less than one while a renderer with the same profile lives.
  [[nodiscard]] static std::shared_ptr<const LookRenderer> make(const DisplayLook& look,
                                                                std::span<const std::uint8_t> iccProfile);
  virtual ~LookRenderer() = default;

  // 8-bit RGB to 0xFFRRGGBB, as QImage::Format_RGB32 holds it. `out` has rgb.size() / 3 elements.
  virtual void toScreen(std::span<const std::uint8_t> rgb, std::span<std::uint32_t> out) const = 0;
  [[nodiscard]] virtual const DisplayLook& look() const = 0;  // as it is used: with its values in range
  [[nodiscard]] virtual bool appliesProfile() const = 0;      // true of sRGB too, which changes no pixel
  [[nodiscard]] virtual const std::string& profileFinding() const = 0;
};

// The description in the profile, in English where it has that; UTF-8. "unnamed" without one, empty when unusable.
[[nodiscard]] std::string iccProfileName(std::span<const std::uint8_t> profile);

}  // namespace snitt
