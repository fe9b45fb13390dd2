#include "ui/theme/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QFontInfo>
#include <QPalette>

#include <cmath>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace snitt {
namespace {

QApplication& application() { return *qobject_cast<QApplication*>(QCoreApplication::instance()); }

// WCAG 2.1: relative luminance and contrast ratio.
double luminance(const QColor& colour) {
  const auto linear = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
  return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor& a, const QColor& b) {
  const double first = luminance(a);
  const double second = luminance(b);
  return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

using Role = QPalette::ColorRole;
const std::vector<std::pair<Role, Role>> kTextOnGround{{QPalette::WindowText, QPalette::Window},
                                                       {QPalette::WindowText, QPalette::Base},
                                                       {QPalette::WindowText, QPalette::Midlight},
                                                       {QPalette::Text, QPalette::Base},
                                                       {QPalette::Text, QPalette::AlternateBase},
                                                       {QPalette::ButtonText, QPalette::Button},
                                                       {QPalette::ButtonText, QPalette::Window},
                                                       {QPalette::ButtonText, QPalette::Midlight},
                                                       {QPalette::ToolTipText, QPalette::ToolTipBase},
                                                       {QPalette::HighlightedText, QPalette::Highlight},
                                                       {QPalette::BrightText, QPalette::Highlight},
                                                       {QPalette::PlaceholderText, QPalette::Base},
                                                       {QPalette::PlaceholderText, QPalette::Window},
                                                       {QPalette::Link, QPalette::Base},
                                                       {QPalette::Link, QPalette::Window},
                                                       {QPalette::LinkVisited, QPalette::Base},
                                                       {QPalette::LinkVisited, QPalette::Window}};

class Theme : public testing::TestWithParam<ThemeChoice> {
 protected:
  void SetUp() override { applyTheme(application(), GetParam()); }
};

TEST_P(Theme, AllTextIsReadable) {
  const QPalette palette = QApplication::palette();
  for (const auto group : {QPalette::Active, QPalette::Inactive, QPalette::Disabled})
    for (const auto& [text, ground] : kTextOnGround) {
      const double least = group == QPalette::Disabled ? 3.0 : 4.5;
      EXPECT_GE(contrast(palette.color(group, text), palette.color(group, ground)), least)
          << "role " << text << " on " << ground << ", group " << group;
    }
  EXPECT_GE(contrast(palette.color(QPalette::WindowText), slideBackdrop()), 4.5);
  for (const Tone tone : {Tone::good, Tone::warning, Tone::error})
    for (const Role ground : {QPalette::Window, QPalette::Base, QPalette::AlternateBase})
      EXPECT_GE(contrast(toneColour(tone), palette.color(ground)), 4.5) << "tone " << static_cast<int>(tone);
}

TEST_P(Theme, DrawsTextInTheFontThatIsPartOfTheProgram) {
  const QFontInfo font{QApplication::font()};
  EXPECT_EQ(font.family(), QStringLiteral("Inter"));
  EXPECT_EQ(font.pixelSize(), 13);
}

// An empty box has to be found by its frame: 3:1 is what WCAG asks of the parts of a control.
TEST_P(Theme, AnEmptyCheckBoxIsSeen) {
  QCheckBox box;
  box.resize(20, 20);
  const QImage image = box.grab().toImage();
  double most = 0;
  for (int x = 0; x < image.width(); ++x)
    most = std::max(most,
                    contrast(image.pixelColor(x, image.height() / 2), QApplication::palette().color(QPalette::Window)));
  EXPECT_GE(most, 3.0);
}

TEST_P(Theme, TheGroundAroundASlideHasNoHue) { EXPECT_EQ(slideBackdrop().saturation(), 0); }

INSTANTIATE_TEST_SUITE_P(Both, Theme, testing::Values(ThemeChoice::dark, ThemeChoice::light));

TEST(ThemeChange, ReachesOpenWindows) {
  QWidget window;
  applyTheme(application(), ThemeChoice::light);
  EXPECT_FALSE(isDarkTheme());
  const QColor light = window.grab().toImage().pixelColor(5, 5);
  applyTheme(application(), ThemeChoice::dark);
  EXPECT_TRUE(isDarkTheme());
  const QColor dark = window.grab().toImage().pixelColor(5, 5);
  EXPECT_GT(light.lightness(), dark.lightness() + 100);
}

// The offscreen desktop of the tests is a light one; asking for it again after a dark theme must not give that one
// back.
TEST(ThemeChange, SystemMeansTheDesktopAndNotTheLastChoice) {
  applyTheme(application(), ThemeChoice::dark);
  applyTheme(application(), ThemeChoice::system);
  EXPECT_FALSE(isDarkTheme());
}

}  // namespace
}  // namespace snitt
