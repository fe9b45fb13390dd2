#include "core/store/slide_stamp.h"

#include <algorithm>
#include <chrono>
#include <vector>

#include "core/sha256.h"

namespace snitt {

Result<SlideStamp> stampOf(const std::filesystem::path& slide, std::span<const std::filesystem::path> files) {
  std::error_code error;
  SlideStamp stamp;
  stamp.path = std::filesystem::absolute(slide, error).lexically_normal().string();
  std::vector<std::string> lines;
  for (const auto& file : files) {
    const auto size = error ? 0 : std::filesystem::file_size(file, error);
    const auto time = error ? std::filesystem::file_time_type() : std::filesystem::last_write_time(file, error);
    if (error) return fail(ErrorKind::io, "could not look at " + file.string() + ": " + error.message());
    stamp.sizeBytes += static_cast<std::int64_t>(size);
    const auto since = std::chrono::file_clock::to_sys(time).time_since_epoch();
    stamp.modified = std::to_string(std::chrono::duration_cast<std::chrono::nanoseconds>(since).count());
    lines.push_back(file.filename().string() + " " + stamp.modified + "\n");
  }
  if (files.size() == 1) return stamp;
  std::ranges::sort(lines);
  Sha256 hash;
  for (const std::string& line : lines) hash.add(line);
  stamp.modified = hash.hex();
  return stamp;
}

}  // namespace snitt
