// Real weights that others published, run by TorchScript (PyTorch's own interpreter of their graphs) and by Snitt.
#include <algorithm>
#include <array>
#include <fstream>

#include <gtest/gtest.h>
#include <torch/script.h>
#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "inference/engine/folded_convolver_p.h"
#include "inference/engine/tile_input_p.h"
#include "inference/networks/heads_p.h"
#include "inference/networks/mobilenet_v2_p.h"
#include "inference/networks/module_tensors_p.h"
#include "support/shared_data.h"

namespace snitt {
namespace {

// TensorFlow numbers its operations, of which ten are the sums of residual blocks and one is the pooling.
constexpr std::array<std::pair<int, const char*>, 52> imageNetLayers{{
    {0, "features.0.0"},          {1, "features.1.conv.0.0"},   {2, "features.1.conv.1"},
    {3, "features.2.conv.0.0"},   {4, "features.2.conv.1.0"},   {5, "features.2.conv.2"},
    {6, "features.3.conv.0.0"},   {7, "features.3.conv.1.0"},   {8, "features.3.conv.2"},
    {10, "features.4.conv.0.0"},  {11, "features.4.conv.1.0"},  {12, "features.4.conv.2"},
    {13, "features.5.conv.0.0"},  {14, "features.5.conv.1.0"},  {15, "features.5.conv.2"},
    {17, "features.6.conv.0.0"},  {18, "features.6.conv.1.0"},  {19, "features.6.conv.2"},
    {21, "features.7.conv.0.0"},  {22, "features.7.conv.1.0"},  {23, "features.7.conv.2"},
    {24, "features.8.conv.0.0"},  {25, "features.8.conv.1.0"},  {26, "features.8.conv.2"},
    {28, "features.9.conv.0.0"},  {29, "features.9.conv.1.0"},  {30, "features.9.conv.2"},
    {32, "features.10.conv.0.0"}, {33, "features.10.conv.1.0"}, {34, "features.10.conv.2"},
    {36, "features.11.conv.0.0"}, {37, "features.11.conv.1.0"}, {38, "features.11.conv.2"},
    {39, "features.12.conv.0.0"}, {40, "features.12.conv.1.0"}, {41, "features.12.conv.2"},
    {43, "features.13.conv.0.0"}, {44, "features.13.conv.1.0"}, {45, "features.13.conv.2"},
    {47, "features.14.conv.0.0"}, {48, "features.14.conv.1.0"}, {49, "features.14.conv.2"},
    {50, "features.15.conv.0.0"}, {51, "features.15.conv.1.0"}, {52, "features.15.conv.2"},
    {54, "features.16.conv.0.0"}, {55, "features.16.conv.1.0"}, {56, "features.16.conv.2"},
    {58, "features.17.conv.0.0"}, {59, "features.17.conv.1.0"}, {60, "features.17.conv.2"},
    {61, "features.18.0"},
}};

// The module's values under the names that Snitt expects.
class Renamed {
 public:
  void add(const std::string& name, const at::Tensor& values) { m_tensors[name] = values.detach().contiguous(); }

  std::map<std::string, TensorView> views() const {
    std::map<std::string, TensorView> result;
    for (const auto& [name, tensor] : m_tensors) {
      const auto* first = static_cast<const std::byte*>(tensor.data_ptr());
      result[name] = {TensorType::f32, tensor.sizes().vec(), std::span(first, tensor.nbytes())};
    }
    return result;
  }

 private:
  std::map<std::string, at::Tensor> m_tensors;
};

torch::jit::Module loadScript(const std::string& name) {
  auto module = torch::jit::load((test::sharedData() / "weights" / name).string());
  module.to(at::kFloat);
  module.eval();
  return module;
}

// Two tiles of each class, as interleaved RGB.
std::vector<std::uint8_t> colorectalTiles(int& count) {
  std::vector<std::uint8_t> rgb;
  count = 0;
  for (const char* group : {"AC", "H", "S", "T", "V"}) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(test::sharedData() / "tiles/colorectal" / group)) {
      files.push_back(entry.path());
    }
    std::ranges::sort(files);
    for (std::size_t i = 0; i < 2 && i < files.size(); ++i, ++count) {
      cv::Mat tile = cv::imread(files[i].string());
      cv::cvtColor(tile, tile, cv::COLOR_BGR2RGB);
      rgb.insert(rgb.end(), tile.datastart, tile.dataend);
    }
  }
  return rgb;
}

double relativeDifference(const at::Tensor& found, const at::Tensor& expected) {
  return ((found - expected).abs().max() / expected.abs().max()).item<double>();
}

NetworkSpec imageNetSpec(Padding padding) {
  NetworkSpec spec;
  spec.padding = padding;
  spec.convolutionBias = true;
  return spec;
}

TEST(PublishedNetworks, ImageNetMobileNetV2GivesItsOwnFeaturesAndLogits) {
  SNITT_NEEDS_SHARED_DATA();
  const c10::InferenceMode inference;
  auto script = loadScript("mobilenet_v2_imagenet_half.torchscript.pt");
  Renamed renamed;
  for (const auto& [number, name] : imageNetLayers) {
    renamed.add(c10::str(name, ".weight"), script.attr(c10::str("w", number)).toTensor());
    renamed.add(c10::str(name, ".bias"), script.attr(c10::str("b", number)).toTensor());
  }
  renamed.add("classifier.weight", script.attr("w63").toTensor().flatten(1));
  renamed.add("classifier.bias", script.attr("b63").toTensor());

  int count = 0;
  const std::vector<std::uint8_t> rgb = colorectalTiles(count);
  ASSERT_EQ(rgb.size(), 10U * 224 * 224 * 3);
  const at::Tensor x = TileInput({}, {}).prepare(rgb, 224);  // mean and sd of 0.5: [-1, 1]
  const auto outputs = script.forward({x}).toTuple();
  const at::Tensor features = outputs->elements()[0].toTensor();
  const at::Tensor logits = outputs->elements()[1].toTensor();

  MobileNetV2Impl network(imageNetSpec(Padding::same));
  torch::nn::Linear classifier(1280, 1001);
  const auto filled = fillModules({{"", &network}, {"classifier.", classifier.get()}}, renamed.views(), "ImageNet");
  ASSERT_TRUE(filled) << filled.error().message;
  const FoldedConvolver engine(network.modules(), {});
  const at::Tensor found = runMobileNetV2(network.layout(), engine, x);
  EXPECT_LE(relativeDifference(network.forward(x), features), 1e-4);
  EXPECT_LE(relativeDifference(found, features), 1e-4);
  EXPECT_LE(relativeDifference(classifier(found), logits), 1e-4);

  // With the other padding the same weights are another network.
  const MobileNetV2Layout symmetric = mobileNetV2Layout(1, Padding::torchvision);
  EXPECT_GT(relativeDifference(runMobileNetV2(symmetric, engine, x), features), 0.05);
}

TEST(PublishedNetworks, AttentionHeadGivesItsReferenceOutputAndWeights) {
  SNITT_NEEDS_SHARED_DATA();
  const c10::InferenceMode inference;
  const auto script = loadScript("dachs_crc_survival_attmil.pt");
  const std::array<std::pair<const char*, const char*>, 5> parts{{{"encoder.0", "encoder.0"},
                                                                  {"attention.0", "attention.0"},
                                                                  {"attention.2", "attention.2"},
                                                                  {"head.1", "norm"},
                                                                  {"head.3", "output"}}};
  Renamed renamed;
  const auto rename = [&](const auto& items) {
    for (const auto& item : items) {
      if (item.name.ends_with("num_batches_tracked")) continue;
      const auto part = std::ranges::find_if(parts, [&](const auto& p) { return item.name.starts_with(p.first); });
      ASSERT_NE(part, parts.end()) << item.name;
      renamed.add(c10::str(part->second, item.name.substr(std::string_view(part->first).size())), item.value);
    }
  };
  rename(script.named_parameters());
  rename(script.named_buffers());

  HeadSpec spec;
  spec.kind = HeadKind::attention;
  spec.encoder = {256};
  spec.attention = 128;
  spec.batchNorm = true;
  AttentionHeadImpl head(spec, 2048);
  const auto filled = fillModules({{"", &head}}, renamed.views(), "DACHS");
  ASSERT_TRUE(filled) << filled.error().message;
  head.eval();

  std::ifstream file(test::sharedData() / "weights/reference_io.json");
  const auto reference = nlohmann::json::parse(file).at("dachs_crc_survival_attmil");
  const at::Tensor bag = (torch::arange(7 * 2048) % 97).to(at::kFloat).view({7, 2048}) / 97 - 0.5;
  const at::Tensor embeddings = head.embed(bag);
  const auto attention = reference.at("attention").get<std::vector<float>>();
  EXPECT_TRUE(head.attentionWeights(embeddings).allclose(torch::tensor(attention), 1e-4, 1e-6));
  const double output = reference.at("output").at(0).get<double>();
  EXPECT_NEAR(head.outputs(head.pooled(embeddings)).item<double>(), output, 1e-4);
  EXPECT_NEAR(head.bagScore(embeddings, {0.5, 1}).item<double>(), 1 / (1 + std::exp(-(0.5 * output + 1))), 1e-4);
}

}  // namespace
}  // namespace snitt
