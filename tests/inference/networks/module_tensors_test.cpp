#include "inference/networks/module_tensors_p.h"

#include <cstring>
#include <limits>

#include <gtest/gtest.h>

namespace snitt {
namespace {

// Owns the bytes of one tensor.
struct Stored {
  std::vector<std::byte> bytes;
  TensorView view;
  Stored(TensorType type, std::vector<std::int64_t> shape, const void* data, std::size_t size) : bytes(size) {
    std::memcpy(bytes.data(), data, size);
    view = {type, std::move(shape), bytes};
  }
};

Stored floats(std::vector<std::int64_t> shape, const std::vector<float>& values) {
  return {TensorType::f32, std::move(shape), values.data(), values.size() * sizeof(float)};
}

Stored words(TensorType type, const std::vector<std::uint16_t>& values) {
  return {type, {static_cast<std::int64_t>(values.size())}, values.data(), values.size() * sizeof(std::uint16_t)};
}

class ModuleTensors : public ::testing::Test {
 protected:
  Result<void> fill() { return fillModules({{"head.", norm.get()}}, tensors, "member 10x-1, file a.safetensors"); }
  void expectRefused(const std::string& message) {
    const auto filled = fill();
    ASSERT_FALSE(filled);
    EXPECT_EQ(filled.error().kind, ErrorKind::model);
    EXPECT_EQ(filled.error().message, "member 10x-1, file a.safetensors: " + message);
  }

  torch::nn::BatchNorm1d norm{2};
  Stored ones = floats({2}, {1, 2});
  std::map<std::string, TensorView> tensors{{"head.weight", ones.view},
                                            {"head.bias", ones.view},
                                            {"head.running_mean", ones.view},
                                            {"head.running_var", ones.view}};
};

TEST_F(ModuleTensors, CopiesParametersAndBuffers) {
  ASSERT_TRUE(fill());
  EXPECT_TRUE(norm->weight.equal(torch::tensor({1.0F, 2.0F})));
  EXPECT_TRUE(norm->running_var.equal(torch::tensor({1.0F, 2.0F})));
}

// 0x3C00 = 1 and 0xC000 = -2 in binary16; 0x3F80 = 1 and 0x4049 = 3.140625 in bfloat16.
TEST_F(ModuleTensors, WidensHalfPrecision) {
  const Stored half = words(TensorType::f16, {0x3C00, 0xC000});
  const Stored brain = words(TensorType::bf16, {0x3F80, 0x4049});
  tensors["head.weight"] = half.view;
  tensors["head.bias"] = brain.view;
  ASSERT_TRUE(fill());
  EXPECT_TRUE(norm->weight.equal(torch::tensor({1.0F, -2.0F})));
  EXPECT_TRUE(norm->bias.equal(torch::tensor({1.0F, 3.140625F})));
}

TEST_F(ModuleTensors, IgnoresACounterOfBatches) {
  const Stored counter = floats({}, {17});
  tensors["head.num_batches_tracked"] = counter.view;
  EXPECT_TRUE(fill());
}

TEST_F(ModuleTensors, RefusesAMissingTensor) {
  tensors.erase("head.running_mean");
  expectRefused("tensor head.running_mean is missing, expected with shape [2]");
}

TEST_F(ModuleTensors, RefusesAnotherShape) {
  const Stored wide = floats({3, 1}, {1, 2, 3});
  tensors["head.bias"] = wide.view;
  expectRefused("tensor head.bias has shape [3, 1], the architecture expects [2]");
}

TEST_F(ModuleTensors, RefusesATensorThatTheArchitectureDoesNotHave) {
  tensors["head.extra"] = ones.view;
  expectRefused("tensor head.extra of shape [2] is not part of the architecture");
}

TEST_F(ModuleTensors, RefusesNumbersThatAreNone) {
  const Stored bad = floats({2}, {1, std::numeric_limits<float>::quiet_NaN()});
  tensors["head.weight"] = bad.view;
  expectRefused("tensor head.weight holds NaN or Inf");
  const Stored infinite = words(TensorType::f16, {0x3C00, 0x7C00});
  tensors["head.weight"] = infinite.view;
  expectRefused("tensor head.weight holds NaN or Inf");
}

}  // namespace
}  // namespace snitt
