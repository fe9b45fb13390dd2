// The scale of a slide: from the file or typed by a person, never guessed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/result.h"
#include "tiling/slide_info.h"

namespace snitt {

struct TypedMpp {
  double mpp = 0;
  std::string reason;   // --mpp-reason
  std::string typedBy;  // account
};

struct SlideScale {
  Mpp mpp;
  std::string source;  // "file" or "typed by NAME"
  std::string reason;
  std::optional<double> inFile;       // the file's mean mpp where it has one
  std::vector<std::string> findings;  // a difference over 2 % between typed and file

  [[nodiscard]] double meanMpp() const { return (mpp.x + mpp.y) / 2; }
  [[nodiscard]] double downsampleFor(double targetMpp) const { return targetMpp / meanMpp(); }
};

// Typed wins over the file. Usage errors: no mpp in the file and none typed; a typed one that is not plausible,
// whatever the reason; one outside 0.1–1.5 µm/px, or more than 15 % from the file's magnification hint (10 /
// magnification µm/px), without a reason (white space alone is none). Messages do not name the file; the caller does.
[[nodiscard]] Result<SlideScale> resolveScale(const SlideInfo& info, const std::optional<TypedMpp>& typed);

// A value outside 0.05–20 µm/px is a default or nonsense and counts as absent.
[[nodiscard]] bool plausibleMpp(double mpp);

}  // namespace snitt
