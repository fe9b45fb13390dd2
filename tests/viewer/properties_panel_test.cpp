#include "ui/panels/properties_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QLocale>
#include <QTest>

#include <gtest/gtest.h>

namespace snitt {
namespace {

SlideInfo sample() {
  SlideInfo info;
  info.path = "/share/NORDMANN KARI/H24-1 <A&B>.svs";
  info.files = {info.path};
  info.vendor = "aperio";
  info.reader = "direct";
  info.levels = {{40000, 20000, 1, 256, 256}, {10000, 5000, 4, 256, 256}, {2500, 1250, 16.0001, 256, 256}};
  info.mpp = Mpp{0.25, 0.5};
  info.mppOrigin = "openslide.mpp-x";
  info.magnification = 40;
  info.scanner = "Aperio AT2";
  info.properties = {{"zeta.Last", "1"}, {"Alpha.First", "two\nlines"}, {"beta.Middle", "<i>three</i>"}};
  info.findings = {"its pixels are not square"};
  return info;
}

class PropertiesPanel : public testing::Test {
 protected:
  void SetUp() override {
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    m_panel.resize(360, 800);
    m_panel.show();
  }
  void TearDown() override { QLocale::setDefault(m_before); }

  void show(const SlideInfo& info, const char* source = "file") {
    m_panel.setSlide(info, info.mpp, QLatin1String(source), QStringLiteral("Scanner RGB"), QStringLiteral("abc123"));
  }
  bool says(const char* text) const { return m_panel.text().contains(QString::fromUtf8(text)); }
  void followPath() {
    Q_EMIT m_panel.findChild<QTextBrowser*>(QStringLiteral("groups"))->anchorClicked(QUrl(QStringLiteral("path")));
  }
  QTreeView* list() { return m_panel.findChild<QTreeView*>(QStringLiteral("properties")); }
  QString cell(int row, int column) { return list()->model()->index(row, column).data().toString(); }

  QLocale m_before;
  snitt::PropertiesPanel m_panel;
};

TEST_F(PropertiesPanel, TellsSizeLevelsScaleAndScanner) {
  show(sample());
  for (const char* text : {"H24-1 <A&B>.svs", "40,000 × 20,000 px", "10.00 × 10.00 mm", "aperio", "direct", "abc123",
                           "x 0.2500, y 0.5000", "The file: openslide.mpp-x", "40× by the file, a hint", "Aperio AT2",
                           "Scanner RGB", "Its pixels are not square"})
    EXPECT_TRUE(says(text)) << text << "\n" << m_panel.text().toStdString();
  QString text = m_panel.text();
  text.replace(QChar(QChar::Nbsp), QLatin1Char(' '));
  EXPECT_TRUE(text.contains(QStringLiteral("2,500 × 1,250 px (1:16)")));
}

TEST_F(PropertiesPanel, ThePathIsHiddenUntilAskedForAndAgainForTheNextSlide) {
  show(sample());
  EXPECT_FALSE(says("NORDMANN"));
  followPath();
  EXPECT_TRUE(says("/share/NORDMANN KARI/"));
  show(sample(), "typed by kari");
  EXPECT_TRUE(says("NORDMANN")) << "a new scale is no new slide";
  SlideInfo next = sample();
  next.path = "/share/NORDMANN OLA/H24-2.svs";
  show(next);
  EXPECT_FALSE(says("NORDMANN"));
  for (const QWidget* widget : m_panel.findChildren<QWidget*>())
    EXPECT_FALSE(widget->toolTip().contains(QLatin1String("NORDMANN")));
}

TEST_F(PropertiesPanel, TellsWhoTypedAScaleAndThatOneIsUnknown) {
  show(sample(), "typed by <kari>");
  EXPECT_TRUE(says("Typed by <kari>"));
  SlideInfo info = sample();
  info.mpp.reset();
  info.mppOrigin = "no scale in the file";
  info.magnification.reset();
  m_panel.setSlide(info, std::nullopt, {}, {}, {});
  EXPECT_TRUE(says("Unknown: lengths are in pixels"));
  EXPECT_TRUE(says("no scale in the file"));
  EXPECT_TRUE(says("None: shown as sRGB"));
  EXPECT_TRUE(says("Not known yet"));
  EXPECT_FALSE(says(" mm"));
}

TEST_F(PropertiesPanel, AllPropertiesAreSortedFilteredAndPlain) {
  show(sample());
  auto* toggle = m_panel.findChild<QToolButton*>(QStringLiteral("all"));
  EXPECT_FALSE(list()->isVisible());
  toggle->click();
  EXPECT_TRUE(list()->isVisible());
  ASSERT_EQ(list()->model()->rowCount(), 3);
  EXPECT_EQ(cell(0, 0).toStdString(), "Alpha.First");
  EXPECT_EQ(cell(0, 1).toStdString(), "two lines");
  EXPECT_EQ(cell(2, 0).toStdString(), "zeta.Last");

  auto* filter = m_panel.findChild<QLineEdit*>(QStringLiteral("filter"));
  filter->setText(QStringLiteral("MIDDLE"));
  ASSERT_EQ(list()->model()->rowCount(), 1);
  EXPECT_EQ(cell(0, 1).toStdString(), "<i>three</i>");
  EXPECT_TRUE(toggle->text().contains(QStringLiteral("1 of 3")));
  filter->setText(QStringLiteral("two"));
  ASSERT_EQ(list()->model()->rowCount(), 1) << "values are searched too";
  filter->setText(QStringLiteral(".*"));
  EXPECT_EQ(list()->model()->rowCount(), 0) << "no pattern: what is typed is looked for";
}

TEST_F(PropertiesPanel, CopiesTheWholeValue) {
  show(sample());
  m_panel.findChild<QToolButton*>(QStringLiteral("all"))->click();
  list()->setCurrentIndex(list()->model()->index(0, 0));
  const QList<QAction*> actions = list()->actions();
  ASSERT_EQ(actions.size(), 2);
  actions[0]->trigger();
  EXPECT_EQ(QApplication::clipboard()->text().toStdString(), "two\nlines");
  actions[1]->trigger();
  EXPECT_EQ(QApplication::clipboard()->text().toStdString(), "Alpha.First\ttwo\nlines");
}

TEST_F(PropertiesPanel, ClearForgetsTheSlide) {
  show(sample());
  m_panel.clear();
  EXPECT_FALSE(says("H24-1"));
  EXPECT_TRUE(says("No slide is open."));
  EXPECT_EQ(list()->model()->rowCount(), 0);
}

}  // namespace
}  // namespace snitt
