// Oracles: scikit-image, the published primaries of Display P3 (both by tests/support/display_look_oracle.py), Little
// CMS in floating point, and arithmetic by hand.
#include "tiling/display_look.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "support/make_picture.h"
#include "support/make_profile.h"
#include "support/shared_data.h"
#include "support/temp_folder.h"
#include "tiling/slide_reader.h"

namespace snitt {
namespace {

using test::Bytes;
using Colour = std::array<int, 3>;

constexpr test::Primaries kSwapped{{{0.30, 0.60}, {0.64, 0.33}, {0.15, 0.06}}};
constexpr test::Primaries kWide{{{0.70, 0.30}, {0.20, 0.72}, {0.14, 0.05}}};

DisplayLook stained(StainView stain) {
  DisplayLook look;
  look.stain = stain;
  return look;
}

// All greys, then any colours.
Bytes colours(std::size_t pixels = 20000) {
  Bytes rgb;
  for (int grey = 0; grey < 256; ++grey) rgb.insert(rgb.end(), 3, static_cast<std::uint8_t>(grey));
  std::mt19937 random(7);
  while (rgb.size() < 3 * pixels) rgb.push_back(static_cast<std::uint8_t>(random()));
  return rgb;
}

std::vector<std::uint32_t> screenOf(const LookRenderer& renderer, std::span<const std::uint8_t> rgb) {
  std::vector<std::uint32_t> out(rgb.size() / 3);
  renderer.toScreen(rgb, out);
  return out;
}

Colour apart(std::uint32_t pixel) {
  EXPECT_EQ(pixel >> 24U, 0xFFU);
  return {static_cast<int>(pixel >> 16U & 255U), static_cast<int>(pixel >> 8U & 255U), static_cast<int>(pixel & 255U)};
}

Colour shown(const LookRenderer& renderer, const Colour& colour) {
  Bytes rgb;
  for (const int level : colour) rgb.push_back(static_cast<std::uint8_t>(level));
  return apart(screenOf(renderer, rgb).front());
}

Colour shown(const DisplayLook& look, const Colour& colour) { return shown(*LookRenderer::make(look, {}), colour); }
int shownGrey(const DisplayLook& look, int grey) { return shown(look, {grey, grey, grey})[0]; }

// Not a bit of it changed.
bool isUnchanged(const LookRenderer& renderer) {
  const Bytes rgb = colours();
  const std::vector<std::uint32_t> out = screenOf(renderer, rgb);
  for (std::size_t i = 0; i < out.size(); ++i)
    if (apart(out[i]) != Colour{rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]}) return false;
  return true;
}

double mostOff(const LookRenderer& renderer, const Bytes& rgb, const std::vector<double>& wanted) {
  const std::vector<std::uint32_t> out = screenOf(renderer, rgb);
  double most = 0;
  for (std::size_t i = 0; i < rgb.size(); ++i) most = std::max(most, std::abs(apart(out[i / 3])[i % 3] - wanted[i]));
  return most;
}

TEST(DisplayLook, APlainLookLeavesEveryPixel) {
  const auto plain = LookRenderer::make({}, {});
  EXPECT_TRUE(isUnchanged(*plain));
  EXPECT_FALSE(plain->appliesProfile());
  EXPECT_EQ(plain->profileFinding(), "");
  EXPECT_EQ(screenOf(*plain, {}).size(), 0U);
}

TEST(DisplayLook, BrightnessContrastAndGammaByHand) {
  DisplayLook look;
  look.brightness = 0.2;
  EXPECT_EQ(shown(look, {0, 100, 250}), (Colour{51, 151, 255}));
  look = {};
  look.contrast = 2;
  EXPECT_EQ(shown(look, {20, 100, 200}), (Colour{0, 73, 255})) << "(100 - 127.5) · 2 + 127.5 = 72.5";
  look = {};
  look.gamma = 2;
  EXPECT_EQ(shown(look, {0, 64, 255}), (Colour{0, 128, 255})) << "255 · √(64 / 255) = 127.7";
  look.contrast = 2;
  look.brightness = 0.1;
  EXPECT_EQ(shownGrey(look, 100), 158) << "contrast, then brightness, then gamma";
}

TEST(DisplayLook, ValuesOutOfRangeAreTheNearestInRange) {
  DisplayLook wild{true, -7, 1e9, 0, StainView::colour};
  const auto renderer = LookRenderer::make(wild, {});
  EXPECT_EQ(renderer->look(), (DisplayLook{true, -1, 5, 0.2, StainView::colour}));
  EXPECT_EQ(LookRenderer::make({true, 7, -3, 1e9, StainView::colour}, {})->look(),
            (DisplayLook{true, 1, 0.1, 5, StainView::colour}));
  wild.stain = static_cast<StainView>(77);
  EXPECT_EQ(LookRenderer::make(wild, {})->look().stain, StainView::colour);
  constexpr double infinite = std::numeric_limits<double>::infinity();
  EXPECT_EQ(LookRenderer::make({true, infinite, infinite, -infinite, StainView::colour}, {})->look(),
            (DisplayLook{true, 1, 5, 0.2, StainView::colour}));
}

TEST(DisplayLook, WhatIsNoNumberChangesNothing) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const auto renderer = LookRenderer::make({true, nan, nan, nan, StainView::colour}, {});
  EXPECT_EQ(renderer->look(), DisplayLook());
  EXPECT_TRUE(isUnchanged(*renderer));
}

struct StainCase {
  Colour colour, haematoxylin, eosin, residual;
};

// By tests/support/display_look_oracle.py.
const std::vector<StainCase> kStains{
    {{255, 255, 255}, {255, 255, 255}, {255, 255, 255}, {255, 255, 255}},
    {{72, 52, 138}, {73, 64, 152}, {250, 206, 239}, {255, 255, 246}},
    {{208, 26, 132}, {255, 255, 255}, {204, 25, 129}, {255, 255, 255}},
    {{150, 90, 160}, {156, 148, 208}, {242, 150, 218}, {255, 255, 229}},
    {{231, 190, 216}, {235, 232, 246}, {250, 205, 239}, {255, 255, 239}},
    {{120, 60, 30}, {115, 105, 183}, {232, 95, 190}, {255, 255, 56}},
    {{230, 220, 90}, {216, 212, 238}, {250, 204, 239}, {255, 255, 103}},
    {{20, 15, 40}, {19, 14, 87}, {251, 219, 244}, {255, 255, 123}},
    {{128, 128, 128}, {123, 114, 189}, {255, 255, 255}, {255, 255, 173}},
    {{3, 1, 2}, {3, 2, 38}, {227, 76, 178}, {255, 255, 19}},
    {{90, 160, 200}, {83, 74, 161}, {255, 255, 255}, {255, 255, 253}},
    {{250, 252, 249}, {249, 249, 253}, {255, 255, 255}, {255, 255, 251}},
};

TEST(DisplayLook, StainsAreTakenApartAsScikitImageDoes) {
  const auto near = [](const Colour& a, const Colour& b) {
    return std::abs(a[0] - b[0]) <= 1 && std::abs(a[1] - b[1]) <= 1 && std::abs(a[2] - b[2]) <= 1;
  };
  for (const StainCase& wanted : kStains) {
    const std::string of = ::testing::PrintToString(wanted.colour) + " is shown as ";
    const Colour h = shown(stained(StainView::haematoxylin), wanted.colour);
    const Colour e = shown(stained(StainView::eosin), wanted.colour);
    const Colour r = shown(stained(StainView::residual), wanted.colour);
    EXPECT_TRUE(near(h, wanted.haematoxylin)) << of << ::testing::PrintToString(h);
    EXPECT_TRUE(near(e, wanted.eosin)) << of << ::testing::PrintToString(e);
    EXPECT_TRUE(near(r, wanted.residual)) << of << ::testing::PrintToString(r);
  }
}

TEST(DisplayLook, APureStainIsSeenInItsOwnViewAlone) {
  const auto dyed = [](const std::array<double, 3>& vector, double amount) {
    Colour colour{};
    for (std::size_t i = 0; i < 3; ++i)
      colour[i] = static_cast<int>(std::lround(255 * std::pow(10, -amount * vector[i])));
    return colour;
  };
  for (const double amount : {0.2, 0.5, 0.9}) {
    const Colour h = dyed({0.644211, 0.716556, 0.266844}, amount);
    const Colour e = dyed({0.092789, 0.954111, 0.283111}, amount);
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_NEAR(shown(stained(StainView::haematoxylin), h)[i], h[i], 3);
      EXPECT_NEAR(shown(stained(StainView::eosin), e)[i], e[i], 3);
      EXPECT_GE(shown(stained(StainView::eosin), h)[i], 248) << amount;
      EXPECT_GE(shown(stained(StainView::haematoxylin), e)[i], 248) << amount;
      EXPECT_GE(shown(stained(StainView::residual), e)[i], 244) << amount;
    }
  }
}

TEST(DisplayLook, ContrastIsLaidOverAStainView) {
  DisplayLook look = stained(StainView::haematoxylin);
  const Colour before = shown(look, {150, 90, 160});
  look.brightness = -0.2;
  look.gamma = 1.5;
  DisplayLook alone = look;
  alone.stain = StainView::colour;
  EXPECT_EQ(shown(look, {150, 90, 160}), shown(alone, before));
}

TEST(DisplayLook, AMatrixProfileGivesWhatLcmsComputes) {
  const Bytes rgb = colours();
  for (const auto& [primaries, gamma] : {std::pair{kSwapped, 2.2}, {kWide, 1.8}, {kWide, 2.6}, {kSwapped, 1.0}}) {
    const Bytes profile = test::matrixProfile(primaries, gamma);
    const auto renderer = LookRenderer::make({}, profile);
    EXPECT_TRUE(renderer->appliesProfile());
    EXPECT_EQ(renderer->profileFinding(), "");
    EXPECT_LT(mostOff(*renderer, rgb, test::srgbByLcms(profile, rgb)), 2) << gamma;
    EXPECT_EQ(shown(*renderer, {255, 255, 255}), (Colour{255, 255, 255}));
    EXPECT_EQ(shown(*renderer, {0, 0, 0}), (Colour{0, 0, 0}));
  }
  const auto swapped = LookRenderer::make({}, test::matrixProfile(kSwapped, 2.2));
  EXPECT_GT(shown(*swapped, {30, 220, 30})[0], 200) << "the second channel is a red light here";
}

TEST(DisplayLook, AScannersTableGivesWhatLcmsComputes) {
  const Bytes rgb = colours();
  for (const double version : {2.1, 4.3}) {
    const Bytes profile = test::tableProfile(0, version);
    const auto renderer = LookRenderer::make({}, profile);
    EXPECT_TRUE(renderer->appliesProfile()) << renderer->profileFinding();
    EXPECT_LT(mostOff(*renderer, rgb, test::srgbByLcms(profile, rgb)), 2) << version;
  }
}

TEST(DisplayLook, AScannersBlackIsNotStretched) {
  // L* 20 is 3 % of white's light (CIE 15), level 48 of sRGB.
  for (const double version : {2.1, 4.3}) {
    const auto renderer = LookRenderer::make({}, test::tableProfile(20, version));
    for (const int level : shown(*renderer, {0, 0, 0})) EXPECT_NEAR(level, 48, 1) << version;
    for (const int level : shown(*renderer, {255, 255, 255})) EXPECT_NEAR(level, 255, 1) << version;
  }
}

TEST(DisplayLook, APictureInDisplayP3LooksAsPublished) {
  // By tests/support/display_look_oracle.py.
  const std::vector<std::pair<Colour, std::array<double, 3>>> published{
      {{255, 255, 255}, {255.0, 255.0, 255.0}},    {{128, 128, 128}, {128.0, 128.0, 128.0}},
      {{200, 100, 120}, {214.9, 92.61, 119.13}},   {{120, 60, 140}, {129.1, 55.73, 144.44}},
      {{231, 190, 216}, {238.98, 188.01, 217.57}}, {{90, 80, 160}, {92.07, 79.55, 165.3}},
      {{30, 20, 35}, {31.85, 19.48, 36.01}},       {{7, 6, 5}, {7.22, 5.96, 4.88}},
      {{60, 199, 70}, {0.0, 202.4, 40.26}},        {{255, 40, 10}, {255.0, 0.0, 0.0}},
  };
  const test::TempFolder folder;
  test::savePicture(folder / "p3.png", test::tissueImage(64, 64), {"profile=p3"});
  const auto slide = openSlide(folder / "p3.png");
  ASSERT_TRUE(slide) << slide.error().message;
  const Bytes profile = (*slide)->iccProfile().value();
  const auto renderer = LookRenderer::make({}, profile);
  ASSERT_TRUE(renderer->appliesProfile()) << renderer->profileFinding();
  for (const auto& [colour, wanted] : published)
    for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(shown(*renderer, colour)[i], wanted[i], 1.6);
  DisplayLook off;
  off.useIccProfile = false;
  EXPECT_TRUE(isUnchanged(*LookRenderer::make(off, profile)));
  EXPECT_FALSE(LookRenderer::make(off, profile)->appliesProfile());
}

TEST(DisplayLook, TheProfileComesBeforeTheStain) {
  const Bytes profile = test::matrixProfile(kWide, 1.8);
  const auto coloured = LookRenderer::make({}, profile);
  for (const StainCase& stain : kStains)
    EXPECT_EQ(shown(*LookRenderer::make(stained(StainView::eosin), profile), stain.colour),
              shown(stained(StainView::eosin), shown(*coloured, stain.colour)));
}

TEST(DisplayLook, AnSrgbProfileChangesNoPixel) {
  const auto renderer = LookRenderer::make({}, test::srgbProfile());
  EXPECT_TRUE(renderer->appliesProfile());
  EXPECT_TRUE(isUnchanged(*renderer));
  EXPECT_FALSE(isUnchanged(*LookRenderer::make({}, test::matrixProfile(test::srgbPrimaries, 1.8))));
}

TEST(DisplayLook, ProfilesOfRealSlidesAreSrgb) {
  SNITT_NEEDS_SHARED_DATA();
  for (const char* file : {"slides/openslide-python_boxes.tiff", "dicom/dicom_other/highdicom_sm_image.dcm"}) {
    const auto slide = openSlide(test::sharedData() / file);
    ASSERT_TRUE(slide) << slide.error().message;
    const Bytes profile = (*slide)->iccProfile().value();
    EXPECT_NE(iccProfileName(profile).find("sRGB"), std::string::npos) << file << ": " << iccProfileName(profile);
    const auto renderer = LookRenderer::make({}, profile);
    EXPECT_TRUE(renderer->appliesProfile()) << renderer->profileFinding();
    EXPECT_TRUE(isUnchanged(*renderer)) << file;
  }
}

TEST(DisplayLook, AProfileThatIsNotOfRgbIsLeftOut) {
  for (const Bytes& profile : {test::greyProfile(), test::labProfile()}) {
    const auto renderer = LookRenderer::make({}, profile);
    EXPECT_FALSE(renderer->appliesProfile());
    EXPECT_NE(renderer->profileFinding().find("not used"), std::string::npos);
    EXPECT_TRUE(isUnchanged(*renderer));
    EXPECT_EQ(iccProfileName(profile), "");
  }
  EXPECT_NE(LookRenderer::make({}, test::greyProfile())->profileFinding().find("grey"), std::string::npos);
}

TEST(DisplayLook, ADamagedProfileIsLeftOut) {
  const Bytes whole = test::matrixProfile(kWide, 1.8);
  const Bytes header(whole.begin(), whole.begin() + 128);
  const Bytes half(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(whole.size() / 2));
  for (const Bytes& profile : {Bytes(1), Bytes(5000, 0xAA), header, half}) {
    const auto renderer = LookRenderer::make({}, profile);
    EXPECT_FALSE(renderer->appliesProfile()) << profile.size();
    EXPECT_EQ(renderer->profileFinding(), "the slide's colour profile is not used: it is damaged or incomplete");
    EXPECT_TRUE(isUnchanged(*renderer));
    EXPECT_EQ(iccProfileName(profile), "");
  }
}

TEST(DisplayLook, FlippedBytesEndInAPictureOrAFinding) {
  std::mt19937 random(3);
  const Bytes rgb = colours(300);
  for (const Bytes& whole : {test::matrixProfile(kWide, 1.8), test::tableProfile()}) {
    for (int round = 0; round < 60; ++round) {
      Bytes profile = whole;
      for (int flip = 0; flip < 4; ++flip)
        profile[random() % std::min<std::size_t>(whole.size(), 700)] ^= static_cast<std::uint8_t>(random());
      const auto renderer = LookRenderer::make({}, profile);
      EXPECT_NE(renderer->appliesProfile(), !renderer->profileFinding().empty());
      for (const std::uint32_t pixel : screenOf(*renderer, rgb)) EXPECT_EQ(pixel >> 24U, 0xFFU);
    }
  }
}

TEST(DisplayLook, AProfileHasAName) {
  EXPECT_EQ(iccProfileName(test::matrixProfile(kWide, 2, L"ScanScope v1")), "ScanScope v1");
  EXPECT_EQ(iccProfileName(test::matrixProfile(kWide, 2, L"Mikroskop Tromsø 顕微鏡")), "Mikroskop Tromsø 顕微鏡");
  EXPECT_EQ(iccProfileName(test::matrixProfile(kWide, 2, L"  two\r\nlines ")), "two  lines");
  EXPECT_EQ(iccProfileName(test::matrixProfile(kWide, 2, std::wstring(5000, L'x'))).size(), 200U);
  EXPECT_EQ(iccProfileName(test::matrixProfile(kWide, 2, L"Scanner", 2.1)), "Scanner");
  EXPECT_EQ(iccProfileName(test::tableProfile()), "unnamed");
  EXPECT_EQ(iccProfileName({}), "");
}

TEST(DisplayLook, ManyThreadsShareARenderer) {
  const Bytes rgb = colours(50000);
  DisplayLook toned = stained(StainView::eosin);
  toned.contrast = 1.4;
  for (const DisplayLook& look : {DisplayLook(), toned}) {
    const auto renderer = LookRenderer::make(look, test::tableProfile());
    const std::vector<std::uint32_t> wanted = screenOf(*renderer, rgb);
    std::vector<std::vector<std::uint32_t>> seen(8);
    {
      std::vector<std::jthread> threads;
      for (auto& out : seen) threads.emplace_back([&] { out = screenOf(*renderer, rgb); });
    }
    for (const auto& out : seen) EXPECT_EQ(out, wanted);
  }
}

TEST(DisplayLook, ManyThreadsMakeRenderers) {
  const std::array<Bytes, 2> profiles{test::matrixProfile(kWide, 1.8), test::matrixProfile(kSwapped, 2.2)};
  std::array<Colour, 2> wanted;
  for (std::size_t i = 0; i < 2; ++i) wanted[i] = shown(*LookRenderer::make({}, profiles[i]), {200, 100, 50});
  std::vector<std::jthread> threads;
  for (std::size_t thread = 0; thread < 4; ++thread)
    threads.emplace_back([&, which = thread % 2] {
      for (int round = 0; round < 10; ++round)
        EXPECT_EQ(shown(*LookRenderer::make({}, profiles[which]), {200, 100, 50}), wanted[which]);
    });
}

TEST(DisplayLook, APixelDoesNotDependOnItsNeighbours) {
  const Bytes rgb = colours(5000);
  const auto renderer = LookRenderer::make({}, test::matrixProfile(kWide, 1.8));
  const std::vector<std::uint32_t> whole = screenOf(*renderer, rgb);
  for (const std::size_t pixels : {1U, 2U, 2047U, 2048U, 2049U, 4097U}) {
    const auto part = screenOf(*renderer, std::span(rgb).first(3 * pixels));
    EXPECT_TRUE(std::equal(part.begin(), part.end(), whole.begin())) << pixels;
  }
}

}  // namespace
}  // namespace snitt
