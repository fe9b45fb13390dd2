// Draws level 0 and makes the smaller levels of it while it grows.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

#include "core/image.h"
#include "core/progress.h"
#include "core/result.h"
#include "tiling/slide_writer/jpeg_encode_p.h"
#include "tiling/slide_writer/pyramid_shape_p.h"
#include "tiling/slide_writer/slide_file_p.h"
#include "tiling/slide_writer/svs_recipe.h"

namespace snitt {

// One run of one slide. What is referred to must live as long.
class PyramidBuilder {
 public:
  PyramidBuilder(const SvsRecipe& recipe, const PyramidShape& shape, SlideFile& file);

  // Draws, compresses and stores every tile of every level. Errors: cancelled; the file's, whose messages are the
  // system's reasons alone, and those of drawing and compressing.
  [[nodiscard]] Result<void> run(const RunControl& control, int threads);
  // The level for the thumbnail as a whole, once run() has succeeded.
  [[nodiscard]] Image& overview() { return m_overview; }

 private:
  // A tile of a smaller level of which not all parts are there yet.
  struct Growing {
    Growing(int edgePx, int parts) : pixels(edgePx, edgePx), missing(parts) {}
    Image pixels;
    std::atomic<int> missing;
  };
  using Key = std::pair<int, std::size_t>;  // level and index

  [[nodiscard]] Result<void> work(const RunControl& control);
  [[nodiscard]] Result<void> complete(const TileAt& tile, Image& pixels, JpegEncoder& encoder);
  [[nodiscard]] Result<void> passUp(const TileAt& tile, const Image& pixels, JpegEncoder& encoder);
  [[nodiscard]] std::shared_ptr<Growing> growing(const TileAt& tile);
  void keepForOverview(const TileAt& tile, const Image& pixels);

  const SvsRecipe& m_recipe;
  const PyramidShape& m_shape;
  SlideFile& m_file;
  std::atomic<std::int64_t> m_nextTile{0};
  std::atomic<std::int64_t> m_done{0};
  std::mutex m_mutex;
  std::map<Key, std::shared_ptr<Growing>> m_growing;
  Image m_overview;
};

}  // namespace snitt
