// What a slide file says of itself. Plain values.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/result.h"

namespace snitt {

struct Level {
  std::int64_t widthPx = 0;
  std::int64_t heightPx = 0;
  double downsample = 1;  // mean of the width's and the height's ratio to level 0
  int tileWidthPx = 0;    // of the stored tiles (or of the blocks a reader decodes at a time)
  int tileHeightPx = 0;
};

struct Mpp {
  double x = 0;  // µm per level-0 pixel
  double y = 0;
};

struct SlideInfo {
  std::filesystem::path path;
  std::vector<std::filesystem::path> files;  // all files that make up the slide, sorted; `path` is one of them
  std::string vendor;                        // OpenSlide's names ("aperio", "dicom", …), "ome-tiff", "png" or "jpeg"
  std::string reader;                        // "direct", "tiff", "openslide" or "vips"
  std::vector<Level> levels;                 // finest first, at least one
  std::optional<Mpp> mpp;                    // only a plausible one (0.05 to 20 µm/px)
  std::string mppOrigin;                     // the property it was read from, or why there is none
  std::optional<double> magnification;       // the file's own objective, a hint
  std::string scanner;                       // make and model as far as the file tells, else empty
  std::map<std::string, std::string> properties;
  std::vector<std::string> associatedImages;  // "label", "macro", "thumbnail"
  std::vector<std::string> findings;          // one sentence each, e.g. that colours were converted
};

// Of the slide's files and level geometry (core/fingerprint.h). Reads the files' ends. Errors: io, notFound.
[[nodiscard]] Result<std::string> fingerprintOf(const SlideInfo& info);

}  // namespace snitt
