#include "tiling/slide_scale.h"

#include <gtest/gtest.h>

#include <limits>

namespace snitt {
namespace {

SlideInfo slide(std::optional<double> mpp, std::optional<double> magnification = {}) {
  SlideInfo info;
  info.path = "/slides/a.svs";
  if (mpp) info.mpp = Mpp{*mpp, *mpp};
  info.mppOrigin = mpp ? "aperio.MPP" : "the file states no µm/px";
  info.magnification = magnification;
  return info;
}

std::optional<TypedMpp> typed(double mpp, std::string reason = {}) { return TypedMpp{mpp, std::move(reason), "ada"}; }

bool accepted(const SlideInfo& info, const std::optional<TypedMpp>& value) {
  const auto scale = resolveScale(info, value);
  EXPECT_TRUE(scale || scale.error().kind == ErrorKind::usage);
  return scale.has_value();
}

TEST(SlideScale, TheFilesScaleIsTakenAndNamed) {
  const auto scale = resolveScale(slide(0.499, 20), {});
  ASSERT_TRUE(scale);
  EXPECT_DOUBLE_EQ(scale->meanMpp(), 0.499);
  EXPECT_EQ(scale->source, "file");
  EXPECT_TRUE(scale->findings.empty());
  EXPECT_DOUBLE_EQ(scale->downsampleFor(0.998), 2);
}

TEST(SlideScale, PixelsThatAreNotSquareAreAFindingAndBeyondTenPercentRefused) {
  SlideInfo info = slide(0.25);
  info.mpp = Mpp{0.25, 0.254};
  EXPECT_TRUE(resolveScale(info, {})->findings.empty());
  info.mpp = Mpp{0.25, 0.26};
  ASSERT_EQ(resolveScale(info, {})->findings.size(), 1U);
  EXPECT_NE(resolveScale(info, {})->findings[0].find("0.2500 x 0.2600"), std::string::npos);
  info.mpp = Mpp{0.2, 0.27};
  const auto stretched = resolveScale(info, {});
  ASSERT_FALSE(stretched);
  EXPECT_EQ(stretched.error().kind, ErrorKind::outOfScope);
  EXPECT_TRUE(resolveScale(info, typed(0.24))) << "a person may know better than the file";
}

TEST(SlideScale, WithoutAnyScaleThePersonIsAsked) {
  const auto scale = resolveScale(slide({}, 40), {});
  ASSERT_FALSE(scale);
  EXPECT_EQ(scale.error().kind, ErrorKind::usage);
  EXPECT_EQ(scale.error().message.find("a.svs"), std::string::npos) << "the caller names the file";
  EXPECT_NE(scale.error().message.find("--mpp"), std::string::npos);
}

TEST(SlideScale, TypedWinsAndBothAreRecorded) {
  const auto scale = resolveScale(slide(0.5), typed(0.25, "measured"));
  ASSERT_TRUE(scale);
  EXPECT_DOUBLE_EQ(scale->meanMpp(), 0.25);
  EXPECT_EQ(scale->source, "typed by ada");
  EXPECT_EQ(scale->reason, "measured");
  EXPECT_DOUBLE_EQ(scale->inFile.value(), 0.5);
  ASSERT_EQ(scale->findings.size(), 1U);
  EXPECT_NE(scale->findings[0].find("0.5"), std::string::npos);
}

TEST(SlideScale, ADifferenceOverTwoPercentIsAFinding) {
  EXPECT_TRUE(resolveScale(slide(0.5), typed(0.51))->findings.empty());
  EXPECT_TRUE(resolveScale(slide(0.5), typed(0.49))->findings.empty());
  EXPECT_EQ(resolveScale(slide(0.5), typed(0.5101))->findings.size(), 1U);
  EXPECT_EQ(resolveScale(slide(0.5), typed(0.4899))->findings.size(), 1U);
}

TEST(SlideScale, NotPositiveIsRefusedEvenWithAReason) {
  for (const double mpp :
       {0.0, -0.25, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()})
    EXPECT_FALSE(accepted(slide(0.25), typed(mpp, "because"))) << mpp;
}

TEST(SlideScale, ImplausibleIsRefusedWhateverTheReason) {
  EXPECT_FALSE(accepted(slide({}), typed(0.0499, "because")));
  EXPECT_TRUE(accepted(slide({}), typed(0.05, "because")));
  EXPECT_TRUE(accepted(slide({}), typed(20, "because")));
  EXPECT_FALSE(accepted(slide({}), typed(20.01, "because")));
  for (const double mpp : {1e-300, 1e300, -1e-300}) {
    const auto scale = resolveScale(slide(0.25), typed(mpp, "because"));
    ASSERT_FALSE(scale) << mpp;
    EXPECT_LT(scale.error().message.size(), 60U) << scale.error().message;
    EXPECT_NE(scale.error().message.find("0.05"), std::string::npos);
  }
}

TEST(SlideScale, WhiteSpaceIsNoReason) {
  EXPECT_FALSE(accepted(slide({}), typed(3, " \t\n")));
  EXPECT_EQ(resolveScale(slide({}), typed(0.25, "  "))->reason, "");
  const auto scale = resolveScale(slide({}), typed(3, " "));
  ASSERT_FALSE(scale);
  EXPECT_EQ(scale.error().message.find("a.svs"), std::string::npos);
}

TEST(SlideScale, UnusualValuesNeedAReason) {
  EXPECT_TRUE(accepted(slide({}), typed(0.1)));
  EXPECT_FALSE(accepted(slide({}), typed(0.0999)));
  EXPECT_TRUE(accepted(slide({}), typed(0.0999, "oil immersion")));
  EXPECT_TRUE(accepted(slide({}), typed(1.5)));
  EXPECT_FALSE(accepted(slide({}), typed(1.501)));
  EXPECT_TRUE(accepted(slide({}), typed(1.501, "a low-power scan")));
}

TEST(SlideScale, FarFromTheMagnificationNeedsAReason) {
  // 40x suggests 0.25 µm/px: 15 % to either side is 0.2125 and 0.2875.
  EXPECT_TRUE(accepted(slide({}, 40), typed(0.2875)));
  EXPECT_FALSE(accepted(slide({}, 40), typed(0.2876)));
  EXPECT_TRUE(accepted(slide({}, 40), typed(0.2125)));
  EXPECT_FALSE(accepted(slide({}, 40), typed(0.2124)));
  EXPECT_TRUE(accepted(slide({}, 40), typed(0.5, "the hint is wrong")));
}

TEST(SlideScale, ValuesOutsideTheScannersRangeAreImplausible) {
  EXPECT_TRUE(plausibleMpp(0.05));
  EXPECT_FALSE(plausibleMpp(0.0499));
  EXPECT_TRUE(plausibleMpp(20));
  EXPECT_FALSE(plausibleMpp(20.01));
  EXPECT_FALSE(plausibleMpp(1000));
  EXPECT_FALSE(plausibleMpp(0));
  EXPECT_FALSE(plausibleMpp(std::numeric_limits<double>::quiet_NaN()));
}

}  // namespace
}  // namespace snitt
