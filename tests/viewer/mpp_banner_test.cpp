#include "ui/panels/mpp_banner.h"

#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <gtest/gtest.h>

namespace snitt {
namespace {

struct Shown {
  explicit Shown(std::optional<double> magnification = std::nullopt) {
    SlideInfo info;
    info.levels = {{1000, 800, 1, 256, 256}};
    info.mppOrigin = "no scale";
    info.magnification = magnification;
    banner.setSlide(info, QStringLiteral("kari"));
    banner.resize(900, 40);
    banner.show();
  }
  QLineEdit* mpp() { return banner.findChild<QLineEdit*>(QStringLiteral("mpp")); }
  QLineEdit* reason() { return banner.findChild<QLineEdit*>(QStringLiteral("reason")); }
  void enter(const char* text) {
    mpp()->setFocus();
    mpp()->selectAll();
    QTest::keyClick(mpp(), Qt::Key_Delete);
    QTest::keyClicks(mpp(), QLatin1String(text));
    QTest::mouseClick(banner.findChild<QPushButton*>(QStringLiteral("use")), Qt::LeftButton);
  }
  TypedMpp typed() { return entered.takeLast().at(0).value<TypedMpp>(); }

  MppBanner banner;
  QSignalSpy entered{&banner, &MppBanner::mppEntered};
};

TEST(MppBanner, ProposesNoScale) {
  Shown shown(40.0);
  EXPECT_TRUE(shown.mpp()->text().isEmpty());
  shown.enter("");
  EXPECT_TRUE(shown.entered.isEmpty());
  EXPECT_FALSE(shown.banner.message().isEmpty());
}

TEST(MppBanner, TakesAUsualScaleWithPointOrComma) {
  for (const char* text : {"0.25", "0,25", " 0.25 ", "2.5e-1"}) {
    Shown shown;
    shown.enter(text);
    ASSERT_EQ(shown.entered.size(), 1) << text;
    const TypedMpp typed = shown.typed();
    EXPECT_EQ(typed.mpp, 0.25) << text;
    EXPECT_EQ(typed.typedBy, "kari");
    EXPECT_TRUE(typed.reason.empty());
    EXPECT_TRUE(shown.banner.message().isEmpty());
  }
}

TEST(MppBanner, EnterIsUse) {
  Shown shown;
  QTest::keyClicks(shown.mpp(), QStringLiteral("0.5"));
  QTest::keyClick(shown.mpp(), Qt::Key_Return);
  ASSERT_EQ(shown.entered.size(), 1);
  EXPECT_EQ(shown.typed().mpp, 0.5);
}

TEST(MppBanner, RefusesWhatIsNoScaleWhateverTheReason) {
  Shown shown;
  for (const char* text : {"abc", "0.049", "20.1", "0", "-0.25", "nan", "inf", "1e300", "0.2.5", "0,2,5"}) {
    shown.enter(text);
    EXPECT_TRUE(shown.entered.isEmpty()) << text;
    EXPECT_FALSE(shown.banner.message().isEmpty()) << text;
    EXPECT_FALSE(shown.reason()->isVisible()) << text << ": a reason would not help";
  }
}

TEST(MppBanner, AnUnusualScaleNeedsAReason) {
  for (const char* text : {"0.09", "1.51", "5"}) {
    Shown shown;
    shown.enter(text);
    EXPECT_TRUE(shown.entered.isEmpty()) << text;
    ASSERT_TRUE(shown.reason()->isVisible()) << text;
    QTest::keyClicks(shown.reason(), QStringLiteral("   "));
    QTest::keyClick(shown.reason(), Qt::Key_Return);
    EXPECT_TRUE(shown.entered.isEmpty()) << "blanks are no reason";
    QTest::keyClicks(shown.reason(), QStringLiteral("stage micrometer"));
    QTest::keyClick(shown.reason(), Qt::Key_Return);
    ASSERT_EQ(shown.entered.size(), 1) << text;
    EXPECT_EQ(shown.typed().reason, "stage micrometer");
    EXPECT_TRUE(shown.banner.message().isEmpty());
  }
}

TEST(MppBanner, AScaleFarFromTheFilesObjectiveNeedsAReasonThatNamesIt) {
  Shown shown(40.0);
  shown.enter("0.28");  // 12 % from 0.25
  EXPECT_EQ(shown.entered.size(), 1);
  shown.entered.clear();
  shown.enter("0.30");  // 20 %
  EXPECT_TRUE(shown.entered.isEmpty());
  EXPECT_TRUE(shown.banner.message().contains(QStringLiteral("40×")));
  EXPECT_TRUE(shown.reason()->isVisible());
}

TEST(MppBanner, SpeaksNoCommandLine) {
  Shown shown(40.0);
  for (const char* text : {"0.30", "5", "100"}) {
    shown.enter(text);
    EXPECT_FALSE(shown.banner.message().contains(QLatin1String("--"))) << text;
  }
}

TEST(MppBanner, AReasonIsNotCarriedToAnotherValueOrSlide) {
  Shown shown;
  shown.enter("5");
  QTest::keyClicks(shown.reason(), QStringLiteral("stage micrometer"));
  shown.enter("6");
  EXPECT_TRUE(shown.entered.isEmpty());
  shown.banner.setSlide(SlideInfo{}, QStringLiteral("ola"));
  EXPECT_TRUE(shown.mpp()->text().isEmpty());
  EXPECT_TRUE(shown.banner.message().isEmpty());
  EXPECT_TRUE(shown.reason()->text().isEmpty());
}

TEST(MppBanner, CanBeDismissed) {
  Shown shown;
  QSignalSpy dismissed(&shown.banner, &MppBanner::dismissed);
  QTest::mouseClick(shown.banner.findChild<QToolButton*>(QStringLiteral("close")), Qt::LeftButton);
  EXPECT_EQ(dismissed.size(), 1);
  EXPECT_TRUE(shown.entered.isEmpty());
}

}  // namespace
}  // namespace snitt
