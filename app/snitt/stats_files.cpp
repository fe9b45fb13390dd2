#include "app/snitt/stats_files.h"

#include "core/atomic_file.h"
#include "core/os/os.h"

namespace snitt::app {
namespace {

namespace fs = std::filesystem;

bool isSame(const fs::path& a, const fs::path& b) {
  std::error_code ignored;
  if (fs::equivalent(a, b, ignored)) return true;
  return fs::weakly_canonical(a, ignored) == fs::weakly_canonical(b, ignored);
}

Result<void> checkPlace(const fs::path& file) {
  std::error_code ignored;
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, ignored))
    return fail(ErrorKind::notFound,
                "there is no folder " + folder.string() + " to write " + file.filename().string() + " into");
  if (fs::is_directory(file, ignored)) return fail(ErrorKind::usage, file.string() + " is a folder, not a file");
  if (!os::isWritableFolder(folder))
    return fail(ErrorKind::io, "the folder " + folder.string() + " may not be written");
  return {};
}

}  // namespace

Result<void> checkOutputs(const std::vector<fs::path>& files, const std::vector<fs::path>& read) {
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (auto place = checkPlace(files[i]); !place) return place;
    for (const fs::path& input : read)
      if (!input.empty() && isSame(files[i], input))
        return fail(ErrorKind::usage, "the file " + files[i].string() + " is read, and cannot be written as well");
    for (std::size_t j = 0; j < i; ++j)
      if (isSame(files[i], files[j]))
        return fail(ErrorKind::usage, "two results would be written to " + files[i].string());
  }
  return {};
}

Result<void> writeTogether(const std::vector<OutputFile>& files) {
  const os::WritingGuard guard;
  std::vector<fs::path> temporary;
  Result<void> done;
  for (const OutputFile& file : files) {
    temporary.push_back(temporaryBeside(file.path));
    done = os::writeSynced(temporary.back(), file.contents);
    if (!done) break;
  }
  for (std::size_t i = 0; done && i < files.size(); ++i) done = os::renameSynced(temporary[i], files[i].path);
  std::error_code ignored;
  for (std::size_t i = 0; !done && i < temporary.size(); ++i) fs::remove(temporary[i], ignored);
  return done;
}

}  // namespace snitt::app
