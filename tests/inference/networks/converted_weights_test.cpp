// resources/tools/weights_to_safetensors.py: what others' files of MobileNetV2 become, judged by their own features.
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <torch/script.h>

#include "core/atomic_file.h"
#include "core/bundle/safetensors.h"
#include "inference/networks/mobilenet_v2_p.h"
#include "inference/networks/module_tensors_p.h"
#include "support/run_program.h"
#include "support/shared_data.h"
#include "support/temp_folder.h"

namespace snitt {
namespace {

class ConvertedWeights : public testing::Test {
 protected:
  [[nodiscard]] test::Ran convert(const std::filesystem::path& from) const {
    return test::run({SNITT_PYTHON, SNITT_SOURCE_DIR "/resources/tools/weights_to_safetensors.py", from.string(),
                      target().string()});
  }
  [[nodiscard]] std::filesystem::path target() const { return folder / "out.safetensors"; }
  [[nodiscard]] SafetensorsFile converted() const {
    auto file = SafetensorsFile::parse(readFile(target()).value());
    EXPECT_TRUE(file) << file.error().message;
    return *std::move(file);
  }

  test::TempFolder folder;
};

TEST_F(ConvertedWeights, TensorFlowsWeightsGiveTheirOwnFeatures) {
  SNITT_NEEDS_SHARED_DATA();
  const auto path = test::sharedData() / "weights/mobilenet_v2_imagenet_half.torchscript.pt";
  const test::Ran ran = convert(path);
  ASSERT_EQ(ran.code, 0) << ran.err;
  const c10::InferenceMode inference;
  torch::jit::Module script = torch::jit::load(path.string());
  script.to(at::kFloat);
  script.eval();
  torch::manual_seed(3);
  // Smooth, as pictures are, and of an odd size too, where paddings differ most.
  for (const int edge : {224, 191}) {
    const at::Tensor x = at::upsample_bilinear2d(torch::rand({2, 3, 12, 12}) * 2 - 1, {edge, edge}, false);
    const at::Tensor wanted = script.forward({x}).toTuple()->elements()[0].toTensor();
    NetworkSpec spec;
    spec.padding = Padding::same;
    spec.convolutionBias = true;
    MobileNetV2Impl network(spec);
    const SafetensorsFile file = converted();
    const auto filled = fillModules({{"", &network}}, file.tensors(), "converted");
    ASSERT_TRUE(filled) << filled.error().message;
    EXPECT_LE(((network.forward(x) - wanted).abs().max() / wanted.abs().max()).item<double>(), 1e-4) << edge;
  }
}

// As torch.save writes it, by LibTorch itself.
TEST_F(ConvertedWeights, AStateDictKeepsItsValues) {
  MobileNetV2Impl network(NetworkSpec{});
  torch::manual_seed(4);
  c10::Dict<std::string, at::Tensor> dict;
  std::map<std::string, at::Tensor> wanted = moduleTensors({{"", &network}});
  {
    const at::NoGradGuard noGradient;
    for (auto& [name, tensor] : wanted) {
      tensor.copy_(torch::rand_like(tensor));
      dict.insert(name, tensor.detach());
    }
  }
  dict.insert("features.0.1.num_batches_tracked", torch::tensor(7));
  dict.insert("classifier.1.weight", torch::rand({10, 1280}));
  const std::vector<char> bytes = torch::pickle_save(dict);
  std::ofstream(folder / "in.pth", std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  const test::Ran ran = convert(folder / "in.pth");
  ASSERT_EQ(ran.code, 0) << ran.err;
  MobileNetV2Impl again(NetworkSpec{});
  const SafetensorsFile file = converted();
  const auto filled = fillModules({{"", &again}}, file.tensors(), "converted");
  ASSERT_TRUE(filled) << filled.error().message;
  for (const auto& [name, tensor] : moduleTensors({{"", &again}})) EXPECT_TRUE(tensor.equal(wanted.at(name))) << name;
}

TEST_F(ConvertedWeights, OtherFilesAreRefusedAndNothingIsWritten) {
  std::ofstream(folder / "text.pth") << "no weights\n";
  // A pickle that would run a command: protocol 0, os.system.
  std::ofstream(folder / "evil.pth") << "cos\nsystem\n(S'touch " + (folder / "evil").string() + "'\ntR.";
  for (const char* name : {"text.pth", "evil.pth", "missing.pth"}) {
    const test::Ran ran = convert(folder / name);
    EXPECT_EQ(ran.code, 1) << name;
    EXPECT_TRUE(ran.err.starts_with((folder / name).string() + ": ")) << ran.err;
    EXPECT_EQ(std::ranges::count(ran.err, '\n'), 1) << ran.err;
    EXPECT_FALSE(std::filesystem::exists(target())) << name;
  }
  EXPECT_FALSE(std::filesystem::exists(folder / "evil"));
}

}  // namespace
}  // namespace snitt
