#include <algorithm>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include "tiling/guard_p.h"
#include "tiling/slide_writer/pyramid_builder_p.h"
#include "tiling/slide_writer/tile_pixels_p.h"

namespace snitt {

PyramidBuilder::PyramidBuilder(const SvsRecipe& recipe, const PyramidShape& shape, SlideFile& file)
    : m_recipe(recipe), m_shape(shape), m_file(file) {
  const LevelShape& kept = shape.levels()[static_cast<std::size_t>(shape.overviewLevel())];
  m_overview = Image(static_cast<int>(kept.widthPx), static_cast<int>(kept.heightPx));
}

Result<void> PyramidBuilder::run(const RunControl& control, int threads) {
  std::stop_source stop;
  const std::stop_callback passOn(control.stop, [&stop] { stop.request_stop(); });
  RunControl inner = control;
  inner.stop = stop.get_token();
  std::mutex mutex;
  std::optional<Error> first;
  const auto worker = [&] {
    const auto done = guarded("drawing a slide", [&] { return work(inner); });
    if (done) return;
    const std::scoped_lock lock(mutex);
    if (!first) first = done.error();
    stop.request_stop();
  };
  {
    std::vector<std::jthread> workers;
    for (int i = 0; i < threads; ++i) workers.emplace_back(worker);
  }
  if (first) return fail(std::move(*first));
  return {};
}

Result<void> PyramidBuilder::work(const RunControl& control) {
  JpegEncoder encoder({m_recipe.quality, m_recipe.chromaSubsampled});
  Image pixels(m_shape.tilePx(), m_shape.tilePx());
  const std::int64_t count = m_shape.tilesOfLevel0();
  for (std::int64_t number = m_nextTile++; number < count; number = m_nextTile++) {
    if (!m_file.mayBegin(number, control.stop) || !control.proceed())
      return fail(ErrorKind::cancelled, "writing the slide was cancelled");
    const TileAt tile = m_shape.tileOfLevel0(number);
    m_recipe.draw(tile.column * m_shape.tilePx(), tile.row * m_shape.tilePx(), pixels);
    if (auto done = complete(tile, pixels, encoder); !done) return done;
    control.report("write", ++m_done, count);
  }
  return {};
}

Result<void> PyramidBuilder::complete(const TileAt& tile, Image& pixels, JpegEncoder& encoder) {
  repeatEdges(pixels, m_shape.widthInside(tile), m_shape.heightInside(tile));
  auto bytes = encoder.pixels(pixels);
  if (!bytes) return fail(std::move(bytes.error()));
  if (auto stored = m_file.store(tile, std::move(*bytes)); !stored) return stored;
  if (tile.level == m_shape.overviewLevel()) keepForOverview(tile, pixels);
  return m_shape.hasParent(tile) ? passUp(tile, pixels, encoder) : Result<void>();
}

Result<void> PyramidBuilder::passUp(const TileAt& tile, const Image& pixels, JpegEncoder& encoder) {
  const TileAt above = m_shape.parent(tile);
  const std::shared_ptr<Growing> target = growing(above);
  // Each part has pixels of its own, so that no lock is held; who brings the last part goes on with the whole.
  const int partPx = m_shape.tilePx() / kLevelFactor;
  shrinkInto(pixels, target->pixels, static_cast<int>(tile.column % kLevelFactor) * partPx,
             static_cast<int>(tile.row % kLevelFactor) * partPx);
  if (--target->missing > 0) return {};
  {
    const std::scoped_lock lock(m_mutex);
    m_growing.erase({above.level, m_shape.index(above)});
  }
  return complete(above, target->pixels, encoder);
}

std::shared_ptr<PyramidBuilder::Growing> PyramidBuilder::growing(const TileAt& tile) {
  const std::scoped_lock lock(m_mutex);
  auto& found = m_growing[{tile.level, m_shape.index(tile)}];
  if (!found) found = std::make_shared<Growing>(m_shape.tilePx(), m_shape.children(tile));
  return found;
}

void PyramidBuilder::keepForOverview(const TileAt& tile, const Image& pixels) {
  const int left = static_cast<int>(tile.column) * m_shape.tilePx();
  const int top = static_cast<int>(tile.row) * m_shape.tilePx();
  for (int y = 0; y < m_shape.heightInside(tile); ++y)
    std::copy_n(pixels.row(y), m_shape.widthInside(tile) * 3, m_overview.pixel(left, top + y));
}

}  // namespace snitt
