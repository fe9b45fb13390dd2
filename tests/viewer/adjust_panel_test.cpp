#include "ui/panels/adjust_panel.h"

#include <QDoubleSpinBox>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <limits>

#include <gtest/gtest.h>

namespace snitt {
namespace {

struct Shown {
  Shown() {
    panel.setProfile(true, QStringLiteral("sRGB"));
    panel.resize(300, 360);
    panel.show();
  }
  template <class T>
  T* part(const char* name) {
    return panel.findChild<T*>(QLatin1String(name));
  }
  DisplayLook last() { return changed.takeLast().at(0).value<DisplayLook>(); }

  AdjustPanel panel;
  QSignalSpy changed{&panel, &AdjustPanel::lookChanged};
};

TEST(AdjustPanel, ALookGoesInAndComesOutUnchangedAndUnannounced) {
  Shown shown;
  // More digits than the boxes show.
  const DisplayLook look{false, -0.12345, 1.23456, 0.98765, StainView::residual};
  shown.panel.setLook(look);
  EXPECT_EQ(shown.panel.look(), look);
  EXPECT_TRUE(shown.changed.isEmpty());
  EXPECT_TRUE(shown.part<QRadioButton>("residual")->isChecked());
  EXPECT_FALSE(shown.part<QCheckBox>("profile")->isChecked());
  EXPECT_EQ(shown.part<QDoubleSpinBox>("brightness")->value(), -12);
  EXPECT_EQ(shown.part<QDoubleSpinBox>("contrast")->value(), 1.23);
}

TEST(AdjustPanel, AnEditChangesItsOwnFieldAlone) {
  Shown shown;
  DisplayLook look{true, -0.12345, 1.23456, 0.98765, StainView::eosin};
  shown.panel.setLook(look);
  shown.part<QDoubleSpinBox>("gamma")->setValue(1.5);
  look.gamma = 1.5;
  EXPECT_EQ(shown.last(), look);
  shown.part<QDoubleSpinBox>("brightness")->setValue(25);
  look.brightness = 0.25;
  EXPECT_EQ(shown.last(), look);
  QTest::mouseClick(shown.part<QRadioButton>("haematoxylin"), Qt::LeftButton);
  look.stain = StainView::haematoxylin;
  EXPECT_EQ(shown.last(), look);
  shown.part<QCheckBox>("profile")->click();
  look.useIccProfile = false;
  EXPECT_EQ(shown.last(), look);
  EXPECT_EQ(shown.panel.look(), look);
}

TEST(AdjustPanel, SlidersReachTheEndsAndAreNeutralInTheMiddle) {
  Shown shown;
  const struct {
    const char* slider;
    double DisplayLook::*field;
    double least, neutral, most;
  } rows[] = {{"brightness-slider", &DisplayLook::brightness, -1, 0, 1},
              {"contrast-slider", &DisplayLook::contrast, 0.1, 1, 5},
              {"gamma-slider", &DisplayLook::gamma, 0.2, 1, 5}};
  for (const auto& row : rows) {
    auto* slider = shown.part<QSlider>(row.slider);
    slider->setValue(slider->minimum());
    EXPECT_NEAR(shown.panel.look().*row.field, row.least, 1e-12) << row.slider;
    slider->setValue(slider->maximum());
    EXPECT_NEAR(shown.panel.look().*row.field, row.most, 1e-12) << row.slider;
    slider->setValue(0);
    EXPECT_NEAR(shown.panel.look().*row.field, row.neutral, 1e-12) << row.slider;
  }
}

TEST(AdjustPanel, TheKeyboardMovesASliderOffItsEnd) {
  // Near the end of a logarithmic slider several places show the same rounded number.
  Shown shown;
  auto* slider = shown.part<QSlider>("contrast-slider");
  slider->setValue(slider->minimum());
  for (int i = 0; i < 10; ++i) QTest::keyClick(slider, Qt::Key_Right);
  EXPECT_EQ(slider->value(), slider->minimum() + 10);
  EXPECT_GT(shown.panel.look().contrast, 0.1);
}

TEST(AdjustPanel, ResetGoesBackToTheSlideAsScanned) {
  Shown shown;
  auto* reset = shown.part<QPushButton>("reset");
  EXPECT_FALSE(reset->isEnabled());
  shown.panel.setLook({false, 0.5, 2, 3, StainView::eosin});
  EXPECT_TRUE(reset->isEnabled());
  QTest::mouseClick(reset, Qt::LeftButton);
  EXPECT_EQ(shown.changed.size(), 1);
  EXPECT_EQ(shown.last(), DisplayLook{});
  EXPECT_FALSE(reset->isEnabled());
}

TEST(AdjustPanel, WithoutAProfileTheBoxIsDisabledWithAReasonAndTheWishIsKept) {
  Shown shown;
  auto* box = shown.part<QCheckBox>("profile");
  EXPECT_TRUE(box->isEnabled());
  EXPECT_TRUE(box->isChecked());
  shown.panel.setProfile(false, {});
  EXPECT_FALSE(box->isEnabled());
  EXPECT_FALSE(box->isChecked());
  EXPECT_TRUE(shown.part<QLabel>("profile-note")->text().contains(QLatin1String("no colour profile")));
  EXPECT_TRUE(shown.panel.look().useIccProfile);
  shown.panel.setProfile(true, QStringLiteral("Scanner RGB"));
  EXPECT_TRUE(box->isChecked());
  EXPECT_EQ(shown.part<QLabel>("profile-note")->text().toStdString(), "Scanner RGB");
  shown.panel.setProfileFinding(QStringLiteral("the profile is damaged"));
  EXPECT_EQ(shown.part<QLabel>("profile-note")->text().toStdString(), "the profile is damaged");
  EXPECT_TRUE(shown.changed.isEmpty()) << "a slide is no edit";
}

TEST(AdjustPanel, NumbersOutOfRangeAreDrawnIn) {
  Shown shown;
  const double nan = std::numeric_limits<double>::quiet_NaN();
  shown.panel.setLook({true, -7, 100, nan, StainView::colour});
  const DisplayLook expected{true, -1, 5, 1, StainView::colour};
  EXPECT_EQ(shown.panel.look(), expected);
}

}  // namespace
}  // namespace snitt
