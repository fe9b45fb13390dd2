#include <cmath>
#include <limits>
#include <thread>

#include <gtest/gtest.h>

#include "inference/engine/engine.h"
#include "network_fixture.h"

namespace snitt {
namespace {

using test::SmallBundle;
using test::someTiles;

std::unique_ptr<TileNetworks> load(SmallBundle& small, const EngineChoice& choice = {}) {
  auto networks = loadTileNetworks(small.bundle, small.resolution(), choice);
  if (!networks) throw std::runtime_error(networks.error().message);
  return std::move(*networks);
}

Result<std::vector<std::vector<float>>> embed(const TileNetworks& networks, const std::vector<std::uint8_t>& rgb,
                                              const std::stop_token& stop = {}) {
  std::vector<std::vector<float>> values;
  for (std::size_t m = 0; m < networks.memberCount(); ++m) {
    values.emplace_back(static_cast<std::size_t>(4 * networks.embeddingSize(m)), -1.0F);
  }
  std::vector<std::span<float>> spans(values.begin(), values.end());
  auto done = networks.embed(rgb, spans, stop);
  if (!done) return fail(done.error());
  return values;
}

void expectRefused(SmallBundle& small, const std::string& message) {
  const auto networks = loadTileNetworks(small.bundle, small.resolution(), {});
  ASSERT_FALSE(networks);
  EXPECT_EQ(networks.error().kind, ErrorKind::model);
  EXPECT_EQ(networks.error().message, message);
}

const std::string where = "member 10x-untrained-1, file networks/10x-untrained-1.safetensors: ";

TEST(TileNetworks, KeepsWhatEachHeadNeeds) {
  SmallBundle noisy(HeadKind::noisyAnd);
  SmallBundle attention(HeadKind::attention);
  SmallBundle linear(HeadKind::linear);
  EXPECT_EQ(load(noisy)->embeddingSize(0), 10);
  EXPECT_EQ(load(attention)->embeddingSize(0), 256);
  EXPECT_EQ(load(linear)->embeddingSize(0), 1);
  const auto activations = embed(*load(noisy), someTiles(4, 64)).value()[0];
  for (const float value : activations) {
    EXPECT_GT(value, 0);
    EXPECT_LT(value, 1);
  }
}

TEST(TileNetworks, SummariesOfMembersScoreAsPoolingDoes) {
  for (const HeadKind kind : {HeadKind::noisyAnd, HeadKind::attention, HeadKind::linear}) {
    SmallBundle small(kind, 2);
    const auto networks = load(small);
    const auto embeddings = embed(*networks, someTiles(4, 64)).value();
    for (std::size_t member = 0; member < 2; ++member) {
      const BagSummary& summary = networks->summary(member);
      const auto width = static_cast<std::size_t>(networks->embeddingSize(member));
      std::vector<double> sums(summary.size());
      for (std::size_t tile = 0; tile < 4; ++tile)
        summary.add(std::span(embeddings[member]).subspan(tile * width, width), sums);
      EXPECT_NEAR(summary.score(sums).value(), networks->pool(member, embeddings[member])->score, 1e-6)
          << static_cast<int>(kind) << member;
    }
  }
}

TEST(TileNetworks, GivesTheSameBytesInEveryThread) {
  SmallBundle small(HeadKind::attention, 2);
  const auto networks = load(small);
  const auto rgb = someTiles(4, 64);
  const auto expected = embed(*networks, rgb).value();
  EXPECT_NE(expected[0], expected[1]);  // two members are two networks
  std::vector<std::vector<std::vector<float>>> found(4);
  {
    std::vector<std::jthread> threads;
    for (auto& slot : found) {
      threads.emplace_back([&] {
        for (int i = 0; i < 3; ++i) slot = embed(*networks, rgb).value();
      });
    }
  }
  for (const auto& values : found) EXPECT_EQ(values, expected);
}

// On a CPU what else lies in the batch changes nothing, so the padding of the last one does not matter.
TEST(TileNetworks, ATileDoesNotDependOnItsNeighboursInTheBatch) {
  SmallBundle small;
  const auto networks = load(small);
  auto rgb = someTiles(4, 64);
  const auto before = embed(*networks, rgb).value()[0];
  std::fill(rgb.begin() + static_cast<std::ptrdiff_t>(rgb.size() / 4), rgb.end(), std::uint8_t{255});
  const auto after = embed(*networks, rgb).value()[0];
  EXPECT_TRUE(std::equal(before.begin(), before.begin() + 10, after.begin()));
  EXPECT_NE(before, after);
}

// The GPU's way of running a batch, here on the processor: bytes uploaded as a whole, normalised there, several tiles a
// pass, the last pass padded.
TEST(TileNetworks, PassesOfSeveralTilesSayWhatSingleTilesSay) {
  SmallBundle small;
  const auto rgb = someTiles(4, 64);
  const auto single = embed(*load(small), rgb).value()[0];
  const auto together = embed(*load(small, {"cpu", Precision::fp32, Kernels::plain, 4}), rgb).value()[0];
  ASSERT_EQ(single.size(), together.size());
  for (std::size_t i = 0; i < single.size(); ++i) EXPECT_NEAR(single[i], together[i], 1e-4);
}

TEST(TileNetworks, ABatchThatIsNotFullGivesTheSameBytesForItsTiles) {
  SmallBundle small;
  for (const int perPass : {1, 4}) {
    const auto networks = load(small, {"cpu", Precision::fp32, Kernels::plain, perPass});
    const auto rgb = someTiles(4, 64);
    const auto all = embed(*networks, rgb).value()[0];
    std::vector<float> three(all.size() / 4 * 3);
    const std::vector<std::span<float>> views{three};
    ASSERT_TRUE(networks->embed(std::span(rgb).first(rgb.size() / 4 * 3), views, {}));
    EXPECT_TRUE(std::ranges::equal(three, std::span(all).first(three.size()))) << perPass;
  }
}

TEST(TileNetworks, Bf16StaysNearFp32) {
  SmallBundle small;
  const auto rgb = someTiles(4, 64);
  const auto exact = embed(*load(small), rgb).value()[0];
  const auto brief = embed(*load(small, {"cpu", Precision::bf16}), rgb).value()[0];
  ASSERT_EQ(exact.size(), brief.size());
  double sum = 0;
  for (std::size_t i = 0; i < exact.size(); ++i) sum += std::abs(exact[i] - brief[i]);
  // A random network sees little in noise, and its head blows that little up; features are compared more closely in
  // Convolvers.
  EXPECT_LT(sum / static_cast<double>(exact.size()), 0.15);
  EXPECT_NE(exact, brief);
}

TEST(TileNetworks, StopsBetweenMembers) {
  SmallBundle small;
  std::stop_source stop;
  stop.request_stop();
  const auto result = embed(*load(small), someTiles(4, 64), stop.get_token());
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::cancelled);
}

TEST(TileNetworks, RefusesABatchOfAnotherSize) {
  SmallBundle small;
  const auto result = embed(*load(small), someTiles(3, 64));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::usage);
}

TEST(TileNetworks, NamesAMissingTensor) {
  SmallBundle small;
  small.tensorsOf(small.file()).erase("features.3.conv.1.0.weight");
  small.store(small.file());
  expectRefused(small, where + "tensor features.3.conv.1.0.weight is missing, expected with shape [48, 1, 3, 3]");
}

TEST(TileNetworks, NamesAnUnexpectedTensor) {
  SmallBundle small;
  small.tensorsOf(small.file())["classifier.1.weight"] = {{2}, {1, 2}};
  small.store(small.file());
  expectRefused(small, where + "tensor classifier.1.weight of shape [2] is not part of the architecture");
}

TEST(TileNetworks, RefusesAnotherNumberOfClasses) {
  SmallBundle small;
  small.tensorsOf(small.file())["head.output.weight"] = {{2, 10}, std::vector<float>(20)};
  small.store(small.file());
  expectRefused(small, where + "tensor head.output.weight has shape [2, 10], the architecture expects [1, 10]");
}

TEST(TileNetworks, RefusesWeightsOfAnotherWidth) {
  SmallBundle small;
  small.network().width = 0.5;
  const auto networks = loadTileNetworks(small.bundle, small.resolution(), {});
  ASSERT_FALSE(networks);
  EXPECT_EQ(networks.error().message,
            where + "tensor features.0.0.weight has shape [8, 3, 3, 3], the architecture expects [16, 3, 3, 3]");
}

TEST(TileNetworks, RefusesAMissingFileAndAnUnknownArchitecture) {
  SmallBundle small;
  small.network().architecture = "resnet";
  expectRefused(small, where + "architecture \"resnet\" is not a scoring network of this program");
  small.network().architecture = "mobilenet_v2";
  small.bundle.networks.clear();
  expectRefused(small, where + "the bundle does not hold this file");
}

TEST(TileNetworks, RefusesAbsurdWidthsBeforeTheyTakeMemory) {
  SmallBundle small(HeadKind::attention);
  small.network().head.encoder = {65536, 65536, 65536};
  const auto networks = loadTileNetworks(small.bundle, small.resolution(), {});
  ASSERT_FALSE(networks);
  EXPECT_NE(networks.error().message.find("weights, more than"), std::string::npos) << networks.error().message;
}

TEST(TileNetworks, RefusesNaNInAFile) {
  SmallBundle small;
  small.tensorsOf(small.file())["head.noisy_and.b"].values[3] = std::numeric_limits<float>::quiet_NaN();
  small.store(small.file());
  expectRefused(small, where + "tensor head.noisy_and.b holds NaN or Inf");
}

// Finite weights whose sums overflow: infinite activations cancel to NaN further down, which no clamp may hide.
TEST(TileNetworks, RefusesNaNInOutputsNamingTheMember) {
  SmallBundle small(HeadKind::noisyAnd, 2);
  auto& values = small.tensorsOf(small.file(1))["features.1.conv.1.weight"].values;
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = i / 8 % 2 == 0 ? 3e38F : -3e38F;
  small.store(small.file(1));
  const auto result = embed(*load(small), someTiles(4, 64));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::model);
  EXPECT_EQ(
      result.error().message,
      "member 10x-untrained-2, file networks/10x-untrained-2.safetensors: the network gave NaN or Inf for a tile");
}

TEST(TileNetworks, RefusesAnInfiniteLastLayer) {
  SmallBundle small(HeadKind::linear);
  auto& tensors = small.tensorsOf(small.file());
  std::ranges::fill(tensors["head.output.weight"].values, 3e38F);
  std::ranges::fill(tensors["features.18.1.bias"].values, 6.0F);
  small.store(small.file());
  const auto result = embed(*load(small), someTiles(4, 64));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::model);
}

TEST(TileNetworks, PoolsABagOfOneToThatTilesScore) {
  for (const HeadKind kind : {HeadKind::noisyAnd, HeadKind::attention, HeadKind::linear}) {
    SmallBundle small(kind);
    const auto networks = load(small);
    const auto embeddings = embed(*networks, someTiles(4, 64)).value()[0];
    const auto width = static_cast<std::size_t>(networks->embeddingSize(0));
    const auto whole = networks->pool(0, embeddings).value();
    ASSERT_EQ(whole.tileScores.size(), 4U);
    EXPECT_NE(whole.tileScores[0], whole.tileScores[1]);
    for (std::size_t t = 0; t < 4; ++t) {
      const auto alone = networks->pool(0, std::span(embeddings).subspan(t * width, width)).value();
      EXPECT_NEAR(alone.score, whole.tileScores[t], 1e-6);
      EXPECT_NEAR(alone.score, alone.tileScores.at(0), 1e-6);
    }
  }
}

TEST(TileNetworks, PoolsThousandsOfTilesToTheSameBytes) {
  for (const HeadKind kind : {HeadKind::noisyAnd, HeadKind::attention, HeadKind::linear}) {
    SmallBundle small(kind);
    const auto networks = load(small);
    std::vector<float> bag(static_cast<std::size_t>(networks->embeddingSize(0)) * 20'000);
    for (std::size_t i = 0; i < bag.size(); ++i) bag[i] = static_cast<float>(i % 97) / 97;
    const auto expected = networks->pool(0, bag).value();
    EXPECT_GT(expected.score, 0);
    EXPECT_LT(expected.score, 1);
    // From memory that begins elsewhere, and on another thread.
    std::vector<float> shifted(bag.size() + 1);
    std::ranges::copy(bag, shifted.begin() + 1);
    PooledScore found;
    std::jthread([&] { found = networks->pool(0, std::span(shifted).subspan(1)).value(); }).join();
    EXPECT_EQ(found.score, expected.score);
    EXPECT_EQ(found.tileScores, expected.tileScores);
  }
}

TEST(TileNetworks, AppliesTheManifestsLogistic) {
  SmallBundle small(HeadKind::linear);
  const std::vector<float> logit{0.25F};
  small.network().logistic = {2, -1};
  const auto networks = load(small);
  EXPECT_NEAR(networks->pool(0, logit).value().score, 1 / (1 + std::exp(0.5)), 1e-12);  // 2 · 0.25 − 1 = −0.5
}

TEST(TileNetworks, RefusesAnEmptyOrBrokenBag) {
  SmallBundle small;
  const auto networks = load(small);
  const auto empty = networks->pool(0, {});
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.error().kind, ErrorKind::model);
  EXPECT_EQ(empty.error().message, where + "there are no tiles to pool");
  EXPECT_FALSE(networks->pool(0, std::vector<float>(11)));
  const auto nan = networks->pool(0, std::vector<float>(10, std::numeric_limits<float>::quiet_NaN()));
  ASSERT_FALSE(nan);
  EXPECT_EQ(nan.error().kind, ErrorKind::model);
}

}  // namespace
}  // namespace snitt
