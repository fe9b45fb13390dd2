#include "core/fingerprint.h"

#include <algorithm>

#include "core/os/os.h"
#include "core/sha256.h"

namespace snitt {

namespace {

constexpr std::uint64_t kMiB = std::uint64_t{1} << 20;

Result<void> addEnds(Sha256& hash, const std::filesystem::path& path) {
  const auto file = os::ReadOnlyFile::open(path);
  if (!file) return fail(file.error());
  hash.add("size " + std::to_string(file->sizeBytes()) + "\n");
  const std::uint64_t size = std::min(kMiB, file->sizeBytes());
  std::vector<std::byte> bytes(size);
  for (const std::uint64_t offset : {std::uint64_t{0}, file->sizeBytes() - size}) {
    if (const auto read = file->read(offset, bytes); !read) return failIn(path.string(), read.error());
    hash.add(std::span<const std::byte>(bytes));
  }
  return {};
}

std::vector<std::filesystem::path> sorted(std::span<const std::filesystem::path> files) {
  std::vector<std::filesystem::path> list(files.begin(), files.end());
  std::sort(list.begin(), list.end());
  return list;
}

}  // namespace

Result<std::string> fingerprintOf(std::span<const std::filesystem::path> files,
                                  std::span<const std::pair<std::int64_t, std::int64_t>> levels) {
  Sha256 hash;
  for (const auto& file : sorted(files))
    if (const auto added = addEnds(hash, file); !added) return fail(added.error());
  for (const auto& [width, height] : levels)
    hash.add("level " + std::to_string(width) + "x" + std::to_string(height) + "\n");
  return hash.hex();
}

Result<std::string> sha256OfFiles(std::span<const std::filesystem::path> files, const std::stop_token& stop) {
  if (files.size() == 1) return sha256OfFile(files.front(), stop);
  Sha256 hash;
  for (const auto& file : sorted(files)) {
    const auto one = sha256OfFile(file, stop);
    if (!one) return fail(one.error());
    hash.add(file.filename().string() + " " + *one + "\n");
  }
  return hash.hex();
}

}  // namespace snitt
