// Tiled JPEG TIFF and SVS without OpenSlide: raw tiles by position, decoded by libjpeg-turbo straight to RGB. Pixels
// are those of OpenSlide, at a fraction of its time. Associated images are left to OpenSlide, opened when one is asked
// for.
#pragma once

#include <filesystem>
#include <memory>

#include "core/os/os.h"
#include "tiling/readers/tiff_structure.h"
#include "tiling/slide_reader.h"

namespace snitt {

class DirectReader final : public SlideReader {
 public:
  // Errors as of readTiffStructure: unsupported means that OpenSlide may well open the file.
  [[nodiscard]] static Result<std::unique_ptr<SlideReader>> open(const std::filesystem::path& path,
                                                                 std::size_t cacheBytes);

  [[nodiscard]] Result<Image> associatedImage(std::string_view name) override;
  [[nodiscard]] Result<std::vector<std::uint8_t>> iccProfile() override { return m_structure.iccProfile; }

 protected:
  [[nodiscard]] Result<Image> decodeBlock(int level, std::int64_t column, std::int64_t row) override;

 private:
  DirectReader(os::ReadOnlyFile file, TiffStructure structure, const std::filesystem::path& path,
               std::size_t cacheBytes);

  os::ReadOnlyFile m_file;
  TiffStructure m_structure;
};

}  // namespace snitt
