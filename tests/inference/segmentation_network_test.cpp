#include <algorithm>
#include <thread>

#include <gtest/gtest.h>

#include "inference/engine/engine.h"
#include "network_fixture.h"

namespace snitt {
namespace {

using test::SmallBundle;
using test::someTiles;

const std::string segmentationFile = "networks/segmentation.safetensors";
const std::string where = "segmentation network, file networks/segmentation.safetensors: ";

void expectRefused(SmallBundle& small, const std::string& message) {
  const auto network = loadSegmentationNetwork(small.bundle, {});
  ASSERT_FALSE(network);
  EXPECT_EQ(network.error().kind, ErrorKind::model);
  EXPECT_EQ(network.error().message, message);
}

TEST(SegmentationNetwork, GivesAProbabilityForEachPixelAlikeInEveryThread) {
  SmallBundle small;
  const auto network = loadSegmentationNetwork(small.bundle, {});
  ASSERT_TRUE(network) << network.error().message;
  const auto rgb = someTiles(2, 60);
  std::vector<float> expected(2 * 60 * 60, -1);
  ASSERT_TRUE((*network)->predict(rgb, expected));
  const auto [least, most] = std::ranges::minmax(expected);
  EXPECT_GE(least, 0);
  EXPECT_LE(most, 1);
  EXPECT_GT(most - least, 0.01);
  std::vector<float> found(expected.size());
  std::jthread([&] { EXPECT_TRUE((*network)->predict(rgb, found)); }).join();
  EXPECT_EQ(found, expected);
}

// A logit of the last class far above the others is tumour everywhere; of the first class, nowhere.
TEST(SegmentationNetwork, TakesTheLastClassAsTumour) {
  SmallBundle small;
  auto& tensors = small.tensorsOf(segmentationFile);
  std::ranges::fill(tensors.at("output.weight").values, 0.0F);
  const auto rgb = someTiles(2, 60);
  std::vector<float> tumour(2 * 60 * 60);
  for (const std::size_t winner : {0U, 2U}) {
    auto& bias = tensors.at("output.bias").values;
    bias = {0, 0, 0};
    bias[winner] = 20;
    small.store(segmentationFile);
    ASSERT_TRUE(loadSegmentationNetwork(small.bundle, {}).value()->predict(rgb, tumour));
    EXPECT_NEAR(tumour.front(), winner == 2 ? 1 : 0, 1e-6);
  }
}

TEST(SegmentationNetwork, RefusesAnotherNumberOfClasses) {
  SmallBundle small;
  small.bundle.manifest.segmentation.classes = {"tissue", "tumour"};
  expectRefused(small, where + "tensor output.bias has shape [3], the architecture expects [2]");
}

TEST(SegmentationNetwork, RefusesAnotherDepth) {
  SmallBundle small;
  small.bundle.manifest.segmentation.network.depth = 4;
  const auto network = loadSegmentationNetwork(small.bundle, {});
  ASSERT_FALSE(network);
  EXPECT_EQ(network.error().message.rfind(where + "tensor bottom.", 0), 0U) << network.error().message;
}

TEST(SegmentationNetwork, RefusesAbsurdSizesAndUnknownArchitectures) {
  SmallBundle small;
  small.bundle.manifest.segmentation.network.baseChannels = 1024;
  small.bundle.manifest.segmentation.network.depth = 8;
  EXPECT_FALSE(loadSegmentationNetwork(small.bundle, {}));
  small.bundle.manifest.segmentation.network.architecture = "deeplab";
  expectRefused(small, where + "architecture \"deeplab\" is not a segmentation network of this program");
}

TEST(SegmentationNetwork, RefusesNaNInOutputs) {
  SmallBundle small;
  auto& values = small.tensorsOf(segmentationFile).at("output.weight").values;
  std::ranges::fill(values, 3e38F);
  small.tensorsOf(segmentationFile).at("output.bias").values = {3e38F, 3e38F, 3e38F};
  small.store(segmentationFile);
  std::vector<float> tumour(2 * 60 * 60);
  const auto result = loadSegmentationNetwork(small.bundle, {}).value()->predict(someTiles(2, 60), tumour);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::model);
  EXPECT_EQ(result.error().message, where + "the network gave NaN or Inf for a tile");
}

TEST(SegmentationNetwork, RefusesABatchOfAnotherSize) {
  SmallBundle small;
  std::vector<float> tumour(2 * 60 * 60);
  const auto result = loadSegmentationNetwork(small.bundle, {}).value()->predict(someTiles(1, 60), tumour);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::usage);
}

}  // namespace
}  // namespace snitt
