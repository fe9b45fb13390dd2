// By what the store sees that the files of a slide are still the ones it hashed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "core/result.h"

namespace snitt {

struct SlideStamp {
  std::string path;            // of the slide, absolute
  std::int64_t sizeBytes = 0;  // of all its files
  std::string modified;  // nanoseconds since 1970; of several files, SHA-256 over the sorted "name nanoseconds" lines
  bool operator==(const SlideStamp&) const = default;
};

// Errors: io.
[[nodiscard]] Result<SlideStamp> stampOf(const std::filesystem::path& slide,
                                         std::span<const std::filesystem::path> files);

}  // namespace snitt
