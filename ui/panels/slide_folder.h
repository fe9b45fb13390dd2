// The slides of a folder, in the order in which a person counts them. Reads names, and the headers of DICOM files.
#pragma once

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "core/result.h"

namespace snitt {

struct FolderSlide {
  std::filesystem::path path;  // what is opened: a file, or a folder that holds DICOM
  // Every path that means this slide, where there are several (the DICOM files of one series).
  std::vector<std::filesystem::path> files;
  bool operator==(const FolderSlide&) const = default;
};

// "slide2" before "slide10", whatever the case of letters; a total order of names.
[[nodiscard]] bool naturallyBefore(const std::string& a, const std::string& b);

// By the extension alone.
[[nodiscard]] bool hasSlideName(const std::filesystem::path& file);

// Slides directly in the folder, hidden files and the pictures of a VMS or VMU index aside. May take as long as the
// storage does, so not for the UI thread. Errors: notFound, io, cancelled.
[[nodiscard]] Result<std::vector<FolderSlide>> slidesIn(const std::filesystem::path& folder,
                                                        const std::stop_token& stop = {});

}  // namespace snitt
