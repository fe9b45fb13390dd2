#include "app/snitt/train_from_tiles_data.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/sha256.h"

namespace snitt::app {
namespace {

constexpr int kLeastEdgePx = 64;
constexpr int kMostTilePx = 224;             // by default
constexpr std::size_t kMostUnreadable = 20;  // one in so many

Result<void> checkUnreadable(const TileFiles& files, const std::string& firstReason, std::size_t all) {
  const std::size_t count = files.unreadable.size();
  if (count == 0 || count <= std::max<std::size_t>(1, all / kMostUnreadable)) return {};
  return fail(ErrorKind::corrupt, fmt::format("{} of {} pictures cannot be read, more than one in {}; the first: {}",
                                              count, all, kMostUnreadable, firstReason));
}

Result<void> chooseTilePx(int asked, TileFiles& files) {
  const auto smallest = std::ranges::min_element(files.looks, {}, &PictureLook::edgePx);
  const int edge = smallest->edgePx();
  if (edge < kLeastEdgePx)
    return fail(ErrorKind::usage,
                fmt::format("{} is {} × {} px; pictures must be {} px or more", smallest->file.string(),
                            smallest->widthPx, smallest->heightPx, kLeastEdgePx));
  if (edge < asked)
    return fail(ErrorKind::usage, fmt::format("{} is {} × {} px, smaller than --tile-px {}; no picture is enlarged",
                                              smallest->file.string(), smallest->widthPx, smallest->heightPx, asked));
  files.tilePx = asked > 0 ? asked : std::min(edge, kMostTilePx);
  return {};
}

std::string hashOf(const TileFiles& files) {
  Sha256 all;
  for (std::size_t i = 0; i < files.looks.size(); ++i) {
    const ClassPicture& picture = files.classes.pictures[i];
    all.add(fmt::format("{}\n{}\n{}\n", picture.poor ? 1 : 0, picture.path, files.looks[i].sha256));
  }
  return all.hex();
}

std::string nameOf(const ClassFolders& classes, const ClassPicture& picture) {
  return (picture.poor ? classes.poor : classes.good) + "/" + picture.path;
}

PictureBags bagsOf(const TileData& data, const std::vector<std::pair<bool, std::vector<std::uint32_t>>>& bags) {
  std::vector<PictureBag> result;
  for (const auto& [poor, tiles] : bags) {
    PictureBag& bag = result.emplace_back();
    bag.outcome.poor = poor;
    for (const std::uint32_t tile : tiles) bag.pictures.push_back(data.pictures[tile]);
  }
  return {*data.store, std::move(result)};
}

}  // namespace

Result<TileFiles> findTiles(const TrainFromTilesOptions& options, int threads, const RunControl& control) {
  auto classes = listClasses(options.folder, options.poor, options.good);
  if (!classes) return fail(classes.error());
  std::vector<std::filesystem::path> paths;
  for (const ClassPicture& picture : classes->pictures) paths.push_back(picture.file);
  auto looks = lookAtPictures(paths, threads, control);
  if (!looks) return fail(looks.error());

  TileFiles files;
  std::string firstReason;
  const std::size_t all = paths.size();
  std::vector<ClassPicture> readable;
  for (std::size_t i = 0; i < all; ++i) {
    PictureLook& look = (*looks)[i];
    if (look.unreadable.empty()) {
      readable.push_back(classes->pictures[i]);
      files.looks.push_back(std::move(look));
      continue;
    }
    if (firstReason.empty()) firstReason = look.unreadable;
    files.unreadable.push_back(nameOf(*classes, classes->pictures[i]));
  }
  files.classes = std::move(*classes);
  files.classes.pictures = std::move(readable);
  auto checked = checkUnreadable(files, firstReason, all);
  if (checked && files.looks.empty()) checked = fail(ErrorKind::corrupt, firstReason);
  if (checked) checked = chooseTilePx(options.tilePx, files);
  if (!checked) return fail(checked.error());
  files.sha256 = hashOf(files);
  return files;
}

PictureBags TileData::source(training::Side side) const {
  std::vector<std::pair<bool, std::vector<std::uint32_t>>> of;
  for (const training::TileBag& bag : bags)
    if (bag.side == side) of.emplace_back(bag.poor, bag.tiles);
  return bagsOf(*this, of);
}

PictureBags TileData::singles(const std::vector<std::size_t>& of) const {
  std::vector<std::pair<bool, std::vector<std::uint32_t>>> each;
  for (const std::size_t tile : of)
    each.emplace_back(tiles[tile].poor, std::vector<std::uint32_t>{static_cast<std::uint32_t>(tile)});
  return bagsOf(*this, each);
}

std::vector<std::size_t> TileData::tilesOf(training::Side side) const {
  std::vector<std::size_t> of;
  for (std::size_t i = 0; i < sides.size(); ++i)
    if (sides[i] == side) of.push_back(i);
  return of;
}

Result<TileData> loadTiles(TileFiles files, const TrainFromTilesOptions& options, int threads,
                           const RunControl& control) {
  TileData data;
  data.files = std::move(files);
  std::vector<std::filesystem::path> paths;
  for (const PictureLook& look : data.files.looks) paths.push_back(look.file);
  auto store = PictureStore::read(paths, data.files.tilePx, threads, control);
  if (!store) return fail(store.error());
  data.store = std::make_shared<const PictureStore>(std::move(*store));
  std::string firstReason;
  for (std::uint32_t i = 0; i < paths.size(); ++i) {
    const ClassPicture& picture = data.files.classes.pictures[i];
    if (!data.store->unreadable(i).empty()) {
      if (firstReason.empty()) firstReason = data.store->unreadable(i);
      data.files.unreadable.push_back(nameOf(data.files.classes, picture));
      continue;
    }
    data.tiles.push_back({picture.path, picture.poor, data.store->hash(i)});
    data.pictures.push_back(i);
  }
  std::ranges::sort(data.files.unreadable);
  if (auto checked = checkUnreadable(data.files, firstReason, data.tiles.size() + data.files.unreadable.size());
      !checked)
    return fail(checked.error());

  auto groups = training::groupTiles(data.tiles, options.groupBy);
  if (!groups) return fail(groups.error());
  data.groups = std::move(*groups);
  data.near = training::nearTiles(data.tiles, data.groups, kNearBits);
  auto sides = training::splitTiles(data.tiles, data.groups, data.near,
                                    {options.shares[0], options.shares[1], options.shares[2], options.seed});
  if (!sides) return fail(sides.error());
  data.sides = std::move(*sides);
  training::BagRule rule{data.files.classes.poor, data.files.classes.good, static_cast<std::size_t>(options.bagTiles)};
  rule.seed = options.seed;
  auto bags = training::makeBags(data.tiles, data.groups, data.sides, rule);
  if (!bags) return fail(bags.error());
  data.bags = std::move(*bags);
  return data;
}

}  // namespace snitt::app
