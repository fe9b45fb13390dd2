#include "inference/learning/stored_tiles.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/atomic_file.h"
#include "core/sha256.h"

namespace snitt {
namespace {

constexpr std::string_view kMark = "SNITTTIL";
constexpr std::uint64_t kMostTrailer = 1 << 20;
constexpr std::size_t kPiece = std::size_t{4} << 20;

struct Tail {
  std::uint64_t trailerBytes = 0;
  std::array<char, 8> mark{};
};

Error damaged(const std::filesystem::path& file) {
  return {ErrorKind::corrupt, fmt::format("{} is damaged", file.string())};
}

// Writes beside the target; what is not finished is removed.
class StoreWriter {
 public:
  explicit StoreWriter(const std::filesystem::path& target) : m_target(target), m_temporary(temporaryBeside(target)) {}
  StoreWriter(const StoreWriter&) = delete;
  StoreWriter& operator=(const StoreWriter&) = delete;
  ~StoreWriter() {
    std::error_code ignored;
    if (!m_done) std::filesystem::remove(m_temporary, ignored);
  }

  Result<void> write(std::string_view identity, SlideReader& slide, const TilePlan& plan, const RunControl& control) {
    auto file = os::NewFile::create(m_temporary);
    if (!file) return named(file.error());
    const int edge = plan.geometry.tilePx;
    std::vector<std::uint8_t> tile(3 * static_cast<std::size_t>(edge) * static_cast<std::size_t>(edge));
    Sha256 hash;
    std::size_t count = 0;
    for (std::size_t i = 0; i < plan.tiles.size(); ++i) {
      if (!control.proceed()) return fail(ErrorKind::cancelled, "cancelled");
      if (!slide.read(plan.region(i), tile)) continue;
      const auto bytes = std::as_bytes(std::span(tile));
      hash.add(bytes);
      if (auto appended = file->append(bytes); !appended) return named(appended.error());
      ++count;
    }
    const nlohmann::ordered_json trailer{{"format", "snitt-tiles/1"},
                                         {"identity", identity},
                                         {"tilePx", edge},
                                         {"tiles", count},
                                         {"unreadable", plan.tiles.size() - count},
                                         {"sha256", hash.hex()}};
    const std::string text = trailer.dump();
    Tail tail{text.size(), {}};
    std::copy(kMark.begin(), kMark.end(), tail.mark.begin());
    auto done = file->append(std::as_bytes(std::span(text)))
                    .and_then([&] { return file->append(std::as_bytes(std::span(&tail, 1))); })
                    .and_then([&] { return file->finish(); });
    if (!done) return named(done.error());
    if (auto renamed = os::renameSynced(m_temporary, m_target); !renamed) return renamed;
    m_done = true;
    return {};
  }

 private:
  [[nodiscard]] Result<void> named(const Error& error) const {
    return fail(error.kind, fmt::format("{} cannot be written: {}", m_target.string(), error.message));
  }

  std::filesystem::path m_target;
  std::filesystem::path m_temporary;
  bool m_done = false;
};

}  // namespace

Result<void> StoredTiles::readTrailer(const os::ReadOnlyFile& from, std::string_view identity) {
  Tail tail;
  if (from.sizeBytes() < sizeof tail) return fail(damaged(m_file));
  if (auto read = from.read(from.sizeBytes() - sizeof tail, std::as_writable_bytes(std::span(&tail, 1))); !read)
    return read;
  if (std::string_view(tail.mark.data(), tail.mark.size()) != kMark || tail.trailerBytes > kMostTrailer ||
      tail.trailerBytes + sizeof tail > from.sizeBytes())
    return fail(damaged(m_file));
  std::string text(tail.trailerBytes, ' ');
  const std::uint64_t pixels = from.sizeBytes() - sizeof tail - tail.trailerBytes;
  if (auto read = from.read(pixels, std::as_writable_bytes(std::span(text))); !read) return read;
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object()) return fail(damaged(m_file));
  if (json.value("format", "") != "snitt-tiles/1" || json.value("identity", "") != identity)
    return fail(ErrorKind::corrupt, fmt::format("{} holds other tiles", m_file.string()));
  m_tilePx = json.value("tilePx", 0);
  m_count = json.value("tiles", std::size_t{0});
  m_unreadable = json.value("unreadable", std::size_t{0});
  m_sha256 = json.value("sha256", "");
  if (m_tilePx < 1 || m_count * tileBytes() != pixels) return fail(damaged(m_file));
  return {};
}

Result<void> StoredTiles::checkPixels(const os::ReadOnlyFile& from) const {
  Sha256 hash;
  std::vector<std::byte> piece(kPiece);
  const std::uint64_t end = m_count * tileBytes();
  for (std::uint64_t at = 0; at < end; at += kPiece) {
    const auto part = std::span(piece).first(static_cast<std::size_t>(std::min<std::uint64_t>(kPiece, end - at)));
    if (auto read = from.read(at, part); !read) return read;
    hash.add(part);
  }
  if (hash.hex() != m_sha256) return fail(damaged(m_file));
  return {};
}

Result<StoredTiles> StoredTiles::open(const std::filesystem::path& file, std::string_view identity) {
  StoredTiles tiles;
  tiles.m_file = file;
  const auto from = os::ReadOnlyFile::open(file);
  if (!from) return fail(from.error());
  if (auto read = tiles.readTrailer(*from, identity); !read) return fail(read.error());
  if (auto checked = tiles.checkPixels(*from); !checked) return fail(checked.error());
  return tiles;
}

Result<void> StoredTiles::read(std::span<const std::uint32_t> tiles, std::span<std::uint8_t> rgb) const {
  const auto from = os::ReadOnlyFile::open(m_file);
  if (!from) return fail(from.error());
  const std::size_t bytes = tileBytes();
  const auto out = std::as_writable_bytes(rgb);
  for (std::size_t i = 0; i < tiles.size();) {
    // Neighbours are read together.
    std::size_t end = i + 1;
    while (end < tiles.size() && tiles[end] == tiles[end - 1] + 1) ++end;
    if (auto read = from->read(tiles[i] * bytes, out.subspan(i * bytes, (end - i) * bytes)); !read) return read;
    i = end;
  }
  return {};
}

Result<void> storeTiles(const std::filesystem::path& file, std::string_view identity, SlideReader& slide,
                        const TilePlan& plan, const RunControl& control) {
  const os::WritingGuard guard;
  return StoreWriter(file).write(identity, slide, plan, control);
}

}  // namespace snitt
