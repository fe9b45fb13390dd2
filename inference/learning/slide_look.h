// What identifies the slides of a training, found once and remembered: for leakage and for the training record.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/cohort/slide_list.h"
#include "core/progress.h"
#include "core/result.h"
#include "tiling/slide_reader.h"
#include "tiling/slide_scale.h"

namespace snitt {

struct SlideLook {
  std::string fingerprint;
  std::string sha256;  // of the whole file
  std::uint64_t imageFingerprint = 0;
};

// What the list says of the scale, as a typed mpp.
[[nodiscard]] std::optional<TypedMpp> typedMppOf(const ListedSlide& slide);

// A slide of a list, open. Errors: those of openSlide and resolveScale; messages name the file.
struct OpenedSlide {
  std::unique_ptr<SlideReader> reader;
  SlideScale scale;
  std::string fingerprint;
};
[[nodiscard]] Result<OpenedSlide> openListed(const ListedSlide& slide);

// One entry a slide, on `threads` threads. What was found is kept in `folder`, one small file a slide, and holds for a
// slide of the same fingerprint. Every slide that cannot be read is named with its row in one error of the first one's
// kind. Stage "look" of the progress. Also: cancelled.
[[nodiscard]] Result<std::vector<SlideLook>> lookAtSlides(const std::vector<ListedSlide>& slides,
                                                          const std::filesystem::path& folder, int threads,
                                                          const RunControl& control);

}  // namespace snitt
