// What a person does with the layers over a slide.
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSlider>
#include <QStatusBar>

#include <cmath>

#include <gtest/gtest.h>

#include "support/score_files.h"
#include "support/viewer_window.h"
#include "ui/layers/grid_layer.h"
#include "ui/layers/legend.h"
#include "ui/panels/layers_panel.h"
#include "ui/score/card_dialog.h"

namespace snitt {
namespace {

using test::ViewerWindow;
using test::waitFor;

class Layers : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(m_viewer.open(m_viewer.slide("a.svs")));
    m_record = test::recordOf(document().info());
    test::writeScoreFolder(m_viewer.folder / "score", m_record);
    document().openScoreFolder(m_viewer.folder / "score");
    ASSERT_TRUE(waitFor([&] { return document().score() != nullptr; }));
    for (auto* dialog : m_viewer.window().findChildren<CardDialog*>()) dialog->accept();
    // Keys go to the active window.
    QTest::qWait(10);
    m_viewer.window().activateWindow();
    view().setFocus();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&m_viewer.window()));
  }

  [[nodiscard]] SlideDocument& document() { return *m_viewer.window().pane().document(); }
  [[nodiscard]] LayerStack& layers() { return document().layers(); }
  [[nodiscard]] SlideView& view() { return m_viewer.window().pane().view(); }
  [[nodiscard]] LayersPanel& panel() { return *m_viewer.window().findChild<LayersPanel*>(); }

  // By the name that a screen reader says.
  template <class W>
  [[nodiscard]] W* control(const char* name) {
    for (W* one : panel().findChildren<W*>())
      if (one->accessibleName() == QLatin1String(name)) return one;
    return nullptr;
  }

  void select(const QString& name) {
    auto* list = panel().findChild<QListWidget*>();
    const auto found = list->findItems(name, Qt::MatchExactly);
    ASSERT_EQ(found.size(), 1) << name.toStdString();
    list->setCurrentItem(found.front());
  }

  [[nodiscard]] GridLayer& grid(const QString& name) {
    for (const auto& layer : layers().layers())
      if (layer->name() == name) return *qobject_cast<GridLayer*>(layer.get());
    throw std::runtime_error("no such layer");
  }

  [[nodiscard]] QRectF legend() {
    QImage picture(800, 600, QImage::Format_RGB32);
    QPainter painter(&picture);
    return paintLegend(painter, QRectF(0, 0, 800, 600), layers(), 1);
  }

  [[nodiscard]] QString statusText(const char* name) {
    for (const QLabel* label : m_viewer.window().statusBar()->findChildren<QLabel*>())
      if (label->accessibleName() == QLatin1String(name)) return label->text();
    return {};
  }

  [[nodiscard]] QPoint screenOf(QPointF slide) { return view().viewport().toScreen(slide).toPoint(); }

  ViewerWindow m_viewer;
  ScoreRecord m_record;
};

TEST_F(Layers, EveryOverlayOfAMachineIsOffAtFirst) {
  ASSERT_GE(layers().layers().size(), 6U);
  for (const auto& layer : layers().layers())
    EXPECT_EQ(layer->visible(), layer->kind() == LayerKind::annotations) << layer->name().toStdString();
  EXPECT_TRUE(legend().isEmpty());
  const auto* list = panel().findChild<QListWidget*>();
  for (int row = 0; row < list->count(); ++row)
    EXPECT_EQ(list->item(row)->checkState() == Qt::Checked, list->item(row)->text() == "Drawing");
}

TEST_F(Layers, HShowsAndHidesHeatmapsAndAAnnotations) {
  const QImage plain = view().picture();
  QTest::keyClick(&view(), Qt::Key_H);
  const QImage heat = view().picture();
  EXPECT_NE(heat, plain);
  QTest::keyClick(&view(), Qt::Key_H);
  EXPECT_EQ(view().picture(), plain);
  QTest::keyClick(&view(), Qt::Key_H);
  EXPECT_EQ(view().picture(), heat);
  QTest::keyClick(&view(), Qt::Key_A);
  const QImage both = view().picture();
  EXPECT_NE(both, heat);
  QTest::keyClick(&view(), Qt::Key_H);
  EXPECT_NE(view().picture(), both);
  EXPECT_NE(view().picture(), plain) << "the outline stays when heatmaps go";
  QTest::keyClick(&view(), Qt::Key_A);
  EXPECT_EQ(view().picture(), plain);
}

// Somebody who hid all heatmaps and then ticks one wants to see it.
TEST_F(Layers, ALayerThatIsTickedIsSeen) {
  grid("10x heatmap").setVisible(true);
  QTest::keyClick(&view(), Qt::Key_H);
  ASSERT_FALSE(layers().isShown(grid("10x heatmap")));
  auto* list = panel().findChild<QListWidget*>();
  list->findItems("40x heatmap", Qt::MatchExactly).front()->setCheckState(Qt::Checked);
  EXPECT_TRUE(layers().isShown(grid("40x heatmap")));
}

TEST_F(Layers, ControlsChangeWhatIsShownAndNoValue) {
  GridLayer& layer = grid("10x heatmap");
  layer.setVisible(true);
  select("10x heatmap");
  const auto values = layer.grid().values.values;
  const LegendScale range = *layer.scale();
  QImage before = view().picture();
  const auto expectChanged = [&](const char* what) {
    const QImage now = view().picture();
    EXPECT_NE(now, before) << what;
    before = now;
  };
  control<QSlider>("Opacity")->setValue(90);
  expectChanged("opacity");
  control<QComboBox>("Blending")->setCurrentIndex(1);
  expectChanged("blending");
  control<QComboBox>("Colour map")->setCurrentIndex(2);
  expectChanged("colours");
  panel().findChild<QCheckBox*>()->setChecked(true);
  expectChanged("smoothing");
  const QRectF legendBefore = legend();
  control<QDoubleSpinBox>("Show from")->setValue(0.5);
  expectChanged("threshold");
  EXPECT_NEAR(control<QSlider>("Show from")->value(), 100, 1);
  EXPECT_TRUE(std::equal(values.begin(), values.end(), layer.grid().values.values.begin(),
                         [](float a, float b) { return a == b || (std::isnan(a) && std::isnan(b)); }));
  EXPECT_EQ(layer.scale()->low, range.low);
  EXPECT_EQ(layer.scale()->high, range.high);
  EXPECT_EQ(layer.scale()->shownFrom, 0.5);
  // It says so: in the legend and beside the control.
  EXPECT_GT(legend().height(), legendBefore.height());
  QStringList texts;
  for (const QLabel* label : panel().findChildren<QLabel*>()) texts << label->text();
  EXPECT_TRUE(texts.contains("Changes what is shown, not the score."));
}

TEST_F(Layers, TilesBelowTheThresholdAreNotPainted) {
  GridLayer& layer = grid("10x heatmap");
  const QImage plain = view().picture();
  layer.setOpacity(1);
  layer.setVisible(true);
  layer.setShownFrom(0.5);
  const QImage shown = view().picture();
  const TileGrid& tiles = m_record.grids[0];
  const auto values = tiles.ensemble();
  int compared = 0;
  for (std::size_t i = 0; i < tiles.tiles.size(); ++i) {
    // Tiles overlap: a value stands in the cell that its tile begins in.
    const LevelZeroRect rect = tiles.geometry.levelZero(tiles.tiles[i]);
    const QPoint at = screenOf({static_cast<double>(rect.minX) + 47, static_cast<double>(rect.minY) + 47});
    if (std::isnan(values[i]) || std::abs(values[i] - 0.5) < 1e-3) continue;
    EXPECT_EQ(shown.pixel(at) != plain.pixel(at), values[i] >= 0.5) << i;
    ++compared;
  }
  EXPECT_GT(compared, 60);
}

TEST_F(Layers, TheLegendIsThereWheneverAHeatmapIs) {
  for (const char* name : {"10x heatmap", "40x heatmap", "10x spread of members"}) {
    grid(name).setVisible(true);
    EXPECT_FALSE(legend().isEmpty()) << name;
    EXPECT_TRUE(grid(name).scale().has_value());
    grid(name).setVisible(false);
    EXPECT_TRUE(legend().isEmpty()) << name;
  }
  EXPECT_TRUE(grid("10x heatmap").scale()->note.startsWith("contribution to this model's score, not a diagnosis"));
}

TEST_F(Layers, PointingAtATileTellsWhatEachMemberSaid) {
  grid("10x heatmap").setVisible(true);
  const TileGrid& tiles = m_record.grids[0];
  const std::size_t tile = 22;
  const LevelZeroRect rect = tiles.geometry.levelZero(tiles.tiles[tile]);
  const QPointF middle(static_cast<double>(rect.minX) + static_cast<double>(rect.width) / 2,
                       static_cast<double>(rect.minY) + static_cast<double>(rect.height) / 2);
  test::mouse(view(), QEvent::MouseMove, screenOf(middle), Qt::NoButton);
  const QString text = statusText("Values under the cursor");
  const QLocale locale;
  for (const double value : {tiles.scores[0][tile], tiles.scores[1][tile], tiles.ensemble()[tile]})
    EXPECT_TRUE(text.contains(locale.toString(value, 'f', 3))) << text.toStdString() << " lacks " << value;
  EXPECT_TRUE(text.contains("10x-1") && text.contains("10x-2") && text.contains("ensemble")) << text.toStdString();
  EXPECT_FALSE(statusText("Place under the cursor").isEmpty());
  // Hidden layers say nothing.
  grid("10x heatmap").setVisible(false);
  test::mouse(view(), QEvent::MouseMove, screenOf(middle), Qt::NoButton);
  EXPECT_TRUE(statusText("Values under the cursor").isEmpty());
}

TEST_F(Layers, AClickGoesToTheTileAtItsOwnResolution) {
  grid("10x heatmap").setVisible(true);
  const TileGrid& tiles = m_record.grids[0];
  const LevelZeroRect rect = tiles.geometry.levelZero(tiles.tiles[22]);
  const QPointF middle(static_cast<double>(rect.minX) + static_cast<double>(rect.width) / 2,
                       static_cast<double>(rect.minY) + static_cast<double>(rect.height) / 2);
  QTest::mouseClick(&view(), Qt::LeftButton, Qt::NoModifier, screenOf(middle));
  ASSERT_TRUE(waitFor([&] { return view().complete(); }));
  EXPECT_NEAR(view().viewport().centre.x(), middle.x(), 1);
  EXPECT_NEAR(view().viewport().centre.y(), middle.y(), 1);
  EXPECT_NEAR(m_viewer.window().pane().umPerScreenPx(), m_record.score.resolutions[0].mpp, 1e-6);
}

TEST_F(Layers, ALayerCanBeTakenOff) {
  grid("40x heatmap").setVisible(true);
  select("40x heatmap");
  const auto count = layers().layers().size();
  for (auto* button : panel().findChildren<QPushButton*>())
    if (button->text() == "Remove layer") button->click();
  EXPECT_EQ(layers().layers().size(), count - 1);
  EXPECT_TRUE(legend().isEmpty());
  EXPECT_TRUE(std::filesystem::exists(m_viewer.folder / "score" / "heatmap-40x.tif"));
}

TEST_F(Layers, WhatIsDrawnCannotBeTakenOff) {
  QPushButton* remove = nullptr;
  for (auto* button : panel().findChildren<QPushButton*>())
    if (button->text() == "Remove layer") remove = button;
  ASSERT_NE(remove, nullptr);
  select("Drawing");
  EXPECT_FALSE(remove->isVisibleTo(&panel()));
  select("40x heatmap");
  EXPECT_TRUE(remove->isVisibleTo(&panel()));
}

// The settings name a colour map for heatmaps.
TEST_F(Layers, HeatmapsComeInTheColoursThatWereChosen) {
  m_viewer.settings.setColourMap(ColourMap::plasma);
  m_viewer.settings.setSmoothHeatmap(true);
  ASSERT_TRUE(m_viewer.open(m_viewer.folder / "a.svs"));
  document().openScoreFolder(m_viewer.folder / "score");
  ASSERT_TRUE(waitFor([&] { return document().score() != nullptr; }));
  EXPECT_EQ(grid("10x heatmap").colourMap(), ColourMap::plasma);
  EXPECT_TRUE(grid("10x heatmap").smooth());
}

// A score opened once more takes the place of the one before instead of lying twice over the slide.
TEST_F(Layers, TheSameScoreAgainReplacesItsLayers) {
  const auto count = layers().layers().size();
  const auto* before = document().score().get();
  document().openScoreFolder(m_viewer.folder / "score");
  ASSERT_TRUE(waitFor([&] { return document().score().get() != before; }));
  EXPECT_EQ(layers().layers().size(), count);
}

}  // namespace
}  // namespace snitt
