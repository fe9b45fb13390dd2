#include "inference/training/tile_features.h"

#include <nlohmann/json.hpp>

#include "core/os/os.h"
#include "core/sha256.h"
#include "inference/training/encode_bag.h"
#include "inference/training/prepared_bag.h"

namespace snitt {
namespace {

std::string identityOf(const std::string& tiles, std::size_t count, const TileEncoder& encoder,
                       const FeatureOptions& options) {
  nlohmann::json json{{"encoder", encoder.identity()}, {"tiles", tiles}, {"count", count}};
  const AugmentOptions& a = options.augment;
  if (options.changedViews > 0)
    json["views"] = {options.changedViews, options.seed, a.brightness, a.contrast,
                     a.saturation,         a.hue,        a.mirror,     a.quarterTurns};
  return sha256Of(json.dump());
}

// A bag of features as a network takes it: in each epoch a view of each tile.
class PreparedFeatures : public BagTiles {
 public:
  PreparedFeatures(const FeatureBags& bags, std::size_t bag, std::vector<FeatureBags::Row> rows)
      : m_bags(bags), m_bag(bag), m_rows(std::move(rows)) {}
  std::size_t size() const override { return m_rows.size(); }
  Result<void> read(std::size_t first, std::size_t count, std::span<float> out) const override {
    return m_bags.read(m_bag, std::span(m_rows).subspan(first, count), out);
  }

 private:
  const FeatureBags& m_bags;
  std::size_t m_bag;
  std::vector<FeatureBags::Row> m_rows;
};

}  // namespace

Result<std::unique_ptr<FeatureBags>> FeatureBags::compute(const BagSource& source,
                                                          const std::function<std::string(std::size_t bag)>& tilesOf,
                                                          const TileEncoder& encoder, const FeatureOptions& options,
                                                          const FeatureRun& run) {
  if (options.changedViews < 0) return fail(ErrorKind::usage, "the number of changed views cannot be negative");
  if (auto made = os::makePrivateFolder(run.folder); !made) return fail(made.error());
  std::unique_ptr<FeatureBags> bags(new FeatureBags);
  bags->m_width = static_cast<std::size_t>(encoder.featureCount());
  bags->m_views = static_cast<std::size_t>(options.changedViews) + 1;
  FeatureProgress progress;
  progress.bags = source.bagCount();
  Sha256 all;
  for (std::size_t b = 0; b < source.bagCount(); ++b) {
    Bag bag{source.outcome(b), {source.tileCount(b), bags->m_views, bags->m_width}, {}, {}};
    bag.identity = identityOf(tilesOf(b), bag.shape.tiles, encoder, options);
    bag.file = run.folder / (bag.identity.substr(0, 40) + ".features");
    all.add(bag.identity);
    progress.bag = b;
    progress.tiles = 0;
    progress.ofTiles = bag.shape.tiles;
    if (bag.shape.tiles > 0) {
      auto there = holdsFeatures(bag.file, bag.identity, bag.shape, run.stop);
      if (there && !*there)
        there = encodeBag({source, b, bag.identity, bag.shape, bag.file}, encoder, options, run, progress).map([] {
          return false;
        });
      if (!there) return fail(there.error());
      ++(*there ? progress.cached : progress.computed);
    }
    progress.tiles = bag.shape.tiles;
    if (run.progress) run.progress(progress);
    bags->m_bags.push_back(std::move(bag));
  }
  bags->m_identity = all.hex();
  return bags;
}

std::unique_ptr<BagTiles> FeatureBags::prepare(std::size_t bag, std::vector<std::uint32_t> tiles,
                                               const BagPreparation& preparation) const {
  std::vector<Row> rows;
  for (const std::uint32_t tile : tiles) {
    rows.push_back({tile, 0});
    if (!preparation.augment || m_views == 1) continue;
    auto random = drawFor(preparation.seed, Draw::change, preparation.epoch, bag, tile);
    rows.back().view = random.below(static_cast<std::uint32_t>(m_views));
  }
  return std::make_unique<PreparedFeatures>(*this, bag, std::move(rows));
}

Result<void> FeatureBags::read(std::size_t b, std::span<const Row> rows, std::span<float> values) const {
  const Bag& bag = m_bags.at(b);
  if (values.size() != rows.size() * m_width) return fail(ErrorKind::usage, "features are no input of this network");
  const auto file = FeatureRows::open(bag.file, bag.identity, bag.shape);
  if (!file) return fail(file.error());
  const auto place = [&](const Row& row) { return std::size_t{row.tile} * m_views + row.view; };
  for (std::size_t first = 0; first < rows.size();) {
    std::size_t end = first + 1;
    while (end < rows.size() && place(rows[end]) == place(rows[end - 1]) + 1) ++end;
    auto read = file->read(place(rows[first]), values.subspan(first * m_width, (end - first) * m_width));
    if (!read) return failIn(bag.file.string(), read.error());
    first = end;
  }
  return {};
}

}  // namespace snitt
