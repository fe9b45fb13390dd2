#include "ui/panels/associated_images.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <gtest/gtest.h>

namespace snitt {
namespace {

const QColor kInk(0, 200, 0);

// Green above, red below: a turn to the right puts the green to the right.
QImage picture() {
  QImage image(40, 80, QImage::Format_RGB32);
  image.fill(Qt::red);
  for (int y = 0; y < 40; ++y)
    for (int x = 0; x < 40; ++x) image.setPixelColor(x, y, kInk);
  return image;
}

struct Shown {
  explicit Shown(const QStringList& names) {
    panel.setNames(names);
    panel.resize(260, 800);
    panel.show();
    settle();
  }
  static void settle() {
    for (int i = 0; i < 3; ++i) QCoreApplication::processEvents();
  }
  void press(const QString& name) {
    QTest::mouseClick(panel.findChild<QAbstractButton*>(name), Qt::LeftButton);
    settle();
  }
  QImage area(const QString& name) { return panel.findChild<QWidget*>(name)->grab().toImage(); }
  QString sentence(const QString& name) { return panel.findChild<QWidget*>(name)->accessibleDescription(); }

  AssociatedImages panel;
};

int countOf(const QImage& image, QColor colour) {
  int count = 0;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x) count += image.pixelColor(x, y) == colour ? 1 : 0;
  return count;
}

const QString kLabel = QStringLiteral("label");
const QString kMacro = QStringLiteral("macro");
const QString kThumbnail = QStringLiteral("thumbnail");
const QString kReveal = QStringLiteral("reveal-label");

TEST(AssociatedImages, ALabelIsHiddenUntilRevealed) {
  Shown shown({kLabel, kMacro, kThumbnail});
  for (const QString& name : {kLabel, kMacro, kThumbnail}) shown.panel.setPicture(name, picture());
  Shown::settle();
  EXPECT_EQ(countOf(shown.area(kLabel), kInk), 0);
  EXPECT_EQ(countOf(shown.area(kMacro), kInk), 0) << "a macro shows the label too";
  EXPECT_GT(countOf(shown.area(kThumbnail), kInk), 500);

  QSignalSpy uncovered(&shown.panel, &AssociatedImages::uncovered);
  shown.press(kReveal);
  EXPECT_FALSE(shown.panel.isCovered(kLabel));
  EXPECT_GT(countOf(shown.area(kLabel), kInk), 500);
  EXPECT_EQ(countOf(shown.area(kMacro), kInk), 0) << "each is asked for by itself";
  ASSERT_EQ(uncovered.size(), 1);
  EXPECT_EQ(uncovered.at(0).at(0).toString(), kLabel);

  shown.press(kReveal);
  EXPECT_EQ(countOf(shown.area(kLabel), kInk), 0);
}

TEST(AssociatedImages, TheNextSlideBeginsCovered) {
  Shown shown({kLabel});
  shown.press(kReveal);
  shown.panel.setNames({kLabel});
  shown.panel.setPicture(kLabel, picture());
  Shown::settle();
  EXPECT_TRUE(shown.panel.isCovered(kLabel));
  EXPECT_EQ(countOf(shown.area(kLabel), kInk), 0);
}

TEST(AssociatedImages, ALabelTurnsToTheRightAndKeepsItsTurnForTheNextSlide) {
  Shown shown({kLabel});
  shown.panel.setPicture(kLabel, picture());
  shown.press(kReveal);
  QSignalSpy turned(&shown.panel, &AssociatedImages::labelTurned);
  shown.press(QStringLiteral("turn"));
  ASSERT_EQ(turned.size(), 1);
  EXPECT_EQ(turned.at(0).at(0).toInt(), 90);
  QImage area = shown.area(kLabel);
  EXPECT_EQ(area.pixelColor(area.width() * 3 / 4, area.height() / 2), kInk);
  EXPECT_EQ(area.pixelColor(area.width() / 4, area.height() / 2), QColor(Qt::red));

  shown.panel.setNames({kLabel});
  shown.panel.setPicture(kLabel, picture());
  shown.press(kReveal);
  area = shown.area(kLabel);
  EXPECT_EQ(area.pixelColor(area.width() * 3 / 4, area.height() / 2), kInk);

  for (int i = 0; i < 3; ++i) shown.press(QStringLiteral("turn"));
  EXPECT_EQ(shown.panel.labelTurnDeg(), 0);
  shown.panel.setLabelTurnDeg(-90);
  EXPECT_EQ(shown.panel.labelTurnDeg(), 270);
}

TEST(AssociatedImages, SaysWhatIsBeingReadAndWhatCouldNotBe) {
  Shown shown({kThumbnail});
  EXPECT_EQ(shown.sentence(kThumbnail).toStdString(), "Being read…");
  shown.panel.setPicture(kThumbnail, {});
  EXPECT_TRUE(shown.sentence(kThumbnail).contains(QLatin1String("could not be read")));
  shown.panel.setPicture(kThumbnail, picture());
  EXPECT_TRUE(shown.sentence(kThumbnail).isEmpty());
}

TEST(AssociatedImages, ASlideWithoutPicturesSaysSo) {
  Shown shown({kThumbnail});
  auto* empty = shown.panel.findChild<QLabel*>(QStringLiteral("empty"));
  EXPECT_FALSE(empty->isVisible());
  shown.panel.setNames({});
  EXPECT_TRUE(empty->isVisible());
  shown.panel.setPicture(kThumbnail, picture());  // comes too late, from the slide before
  EXPECT_TRUE(empty->isVisible());
}

TEST(AssociatedImages, UnknownNamesAreCoveredToo) {
  Shown shown({QStringLiteral("barcode"), QStringLiteral("barcode")});
  EXPECT_TRUE(shown.panel.isCovered(QStringLiteral("barcode")));
  EXPECT_EQ(shown.panel.findChildren<QWidget*>(QStringLiteral("barcode")).size(), 1);
}

}  // namespace
}  // namespace snitt
