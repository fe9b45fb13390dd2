// TorchScript members and segmentations in a bundle, against LibTorch's own composition of the same parts.
#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "inference/engine/engine.h"
#include "inference/engine/tile_input_p.h"
#include "inference/network_fixture.h"
#include "inference/networks/script_fixture_p.h"
#include "support/shared_data.h"

namespace snitt {
namespace {

using test::scriptBytes;
using test::setNetwork;
using test::SmallBundle;
using test::someTiles;

constexpr const char* meanColours = "def forward(self, x):\n    return torch.mean(x, [2, 3])\n";

// A small bundle whose first member is a script.
struct ScriptBundle : SmallBundle {
  explicit ScriptBundle(const std::string& bytes, ScriptOutput output, int members = 1)
      : SmallBundle(HeadKind::noisyAnd, members) {
    network().architecture = scriptArchitecture;
    network().file = "networks/script.pt";
    network().script.output = output;
    CodeFile file("networks/script.pt", bytes);
    file.allow({}, true);
    bundle.scripts.emplace("networks/script.pt", file);
  }

  Result<std::unique_ptr<TileNetworks>> load() const {
    return loadTileNetworks(bundle, bundle.manifest.resolutions.front(), {});
  }
};

std::vector<float> embedded(const TileNetworks& networks, const std::vector<std::uint8_t>& rgb) {
  std::vector<std::vector<float>> values;
  for (std::size_t m = 0; m < networks.memberCount(); ++m)
    values.emplace_back(static_cast<std::size_t>(4 * networks.embeddingSize(m)));
  const std::vector<std::span<float>> views(values.begin(), values.end());
  const auto done = networks.embed(rgb, views, {});
  EXPECT_TRUE(done) << done.error().message;
  return values.front();
}

// Tiles as LibTorch sees them: N×3×64×64 in [-1, 1].
at::Tensor asFloats(const std::vector<std::uint8_t>& rgb, std::int64_t tilePx) {
  at::Tensor bytes =
      torch::empty({static_cast<std::int64_t>(rgb.size()) / (tilePx * tilePx * 3), tilePx, tilePx, 3}, at::kByte);
  std::copy(rgb.begin(), rgb.end(), bytes.data_ptr<std::uint8_t>());
  return (bytes.permute({0, 3, 1, 2}).to(at::kFloat) / 255 - 0.5) / 0.5;
}

void expectRefused(const ScriptBundle& small, const std::string& part) {
  const auto networks = small.load();
  ASSERT_FALSE(networks);
  EXPECT_EQ(networks.error().kind, ErrorKind::model) << networks.error().message;
  EXPECT_NE(networks.error().message.find("member 10x-untrained-1, file networks/script.pt"), std::string::npos)
      << networks.error().message;
  EXPECT_NE(networks.error().message.find(part), std::string::npos) << networks.error().message;
}

TEST(ScriptMembers, AClassifiersBagIsTheMeanOfItsTiles) {
  ScriptBundle small(scriptBytes(meanColours), ScriptOutput::logits);
  small.network().script.classes = 3;
  small.network().script.classIndex = 2;
  const auto networks = small.load();
  ASSERT_TRUE(networks) << networks.error().message;
  const auto rgb = someTiles(4, 64);
  const std::vector<float> rows = embedded(**networks, rgb);
  const at::Tensor expected = at::softmax(asFloats(rgb, 64).mean(at::IntArrayRef{2, 3}), 1).select(1, 2);
  const auto pooled = (*networks)->pool(0, rows);
  ASSERT_TRUE(pooled) << pooled.error().message;
  for (int i = 0; i < 4; ++i) EXPECT_NEAR(pooled->tileScores[i], expected[i].item<double>(), 1e-6);
  EXPECT_NEAR(pooled->score, expected.mean().item<double>(), 1e-6);
}

TEST(ScriptMembers, ALogitGoesThroughTheManifestsLogistic) {
  ScriptBundle small(scriptBytes("def forward(self, x):\n    return torch.mean(x, [1, 2, 3])\n"), ScriptOutput::logit);
  small.network().logistic = {3, -0.5};
  const auto networks = small.load();
  ASSERT_TRUE(networks) << networks.error().message;
  const auto rgb = someTiles(4, 64);
  const auto pooled = (*networks)->pool(0, embedded(**networks, rgb));
  const at::Tensor expected = at::sigmoid(asFloats(rgb, 64).mean(at::IntArrayRef{1, 2, 3}) * 3 - 0.5);
  for (int i = 0; i < 4; ++i) EXPECT_NEAR(pooled->tileScores[i], expected[i].item<double>(), 1e-6);
}

TEST(ScriptMembers, BytesComeAsTheyAre) {
  ScriptBundle small(scriptBytes("def forward(self, x):\n    return torch.mean(x.to(6), [1, 2, 3]) / 255.0\n"),
                     ScriptOutput::probability);
  small.network().script.input = ScriptInput::bytes;
  const auto networks = small.load();
  ASSERT_TRUE(networks) << networks.error().message;
  const auto rgb = someTiles(4, 64);
  const auto pooled = (*networks)->pool(0, embedded(**networks, rgb));
  const at::Tensor expected = ((asFloats(rgb, 64) + 1) / 2).mean(at::IntArrayRef{1, 2, 3});
  for (int i = 0; i < 4; ++i) EXPECT_NEAR(pooled->tileScores[i], expected[i].item<double>(), 1e-6);
}

// A network that scribbles on its input must not spoil what the others see.
TEST(ScriptMembers, OneThatWritesIntoItsInputHarmsNobody) {
  const auto second = [](const std::string& source) {
    ScriptBundle small(scriptBytes(source), ScriptOutput::logit, 2);
    const auto networks = small.load();
    EXPECT_TRUE(networks) << networks.error().message;
    std::vector<float> first(4);
    std::vector<float> other(40);
    const std::array<std::span<float>, 2> views{first, other};
    EXPECT_TRUE((*networks)->embed(someTiles(4, 64), views, {}));
    return other;
  };
  EXPECT_EQ(second("def forward(self, x):\n    x.mul_(0)\n    return torch.mean(x, [1, 2, 3])\n"),
            second("def forward(self, x):\n    return torch.mean(x, [1, 2, 3])\n"));
}

TEST(ScriptMembers, SameBytesInEveryRunAndAsHadByOneTileAlone) {
  ScriptBundle small(scriptBytes(meanColours), ScriptOutput::features);
  small.network().script.features = 3;
  small.network().head.kind = HeadKind::linear;
  small.network().headFile = "networks/head.safetensors";
  setNetwork(small.bundle, small.network().headFile,
             {{"output.weight", {{1, 3}, {1, -2, 3}}}, {"output.bias", {{1}, {0.5}}}});
  const auto networks = small.load();
  ASSERT_TRUE(networks) << networks.error().message;
  const auto rgb = someTiles(4, 64);
  const std::vector<float> first = embedded(**networks, rgb);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(embedded(**networks, rgb), first);
}

TEST(ScriptMembers, RefusesWhatDoesNotFitNamingTheMember) {
  ScriptBundle classes(scriptBytes(meanColours), ScriptOutput::logits);
  expectRefused(classes, "shape [1, 3], expected was [1, 2]");
  ScriptBundle features(scriptBytes(meanColours), ScriptOutput::features);
  features.network().script.features = 4;
  features.network().head.kind = HeadKind::linear;
  features.network().headFile = "networks/head.safetensors";
  setNetwork(features.bundle, features.network().headFile,
             {{"output.weight", {{1, 4}, {1, 1, 1, 1}}}, {"output.bias", {{1}, {0}}}});
  expectRefused(features, "expected was [1, 4]");
  expectRefused(ScriptBundle(scriptBytes("def forward(self, x):\n    return torch.mean(x, [1, 2, 3]) / 0.0\n"),
                             ScriptOutput::logit),
                "NaN or Inf");
  expectRefused(
      ScriptBundle(scriptBytes("def forward(self, x):\n    return torch.conv2d(x, torch.ones([1, 4, 1, 1]))\n"),
                   ScriptOutput::logit),
      "the network failed: ");
  expectRefused(ScriptBundle(scriptBytes("def forward(self, x):\n    return torch.rand([1])\n"), ScriptOutput::logit),
                "another answer each time");
}

TEST(ScriptMembers, OneThatMayNotRunIsRefused) {
  ScriptBundle small("garbage", ScriptOutput::logit);
  small.bundle.scripts.at("networks/script.pt").allow({}, false);
  const auto networks = small.load();
  ASSERT_FALSE(networks);
  EXPECT_EQ(networks.error().kind, ErrorKind::refused);
}

// The published ImageNet network as feature extractor, a head made here: what LibTorch says of the two together.
TEST(ScriptMembers, FeaturesOfAPublishedNetworkThroughAnAttentionHead) {
  SNITT_NEEDS_SHARED_DATA();
  const auto path = test::sharedData() / "weights/mobilenet_v2_imagenet_half.torchscript.pt";
  std::ifstream in(path, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), {});
  ScriptBundle small(bytes, ScriptOutput::features);
  small.network().script.features = 1280;
  small.network().head = {HeadKind::attention, 10, 10, {16}, 8, false};
  small.network().headFile = "networks/head.safetensors";
  torch::manual_seed(5);
  const std::map<std::string, at::Tensor> weights{{"encoder.0.weight", torch::randn({16, 1280}) * 0.05},
                                                  {"encoder.0.bias", torch::randn({16}) * 0.1},
                                                  {"attention.0.weight", torch::randn({8, 16})},
                                                  {"attention.0.bias", torch::randn({8}) * 0.1},
                                                  {"attention.2.weight", torch::randn({1, 8})},
                                                  {"attention.2.bias", torch::randn({1})},
                                                  {"output.weight", torch::randn({1, 16})},
                                                  {"output.bias", torch::randn({1})}};
  test::Tensors tensors;
  for (const auto& [name, value] : weights)
    tensors[name] = {value.sizes().vec(), {value.data_ptr<float>(), value.data_ptr<float>() + value.numel()}};
  setNetwork(small.bundle, small.network().headFile, tensors);
  const auto networks = small.load();
  ASSERT_TRUE(networks) << networks.error().message;
  const auto rgb = someTiles(4, 64);
  const auto pooled = (*networks)->pool(0, embedded(**networks, rgb));
  ASSERT_TRUE(pooled) << pooled.error().message;

  const c10::InferenceMode inference;
  torch::jit::Module module = torch::jit::load(path.string());
  module.to(at::kFloat);
  module.eval();
  const at::Tensor features = module.forward({asFloats(rgb, 64)}).toTuple()->elements()[0].toTensor();
  const auto linear = [&](const std::string& name, const at::Tensor& x) {
    return at::linear(x, weights.at(name + ".weight"), weights.at(name + ".bias"));
  };
  const at::Tensor h = at::relu(linear("encoder.0", features));
  const at::Tensor a = at::softmax(linear("attention.2", at::tanh(linear("attention.0", h))), 0);
  const double expected = at::sigmoid(linear("output", (a * h).sum(0, true))).item<double>();
  EXPECT_NEAR(pooled->score, expected, 1e-5);

  // Its other output has another width.
  small.network().script.outputIndex = 1;
  expectRefused(small, "1001");
}

// The tensors of the published head under the manifest's names.
test::Tensors publishedHead() {
  torch::jit::Module script = torch::jit::load((test::sharedData() / "weights/dachs_crc_survival_attmil.pt").string());
  script.to(at::kFloat);
  test::Tensors tensors;
  const auto add = [&](const auto& items) {
    for (const auto& item : items) {
      std::string name = item.name;
      if (name.ends_with("num_batches_tracked")) continue;
      if (name.starts_with("head.1.")) name.replace(0, 6, "norm");
      if (name.starts_with("head.3.")) name.replace(0, 6, "output");
      const at::Tensor value = item.value.detach().contiguous();
      tensors[name] = {value.sizes().vec(), {value.data_ptr<float>(), value.data_ptr<float>() + value.numel()}};
    }
  };
  add(script.named_parameters());
  add(script.named_buffers());
  return tensors;
}

// The bundle as a whole around a published head: an extractor that turns a tile of the value 10·i into row i of the
// input that its authors' reference was computed for.
TEST(ScriptMembers, APublishedAttentionHeadGivesItsReferenceInsideABundle) {
  SNITT_NEEDS_SHARED_DATA();
  ScriptBundle small(scriptBytes("def forward(self, x):\n"
                                 "    row = x[:, 0, 0, 0].to(4) // 10\n"
                                 "    at = torch.arange(2048).unsqueeze(0) + row.unsqueeze(1) * 2048\n"
                                 "    return (at % 97).to(6) / 97 - 0.5\n"),
                     ScriptOutput::features);
  small.network().script.input = ScriptInput::bytes;
  small.network().script.features = 2048;
  small.network().head = {HeadKind::attention, 10, 10, {256}, 128, true};
  small.network().headFile = "networks/head.safetensors";
  setNetwork(small.bundle, small.network().headFile, publishedHead());
  const auto networks = small.load();
  ASSERT_TRUE(networks) << networks.error().message;

  constexpr std::size_t tileBytes = 64 * 64 * 3;
  std::vector<float> bag;
  for (const std::size_t first : {0U, 4U}) {
    std::vector<std::uint8_t> rgb;
    for (std::size_t tile = first; tile < first + 4; ++tile)
      rgb.insert(rgb.end(), tileBytes, static_cast<std::uint8_t>(10 * tile));
    const std::vector<float> values = embedded(**networks, rgb);
    bag.insert(bag.end(), values.begin(), values.end());
  }
  bag.resize(bag.size() / 8 * 7);  // the eighth tile is padding
  const auto pooled = (*networks)->pool(0, bag);
  ASSERT_TRUE(pooled) << pooled.error().message;
  std::ifstream file(test::sharedData() / "weights/reference_io.json");
  const double output = nlohmann::json::parse(file).at("dachs_crc_survival_attmil").at("output").at(0).get<double>();
  EXPECT_NEAR(pooled->score, 1 / (1 + std::exp(-output)), 1e-5);
}

struct ScriptSegmentation : SmallBundle {
  explicit ScriptSegmentation(const std::string& source, ScriptOutput output, ScriptInput input) {
    NetworkSpec& network = bundle.manifest.segmentation.network;
    network.architecture = scriptArchitecture;
    network.file = "networks/script.pt";
    network.script.output = output;
    network.script.input = input;
    CodeFile file("networks/script.pt", scriptBytes(source));
    file.allow({}, true);
    bundle.scripts.emplace("networks/script.pt", file);
  }
};

constexpr const char* greenIsTumour = R"(
def forward(self, x):
    green = x[:, :, :, 1]
    return torch.stack([255 - green, green * 0, green], 3)
)";

TEST(ScriptSegmentation, BytesInBytesOut) {
  const ScriptSegmentation small(greenIsTumour, ScriptOutput::probabilities, ScriptInput::bytes);
  const auto network = loadSegmentationNetwork(small.bundle, {});
  ASSERT_TRUE(network) << network.error().message;
  const auto rgb = someTiles(2, 60);
  std::vector<float> tumour(2 * 60 * 60);
  const auto done = (*network)->predict(rgb, tumour);
  ASSERT_TRUE(done) << done.error().message;
  for (std::size_t i = 0; i < tumour.size(); ++i) ASSERT_FLOAT_EQ(tumour[i], static_cast<float>(rgb[3 * i + 1]) / 255);
}

TEST(ScriptSegmentation, FloatsInLogitsOutWithClassesFirst) {
  const ScriptSegmentation small("def forward(self, x):\n    return x * 3\n", ScriptOutput::logits,
                                 ScriptInput::floats);
  const auto network = loadSegmentationNetwork(small.bundle, {});
  ASSERT_TRUE(network) << network.error().message;
  const auto rgb = someTiles(2, 60);
  std::vector<float> tumour(2 * 60 * 60);
  ASSERT_TRUE((*network)->predict(rgb, tumour));
  const at::Tensor expected = at::softmax(asFloats(rgb, 60) * 3, 1).select(1, 2).contiguous();
  for (std::size_t i = 0; i < tumour.size(); ++i) ASSERT_NEAR(tumour[i], expected.data_ptr<float>()[i], 1e-6);
}

TEST(ScriptSegmentation, RefusesAnotherNumberOfClasses) {
  ScriptSegmentation small(greenIsTumour, ScriptOutput::probabilities, ScriptInput::bytes);
  small.bundle.manifest.segmentation.classes = {"glass", "tumour"};
  const auto network = loadSegmentationNetwork(small.bundle, {});
  ASSERT_FALSE(network);
  EXPECT_EQ(network.error().kind, ErrorKind::model);
  EXPECT_NE(network.error().message.find("[1, 60, 60, 3], expected was [1, 60, 60, 2]"), std::string::npos)
      << network.error().message;
}

}  // namespace
}  // namespace snitt
