// What the header of a slide's file said when it was looked at last, so that thousands of slides need not be opened
// again. Plain values; kept as lines (format snitt-header-look/1).
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/store/slide_stamp.h"

namespace snitt {

struct HeaderLook {
  std::filesystem::path path;                // absolute
  std::vector<std::filesystem::path> files;  // that make up the slide
  SlideStamp stamp;                          // of the files then
  std::string vendor;
  std::string scanner;
  std::int64_t widthPx = 0;
  std::int64_t heightPx = 0;
  std::optional<double> mppX;
  std::optional<double> mppY;
  std::string mppOrigin;  // where it was read, or why there is none
  std::optional<double> magnification;
  std::string fingerprint;  // empty where it was not taken
  std::string sha256;       // of the whole file, empty where it was not taken
};

[[nodiscard]] std::string formatLook(const HeaderLook& look);
// Errors: corrupt; unsupported (a newer version).
[[nodiscard]] Result<HeaderLook> parseLook(std::string_view line);

using HeaderLooks = std::map<std::filesystem::path, HeaderLook>;

// Those of a file; lines that are not understood are looked at again, so they are left out. No file: none.
[[nodiscard]] HeaderLooks readLooks(const std::filesystem::path& file);
[[nodiscard]] Result<void> writeLooks(const std::filesystem::path& file, const HeaderLooks& looks);

}  // namespace snitt
