#include "ui/panels/scale_bar.h"

#include <QImage>
#include <QLocale>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace snitt {
namespace {

class ScaleBar : public testing::Test {
 protected:
  void SetUp() override { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
  void TearDown() override { QLocale::setDefault(m_before); }
  QLocale m_before;
};

struct Case {
  double umPerScreenPx, slidePxPerScreenPx, maxWidthPx, lengthPx;
  const char* text;
};

TEST_F(ScaleBar, LengthsWorkedOutByHand) {
  const Case cases[] = {
      {0.25, 1, 150, 80, "20 µm"},      // 37.5 µm fit
      {0.0625, 0.25, 150, 80, "5 µm"},  // 9.375 µm fit, four screen pixels a slide pixel
      {0.5, 2, 200, 200, "100 µm"},     // exactly 100 µm fit
      {0.794, 3, 150, 100 / 0.794, "100 µm"},
      {1, 4, 499, 200, "200 µm"},
      {4, 16, 150, 125, "500 µm"},
      {8, 32, 125, 125, "1 mm"},  // exactly at the change of units
      {20, 80, 150, 100, "2 mm"},
      {50, 200, 150, 100, "5 mm"},
      {400, 1600, 150, 125, "50 mm"},
      {0.001, 0.004, 150, 100, "0.1 µm"},
      {0, 1, 150, 100, "100 px"},  // scale unknown: pixels of the slide
      {0, 0.25, 150, 80, "20 px"},
      {0, 64, 150, 5000.0 / 64, "5,000 px"},
  };
  for (const Case& one : cases) {
    const snitt::ScaleBar bar = scaleBarFor(one.umPerScreenPx, one.slidePxPerScreenPx, one.maxWidthPx);
    EXPECT_NEAR(bar.lengthPx, one.lengthPx, 1e-6) << one.text;
    EXPECT_EQ(bar.text.toStdString(), one.text) << one.umPerScreenPx;
  }
}

TEST_F(ScaleBar, UsesTheReadersDecimalPoint) {
  QLocale::setDefault(QLocale(QLocale::NorwegianBokmal, QLocale::Norway));
  EXPECT_EQ(scaleBarFor(0.004, 0.016, 150).text.toStdString(), "0,5 µm");
}

TEST_F(ScaleBar, IsNeverLongerThanTheRoomAndNeverUnderTwoFifthsOfIt) {
  for (double um = 0.01; um < 300; um *= 1.037) {
    const snitt::ScaleBar bar = scaleBarFor(um, um * 4, 180);
    EXPECT_LE(bar.lengthPx, 180 * (1 + 1e-6)) << um;
    EXPECT_GE(bar.lengthPx, 180 * 0.4 * (1 - 1e-6)) << um;
  }
}

TEST_F(ScaleBar, SaysNothingWhereThereIsNothingToSay) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinite = std::numeric_limits<double>::infinity();
  for (const snitt::ScaleBar& bar : {scaleBarFor(0, 0, 150), scaleBarFor(nan, 1, 150), scaleBarFor(infinite, 1, 150),
                                     scaleBarFor(-1, 1, 150), scaleBarFor(0.25, 1, 0), scaleBarFor(0.25, 1, -5)}) {
    EXPECT_EQ(bar.lengthPx, 0);
    EXPECT_TRUE(bar.text.isEmpty());
  }
}

// The longest run of dark pixels in any row: the bar itself.
int longestDarkRun(const QImage& image) {
  int longest = 0;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0, run = 0; x < image.width(); ++x) {
      run = qGray(image.pixel(x, y)) < 60 ? run + 1 : 0;
      longest = std::max(longest, run);
    }
  return longest;
}

TEST_F(ScaleBar, IsPaintedAsLongAsItSaysOnTissueWhiteAndAtAnyPixelRatio) {
  for (const double dpr : {1.0, 1.5, 2.0})
    for (const QColor tissue : {QColor(Qt::white), QColor(190, 120, 170)}) {
      QImage image(600, 200, QImage::Format_RGB32);
      image.fill(tissue);
      QPainter painter(&image);
      const QRectF plate = paintScaleBar(painter, QRectF(10, 10, 580, 180), {237, QStringLiteral("50 µm")}, dpr);
      painter.end();
      EXPECT_NEAR(longestDarkRun(image), 237, 1) << dpr;
      EXPECT_TRUE(QRectF(10, 10, 580, 180).adjusted(-1, -1, 1, 1).contains(plate));
      EXPECT_NEAR(plate.bottom(), 190, 1);
      EXPECT_NEAR(plate.right(), 590, 1);
    }
}

TEST_F(ScaleBar, ReadsOnBlack) {
  QImage image(300, 100, QImage::Format_RGB32);
  image.fill(Qt::black);
  QPainter painter(&image);
  const QRectF plate = paintScaleBar(painter, QRectF(0, 0, 300, 100), {100, QStringLiteral("50 µm")}, 1);
  painter.end();
  const QPoint besideText = plate.topLeft().toPoint() + QPoint(5, 5);
  EXPECT_GT(qGray(image.pixel(besideText)), 190) << "dark ink needs a light plate below it";
}

TEST_F(ScaleBar, PaintingLeavesThePainterAsItWasAndDrawsNoEmptyBar) {
  QImage image(100, 50, QImage::Format_RGB32);
  image.fill(Qt::white);
  const QImage before = image;
  QPainter painter(&image);
  const QFont font = painter.font();
  EXPECT_TRUE(paintScaleBar(painter, QRectF(0, 0, 100, 50), {}, 1).isEmpty());
  EXPECT_EQ(image, before);
  paintScaleBar(painter, QRectF(0, 0, 100, 50), {40, QStringLiteral("1 mm")}, 2);
  EXPECT_EQ(painter.font(), font);
}

}  // namespace
}  // namespace snitt
