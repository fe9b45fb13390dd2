// Headers of many slides, on several threads, each opened once and remembered.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <vector>

#include "core/bundle/manifest.h"
#include "core/cohort/header_look.h"
#include "core/cohort/slide_list.h"
#include "core/progress.h"
#include "core/result.h"
#include "tiling/slide_scale.h"

namespace snitt {

struct HeaderWish {
  std::filesystem::path path;
  bool fingerprint = false;  // reads the files' ends: up to 2 MiB a file
};

// One entry a wish. A slide whose remembered files have the same sizes and times is not opened, unless a fingerprint is
// wished for that was never taken. Errors of a slide: those of openSlide. Stage "look" of the progress; a stop leaves
// the rest as cancelled.
[[nodiscard]] std::vector<Result<HeaderLook>> lookAtHeaders(const std::vector<HeaderWish>& wishes,
                                                            const HeaderLooks& remembered, int threads,
                                                            const RunControl& control);

// Why the slide cannot be scored, as far as its header and the list tell; nothing where it can. What only its pixels
// tell (the stain that was seen) is no reason. Errors: those of resolveScale; outOfScope.
[[nodiscard]] Result<void> checkHeader(const Manifest& manifest, const HeaderLook& look, const ListedSlide& listed);

}  // namespace snitt
