#include "inference/training/feature_file.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/atomic_file.h"

namespace snitt {
namespace {

constexpr std::size_t hashSize = 64;

std::string headerOf(const std::string& identity, const FeatureShape& shape) {
  return "snitt features 1 " + identity + " " + std::to_string(shape.tiles) + " " + std::to_string(shape.views) + " " +
         std::to_string(shape.width) + "\n";
}

std::uint64_t rowsSize(const FeatureShape& shape) {
  return std::uint64_t{shape.tiles} * shape.views * shape.width * sizeof(float);
}

std::span<const std::byte> bytesOf(std::string_view text) { return std::as_bytes(std::span(text)); }

}  // namespace

Result<FeatureFileWriter> FeatureFileWriter::create(const std::filesystem::path& file, const std::string& identity,
                                                    const FeatureShape& shape) {
  const std::filesystem::path temporary = temporaryBeside(file);
  auto target = os::NewFile::create(temporary);
  if (!target) return failIn("could not write " + file.string(), target.error());
  FeatureFileWriter writer(file, temporary, std::move(*target));
  const std::string header = headerOf(identity, shape);
  if (auto begun = writer.append(bytesOf(header)); !begun) return fail(begun.error());
  return writer;
}

FeatureFileWriter::~FeatureFileWriter() {
  if (!m_target) return;
  m_target.reset();
  std::error_code ignored;
  std::filesystem::remove(m_temporary, ignored);
}

Result<void> FeatureFileWriter::append(std::span<const std::byte> bytes) {
  m_hash.add(bytes);
  auto done = m_target->append(bytes);
  return done ? done : failIn("could not write " + m_file.string(), done.error());
}

Result<void> FeatureFileWriter::add(std::span<const float> values) { return append(std::as_bytes(values)); }

Result<void> FeatureFileWriter::finish() {
  const std::string hash = m_hash.hex();
  auto done = m_target->append(bytesOf(hash)).and_then([&] { return m_target->finish(); }).and_then([&] {
    return os::renameSynced(m_temporary, m_file);
  });
  if (!done) return failIn("could not write " + m_file.string(), done.error());
  m_target.reset();
  return {};
}

Result<bool> holdsFeatures(const std::filesystem::path& path, const std::string& identity, const FeatureShape& shape,
                           const std::stop_token& stop) {
  const auto file = os::ReadOnlyFile::open(path);
  if (!file) return false;
  const std::string header = headerOf(identity, shape);
  const std::uint64_t hashed = header.size() + rowsSize(shape);
  if (file->sizeBytes() != hashed + hashSize) return false;
  std::vector<std::byte> block(std::size_t{1} << 20U);
  Sha256 hash;
  for (std::uint64_t offset = 0; offset < hashed; offset += block.size()) {
    if (stop.stop_requested()) return fail(ErrorKind::cancelled, "cancelled");
    const std::span<std::byte> piece = std::span(block).first(std::min<std::uint64_t>(block.size(), hashed - offset));
    if (!file->read(offset, piece)) return false;
    if (offset == 0 && !std::ranges::equal(piece.first(std::min(header.size(), piece.size())), bytesOf(header)))
      return false;
    hash.add(piece);
  }
  std::array<char, hashSize> found{};
  if (!file->read(hashed, std::as_writable_bytes(std::span(found)))) return false;
  return hash.hex() == std::string_view(found.data(), found.size());
}

Result<FeatureRows> FeatureRows::open(const std::filesystem::path& path, const std::string& identity,
                                      const FeatureShape& shape) {
  auto file = os::ReadOnlyFile::open(path);
  if (!file) return fail(file.error());
  const std::uint64_t begin = headerOf(identity, shape).size();
  if (file->sizeBytes() != begin + rowsSize(shape) + hashSize)
    return fail(ErrorKind::corrupt, path.string() + " was changed while its features were in use");
  return FeatureRows(std::move(*file), begin, shape.width);
}

Result<void> FeatureRows::read(std::size_t row, std::span<float> values) const {
  return m_file.read(m_begin + std::uint64_t{row} * m_width * sizeof(float), std::as_writable_bytes(values));
}

}  // namespace snitt
