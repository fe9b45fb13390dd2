// SlideReader: pixels of one slide, read-only. Every function may be called from any number of threads at once.
//
// A reader decodes blocks (the file's own tiles where it has them) into a cache with a byte budget that all threads
// share; memory is bounded by it whatever the slide. A block that several threads want at once is decoded by one of
// them, and the others wait for it. A damaged block fails alone: reads that touch it fail with kind corrupt or io, all
// others go on; memory that runs out is io. Pixels are 8-bit RGB in the slide's own colours (no ICC), white where there
// is none.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "core/image.h"
#include "core/result.h"
#include "core/single_flight.h"
#include "tiling/region.h"
#include "tiling/slide_info.h"
#include "tiling/tile_cache.h"

namespace snitt {

class SlideReader {
 public:
  explicit SlideReader(std::size_t cacheBytes);
  virtual ~SlideReader() = default;
  SlideReader(const SlideReader&) = delete;
  SlideReader& operator=(const SlideReader&) = delete;

  [[nodiscard]] const SlideInfo& info() const { return m_info; }

  // Of decoded blocks that are kept, from now on (OpenOptions::cacheBytes until then); but at least what a row of reads
  // needs where blocks are large. For a while in which the slide is read from one end to the other, 32 MiB are enough.
  void setCacheBytes(std::size_t bytes);

  // A rectangle of a level in that level's own pixels. `rgb` holds 3·width·height bytes.
  [[nodiscard]] Result<void> readNative(int level, std::int64_t x, std::int64_t y, int widthPx, int heightPx,
                                        std::span<std::uint8_t> rgb);
  [[nodiscard]] Result<Image> readNative(int level, std::int64_t x, std::int64_t y, int widthPx, int heightPx);

  // A region at any downsample: the nearest finer level, then area resampling on the region's fixed grid; bilinear
  // where the finest level is coarser than asked. Works in strips, so that memory does not follow the source's size.
  [[nodiscard]] Result<void> read(const Region& region, std::span<std::uint8_t> rgb);
  [[nodiscard]] Result<Image> read(const Region& region);

  [[nodiscard]] virtual Result<Image> associatedImage(std::string_view name) = 0;
  // Empty when the slide carries none.
  [[nodiscard]] virtual Result<std::vector<std::uint8_t>> iccProfile() = 0;

 protected:
  // Decodes block (column, row) of a level to RGB of that level's tile size (blocks at the right and lower edge too;
  // what lies outside the level is white). Called from any thread.
  [[nodiscard]] virtual Result<Image> decodeBlock(int level, std::int64_t column, std::int64_t row) = 0;

  SlideInfo m_info;  // filled by the derived class before the reader is handed out

 private:
  using Block = Result<std::shared_ptr<const Image>>;

  [[nodiscard]] Block block(int level, std::int64_t column, std::int64_t row);
  [[nodiscard]] Result<void> copyBlocks(int level, std::int64_t x, std::int64_t y, int widthPx, int heightPx,
                                        std::span<std::uint8_t> rgb);
  [[nodiscard]] Result<void> resampleFrom(int level, const Region& region, std::span<std::uint8_t> rgb);

  TileCache m_cache;
  SingleFlight<BlockKey, Block> m_decoding;
};

// Which reader opens a file: `automatic` takes the direct one where it can, the one for nested TIFFs (OME-TIFF),
// OpenSlide for all other slides, libvips for flat pictures.
enum class ReaderChoice { automatic, direct, tiff, openSlide, vips };

inline constexpr std::size_t kUsualCacheBytes = std::size_t{128} << 20;

struct OpenOptions {
  ReaderChoice reader = ReaderChoice::automatic;
  std::size_t cacheBytes = kUsualCacheBytes;
};

// Errors: notFound, io (permission), unsupported (a folder that holds no DICOM slide, too), corrupt; each names the
// file and ends within seconds whatever the file claims about itself. A folder with a DICOM slide opens through one of
// its files.
[[nodiscard]] Result<std::unique_ptr<SlideReader>> openSlide(const std::filesystem::path& path,
                                                             const OpenOptions& options = {});

}  // namespace snitt
