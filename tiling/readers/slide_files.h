// The files that make up a slide, as far as formats of several files are known: MIRAX (.mrxs and the folder of its
// stem), Hamamatsu VMS and VMU (files named in the index), Trestle (.tif with .Full). Reads names, at most an index.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace snitt {

// ".svs" for "A.SVS"; empty without one.
[[nodiscard]] std::string lowerExtension(const std::filesystem::path& path);

// Sorted, `path` among them.
[[nodiscard]] std::vector<std::filesystem::path> filesOfSlide(const std::filesystem::path& path);

}  // namespace snitt
