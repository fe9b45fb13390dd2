#include "app/snitt/train_from_tiles_folder.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "core/text/lowered.h"
#include "core/text/nearest.h"

namespace snitt::app {
namespace {

namespace fs = std::filesystem;

bool isHidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

bool isPicture(const fs::path& file) {
  static constexpr std::array<std::string_view, 5> endings{".jpg", ".jpeg", ".png", ".tif", ".tiff"};
  return std::ranges::find(endings, lowered(file.extension().string())) != endings.end();
}

Result<std::vector<std::string>> subfolders(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code ignored;
    if (entry->is_directory(ignored) && !isHidden(entry->path())) names.push_back(entry->path().filename().string());
  }
  if (error == std::errc::no_such_file_or_directory)
    return fail(ErrorKind::notFound, fmt::format("there is no folder {}", folder.string()));
  if (error == std::errc::not_a_directory)
    return fail(ErrorKind::usage, fmt::format("{} is no folder", folder.string()));
  if (error) return fail(ErrorKind::io, fmt::format("{} cannot be read: {}", folder.string(), error.message()));
  std::ranges::sort(names);
  return names;
}

Result<void> nameClasses(const std::vector<std::string>& names, const std::string& folder, ClassFolders& classes) {
  if (classes.poor.empty() != classes.good.empty())
    return fail(ErrorKind::usage, "--poor and --good are given together, or neither of them");
  if (classes.poor.empty()) {
    if (names.size() != 2)
      return fail(ErrorKind::usage,
                  fmt::format("{} has {} subfolder{}{}{}, where one a class is needed{}", folder, names.size(),
                              names.size() == 1 ? "" : "s", names.empty() ? "" : ": ", fmt::join(names, ", "),
                              names.size() > 2 ? "; name two of them with --poor and --good" : ", two of them"));
    classes.poor = names[0];
    classes.good = names[1];
    return {};
  }
  for (const std::string& name : {classes.poor, classes.good})
    if (std::ranges::find(names, name) == names.end())
      return fail(ErrorKind::usage,
                  fmt::format("{} has no subfolder \"{}\"{}", folder, name, nearestHint(name, names)));
  if (classes.poor == classes.good) return fail(ErrorKind::usage, "--poor and --good name the same folder");
  return {};
}

Result<void> listClass(const fs::path& folder, bool poor, ClassFolders& classes) {
  const std::size_t before = classes.pictures.size();
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, fs::directory_options::follow_directory_symlink, error);
  for (const fs::recursive_directory_iterator end; !error && entry != end; entry.increment(error)) {
    std::error_code ignored;
    if (isHidden(entry->path())) {
      entry.disable_recursion_pending();
    } else if (entry->is_regular_file(ignored)) {
      if (isPicture(entry->path()))
        classes.pictures.push_back({entry->path(), entry->path().lexically_relative(folder).generic_string(), poor});
      else
        ++classes.otherFiles;
    }
  }
  if (error) return fail(ErrorKind::io, fmt::format("{} cannot be read: {}", folder.string(), error.message()));
  if (classes.pictures.size() == before)
    return fail(ErrorKind::usage, fmt::format("{} holds no picture (JPEG, PNG or TIFF)", folder.string()));
  std::sort(classes.pictures.begin() + static_cast<std::ptrdiff_t>(before), classes.pictures.end(),
            [](const ClassPicture& a, const ClassPicture& b) { return a.path < b.path; });
  return {};
}

}  // namespace

Result<ClassFolders> listClasses(const fs::path& folder, const std::string& poor, const std::string& good) {
  const auto names = subfolders(folder);
  if (!names) return fail(names.error());
  ClassFolders classes;
  classes.poor = poor;
  classes.good = good;
  auto done = nameClasses(*names, folder.string(), classes);
  if (done) done = listClass(folder / classes.poor, true, classes);
  if (done) done = listClass(folder / classes.good, false, classes);
  if (!done) return fail(done.error());
  return classes;
}

}  // namespace snitt::app
