#include "ui/theme/icons.h"

#include <QApplication>
#include <QPalette>

#include <gtest/gtest.h>

#include "ui/theme/theme.h"

namespace snitt {
namespace {

QApplication& application() { return *qobject_cast<QApplication*>(QCoreApplication::instance()); }

// The colour of the pixel that is covered most.
QColor inkOf(const QImage& image) {
  QColor ink(Qt::transparent);
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x)
      if (image.pixelColor(x, y).alpha() > ink.alpha()) ink = image.pixelColor(x, y);
  return ink;
}

QImage draw(const char* name, QIcon::Mode mode = QIcon::Normal, int px = 44) {
  return icon(name).pixmap(QSize(px, px), 1.0, mode).toImage();
}

TEST(Icons, EveryOneShowsSomethingInBothThemes) {
  ASSERT_GT(iconNames().size(), 40);
  for (const ThemeChoice theme : {ThemeChoice::dark, ThemeChoice::light}) {
    applyTheme(application(), theme);
    for (const QString& name : iconNames())
      for (const auto mode : {QIcon::Normal, QIcon::Disabled, QIcon::Selected})
        for (const int px : {16, 22}) {
          const QImage image = icon(name).pixmap(QSize(px, px), 1.0, mode).toImage();
          ASSERT_EQ(image.size(), QSize(px, px));
          EXPECT_GT(inkOf(image).alpha(), 120) << name.toStdString() << " at " << px;
        }
  }
}

TEST(Icons, AreDrawnInTheColourOfTheText) {
  for (const ThemeChoice theme : {ThemeChoice::dark, ThemeChoice::light}) {
    applyTheme(application(), theme);
    const QPalette palette = QApplication::palette();
    EXPECT_EQ(inkOf(draw("zoom-in")), palette.color(QPalette::ButtonText));
    EXPECT_EQ(inkOf(draw("close")), palette.color(QPalette::ButtonText));
    EXPECT_EQ(inkOf(draw("zoom-in", QIcon::Selected)), palette.color(QPalette::HighlightedText));
    EXPECT_EQ(inkOf(draw("zoom-in", QIcon::Disabled)), palette.color(QPalette::Disabled, QPalette::ButtonText));
  }
}

// One QIcon is made when the window is; the theme changes later.
TEST(Icons, FollowAChangeOfTheme) {
  applyTheme(application(), ThemeChoice::light);
  const QIcon kept = icon("open");
  const QColor before = inkOf(kept.pixmap(QSize(44, 44), 1.0).toImage());
  applyTheme(application(), ThemeChoice::dark);
  const QColor after = inkOf(kept.pixmap(QSize(44, 44), 1.0).toImage());
  EXPECT_LT(before.lightness(), 80);
  EXPECT_GT(after.lightness(), 180);
}

// Drawn anew for each ratio, and not a small picture made larger: twice the size has edges as sharp as once.
TEST(Icons, AreSharpOnFineScreens) {
  applyTheme(application(), ThemeChoice::light);
  const QPixmap fine = icon("panes-2").pixmap(QSize(22, 22), 2.0);
  EXPECT_EQ(fine.size(), QSize(44, 44));
  EXPECT_EQ(fine.devicePixelRatio(), 2.0);
  const QImage image = fine.toImage();
  int blurred = 0;
  for (int y = 0; y < 44; ++y)
    for (int x = 0; x < 44; ++x) {
      const int alpha = image.pixelColor(x, y).alpha();
      blurred += alpha > 20 && alpha < 235 ? 1 : 0;
    }
  EXPECT_EQ(blurred, 0);
}

TEST(Icons, AnUnknownNameGivesNoIcon) { EXPECT_TRUE(icon("no-such-icon").isNull()); }

}  // namespace
}  // namespace snitt
