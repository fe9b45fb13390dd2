#include "ui/panels/fault_banner.h"

#include <QLocale>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

namespace snitt {
namespace {

void press(FaultBanner& banner, const char* button) {
  QTest::mouseClick(banner.findChild<QPushButton*>(QLatin1String(button)), Qt::LeftButton);
}

TEST(FaultBanner, IsHiddenUntilThereIsAFault) {
  FaultBanner banner;
  EXPECT_TRUE(banner.isHidden());
  banner.showError(QStringLiteral("a.svs: ends too early"));
  EXPECT_FALSE(banner.isHidden());
  EXPECT_EQ(banner.text().toStdString(), "a.svs: ends too early.");
  banner.clear();
  EXPECT_TRUE(banner.isHidden());
}

TEST(FaultBanner, AsksForAnotherTryAndStaysUntilItWorked) {
  FaultBanner banner;
  QSignalSpy retry(&banner, &FaultBanner::retry);
  banner.showVanished(QStringLiteral("a.svs"));
  EXPECT_TRUE(banner.text().contains(QLatin1String("a.svs")));
  press(banner, "retry");
  EXPECT_EQ(retry.size(), 1);
  EXPECT_FALSE(banner.isHidden());
}

TEST(FaultBanner, CountsTilesAndSaysOneTileInWords) {
  const QLocale before;
  QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
  FaultBanner banner;
  banner.showUnreadableTiles(1);
  EXPECT_TRUE(banner.text().startsWith(QLatin1String("One tile")));
  banner.showUnreadableTiles(1234);
  EXPECT_TRUE(banner.text().startsWith(QLatin1String("1,234 tiles")));
  banner.showUnreadableTiles(0);
  EXPECT_TRUE(banner.isHidden());
  QLocale::setDefault(before);
}

TEST(FaultBanner, TilesNeverHideThatTheSlideIsGone) {
  FaultBanner banner;
  banner.showVanished(QStringLiteral("a.svs"));
  for (const int count : {3, 0}) {
    banner.showUnreadableTiles(count);
    EXPECT_TRUE(banner.text().startsWith(QLatin1String("a.svs")));
    EXPECT_FALSE(banner.isHidden());
  }
}

TEST(FaultBanner, OnceClosedTilesStaySilentForThisSlide) {
  FaultBanner banner;
  QSignalSpy dismissed(&banner, &FaultBanner::dismissed);
  banner.showUnreadableTiles(3);
  press(banner, "close");
  EXPECT_EQ(dismissed.size(), 1);
  banner.showUnreadableTiles(4);
  EXPECT_TRUE(banner.isHidden());
  banner.showVanished(QStringLiteral("a.svs"));
  EXPECT_FALSE(banner.isHidden()) << "a worse fault is told";
  banner.clear();
  banner.showUnreadableTiles(2);
  EXPECT_FALSE(banner.isHidden()) << "another slide begins anew";
}

TEST(FaultBanner, NamesOfFilesAreNoMarkup) {
  FaultBanner banner;
  banner.showVanished(QStringLiteral("<b>a</b>.svs"));
  EXPECT_EQ(banner.findChild<QLabel*>(QStringLiteral("text"))->textFormat(), Qt::PlainText);
}

}  // namespace
}  // namespace snitt
