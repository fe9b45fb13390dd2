#include "core/training/tile_folders.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>
#include <regex>
#include <string_view>
#include <utility>

#include "core/statistics/resampling/counter_random.h"
#include "core/training/leakage.h"

namespace snitt::training {
namespace {

// Streams of random numbers, so that one more use moves no other.
enum class Purpose : std::uint64_t { sides = 0x7469'0001, mosaics = 0x7469'0100 };

statistics::CounterRandom drawFor(std::uint64_t seed, Purpose purpose, std::uint64_t which = 0) {
  return {seed, static_cast<std::uint64_t>(purpose) + which};
}

template <class T>
void shuffle(std::vector<T>& items, statistics::CounterRandom& random) {
  for (std::size_t i = items.size(); i > 1; --i)
    std::swap(items[i - 1], items[random.below(static_cast<std::uint32_t>(i))]);
}

Result<std::vector<std::string>> namesByPattern(std::span<const FolderTile> tiles, const std::string& pattern) {
  std::vector<std::string> names;
  try {
    const std::regex regex(pattern);
    for (const FolderTile& tile : tiles) {
      std::smatch match;
      if (!std::regex_search(tile.path, match, regex))
        return fail(ErrorKind::usage, fmt::format("the pattern {} finds nothing in \"{}\"", pattern, tile.path));
      names.push_back(match.size() > 1 ? match[1].str() : match[0].str());
      if (names.back().empty())
        return fail(ErrorKind::usage, fmt::format("the pattern {} finds an empty name in \"{}\"", pattern, tile.path));
    }
  } catch (const std::regex_error&) {
    return fail(ErrorKind::usage, fmt::format("{} is no regular expression", pattern));
  }
  return names;
}

// Sets that grow together (Galler and Fischer, CACM 7:301, 1964).
class Joined {
 public:
  explicit Joined(std::size_t count) : m_parent(count) { std::iota(m_parent.begin(), m_parent.end(), std::size_t{0}); }
  std::size_t root(std::size_t i) {
    while (m_parent[i] != i) i = m_parent[i] = m_parent[m_parent[i]];
    return i;
  }
  // The smaller index becomes the root, so that roots do not depend on the order of joining.
  void join(std::size_t a, std::size_t b) {
    a = root(a);
    b = root(b);
    m_parent[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::size_t> m_parent;
};

struct Cluster {
  std::vector<std::size_t> tiles;
  std::array<double, 2> ofClass{};  // good, poor
};

std::vector<Cluster> clustersOf(std::span<const FolderTile> tiles, const TileGroups& groups,
                                std::span<const NearTiles> near) {
  Joined joined(tiles.size());
  std::map<std::string_view, std::size_t> first;
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    const auto [there, isNew] = first.emplace(groups.names[i], i);
    if (!isNew) joined.join(there->second, i);
  }
  for (const NearTiles& pair : near) joined.join(pair.first, pair.second);
  std::map<std::size_t, Cluster> byRoot;
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    Cluster& cluster = byRoot[joined.root(i)];
    cluster.tiles.push_back(i);
    ++cluster.ofClass[tiles[i].poor ? 1 : 0];
  }
  std::vector<Cluster> clusters;
  for (auto& [root, cluster] : byRoot) clusters.push_back(std::move(cluster));
  return clusters;
}

constexpr std::array kSides{Side::train, Side::tune, Side::test};

// The mosaics of some tiles: each tile once a round.
std::vector<std::vector<std::uint32_t>> mosaicsOf(std::vector<std::uint32_t> tiles, std::size_t bagTiles, int rounds,
                                                  statistics::CounterRandom random) {
  const std::size_t count = std::max<std::size_t>(1, (tiles.size() + bagTiles / 2) / bagTiles);
  std::vector<std::vector<std::uint32_t>> bags;
  for (int round = 0; round < rounds; ++round) {
    shuffle(tiles, random);
    for (std::size_t b = 0; b < count; ++b) {
      const auto at = [&](std::size_t k) { return tiles.begin() + static_cast<std::ptrdiff_t>(k); };
      std::vector<std::uint32_t> bag(at(tiles.size() * b / count), at(tiles.size() * (b + 1) / count));
      std::ranges::sort(bag);
      bags.push_back(std::move(bag));
    }
  }
  return bags;
}

Result<void> checkBags(std::span<const TileBag> bags, const BagRule& rule) {
  for (const Side side : kSides)
    for (const bool poor : {true, false}) {
      const auto count =
          std::ranges::count_if(bags, [&](const TileBag& bag) { return bag.side == side && bag.poor == poor; });
      const int needed = side == Side::train ? 2 : 1;
      if (count >= needed) continue;
      return fail(ErrorKind::usage,
                  fmt::format("\"{}\" has {} {} to {}, and {} needed; there are too few tiles or cases",
                              poor ? rule.poorName : rule.goodName, count, count == 1 ? "bag" : "bags", toText(side),
                              needed == 1 ? "one is" : "two are"));
    }
  return {};
}

}  // namespace

Result<TileGroups> groupTiles(std::span<const FolderTile> tiles, const std::string& pattern) {
  if (!pattern.empty()) {
    auto names = namesByPattern(tiles, pattern);
    if (!names) return fail(names.error());
    return TileGroups{TileGrouping::pattern, std::move(*names)};
  }
  TileGroups groups;
  const auto inFolder = [](const FolderTile& tile) { return tile.path.find('/') != std::string::npos; };
  const auto folders = static_cast<std::size_t>(std::ranges::count_if(tiles, inFolder));
  if (folders != 0 && folders != tiles.size()) {
    const auto loose = std::ranges::find_if_not(tiles, inFolder);
    return fail(ErrorKind::usage,
                fmt::format("\"{}\" lies beside subfolders: either all tiles lie in a subfolder a case, or none does",
                            loose->path));
  }
  if (folders != 0) groups.rule = TileGrouping::subfolders;
  for (const FolderTile& tile : tiles)
    groups.names.push_back(folders != 0 ? tile.path.substr(0, tile.path.find('/'))
                                        : fmt::format("{}/{}", tile.poor ? 1 : 0, tile.path));
  return groups;
}

std::vector<NearTiles> nearTiles(std::span<const FolderTile> tiles, const TileGroups& groups, int mostDistance) {
  std::vector<NearTiles> near;
  for (std::size_t i = 0; i < tiles.size(); ++i)
    for (std::size_t j = i + 1; j < tiles.size(); ++j) {
      const int distance = hammingDistance(tiles[i].imageFingerprint, tiles[j].imageFingerprint);
      if (distance <= mostDistance && groups.names[i] != groups.names[j]) near.push_back({i, j, distance});
    }
  return near;
}

// The largest clusters first, each to the side that lacks most of its classes.
Result<std::vector<Side>> splitTiles(std::span<const FolderTile> tiles, const TileGroups& groups,
                                     std::span<const NearTiles> near, const SplitShares& shares) {
  const std::array share{shares.train, shares.tune, shares.test};
  const double sum = share[0] + share[1] + share[2];
  if (!(std::ranges::min(share) > 0) || !(std::abs(sum - 1) < 1e-9))
    return fail(ErrorKind::usage, "shares of train, tune and test must be above 0 and add up to 1");
  std::vector<Cluster> clusters = clustersOf(tiles, groups, near);
  statistics::CounterRandom random = drawFor(shares.seed, Purpose::sides);
  shuffle(clusters, random);
  std::ranges::stable_sort(clusters, std::greater<>(), [](const Cluster& c) { return c.tiles.size(); });
  std::array<double, 2> total{};
  for (const FolderTile& tile : tiles) ++total[tile.poor ? 1 : 0];
  std::array<std::array<double, 2>, 3> have{};
  std::vector<Side> sides(tiles.size());
  for (const Cluster& cluster : clusters) {
    const auto lacks = [&](std::size_t side) {
      double sumOfClasses = 0;
      for (std::size_t c = 0; c < 2; ++c)
        if (cluster.ofClass[c] > 0) sumOfClasses += cluster.ofClass[c] * (1 - have[side][c] / (share[side] * total[c]));
      return sumOfClasses;
    };
    std::size_t best = 0;
    for (std::size_t side = 1; side < 3; ++side)
      if (lacks(side) > lacks(best) + 1e-12) best = side;
    for (std::size_t c = 0; c < 2; ++c) have[best][c] += cluster.ofClass[c];
    for (const std::size_t tile : cluster.tiles) sides[tile] = kSides[best];
  }
  return sides;
}

Result<std::vector<TileBag>> makeBags(std::span<const FolderTile> tiles, const TileGroups& groups,
                                      std::span<const Side> sides, const BagRule& rule) {
  std::vector<TileBag> bags;
  for (const bool poor : {true, false})
    for (const Side side : kSides) {
      const std::string& className = poor ? rule.poorName : rule.goodName;
      std::map<std::string, std::vector<std::uint32_t>> byGroup;
      for (std::size_t i = 0; i < tiles.size(); ++i)
        if (sides[i] == side && tiles[i].poor == poor)
          byGroup[groups.rule == TileGrouping::single ? "" : groups.names[i]].push_back(static_cast<std::uint32_t>(i));
      if (groups.rule != TileGrouping::single) {
        for (auto& [name, of] : byGroup) bags.push_back({className + "/" + name, side, poor, std::move(of)});
        continue;
      }
      std::vector<std::uint32_t> of = byGroup.empty() ? std::vector<std::uint32_t>() : byGroup.begin()->second;
      if (of.size() < rule.bagTiles)
        return fail(ErrorKind::usage, fmt::format("\"{}\" has {} tiles to {}, too few for a bag of {}", className,
                                                  of.size(), toText(side), rule.bagTiles));
      const auto which = static_cast<std::uint64_t>(side) * 2 + (poor ? 1 : 0);
      int number = 0;
      for (auto& mosaic : mosaicsOf(std::move(of), rule.bagTiles, side == Side::test ? 1 : rule.mosaics,
                                    drawFor(rule.seed, Purpose::mosaics, which)))
        bags.push_back({fmt::format("{}-{}-{:02}", className, toText(side), ++number), side, poor, std::move(mosaic)});
    }
  if (auto checked = checkBags(bags, rule); !checked) return fail(checked.error());
  return bags;
}

}  // namespace snitt::training
