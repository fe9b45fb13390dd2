// From a slide's colours to sRGB by its ICC profile; private to this folder.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"
#include "tiling/colour_grid_p.h"

namespace snitt {

// Immutable once made: any number of threads may use one.
struct IccTransform {
  std::vector<std::uint8_t> profile;  // the file's bytes
  std::string name;                   // as iccProfileName has it
  std::optional<ColourGrid> toSrgb;   // none: the profile is sRGB itself, give or take one of 255 levels
};

// Takes some 10 ms; the transform of the last profile is shared as long as somebody uses it. Errors: unsupported (not
// of RGB), corrupt; the message ends a sentence about the profile.
[[nodiscard]] Result<std::shared_ptr<const IccTransform>> iccTransformOf(std::span<const std::uint8_t> profile);

}  // namespace snitt
