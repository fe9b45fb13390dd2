// WSInfer models on slides: every number against LibTorch on pixels that OpenSlide gives.
#include "inference/wsinfer/classify_slide.h"

#include <gtest/gtest.h>

#include "inference/engine/resize_p.h"
#include "inference/networks/script_fixture_p.h"
#include "support/make_slide.h"
#include "support/openslide_oracle.h"
#include "support/shared_data.h"
#include "support/temp_folder.h"

namespace snitt {
namespace {

constexpr const char* logitsOfColour = R"(
def forward(self, x):
    m = torch.mean(x, [2, 3])
    s = torch.std(x, [2, 3], False, False)
    return torch.cat([m, s], 1) * 3
)";

at::Tensor asTensor(const Image& image) {
  at::Tensor bytes = torch::empty({1, image.heightPx, image.widthPx, 3}, at::kByte);
  std::copy(image.bytes.begin(), image.bytes.end(), bytes.data_ptr<std::uint8_t>());
  return bytes.permute({0, 3, 1, 2}).to(at::kFloat);
}

WsinferModel model(std::string bytes, int classes, double spacing) {
  WsinferConfig config;
  for (int i = 0; i < classes; ++i) config.classNames.push_back(std::to_string(i));
  config.patchPx = 256;
  config.spacingUmPx = spacing;
  config.normalisation = {{0.7, 0.5, 0.6}, {0.1, 0.15, 0.12}};
  CodeFile script("torchscript_model.pt", std::move(bytes));
  script.allow({}, true);
  return {"model", config, "", std::move(script), {}};
}

ClassifiedSlide classified(const WsinferModel& wsinfer, const std::filesystem::path& file, int threads = 1) {
  const auto network = loadTileClassifier(wsinfer, "cpu");
  EXPECT_TRUE(network) << network.error().message;
  auto result = classifySlide({file, {}, {}, threads}, wsinfer, **network, {});
  EXPECT_TRUE(result) << result.error().message;
  return std::move(*result);
}

class ClassifySlide : public testing::Test {
 protected:
  void SetUp() override {
    test::SlideRecipe recipe;
    recipe.widthPx = 2400;
    recipe.heightPx = 1800;
    recipe.mpp = 0.5;
    test::makeSlide(slide(), recipe);
  }
  std::filesystem::path slide() const { return m_folder / "slide.svs"; }

  test::TempFolder m_folder;
};

TEST_F(ClassifySlide, EveryTileIsWhatLibTorchSaysOfOpenSlidesPixels) {
  const WsinferModel wsinfer = model(test::scriptBytes(logitsOfColour), 6, 0.5);
  const ClassifiedSlide found = classified(wsinfer, slide());
  ASSERT_GT(found.tiles.tiles.size(), 10U);
  EXPECT_EQ(found.region, "tissue");
  const at::Tensor mean = torch::tensor({0.7F, 0.5F, 0.6F}).view({3, 1, 1});
  const at::Tensor sd = torch::tensor({0.1F, 0.15F, 0.12F}).view({3, 1, 1});
  for (std::size_t i = 0; i < found.tiles.tiles.size(); ++i) {
    const LevelZeroRect rect = found.tiles.geometry.levelZero(found.tiles.tiles[i]);
    ASSERT_EQ(rect.width, 256);
    const at::Tensor x =
        (asTensor(test::openSlidePixels(slide(), 0, rect.minX, rect.minY, 256, 256)) / 255 - mean) / sd;
    const at::Tensor logits = torch::cat({x.mean(at::IntArrayRef{2, 3}), x.std(at::IntArrayRef{2, 3}, false)}, 1) * 3;
    const at::Tensor expected = at::softmax(logits, 1);
    for (int c = 0; c < 6; ++c)
      ASSERT_NEAR(found.tiles.probabilities[i][static_cast<std::size_t>(c)], expected[0][c].item<double>(), 2e-5);
  }
}

TEST_F(ClassifySlide, SameBytesWithOneThreadOrFour) {
  const WsinferModel wsinfer = model(test::scriptBytes(logitsOfColour), 6, 0.4);
  EXPECT_EQ(formatClassCsv(classified(wsinfer, slide(), 1).tiles),
            formatClassCsv(classified(wsinfer, slide(), 4).tiles));
}

TEST_F(ClassifySlide, ASingleLogitIsASigmoid) {
  WsinferModel wsinfer = model(
      test::scriptBytes("def forward(self, x):\n    return torch.mean(x, [1, 2, 3], True)[:, :, 0, 0]\n"), 1, 1.0);
  wsinfer.config.normalisation = {{0, 0, 0}, {1, 1, 1}};
  const ClassifiedSlide found = classified(wsinfer, slide());
  ASSERT_FALSE(found.tiles.tiles.empty());
  const LevelZeroRect rect = found.tiles.geometry.levelZero(found.tiles.tiles.front());
  EXPECT_EQ(rect.width, 512);
  const double mean = asTensor(test::openSlidePixels(slide(), 0, rect.minX, rect.minY, 512, 512)).mean().item<double>();
  EXPECT_NEAR(found.tiles.probabilities.front().front(), 1 / (1 + std::exp(-mean / 255)), 1e-3);
}

TEST_F(ClassifySlide, TilesThatCannotBeReadAreListedAndHaveNoNumbers) {
  const WsinferModel wsinfer = model(test::scriptBytes(logitsOfColour), 6, 0.5);
  const std::size_t tiles = classified(wsinfer, slide()).tiles.tiles.size();
  test::corruptTile(slide(), 0, 5, 4);
  const ClassifiedSlide found = classified(wsinfer, slide());
  const auto unreadable = unreadableTiles(found.tiles);
  ASSERT_FALSE(unreadable.empty());
  EXPECT_LE(unreadable.size(), 4U);
  const std::string csv = formatClassCsv(found.tiles);
  EXPECT_EQ(static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n')), 1 + tiles - unreadable.size());
}

// Pillow's own kernel is not here: its weights (a triangle as wide as the reduction) are worked out again.
TEST(TileClassifier, ResizeIsBilinearWithAntialiasing) {
  const auto from = static_cast<std::int64_t>(35);
  const auto to = static_cast<std::int64_t>(22);
  std::vector<std::uint8_t> rgb(static_cast<std::size_t>(from * from * 3));
  for (std::size_t i = 0; i < rgb.size(); ++i) rgb[i] = static_cast<std::uint8_t>((i * 2654435761U) >> 13);
  const std::vector<std::uint8_t> found = resizeTiles(rgb, from, to);
  ASSERT_EQ(found.size(), static_cast<std::size_t>(to * to * 3));
  at::Tensor weights = torch::zeros({to, from}, at::kDouble);
  const double scale = static_cast<double>(from) / static_cast<double>(to);
  for (std::int64_t o = 0; o < to; ++o)
    for (std::int64_t i = 0; i < from; ++i)
      weights[o][i] =
          std::max(0.0, 1 - std::abs((static_cast<double>(i) + 0.5 - (static_cast<double>(o) + 0.5) * scale) / scale));
  weights = weights / weights.sum(1, true);
  at::Tensor source = torch::empty({from, from, 3}, at::kByte);
  std::copy(rgb.begin(), rgb.end(), source.data_ptr<std::uint8_t>());
  const at::Tensor planes = source.permute({2, 0, 1}).to(at::kDouble);
  const at::Tensor expected = at::matmul(at::matmul(weights, planes), weights.t()).permute({1, 2, 0}).contiguous();
  for (std::size_t i = 0; i < found.size(); ++i) ASSERT_NEAR(found[i], expected.data_ptr<double>()[i], 1.01) << i;
}

TEST(TileClassifier, RefusesAnotherNumberOfClasses) {
  const WsinferModel wsinfer = model(test::scriptBytes(logitsOfColour), 5, 0.5);
  const auto network = loadTileClassifier(wsinfer, "cpu");
  ASSERT_FALSE(network);
  EXPECT_EQ(network.error().kind, ErrorKind::model);
  EXPECT_NE(network.error().message.find("[1, 6], expected was [1, 5]"), std::string::npos) << network.error().message;
}

// A published network of 1001 classes, as WSInfer would hold it: its second output alone.
TEST(TileClassifier, APublishedNetworkOnARealSlide) {
  SNITT_NEEDS_SHARED_DATA();
  const auto weights = test::sharedData() / "weights/mobilenet_v2_imagenet_half.torchscript.pt";
  torch::jit::Module inner = torch::jit::load(weights.string());
  torch::jit::Module outer("wrapped", inner._ivalue()->compilation_unit());
  outer.register_attribute("training", c10::BoolType::get(), false);
  outer.register_module("net", inner);
  outer.define("def forward(self, x):\n    return self.net.forward(x)[1]\n");
  std::ostringstream bytes;
  outer.save(bytes);
  WsinferModel wsinfer = model(bytes.str(), 1001, 0.998);
  wsinfer.config.resizePx = 224;
  wsinfer.config.normalisation = {};
  const auto real = test::sharedData() / "slides/CMU-1-Small-Region.svs";
  const ClassifiedSlide found = classified(wsinfer, real, 2);
  ASSERT_GT(found.tiles.tiles.size(), 5U);

  const c10::InferenceMode inference;
  inner.to(at::kFloat);
  const LevelZeroRect rect = found.tiles.geometry.levelZero(found.tiles.tiles[3]);
  const at::Tensor whole = asTensor(test::openSlidePixels(real, 0, rect.minX, rect.minY, 512, 512));
  const at::Tensor half = at::avg_pool2d(whole, {2, 2}).round();
  const std::array<std::int64_t, 2> size{224, 224};
  const at::Tensor input = (at::_upsample_bilinear2d_aa(half, size, false) / 255 - 0.5) / 0.5;
  const at::Tensor expected = at::softmax(inner.forward({input}).toTuple()->elements()[1].toTensor(), 1)[0];
  for (int c = 0; c < 1001; ++c)
    ASSERT_NEAR(found.tiles.probabilities[3][static_cast<std::size_t>(c)], expected[c].item<double>(), 0.01) << c;
  EXPECT_EQ(std::ranges::max_element(found.tiles.probabilities[3]) - found.tiles.probabilities[3].begin(),
            expected.argmax().item<std::int64_t>());
}

}  // namespace
}  // namespace snitt
