// A small picture of a whole slide, of its own levels: never of its associated images, which may show the label.
#pragma once

#include <QImage>
#include <QString>

#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

#include "core/result.h"
#include "tiling/slide_reader.h"

namespace snitt {

using SlideOpener = std::function<Result<std::unique_ptr<SlideReader>>(const std::filesystem::path&)>;

struct Thumbnail {
  std::filesystem::path slide;
  QImage picture;                // null where the slide cannot be opened
  QString reason;                // then why
  std::string fingerprint = {};  // where it was asked for and could be taken
};

// Opens the slide, with little cache where `opener` is empty; `edgePx` is the longest edge. Takes as long as the
// storage does: not for the UI thread.
[[nodiscard]] Thumbnail makeThumbnail(const std::filesystem::path& slide, const SlideOpener& opener, int edgePx,
                                      const std::stop_token& stop, bool withFingerprint = false);

}  // namespace snitt
