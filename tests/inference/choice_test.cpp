#include <algorithm>
#include <thread>

#include <gtest/gtest.h>

#include "core/os/gpu.h"
#include "core/os/os.h"
#include "inference/engine/engine.h"

namespace snitt {
namespace {

const NumericTolerance exact{false, 1e-3};
const NumericTolerance loose{true, 1e-3};

TEST(Choice, TakesWhatWasAskedFor) {
  const auto choice = chooseEngine({"cpu", "fp32"}, loose);
  ASSERT_TRUE(choice);
  EXPECT_EQ(choice->device, "cpu");
  EXPECT_EQ(choice->precision, Precision::fp32);
  EXPECT_EQ(chooseEngine({"cpu", "bf16"}, loose).value().precision, Precision::bf16);
}

TEST(Choice, TakesFusedKernelsWhereTheProcessorHasThemAndObeysOtherwise) {
  const auto cpu = os::cpuFeatures();
  const bool avx2 = std::ranges::find(cpu, "avx2") != cpu.end();
  EXPECT_EQ(chooseEngine({"cpu", "fp32"}, loose).value().kernels, avx2 ? Kernels::fused : Kernels::plain);
  EXPECT_EQ(chooseEngine({"cpu", "fp32", "plain"}, loose).value().kernels, Kernels::plain);
  const auto unknown = chooseEngine({"cpu", "fp32", "fast"}, loose);
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().kind, ErrorKind::usage);
}

TEST(Choice, ThePathInWordsTellsKernelsApart) {
  const EngineChoice fused{"cpu", Precision::bf16, Kernels::fused, 1};
  EXPECT_EQ(describePath(fused), "bf16, oneDNN fused convolutions, channels-last, 1 tile a pass");
  const EngineChoice plain{"cuda:0", Precision::fp32, Kernels::plain, 32};
  EXPECT_EQ(describePath(plain), "fp32, LibTorch's convolutions, channels-last, up to 32 tiles a pass");
}

TEST(Choice, AutoIsExactWhereTheBundleDoesNotAllowLess) {
  const auto choice = chooseEngine({}, exact);
  ASSERT_TRUE(choice);
  EXPECT_EQ(choice->precision, Precision::fp32);
}

TEST(Choice, RefusesBf16WhereTheBundleDoesNotAllowIt) {
  const auto choice = chooseEngine({"cpu", "bf16"}, exact);
  ASSERT_FALSE(choice);
  EXPECT_EQ(choice.error().kind, ErrorKind::refused);
}

TEST(Choice, RefusesWordsThatItDoesNotKnow) {
  for (const char* device : {"", "gpu", "cuda:", "cuda:x", "cuda:-1", "cuda:1x", "CPU"}) {
    const auto choice = chooseEngine({device}, exact);
    ASSERT_FALSE(choice) << device;
    EXPECT_EQ(choice.error().kind, ErrorKind::usage) << choice.error().message;
  }
  const auto precision = chooseEngine({"cpu", "fp16"}, loose);
  ASSERT_FALSE(precision);
  EXPECT_EQ(precision.error().kind, ErrorKind::usage);
}

TEST(Choice, RefusesADeviceThatIsNotThere) {
  const auto choice = chooseEngine({"cuda:99"}, exact);
  ASSERT_FALSE(choice);
  EXPECT_EQ(choice.error().kind, ErrorKind::unsupported);
  EXPECT_NE(choice.error().message.find("cuda:99"), std::string::npos);
}

TEST(Choice, DescribesTheEngineInSingleLines) {
  const auto lines = describeEngine();
  ASSERT_EQ(lines.size(), 4U + os::cudaGpus().size());
  for (const auto& line : lines) EXPECT_EQ(line.find('\n'), std::string::npos) << line;
  EXPECT_EQ(lines[0].rfind("LibTorch: 2.", 0), 0U) << lines[0];
  EXPECT_EQ(lines[2].rfind("oneDNN: ", 0), 0U) << lines[2];
}

TEST(Choice, OneThreadPerWorkerMayBeSetAgain) {
  useOneThreadPerWorker();
  std::jthread(useOneThreadPerWorker).join();
  useOneThreadPerWorker();
}

}  // namespace
}  // namespace snitt
