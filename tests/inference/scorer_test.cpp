#include "inference/scorer.h"

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "inference/untrained_bundle.h"
#include "support/make_slide.h"
#include "support/temp_folder.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

// A device that gives up in the middle of a slide.
class LostDevice : public TileNetworks {
 public:
  bool ranOutOfMemory() const override { return m_memory; }
  int embeddingSize(std::size_t) const override { return 1; }
  std::size_t memberCount() const override { return 1; }
  int batch() const override { return m_batch; }
  Result<void> embed(std::span<const std::uint8_t>, std::span<const std::span<float>>,
                     const std::stop_token&) const override {
    return fail(m_kind, "the device is out of memory");
  }
  Result<PooledScore> pool(std::size_t, std::span<const float>) const override {
    return fail(m_kind, "the device is out of memory");
  }
  const BagSummary& summary(std::size_t) const override { throw std::logic_error("there is nothing to sum up"); }
  explicit LostDevice(ErrorKind kind, bool memory = false, int batch = 8)
      : m_kind(kind), m_memory(memory), m_batch(batch) {}

 private:
  ErrorKind m_kind;
  bool m_memory;
  int m_batch;
};

class ScorerFallback : public testing::Test {
 protected:
  void SetUp() override {
    test::SlideRecipe recipe;
    recipe.widthPx = 4000;
    recipe.heightPx = 3200;
    test::makeSlide(m_folder / "slide.svs", recipe);
    m_options.width = 0.25;
    m_options.membersPerResolution = 1;
    m_options.mostTiles = 2;
    ASSERT_TRUE(writeUntrainedBundle(m_folder / "bundle", m_options));
    m_request.slide = m_folder / "slide.svs";
    m_request.outsideScope = "a test";
    m_request.typedBy = "tester";
  }

  // The bundle as if it were loaded on a GPU that fails with `kind`.
  LoadedModel failing(ErrorKind kind) {
    LoadedModel model = loadModel(m_folder / "bundle", {"cpu", "fp32"}).value();
    model.choice.device = "cuda:0";
    for (auto& networks : model.resolutions) networks = std::make_unique<LostDevice>(kind);
    return model;
  }

  test::TempFolder m_folder;
  UntrainedOptions m_options;
  ScoreRequest m_request;
};

TEST_F(ScorerFallback, ALostDeviceMeansTheWholeSlideAgainOnTheCpu) {
  Scorer lost(failing(ErrorKind::io));
  Scorer cpu(loadModel(m_folder / "bundle", {"cpu", "fp32"}).value());
  auto fallen = lost.score(m_request, {});
  auto direct = cpu.score(m_request, {});
  ASSERT_TRUE(fallen) << fallen.error().message;
  ASSERT_TRUE(direct) << direct.error().message;
  EXPECT_EQ(fallen->score.run.device, "cpu");
  fallen->score.run = direct->score.run;
  EXPECT_EQ(formatScore(fallen->score), formatScore(direct->score));
}

// The GPU's memory holds eight tiles a pass. What the processor computes stands for what the GPU would.
TEST_F(ScorerFallback, MemoryThatRunsOutHalvesThePassesUntilTheyFit) {
  std::vector<int> tried;
  const ModelLoader load = [&](const std::filesystem::path& folder, const EngineChoice& choice,
                               const TrustRules& rules) -> Result<LoadedModel> {
    tried.push_back(choice.tilesPerPass);
    auto model = loadModelAs(folder, {"cpu", Precision::fp32, Kernels::plain, 8}, rules);
    if (!model) return model;
    model->choice = choice;
    if (choice.tilesPerPass > 8)
      for (auto& networks : model->resolutions)
        networks = std::make_unique<LostDevice>(ErrorKind::io, true, choice.tilesPerPass);
    return model;
  };
  Scorer scorer(load(m_folder / "bundle", {"cuda:0", Precision::fp32, Kernels::plain, 32}, {}).value(), load);
  const auto scored = scorer.score(m_request, {});
  ASSERT_TRUE(scored) << scored.error().message;
  EXPECT_EQ(tried, (std::vector<int>{32, 16, 8}));
  EXPECT_EQ(scored->score.run.device, "cuda:0");
  EXPECT_EQ(scored->score.run.pathNote, "with 8 tiles a pass because the memory of cuda:0 ran out with 16");
}

// Another program took the memory that was given back: not even the weights find room.
TEST_F(ScorerFallback, WhereHalvedPassesCannotBeLoadedTheCpuTakesTheSlide) {
  const ModelLoader load = [&](const std::filesystem::path& folder, const EngineChoice& choice,
                               const TrustRules& rules) -> Result<LoadedModel> {
    if (choice.device == "cpu") return loadModelAs(folder, choice, rules);
    return fail(ErrorKind::io, "the device is out of memory");
  };
  LoadedModel model = failing(ErrorKind::io);
  for (auto& networks : model.resolutions) networks = std::make_unique<LostDevice>(ErrorKind::io, true);
  Scorer scorer(std::move(model), load);
  const auto scored = scorer.score(m_request, {});
  ASSERT_TRUE(scored) << scored.error().message;
  EXPECT_EQ(scored->score.run.device, "cpu");
  EXPECT_EQ(scored->score.run.pathNote, "on the CPU because cuda:0 failed: the device is out of memory");
}

// Finds no room for passes of more than one tile.
class CrampedSegmentation : public SegmentationNetwork {
 public:
  explicit CrampedSegmentation(int tilesPerPass) : m_tilesPerPass(tilesPerPass) {}
  int tilesPerPass() const override { return m_tilesPerPass; }
  bool ranOutOfMemory() const override { return m_tilesPerPass > 1; }
  Result<void> predict(std::span<const std::uint8_t>, std::span<float> tumour) const override {
    if (ranOutOfMemory()) return fail(ErrorKind::io, "the device is out of memory");
    std::ranges::fill(tumour, 1.0F);
    return {};
  }

 private:
  int m_tilesPerPass;
};

TEST_F(ScorerFallback, MemoryThatRunsOutInTheSegmentationHalvesThePassesToo) {
  m_options.segmentationNetwork = true;
  ASSERT_TRUE(writeUntrainedBundle(m_folder / "segmenting", m_options));
  const ModelLoader load = [&](const std::filesystem::path& folder, const EngineChoice& choice,
                               const TrustRules& rules) -> Result<LoadedModel> {
    auto model = loadModelAs(folder, {"cpu", Precision::fp32, Kernels::plain, 8}, rules);
    if (!model) return model;
    model->choice = choice;
    model->segmentation = std::make_unique<CrampedSegmentation>(choice.tilesPerPass);
    return model;
  };
  Scorer scorer(load(m_folder / "segmenting", {"cuda:0", Precision::fp32, Kernels::plain, 2}, {}).value(), load);
  const auto scored = scorer.score(m_request, {});
  ASSERT_TRUE(scored) << scored.error().message;
  EXPECT_EQ(scored->score.run.pathNote, "with 1 tile a pass because the memory of cuda:0 ran out with 2");
}

// The old model is gone by then: a later slide must not be scored with what is left of it.
TEST_F(ScorerFallback, WhereTheOtherPathCannotBeLoadedLaterSlidesFailToo) {
  Scorer scorer(failing(ErrorKind::io), [](const auto&, const auto&, const auto&) -> Result<LoadedModel> {
    return fail(ErrorKind::model, "the bundle is gone");
  });
  for (int slide = 0; slide < 2; ++slide) {
    const auto scored = scorer.score(m_request, {});
    ASSERT_FALSE(scored);
    EXPECT_EQ(scored.error().message, "the bundle is gone");
  }
}

class PrecisionLimit : public ScorerFallback {
 protected:
  // A bundle that allows bf16 to differ by no more than `most`.
  void limit(double most) {
    Manifest manifest = untrainedManifest(m_options);
    manifest.tolerance.mostBf16Difference = most;
    ASSERT_TRUE(writeUntrainedBundle(m_folder / "limited", manifest, 1));
  }
  Result<ScoredCase> score(const std::string& precision) {
    auto model = loadModel(m_folder / "limited", {"cpu", precision});
    if (!model) return fail(model.error());
    if (precision == "auto") model = asIfFast(std::move(*model));
    return Scorer(std::move(*model)).score(m_request, {});
  }
  // auto takes bf16 only where the processor is fast with it; this test must not depend on that.
  Result<LoadedModel> asIfFast(LoadedModel model) {
    EngineChoice choice = model.choice;
    choice.precision = Precision::bf16;
    return loadModelAs(m_folder / "limited", choice, {});
  }
};

TEST_F(PrecisionLimit, Bf16IsUsedWithinTheBundlesLimitAndTheScoreTellsTheDifference) {
  limit(1);
  const auto scored = score("auto");
  ASSERT_TRUE(scored) << scored.error().message;
  EXPECT_EQ(scored->score.run.precision, "bf16");
  EXPECT_TRUE(scored->score.run.pathNote.starts_with("bf16 and fp32 differ by up to 0.")) << scored->score.run.pathNote;
}

TEST_F(PrecisionLimit, BeyondItTheSlideIsScoredInFp32) {
  limit(0);
  const auto scored = score("auto");
  ASSERT_TRUE(scored) << scored.error().message;
  EXPECT_EQ(scored->score.run.precision, "fp32");
  EXPECT_TRUE(scored->score.run.pathNote.starts_with("in fp32 because bf16")) << scored->score.run.pathNote;
  auto exact = score("fp32");
  ASSERT_TRUE(exact) << exact.error().message;
  exact->score.run = scored->score.run;
  EXPECT_EQ(formatScore(exact->score), formatScore(scored->score));
}

TEST_F(PrecisionLimit, BeyondItForcedBf16IsRefused) {
  limit(0);
  const auto scored = score("bf16");
  ASSERT_FALSE(scored);
  EXPECT_EQ(scored.error().kind, ErrorKind::refused);
}

TEST_F(ScorerFallback, ANetworksOwnFaultIsRefusedNotTriedElsewhere) {
  Scorer scorer(failing(ErrorKind::model));
  const auto scored = scorer.score(m_request, {});
  ASSERT_FALSE(scored);
  EXPECT_EQ(scored.error().kind, ErrorKind::model);
}

}  // namespace
}  // namespace snitt
