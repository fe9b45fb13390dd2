// The file of a slide while it grows: tiles of all levels in the pyramid's order, other pictures, directories, header.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/os/os.h"
#include "core/result.h"
#include "tiling/slide_writer/pyramid_shape_p.h"
#include "tiling/slide_writer/tiff_directory_p.h"

namespace snitt {

struct StoredBytes {
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
};

class SlideFile {
 public:
  // Errors of all functions: the system's reason alone, as os::NewFile.
  [[nodiscard]] static Result<os::NewFile> create(const std::filesystem::path& path) {
    return os::NewFile::create(path);
  }
  // `mostAhead`: how many tiles of level 0 may be begun before the first unfinished one is stored.
  SlideFile(os::NewFile file, const PyramidShape& shape, std::int64_t mostAhead);

  // Waits until the tile of level 0 may be begun. False when stopped. Thread-safe.
  [[nodiscard]] bool mayBegin(std::int64_t number, const std::stop_token& stop);
  // Takes a compressed tile, in any order. Thread-safe.
  [[nodiscard]] Result<void> store(const TileAt& tile, std::string bytes);

  // For one thread, once all tiles are stored.
  [[nodiscard]] Result<StoredBytes> append(std::string_view bytes);
  [[nodiscard]] const std::vector<StoredBytes>& tiles(int level) const {
    return m_stored[static_cast<std::size_t>(level)];
  }
  // Writes directories and header, syncs and closes.
  [[nodiscard]] Result<void> finish(const std::vector<TiffDirectory>& directories, std::uint64_t mostClassicBytes);

 private:
  [[nodiscard]] Result<StoredBytes> put(std::string_view bytes);
  [[nodiscard]] Result<void> flush();

  const PyramidShape& m_shape;
  std::int64_t m_mostAhead;
  std::mutex m_mutex;
  std::condition_variable_any m_moved;
  os::NewFile m_file;
  std::string m_pending;         // what is not yet in the file
  std::uint64_t m_position = 0;  // where the next byte will lie
  TilePlace m_next;
  std::map<TilePlace, std::pair<TileAt, std::string>> m_early;
  std::vector<std::vector<StoredBytes>> m_stored;  // by level and index
};

}  // namespace snitt
