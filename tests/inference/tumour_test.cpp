#include "inference/tumour.h"

#include <cmath>

#include "support/fake_slide.h"
#include "tiling/mask_ops.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

constexpr int kSlidePx = 8192;

// A dark red disc of 900 µm radius in the middle of pale tissue.
bool inDisc(std::int64_t x, std::int64_t y) {
  const double dx = static_cast<double>(x) - kSlidePx / 2.0;
  const double dy = static_cast<double>(y) - kSlidePx / 2.0;
  return std::hypot(dx, dy) < 3600;
}

void paintDisc(std::int64_t x, std::int64_t y, std::uint8_t* rgb) {
  rgb[0] = inDisc(x, y) ? 200 : 230;
  rgb[1] = inDisc(x, y) ? 20 : 180;
  rgb[2] = inDisc(x, y) ? 60 : 210;
}

// Says "tumour" where there is little green. Pads nothing, remembers nothing.
class GreenIsHealthy : public SegmentationNetwork {
 public:
  Result<void> predict(std::span<const std::uint8_t> rgb, std::span<float> tumour) const override {
    for (std::size_t i = 0; i < tumour.size(); ++i) tumour[i] = rgb[3 * i + 1] < 100 ? 0.99F : 0.01F;
    return {};
  }
};

class FailsOnce : public SegmentationNetwork {
 public:
  Result<void> predict(std::span<const std::uint8_t>, std::span<float>) const override {
    return fail(ErrorKind::model, "the network gave NaN");
  }
};

class Tumour : public testing::Test {
 protected:
  Tumour() : m_slide(kSlidePx, kSlidePx, paintDisc, 512) {
    m_spec.useNetwork = true;
    m_spec.mpp = 2;
    m_spec.tilePx = 256;
    m_spec.overlapPx = 64;
    m_spec.mapMpp = 4;
    m_spec.batch = 2;
    m_spec.post.dropPx = 100;
    m_scale.mpp = {0.25, 0.25};
    m_tissue.downsample = 32;
    m_tissue.mpp = 8;
    m_tissue.tissue = Mask(kSlidePx / 32, kSlidePx / 32, 255);
  }

  auto segment(int threads, const SegmentationNetwork& network = GreenIsHealthy()) {
    return segmentTumour(m_slide, m_scale, m_tissue, m_spec, network, threads, {});
  }

  test::FakeSlide m_slide;
  SlideScale m_scale;
  TissueMap m_tissue;
  SegmentationSpec m_spec;
};

TEST_F(Tumour, FindsADiscWhereItIsAndAsLargeAsItIs) {
  const auto tumour = segment(2);
  ASSERT_TRUE(tumour) << tumour.error().message;
  EXPECT_EQ(tumour->components, 1);
  // The smoothing works at 20 µm/px and its threshold lies below one half, so the edge may move by half such a pixel.
  EXPECT_NEAR(tumour->areaMm2, M_PI * 0.9 * 0.9, 2 * M_PI * 0.9 * 0.010);
  ASSERT_EQ(tumour->polygons.size(), 1U);
  double left = kSlidePx;
  double right = 0;
  for (const Point& point : tumour->polygons[0].outer) {
    left = std::min(left, point.x);
    right = std::max(right, point.x);
  }
  EXPECT_NEAR(left, kSlidePx / 2.0 - 3600, 40);
  EXPECT_NEAR(right, kSlidePx / 2.0 + 3600, 40);
}

TEST_F(Tumour, TheThreadsCannotChangeTheMask) {
  const auto one = segment(1);
  const auto many = segment(6);
  ASSERT_TRUE(one && many);
  EXPECT_EQ(one->mask, many->mask);
}

TEST_F(Tumour, GlassIsNeverTumour) {
  std::fill(m_tissue.tissue.values.begin(), m_tissue.tissue.values.end(), 0);
  const auto tumour = segment(2);
  ASSERT_TRUE(tumour) << tumour.error().message;
  EXPECT_EQ(tumour->components, 0);
  EXPECT_TRUE(tumour->polygons.empty());
}

TEST_F(Tumour, ANetworksFaultEndsItWithoutHanging) {
  const auto tumour = segment(4, FailsOnce());
  ASSERT_FALSE(tumour);
  EXPECT_EQ(tumour.error().message, "the network gave NaN");
}

TEST_F(Tumour, AnOutlineKeepsItsAreaAndAgreesWithItself) {
  const std::vector<Polygon> square{{{{1000, 1000}, {5000, 1000}, {5000, 5000}, {1000, 5000}}, {}}};
  const auto outline = tumourFromOutline(square, m_slide.info(), m_scale);
  ASSERT_TRUE(outline) << outline.error().message;
  EXPECT_NEAR(outline->areaMm2, 1.0, 0.01);
  EXPECT_NEAR(dice(*outline, *outline), 1, 1e-12);
  const auto found = segment(2);
  // The square and the disc by pencil: |A ∩ B| is what of the square lies in the disc.
  std::int64_t both = 0;
  for (int y = 1000; y < 5000; y += 4)
    for (int x = 1000; x < 5000; x += 4) both += inDisc(x, y) ? 16 : 0;
  const double expected = 2.0 * static_cast<double>(both) / (4000.0 * 4000.0 + M_PI * 3600 * 3600);
  EXPECT_NEAR(dice(*outline, *found), expected, 0.02);
}

TEST_F(Tumour, AnOutlineOffTheSlideIsRefused) {
  const std::vector<Polygon> far{{{{90000, 90000}, {90100, 90000}, {90100, 90100}}, {}}};
  const auto outline = tumourFromOutline(far, m_slide.info(), m_scale);
  ASSERT_FALSE(outline);
  EXPECT_EQ(outline.error().kind, ErrorKind::unsupported);
}

}  // namespace
}  // namespace snitt
