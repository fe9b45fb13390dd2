// Tiles in folders: what belongs together is never parted, whatever the seed.
#include "core/training/tile_folders.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/statistics/resampling/counter_random.h"

namespace snitt::training {
namespace {

// Fingerprints that have nothing to do with each other.
std::uint64_t fingerprint(std::uint64_t number) {
  statistics::CounterRandom random(77, number);
  const std::uint64_t high = random.next();
  return high << 32 | random.next();
}

std::vector<FolderTile> tilesNamed(const std::vector<std::string>& poor, const std::vector<std::string>& good) {
  std::vector<FolderTile> tiles;
  for (const auto& path : poor) tiles.push_back({path, true, fingerprint(tiles.size())});
  for (const auto& path : good) tiles.push_back({path, false, fingerprint(tiles.size())});
  return tiles;
}

// `cases` of growing size, half of them with tiles of both classes.
std::vector<FolderTile> casesOf(int cases) {
  std::vector<std::string> poor;
  std::vector<std::string> good;
  for (int c = 0; c < cases; ++c)
    for (int tile = 0; tile < 3 + c % 5; ++tile) {
      const std::string name = fmt::format("P{}_t{}.png", c, tile);
      if (c % 4 == 0 || c % 2 == 1) poor.push_back(name);
      if (c % 4 == 0 || c % 2 == 0) good.push_back(name);
    }
  return tilesNamed(poor, good);
}

std::vector<std::string> names(const char* what, int count) {
  std::vector<std::string> all;
  for (int i = 0; i < count; ++i) all.push_back(fmt::format("{}{}.jpg", what, i));
  return all;
}

std::string messageOf(const auto& result) { return result ? "no error" : result.error().message; }

TEST(TrainingTileFolders, SubfoldersAreCasesInBothClasses) {
  const auto groups = groupTiles(tilesNamed({"P1/a.png", "P1/deep/b.png", "P2/a.png"}, {"P1/c.png"}), "");
  ASSERT_TRUE(groups);
  EXPECT_EQ(groups->rule, TileGrouping::subfolders);
  EXPECT_EQ(groups->names, (std::vector<std::string>{"P1", "P1", "P2", "P1"}));
}

TEST(TrainingTileFolders, LooseTilesAreOnTheirOwnAlsoWhereNamesRepeat) {
  const auto groups = groupTiles(tilesNamed({"1.png", "2.png"}, {"1.png"}), "");
  ASSERT_TRUE(groups);
  EXPECT_EQ(groups->rule, TileGrouping::single);
  EXPECT_EQ(std::set(groups->names.begin(), groups->names.end()).size(), 3U);
}

TEST(TrainingTileFolders, APatternFindsTheCase) {
  const auto tiles = tilesNamed({"TCGA-AA-3495_1.png", "x/TCGA-AA-3495_2.png"}, {"TCGA-AZ-1111_1.png"});
  const auto byGroup = groupTiles(tiles, "(TCGA-..-[0-9]+)_");
  ASSERT_TRUE(byGroup);
  EXPECT_EQ(byGroup->names, (std::vector<std::string>{"TCGA-AA-3495", "TCGA-AA-3495", "TCGA-AZ-1111"}));
  const auto byMatch = groupTiles(tiles, "TCGA-..");
  ASSERT_TRUE(byMatch);
  EXPECT_EQ(byMatch->names[2], "TCGA-AZ");
}

TEST(TrainingTileFolders, RefusesWhatTellsNoCase) {
  const auto tiles = tilesNamed({"P1_1.png", "other.png"}, {"P2_1.png"});
  EXPECT_EQ(messageOf(groupTiles(tiles, "P[0-9]+")), "the pattern P[0-9]+ finds nothing in \"other.png\"");
  EXPECT_EQ(messageOf(groupTiles(tiles, "P[0-9")), "P[0-9 is no regular expression");
  EXPECT_EQ(messageOf(groupTiles(tiles, "x*")), "the pattern x* finds an empty name in \"P1_1.png\"");
  EXPECT_NE(messageOf(groupTiles(tilesNamed({"P1/a.png", "b.png"}, {"c.png"}), "")).find("\"b.png\" lies beside"),
            std::string::npos);
}

TEST(TrainingTileFolders, NearTilesAreThoseOfOtherGroupsWithFewBitsBetween) {
  auto tiles = tilesNamed({"a.png", "b.png", "c.png"}, {"d.png"});
  tiles[1].imageFingerprint = tiles[0].imageFingerprint ^ 0b1011;   // 3 bits
  tiles[3].imageFingerprint = tiles[0].imageFingerprint ^ 0b11111;  // 5 bits, 2 from the second
  const auto groups = groupTiles(tiles, "");
  ASSERT_TRUE(groups);
  EXPECT_EQ(nearTiles(tiles, *groups, 4), (std::vector<NearTiles>{{0, 1, 3}, {1, 3, 2}}));
  EXPECT_TRUE(nearTiles(tiles, {TileGrouping::pattern, {"P", "P", "Q", "P"}}, 4).empty());
}

TEST(TrainingTileFolders, NoCaseAndNoPictureIsOnTwoSides) {
  auto tiles = casesOf(40);
  // The same picture in two cases, and in the other class.
  tiles[10].imageFingerprint = tiles[150].imageFingerprint;
  const auto groups = groupTiles(tiles, "P[0-9]+");
  ASSERT_TRUE(groups);
  const auto near = nearTiles(tiles, *groups, 4);
  ASSERT_EQ(near.size(), 1U);
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    const auto sides = splitTiles(tiles, *groups, near, {0.5, 0.2, 0.3, seed});
    ASSERT_TRUE(sides);
    std::map<std::string, std::set<Side>> ofCase;
    for (std::size_t i = 0; i < tiles.size(); ++i) ofCase[groups->names[i]].insert((*sides)[i]);
    for (const auto& [name, on] : ofCase) EXPECT_EQ(on.size(), 1U) << name << " with seed " << seed;
    EXPECT_EQ((*sides)[near[0].first], (*sides)[near[0].second]);
  }
}

TEST(TrainingTileFolders, SharesAreMetInEachClass) {
  const auto tiles = tilesNamed(names("a", 80), names("b", 40));
  const auto groups = groupTiles(tiles, "");
  ASSERT_TRUE(groups);
  const auto sides = splitTiles(tiles, *groups, {}, {0.5, 0.15, 0.35, 3});
  ASSERT_TRUE(sides);
  for (const bool poor : {true, false}) {
    std::map<Side, int> count;
    for (std::size_t i = 0; i < tiles.size(); ++i)
      if (tiles[i].poor == poor) ++count[(*sides)[i]];
    EXPECT_EQ(count[Side::train], poor ? 40 : 20);
    EXPECT_EQ(count[Side::tune], poor ? 12 : 6);
    EXPECT_EQ(count[Side::test], poor ? 28 : 14);
  }
  EXPECT_EQ(splitTiles(tiles, *groups, {}, {0.5, 0.15, 0.35, 3}), sides);
  EXPECT_NE(splitTiles(tiles, *groups, {}, {0.5, 0.15, 0.35, 4}), sides);
}

TEST(TrainingTileFolders, SharesMustBePositiveAndAddUp) {
  const auto tiles = tilesNamed(names("a", 9), names("b", 9));
  const auto groups = groupTiles(tiles, "");
  ASSERT_TRUE(groups);
  for (const SplitShares& wrong : {SplitShares{0.5, 0.5, 0, 1}, SplitShares{0.5, 0.3, 0.3, 1},
                                   SplitShares{1.2, -0.1, -0.1, 1}, SplitShares{0.5, 0.5, std::nan(""), 1}})
    EXPECT_EQ(messageOf(splitTiles(tiles, *groups, {}, wrong)),
              "shares of train, tune and test must be above 0 and add up to 1");
}

// A tile is in as many mosaics of its side as the rule says, and in none of another side.
TEST(TrainingTileFolders, MosaicsAreMadeWithinASide) {
  const auto tiles = tilesNamed(names("a", 80), names("b", 80));
  const auto groups = groupTiles(tiles, "");
  ASSERT_TRUE(groups);
  const auto sides = splitTiles(tiles, *groups, {}, {0.5, 0.15, 0.35, 1});
  ASSERT_TRUE(sides);
  const auto bags = makeBags(tiles, *groups, *sides, {"A", "B", 8, 3, 1});
  ASSERT_TRUE(bags);
  std::map<std::uint32_t, int> uses;
  std::set<std::string> bagNames;
  for (const TileBag& bag : *bags) {
    bagNames.insert(bag.name);
    EXPECT_GE(bag.tiles.size(), 6U);
    EXPECT_LE(bag.tiles.size(), 8U);
    EXPECT_TRUE(std::ranges::is_sorted(bag.tiles));
    for (const std::uint32_t tile : bag.tiles) {
      ++uses[tile];
      EXPECT_EQ((*sides)[tile], bag.side);
      EXPECT_EQ(tiles[tile].poor, bag.poor);
    }
  }
  EXPECT_EQ(bagNames.size(), bags->size());
  for (std::uint32_t i = 0; i < tiles.size(); ++i) EXPECT_EQ(uses[i], (*sides)[i] == Side::test ? 1 : 3) << i;
  // The rounds are not one and the same.
  std::set<std::vector<std::uint32_t>> different;
  for (const TileBag& bag : *bags) different.insert(bag.tiles);
  EXPECT_EQ(different.size(), bags->size());
}

TEST(TrainingTileFolders, ACaseIsABagOfEachClassThatItHas) {
  const auto tiles = casesOf(40);
  const auto groups = groupTiles(tiles, "P[0-9]+");
  ASSERT_TRUE(groups);
  const auto sides = splitTiles(tiles, *groups, {}, {0.5, 0.2, 0.3, 1});
  ASSERT_TRUE(sides);
  const auto bags = makeBags(tiles, *groups, *sides, {"A", "B", 8, 3, 1});
  ASSERT_TRUE(bags);
  std::size_t placed = 0;
  for (const TileBag& bag : *bags) placed += bag.tiles.size();
  EXPECT_EQ(placed, tiles.size());
  EXPECT_EQ(bags->size(), 40U + 10U);
  EXPECT_EQ(std::ranges::count(*bags, std::string("A/P4"), &TileBag::name), 1);
  EXPECT_EQ(std::ranges::count(*bags, std::string("B/P4"), &TileBag::name), 1);
}

TEST(TrainingTileFolders, TooFewTilesAreNamedWithClassAndSide) {
  const auto few = tilesNamed(names("a", 80), names("b", 20));
  const auto groups = groupTiles(few, "");
  ASSERT_TRUE(groups);
  const auto sides = splitTiles(few, *groups, {}, {0.5, 0.15, 0.35, 1});
  ASSERT_TRUE(sides);
  EXPECT_EQ(messageOf(makeBags(few, *groups, *sides, {"A", "B", 8, 3, 1})),
            "\"B\" has 3 tiles to tune, too few for a bag of 8");
  const auto cases = tilesNamed({"P1_1", "P1_2", "P2_1"}, {"P3_1", "P4_1", "P5_1", "P6_1"});
  const auto byCase = groupTiles(cases, "P[0-9]");
  ASSERT_TRUE(byCase);
  const auto caseSides = splitTiles(cases, *byCase, {}, {0.5, 0.2, 0.3, 1});
  ASSERT_TRUE(caseSides);
  EXPECT_NE(messageOf(makeBags(cases, *byCase, *caseSides, {"A", "B", 8, 3, 1})).find("\"A\" has "), std::string::npos);
}

}  // namespace
}  // namespace snitt::training
