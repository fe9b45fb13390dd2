#include "inference/training/encode_bag.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

#include "core/in_order.h"
#include "inference/training/lanes.h"
#include "inference/training/prepared_bag.h"

namespace snitt {
namespace {

// Tiles that are read together at least: a source may decode neighbours at once.
constexpr std::size_t kTilesTogether = 4;

std::uint64_t seedOf(const std::string& identity) {
  std::uint64_t seed = 0;
  std::from_chars(identity.data(), identity.data() + 16, seed, 16);
  return seed;
}

// Tiles from `first` on, changed and rounded to bytes again, since those are what an encoder takes.
void changeTiles(std::span<const std::uint8_t> rgb, std::size_t tileBytes, std::size_t first, std::size_t view,
                 std::uint64_t seed, const TileEncoder& encoder, const AugmentOptions& augment,
                 std::span<std::uint8_t> out) {
  static constexpr ChannelScale asBytes{{1, 1, 1}, {0, 0, 0}};
  std::vector<float> values(tileBytes);
  for (std::size_t i = 0; i * tileBytes < rgb.size(); ++i) {
    auto random = drawFor(seed, Draw::change, view, 0, first + i);
    const TileChange change = drawTileChange(augment, random);
    changeTile(rgb.subspan(i * tileBytes, tileBytes), encoder.tilePx(), change, asBytes, values);
    std::ranges::transform(values, out.begin() + static_cast<std::ptrdiff_t>(i * tileBytes),
                           [](float value) { return static_cast<std::uint8_t>(std::lround(value)); });
  }
}

// The rows of tiles [first, first + count), those of a tile together.
Result<std::vector<float>> encodeTiles(const BagToEncode& bag, std::size_t first, std::size_t count,
                                       const TileEncoder& encoder, const FeatureOptions& options,
                                       const std::stop_token& stop) {
  const auto tileBytes = static_cast<std::size_t>(encoder.tilePx()) * static_cast<std::size_t>(encoder.tilePx()) * 3;
  const std::size_t width = bag.shape.width;
  std::vector<std::uint32_t> tiles(count);
  std::iota(tiles.begin(), tiles.end(), static_cast<std::uint32_t>(first));
  std::vector<std::uint8_t> rgb(count * tileBytes);
  if (auto read = bag.source.read(bag.bag, tiles, rgb); !read) return fail(read.error());
  std::vector<std::uint8_t> changed(bag.shape.views > 1 ? rgb.size() : 0);
  std::vector<float> ofView(count * width);
  std::vector<float> rows(ofView.size() * bag.shape.views);
  for (std::size_t view = 0; view < bag.shape.views; ++view) {
    if (view > 0) changeTiles(rgb, tileBytes, first, view, seedOf(bag.identity), encoder, options.augment, changed);
    if (auto done = encoder.encode(view > 0 ? changed : rgb, ofView, stop); !done) return fail(done.error());
    for (std::size_t i = 0; i < count; ++i)
      std::copy_n(ofView.begin() + static_cast<std::ptrdiff_t>(i * width), width,
                  rows.begin() + static_cast<std::ptrdiff_t>((i * bag.shape.views + view) * width));
  }
  return rows;
}

}  // namespace

Result<void> encodeBag(const BagToEncode& bag, const TileEncoder& encoder, const FeatureOptions& options,
                       const FeatureRun& run, FeatureProgress progress) {
  auto writer = FeatureFileWriter::create(bag.file, bag.identity, bag.shape);
  if (!writer) return fail(writer.error());
  const std::size_t step = std::max(kTilesTogether, static_cast<std::size_t>(encoder.batch()));
  const std::size_t chunks = (bag.shape.tiles + step - 1) / step;
  InOrder inOrder;
  auto done = onLanes(chunks, encoder.workers(run.threads), run.stop,
                      [&](std::size_t c, const std::stop_token& stop) -> Result<void> {
                        const std::size_t first = c * step;
                        const std::size_t count = std::min(step, bag.shape.tiles - first);
                        const auto rows = encodeTiles(bag, first, count, encoder, options, stop);
                        if (!rows) return fail(rows.error());
                        Result<void> added;
                        const bool ran = inOrder.run(c, stop, [&] {
                          added = writer->add(*rows);
                          progress.tiles += count;
                          if (run.progress) run.progress(progress);
                        });
                        return ran ? added : fail(ErrorKind::cancelled, "cancelled");
                      });
  return done ? writer->finish() : done;
}

}  // namespace snitt
