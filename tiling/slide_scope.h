// The bundle's scope applied to a slide: facts from its file and pixels beside those that were typed.
#pragma once

#include <string>
#include <vector>

#include "core/bundle/manifest.h"
#include "core/decision/scope.h"
#include "tiling/slide_info.h"
#include "tiling/slide_scale.h"
#include "tiling/tissue.h"

namespace snitt {

// scanner and mpp from the file (or the typed mpp), stain from the pixels; what is not known is left out.
[[nodiscard]] std::vector<Fact> slideFacts(const SlideInfo& info, const SlideScale& scale, StainKind stain);

// checkScope, and for each resolution that would be upsampled beyond the bundle's limit a violated finding.
[[nodiscard]] ScopeResult checkSlideScope(const Manifest& manifest, const std::vector<Fact>& facts,
                                          const SlideScale& scale);

// One sentence with every finding that is not met and how to go on all the same.
[[nodiscard]] std::string describeOutside(const ScopeResult& scope);

}  // namespace snitt
