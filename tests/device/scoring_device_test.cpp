// A GPU's way through the scoring engine, on a device that is pretended; and on a real one where there is one.
#include <gtest/gtest.h>
#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <thread>

#include "inference/engine/device_lane_p.h"
#include "inference/engine/engine.h"
#include "tests/device/pretend_device.h"
#include "tests/inference/network_fixture.h"

namespace snitt {
namespace {

using test::SmallBundle;
using test::someTiles;

using Values = std::vector<std::vector<float>>;

EngineChoice on(const std::string& device, Precision precision = Precision::fp32, int tilesPerPass = 4) {
  return {device, precision, Kernels::plain, tilesPerPass};
}

std::unique_ptr<TileNetworks> load(SmallBundle& small, const EngineChoice& choice) {
  auto networks = loadTileNetworks(small.bundle, small.resolution(), choice);
  if (!networks) throw std::runtime_error(networks.error().message);
  return std::move(*networks);
}

// What every member keeps of the tiles.
Values embed(const TileNetworks& networks, const std::vector<std::uint8_t>& rgb, int tiles) {
  Values values;
  for (std::size_t m = 0; m < networks.memberCount(); ++m)
    values.emplace_back(static_cast<std::size_t>(tiles * networks.embeddingSize(m)), -1.0F);
  const std::vector<std::span<float>> spans(values.begin(), values.end());
  const auto done = networks.embed(rgb, spans, {});
  if (!done) throw std::runtime_error(done.error().message);
  return values;
}

std::vector<float> tumourOn(SmallBundle& small, const EngineChoice& choice) {
  const auto network = loadSegmentationNetwork(small.bundle, choice);
  if (!network) throw std::runtime_error(network.error().message);
  const SegmentationSpec& spec = small.bundle.manifest.segmentation;
  std::vector<float> tumour(static_cast<std::size_t>(spec.batch * spec.tilePx * spec.tilePx));
  const auto done = (*network)->predict(someTiles(spec.batch, spec.tilePx), tumour);
  if (!done) throw std::runtime_error(done.error().message);
  return tumour;
}

double largestDifference(const std::vector<float>& a, const std::vector<float>& b) {
  EXPECT_EQ(a.size(), b.size());
  double largest = 0;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
    largest = std::max(largest, std::abs(double{a[i]} - double{b[i]}));
  return largest;
}

TEST(ScoringDevice, TilesGiveWhatTheSamePassesGiveOnTheCpu) {
  for (const HeadKind head : {HeadKind::noisyAnd, HeadKind::attention, HeadKind::linear}) {
    SmallBundle small(head, 2);
    const auto rgb = someTiles(6, 64);
    const auto before = test::pretendKernels();
    const auto here = embed(*load(small, on("cpu")), rgb, 6);
    EXPECT_EQ(test::pretendKernels(), before);
    EXPECT_EQ(embed(*load(small, on(test::kPretendDevice)), rgb, 6), here);
    EXPECT_GT(test::pretendKernels(), before + 100);
  }
}

TEST(ScoringDevice, SegmentationGivesWhatTheSamePassesGiveOnTheCpu) {
  SmallBundle small;
  EXPECT_EQ(tumourOn(small, on(test::kPretendDevice)), tumourOn(small, on("cpu")));
}

// A few threads keep a GPU busy; more would only take its memory.
TEST(ScoringDevice, AGpuGetsFewWorkersAndLargePassesOne) {
  SmallBundle small;
  EXPECT_EQ(load(small, on("cpu"))->workers(16), 16);
  EXPECT_EQ(load(small, on(test::kPretendDevice))->workers(16), 3);
  EXPECT_EQ(load(small, on(test::kPretendDevice))->workers(1), 1);
  EXPECT_EQ(loadSegmentationNetwork(small.bundle, on("cpu")).value()->workers(16), 16);
  EXPECT_EQ(loadSegmentationNetwork(small.bundle, on(test::kPretendDevice)).value()->workers(16), 3);
  small.bundle.manifest.segmentation.tilePx = 7680;
  EXPECT_EQ(loadSegmentationNetwork(small.bundle, on(test::kPretendDevice)).value()->workers(16), 1);
}

// What is kept for a thread must not be found out again by every thread that comes and goes.
TEST(ScoringDevice, ThreadsThatFollowEachOtherShareALane) {
  const at::Device device(test::kPretendDevice);
  const auto lane = [&] { return onDevice(device, [] { return std::this_thread::get_id(); }); };
  std::vector<std::thread::id> used;
  for (int i = 0; i < 3; ++i) std::jthread([&] { used.push_back(lane()); }).join();
  EXPECT_EQ(std::ranges::count(used, used.front()), 3);
  EXPECT_NE(used.front(), std::this_thread::get_id());
  EXPECT_EQ(onDevice(at::Device("cpu"), [] { return std::this_thread::get_id(); }), std::this_thread::get_id());
  onDevice(device, [&] {
    std::jthread([&] { EXPECT_NE(lane(), std::this_thread::get_id()); }).join();
    return 0;
  });
}

TEST(ScoringDevice, ALaneHasTheCallersModesAndHandsOnItsFaults) {
  const at::Device device(test::kPretendDevice);
  const c10::InferenceMode inference;
  EXPECT_TRUE(onDevice(device, [] { return c10::InferenceMode::is_enabled(); }));
  EXPECT_THROW(onDevice(device, []() -> int { throw std::runtime_error("lost"); }), std::runtime_error);
  EXPECT_EQ(onDevice(device, [] { return 1; }), 1);
}

// These need a GPU, and a LibTorch that was built for it.
class ScoringOnAGpu : public testing::Test {
 protected:
  void SetUp() override {
    if (!torch::cuda::is_available()) GTEST_SKIP() << "no CUDA device is usable here";
  }
};

TEST_F(ScoringOnAGpu, TilesGiveWhatTheCpuGives) {
  for (const HeadKind head : {HeadKind::noisyAnd, HeadKind::attention, HeadKind::linear}) {
    SmallBundle small(head, 2);
    const auto rgb = someTiles(6, 64);
    const auto here = embed(*load(small, on("cpu")), rgb, 6);
    const auto there = embed(*load(small, on("cuda:0")), rgb, 6);
    const auto brief = embed(*load(small, on("cuda:0", Precision::bf16)), rgb, 6);
    for (std::size_t m = 0; m < 2; ++m) {
      EXPECT_LT(largestDifference(here[m], there[m]), 1e-3) << static_cast<int>(head);
      EXPECT_NE(brief[m], there[m]);
    }
  }
}

TEST_F(ScoringOnAGpu, SegmentationGivesWhatTheCpuGives) {
  SmallBundle small;
  EXPECT_LT(largestDifference(tumourOn(small, on("cpu")), tumourOn(small, on("cuda:0"))), 1e-4);
}

TEST_F(ScoringOnAGpu, ThreadsAtOnceGiveTheSameBytes) {
  for (const Precision precision : {Precision::fp32, Precision::bf16}) {
    SmallBundle small(HeadKind::attention, 2);
    const auto networks = load(small, on("cuda:0", precision));
    const auto rgb = someTiles(6, 64);
    const auto expected = embed(*networks, rgb, 6);
    std::vector<Values> found(6);
    {
      std::vector<std::jthread> threads;
      for (auto& slot : found)
        threads.emplace_back([&] {
          for (int i = 0; i < 10; ++i) slot = embed(*networks, rgb, 6);
        });
    }
    for (const auto& values : found) EXPECT_EQ(values, expected);
  }
}

}  // namespace
}  // namespace snitt
