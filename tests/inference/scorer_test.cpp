#include "inference/scorer.h"

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
  int embeddingSize(std::size_t) const override { return 1; }
  std::size_t memberCount() const override { return 1; }
  Result<void> embed(std::span<const std::uint8_t>, std::span<const std::span<float>>,
                     const std::stop_token&) const override {
    return fail(m_kind, "the device is out of memory");
  }
  Result<PooledScore> pool(std::size_t, std::span<const float>) const override {
    return fail(m_kind, "the device is out of memory");
  }
  const BagSummary& summary(std::size_t) const override { throw std::logic_error("there is nothing to sum up"); }
  explicit LostDevice(ErrorKind kind) : m_kind(kind) {}

 private:
  ErrorKind m_kind;
};

class ScorerFallback : public testing::Test {
 protected:
  void SetUp() override {
    test::SlideRecipe recipe;
    recipe.widthPx = 4000;
    recipe.heightPx = 3200;
    test::makeSlide(m_folder / "slide.svs", recipe);
    UntrainedOptions options;
    options.width = 0.25;
    options.membersPerResolution = 1;
    options.mostTiles = 2;
    ASSERT_TRUE(writeUntrainedBundle(m_folder / "bundle", options));
    m_request.slide = m_folder / "slide.svs";
    m_request.outsideScope = "a test";
    m_request.typedBy = "tester";
  }

  // The bundle as if it were loaded on a GPU that fails with `kind`.
  LoadedModel failing(ErrorKind kind) {
    LoadedModel model = loadModel(m_folder / "bundle", "cpu", "fp32").value();
    model.choice.device = "cuda:0";
    for (auto& networks : model.resolutions) networks = std::make_unique<LostDevice>(kind);
    return model;
  }

  test::TempFolder m_folder;
  ScoreRequest m_request;
};

TEST_F(ScorerFallback, ALostDeviceMeansTheWholeSlideAgainOnTheCpu) {
  Scorer lost(failing(ErrorKind::io));
  Scorer cpu(loadModel(m_folder / "bundle", "cpu", "fp32").value());
  auto fallen = lost.score(m_request, {});
  auto direct = cpu.score(m_request, {});
  ASSERT_TRUE(fallen) << fallen.error().message;
  ASSERT_TRUE(direct) << direct.error().message;
  EXPECT_EQ(fallen->score.run.device, "cpu");
  fallen->score.run = direct->score.run;
  EXPECT_EQ(formatScore(fallen->score), formatScore(direct->score));
}

TEST_F(ScorerFallback, ANetworksOwnFaultIsRefusedNotTriedElsewhere) {
  Scorer scorer(failing(ErrorKind::model));
  const auto scored = scorer.score(m_request, {});
  ASSERT_FALSE(scored);
  EXPECT_EQ(scored.error().kind, ErrorKind::model);
}

}  // namespace
}  // namespace snitt
