// Decoded tiles of one slide at one resolution in a file, so that an epoch of training reads bytes and decodes nothing.
//
// The file: the tiles one after the other in the plan's order, tilePx² interleaved RGB bytes each, without those that
// could not be read; then a line of JSON on them (identity, count, the hash of all pixels), its length, and a mark.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "core/os/os.h"
#include "core/progress.h"
#include "core/result.h"
#include "tiling/slide_reader.h"
#include "tiling/tile_plan.h"

namespace snitt {

// A whole file of tiles. Reads may come from any number of threads at once.
class StoredTiles {
 public:
  // Checks the mark, the identity and the pixels' hash. Errors: notFound, io, corrupt (damaged, or of other tiles).
  [[nodiscard]] static Result<StoredTiles> open(const std::filesystem::path& file, std::string_view identity);

  [[nodiscard]] int tilePx() const { return m_tilePx; }
  [[nodiscard]] std::size_t count() const { return m_count; }
  [[nodiscard]] std::size_t unreadable() const { return m_unreadable; }  // of the plan, which are not here
  [[nodiscard]] const std::string& sha256() const { return m_sha256; }   // of all pixels
  [[nodiscard]] std::size_t tileBytes() const {
    return 3 * static_cast<std::size_t>(m_tilePx) * static_cast<std::size_t>(m_tilePx);
  }

  // `tiles` below count(); fills tiles.size() × tileBytes(). The file is open only meanwhile: a cohort has more slides
  // than a process may have files. Errors: io, corrupt.
  [[nodiscard]] Result<void> read(std::span<const std::uint32_t> tiles, std::span<std::uint8_t> rgb) const;

 private:
  [[nodiscard]] Result<void> readTrailer(const os::ReadOnlyFile& from, std::string_view identity);
  [[nodiscard]] Result<void> checkPixels(const os::ReadOnlyFile& from) const;

  std::filesystem::path m_file;
  int m_tilePx = 0;
  std::size_t m_count = 0;
  std::size_t m_unreadable = 0;
  std::string m_sha256;
};

// Writes the file, whole or not at all. A tile that cannot be read is left out and counted. `identity` names slide,
// scale and plan. Errors: io, cancelled.
[[nodiscard]] Result<void> storeTiles(const std::filesystem::path& file, std::string_view identity, SlideReader& slide,
                                      const TilePlan& plan, const RunControl& control);

}  // namespace snitt
