// The pictures of two classes, a folder each.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/result.h"

namespace snitt::app {

struct ClassPicture {
  std::filesystem::path file;
  std::string path;  // within its class's folder, '/' between its parts
  bool poor = false;
};

struct ClassFolders {
  std::string poor;
  std::string good;
  std::vector<ClassPicture> pictures;  // the poor class's first, each in the order of `path`
  std::size_t otherFiles = 0;          // that are no JPEG, PNG or TIFF by their name
};

// Empty names: `folder` has exactly two subfolders, and the first by name is the poor one. Hidden files and folders
// count for nothing. Errors: notFound, io; usage where there are not two classes, or one of them is empty.
[[nodiscard]] Result<ClassFolders> listClasses(const std::filesystem::path& folder, const std::string& poor,
                                               const std::string& good);

}  // namespace snitt::app
