// Features of one bag's tiles on disk: rows of float32 that are read where they lie, so that memory does not grow with
// the bag. A line with the format, an identity and the shape; the rows, those of a tile together; the SHA-256 of all
// that. Numbers lie as the machine has them: little-endian.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <utility>

#include "core/os/os.h"
#include "core/result.h"
#include "core/sha256.h"

namespace snitt {

struct FeatureShape {
  std::size_t tiles = 0;
  std::size_t views = 1;  // rows of a tile
  std::size_t width = 0;  // floats of a row
};

// One thread at a time. The file appears whole when it is finished, or not at all; errors are io and name it.
class FeatureFileWriter {
 public:
  [[nodiscard]] static Result<FeatureFileWriter> create(const std::filesystem::path& file, const std::string& identity,
                                                        const FeatureShape& shape);
  FeatureFileWriter(FeatureFileWriter&& other) noexcept
      : m_file(std::move(other.m_file)),
        m_temporary(std::move(other.m_temporary)),
        m_target(std::exchange(other.m_target, std::nullopt)),
        m_hash(std::move(other.m_hash)) {}
  ~FeatureFileWriter();

  // Rows, in the order of tiles and views. All of them must have been added before the end.
  [[nodiscard]] Result<void> add(std::span<const float> values);
  [[nodiscard]] Result<void> finish();

 private:
  FeatureFileWriter(std::filesystem::path file, std::filesystem::path temporary, os::NewFile target)
      : m_file(std::move(file)), m_temporary(std::move(temporary)), m_target(std::move(target)) {}
  Result<void> append(std::span<const std::byte> bytes);

  std::filesystem::path m_file;
  std::filesystem::path m_temporary;
  std::optional<os::NewFile> m_target;  // none: finished, or moved away
  Sha256 m_hash;
};

// Does the file hold this, unchanged? Reads all of it. False where it is missing, of something else, cut short or
// damaged; kind cancelled when stopped.
[[nodiscard]] Result<bool> holdsFeatures(const std::filesystem::path& file, const std::string& identity,
                                         const FeatureShape& shape, const std::stop_token& stop);

// The rows of a file that was checked before. One object a thread.
class FeatureRows {
 public:
  [[nodiscard]] static Result<FeatureRows> open(const std::filesystem::path& file, const std::string& identity,
                                                const FeatureShape& shape);
  // Fills `values` with whole rows from `row` on.
  [[nodiscard]] Result<void> read(std::size_t row, std::span<float> values) const;

 private:
  FeatureRows(os::ReadOnlyFile file, std::uint64_t begin, std::size_t width)
      : m_file(std::move(file)), m_begin(begin), m_width(width) {}
  os::ReadOnlyFile m_file;
  std::uint64_t m_begin;
  std::size_t m_width;
};

}  // namespace snitt
