// Tiled TIFFs whose coarser levels lie in nested directories (SubIFDs), OME-TIFF above all: OpenSlide would see their
// finest level alone, and no scale. 8-bit RGB or grey, colours interleaved or apart, JPEG (by the decoder of the direct
// reader, so with its pixels) or what libtiff unpacks; an OME-TIFF without a pyramid has one level. Scale and objective
// of an OME-TIFF are those of its XML; its resolution tags are not asked.
//
// libtiff's handles serve one thread each: as many are open as threads decode at once. A damaged tile fails alone.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

#include "core/os/os.h"
#include "tiling/readers/tiff_look.h"
#include "tiling/readers/tiff_structure.h"
#include "tiling/slide_reader.h"

namespace snitt {

class TiledTiffReader final : public SlideReader {
 public:
  // Is it this reader's? Then what it says of the file is the last word.
  [[nodiscard]] static bool claims(const TiffLook& look);

  // Errors: unsupported (fluorescence, focus stacks, pixels that are not 8-bit RGB or grey, …), corrupt, io.
  [[nodiscard]] static Result<std::unique_ptr<SlideReader>> open(const std::filesystem::path& path,
                                                                 std::size_t cacheBytes);
  ~TiledTiffReader() override;

  [[nodiscard]] Result<Image> associatedImage(std::string_view name) override;
  [[nodiscard]] Result<std::vector<std::uint8_t>> iccProfile() override { return m_look.iccProfile; }

 protected:
  [[nodiscard]] Result<Image> decodeBlock(int level, std::int64_t column, std::int64_t row) override;

 private:
  struct Handle;
  TiledTiffReader(os::ReadOnlyFile file, TiffLook look, const std::filesystem::path& path, std::size_t cacheBytes);
  [[nodiscard]] Result<void> readLevels();
  [[nodiscard]] Result<void> addLevel(Handle& handle);
  [[nodiscard]] Result<void> describe();
  [[nodiscard]] Result<void> unpack(int level, std::size_t index, Image& tile);
  [[nodiscard]] Result<std::unique_ptr<Handle>> takeHandle();

  os::ReadOnlyFile m_file;
  TiffLook m_look;
  std::vector<TiffLevel> m_levels;
  std::vector<std::uint64_t> m_directories;  // by level
  std::mutex m_mutex;
  std::vector<std::unique_ptr<Handle>> m_idle;  // under m_mutex
};

}  // namespace snitt
