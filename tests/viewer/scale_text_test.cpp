#include "ui/view/scale_text.h"

#include <QLocale>
#include <limits>

#include <gtest/gtest.h>

namespace snitt {
namespace {

class ScaleText : public testing::Test {
 protected:
  void SetUp() override { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
  void TearDown() override { QLocale::setDefault(m_before); }
  QLocale m_before;
};

TEST_F(ScaleText, MagnificationIsTenOverMicrometresPerPixel) {
  EXPECT_EQ(magnificationText(0.25).toStdString(), "40×");
  EXPECT_EQ(magnificationText(0.794).toStdString(), "12.6×");
  EXPECT_EQ(magnificationText(0.0625).toStdString(), "160×");
  EXPECT_EQ(magnificationText(8).toStdString(), "1.25×");
  EXPECT_EQ(magnificationText(40).toStdString(), "0.25×");
  EXPECT_EQ(magnificationText(10.0 / 9.999).toStdString(), "10×");
  EXPECT_EQ(magnificationText(640).toStdString(), "0.0156×");
}

TEST_F(ScaleText, AnUnknownScaleHasNoMagnification) {
  for (const double unknown :
       {0.0, -1.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    EXPECT_TRUE(magnificationText(unknown).isEmpty());
    EXPECT_TRUE(umPerPxText(unknown).isEmpty());
  }
}

TEST_F(ScaleText, MicrometresPerPixel) {
  EXPECT_EQ(umPerPxText(0.794).toStdString(), "0.794 µm/px");
  EXPECT_EQ(umPerPxText(0.25).toStdString(), "0.250 µm/px");
  EXPECT_EQ(umPerPxText(0.0625).toStdString(), "0.0625 µm/px");
  EXPECT_EQ(umPerPxText(32).toStdString(), "32.0 µm/px");
}

TEST_F(ScaleText, PlacesNameThePixelThatHoldsThem) {
  EXPECT_EQ(placeTextPx({12345.9, 6789}).toStdString(), "x 12,345 px  y 6,789 px");
  EXPECT_EQ(placeTextPx({-0.5, 0}).toStdString(), "x -1 px  y 0 px");
  EXPECT_EQ(placeTextMm({12345, 6789}, {0.25, 0.5}).toStdString(), "x 3.086 mm  y 3.394 mm");
}

TEST_F(ScaleText, Lengths) {
  EXPECT_EQ(lengthTextUm(347).toStdString(), "347 µm");
  EXPECT_EQ(lengthTextUm(34.72).toStdString(), "34.7 µm");
  EXPECT_EQ(lengthTextUm(1238).toStdString(), "1.24 mm");
  EXPECT_EQ(lengthTextUm(999.4).toStdString(), "999 µm");
  EXPECT_EQ(lengthTextUm(999.6).toStdString(), "1.00 mm");
  EXPECT_EQ(lengthTextUm(9996).toStdString(), "10.0 mm");
  EXPECT_EQ(lengthTextUm(0.5).toStdString(), "0.50 µm");
  EXPECT_EQ(lengthTextUm(0).toStdString(), "0 µm");
  EXPECT_EQ(lengthTextUm(1234567).toStdString(), "1,235 mm");
  EXPECT_EQ(lengthTextPx(512.4).toStdString(), "512 px");
  EXPECT_EQ(lengthTextPx(40000).toStdString(), "40,000 px");
}

TEST_F(ScaleText, NorwegianHasADecimalComma) {
  QLocale::setDefault(QLocale(QLocale::NorwegianBokmal, QLocale::Norway));
  EXPECT_EQ(magnificationText(0.794).toStdString(), "12,6×");
  EXPECT_EQ(lengthTextUm(1238).toStdString(), "1,24 mm");
  EXPECT_FALSE(placeTextPx({12345, 0}).contains(QLatin1String("12,345")));
}

TEST_F(ScaleText, TheBareLocaleGroupsThousandsToo) {
  QLocale::setDefault(QLocale::c());
  EXPECT_EQ(lengthTextPx(40000).toStdString(), "40,000 px");
}

TEST_F(ScaleText, WhatIsNoNumberHasNoText) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_TRUE(lengthTextUm(nan).isEmpty());
  EXPECT_TRUE(lengthTextPx(nan).isEmpty());
  EXPECT_TRUE(placeTextPx({nan, 1}).isEmpty());
  EXPECT_TRUE(placeTextMm({nan, 1}, {1, 1}).isEmpty());
}

}  // namespace
}  // namespace snitt
