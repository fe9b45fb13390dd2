// Whoever may not see what names patients finds neither the file's name nor its folder nor its label anywhere in a
// window with an open slide; and whoever may finds them, so that the search is known to find.
#include <QCoreApplication>
#include <QDockWidget>
#include <QMenu>
#include <QPushButton>

#include <array>
#include <fstream>

#include "support/cases_fixture.h"
#include "support/viewer_window.h"
#include "tiling/slide_writer/svs_writer.h"
#include "ui/cases/identity_bar.h"
#include "ui/panels/associated_images.h"
#include "ui/panels/fault_banner.h"
#include "ui/panels/film_strip.h"
#include "ui/panels/properties_panel.h"

namespace snitt {
namespace {

using test::waitFor;

constexpr std::array<std::uint8_t, 3> kLabelInk{255, 0, 255};  // no tissue and no theme has it
constexpr const char* kShown = "26-H-10002 A1-1 HE";

void paintTissueLike(std::int64_t x, std::int64_t y, Image& tile) {
  for (int row = 0; row < tile.heightPx; ++row)
    for (int column = 0; column < tile.widthPx; ++column) {
      std::uint8_t* pixel = tile.pixel(column, row);
      pixel[0] = 220;
      pixel[1] = static_cast<std::uint8_t>(150 + (x + column + y + row) % 60);
      pixel[2] = 200;
    }
}

Image inked(int widthPx, int heightPx) {
  Image picture(widthPx, heightPx);
  for (int y = 0; y < heightPx; ++y)
    for (int x = 0; x < widthPx; ++x) std::copy(kLabelInk.begin(), kLabelInk.end(), picture.pixel(x, y));
  return picture;
}

class MaskedWindow : public testing::Test {
 protected:
  MaskedWindow() : cases(std::make_shared<test::FakeCases>()), desk(test::openerOf(cases), {}) {
    slide = viewer.folder / "Wexford Nuala 1951" / "Wexford tumour.svs";
    std::filesystem::create_directories(slide.parent_path());
    SvsRecipe recipe;
    recipe.widthPx = recipe.heightPx = 1600;
    recipe.draw = paintTissueLike;
    recipe.scanner = "SS1302";
    recipe.name = "Wexford tumour";
    recipe.more = {{"User", "Wexford Nuala"}, {"Barcode", "BC7145823"}};
    recipe.label = inked(300, 300);
    recipe.macro = [](const Image&) { return inked(600, 200); };
    EXPECT_TRUE(writeSvs(slide, recipe, {}, 2));
    neighbour = viewer.slide("Wexford Nuala 1951/Wexford node.svs");
    cases->actor = test::sampleActor({Role::researcher});
    OpenedCase opened = test::sampleCase(2, true);
    opened.labCase.specimens[0].blocks[0].slides[0].scans[0].fingerprint =
        fingerprintOf((*openSlide(slide))->info()).value();
    cases->cases[2] = opened;
    viewer.context.cases = &desk;
  }
  ~MaskedWindow() override { viewer.close(); }

  [[nodiscard]] SlideNames& names() const { return *viewer.context.names; }
  [[nodiscard]] MainWindow& window() { return viewer.window(); }
  void openIt() {
    ASSERT_TRUE(viewer.open(slide));
    ASSERT_TRUE(waitFor([this] { return window().pane().identity().owner().has_value(); }));
    auto* film = window().findChild<QListView*>(QString(), Qt::FindChildrenRecursively);
    ASSERT_NE(film, nullptr);
    ASSERT_TRUE(waitFor([this] { return filmNames().size() == 2; }));
  }
  [[nodiscard]] QStringList filmNames() {
    QStringList all;
    const auto* list = window().findChild<FilmStrip*>()->findChild<QListView*>();
    for (int row = 0; row < list->model()->rowCount(); ++row) all << list->model()->index(row, 0).data().toString();
    return all;
  }
  // Rows of bars are taken away a moment after they are replaced.
  [[nodiscard]] QStringList told() {
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QStringList all = test::toldBy(window());
    for (const QMenu* menu : window().findChildren<QMenu*>())
      for (const QAction* action : menu->actions()) all << action->text() << action->toolTip() << action->statusTip();
    return all;
  }
  [[nodiscard]] static bool names(const QString& text) {
    for (const char* secret : {"Wexford", "Nuala", "1951", ".svs", "BC7145823"})
      if (text.contains(QLatin1String(secret))) return true;
    return false;
  }
  void expectNothing() {
    const QStringList all = told();
    EXPECT_GT(all.size(), 150);
    for (const QString& one : all) EXPECT_FALSE(names(one)) << one.toStdString();
    EXPECT_EQ(inkSeen(), 0);
  }
  [[nodiscard]] int namesTold() {
    return static_cast<int>(std::ranges::count_if(told(), [](const QString& one) { return names(one); }));
  }
  // Dots of the label's colour in any panel, whichever is in front.
  [[nodiscard]] int inkSeen() {
    int dots = 0;
    auto* panel = window().findChild<AssociatedImages*>();
    for (QWidget* one : QList<QWidget*>{&window(), panel}) {
      const QImage picture = one->grab().toImage().convertToFormat(QImage::Format_RGB32);
      for (int y = 0; y < picture.height(); y += 2)
        for (int x = 0; x < picture.width(); x += 2) {
          const QColor colour = picture.pixelColor(x, y);
          if (colour.red() > 230 && colour.green() < 40 && colour.blue() > 230) ++dots;
        }
    }
    return dots;
  }
  void reveal(const char* name) {
    auto* panel = window().findChild<AssociatedImages*>();
    panel->findChild<QPushButton*>(QStringLiteral("reveal-") + QLatin1String(name))->click();
  }

  test::ViewerWindow viewer;
  std::filesystem::path slide;
  std::filesystem::path neighbour;
  std::shared_ptr<test::FakeCases> cases;
  CaseDesk desk;
};

TEST_F(MaskedWindow, NothingNamesTheFile) {
  names().setUnmasked(false);
  openIt();
  ASSERT_TRUE(waitFor([this] { return window().windowTitle() == QStringLiteral("%1 – Snitt").arg(kShown); }))
      << window().windowTitle().toStdString();
  ASSERT_TRUE(waitFor([this] { return filmNames().contains(kShown); })) << filmNames().join(',').toStdString();
  EXPECT_EQ(filmNames().filter(QStringLiteral("Slide ")).size(), 1) << "one of no case has a number";
  QTest::qWait(200);  // thumbnails, label
  expectNothing();
  for (const char* name : {"label", "macro"})
    EXPECT_EQ(window().findChild<AssociatedImages*>()->findChild<QWidget*>(name), nullptr) << name;
  const QString properties = window().findChild<PropertiesPanel*>()->text();
  for (const char* part : {kShown, "Levels", "aperio", "SS1302", "0.2500", "40×"})
    EXPECT_TRUE(properties.contains(QString::fromUtf8(part))) << part << " in " << properties.toStdString();
}

// As it is at every start, until it is known who sits there.
TEST_F(MaskedWindow, EverythingComesOnceItIsKnownThatItMay) {
  names().setUnmasked(false);
  ASSERT_TRUE(viewer.open(slide));
  EXPECT_EQ(window().findChild<QWidget*>("reveal-label"), nullptr);
  names().setUnmasked(true);
  EXPECT_TRUE(window().windowTitle().startsWith("Wexford tumour.svs"));
  EXPECT_NE(window().findChild<QWidget*>("reveal-label"), nullptr);
  EXPECT_TRUE(window().findChild<PropertiesPanel*>()->text().contains("Show path"));
}

TEST_F(MaskedWindow, TextsChangeAtOnceAndTheSlideStaysOpen) {
  openIt();
  ASSERT_TRUE(waitFor([this] { return window().findChild<QWidget*>("reveal-label") != nullptr; }));
  reveal("label");
  reveal("macro");
  auto* labelDock = window().findChild<QDockWidget*>("dock.label");
  labelDock->raise();
  ASSERT_TRUE(waitFor([this] { return inkSeen() > 0; })) << "the search finds what is there";
  EXPECT_GT(namesTold(), 5);
  window().pane().say(QString::fromStdString(slide.string()) + " is damaged");
  SlideDocument* document = window().pane().document();
  names().setUnmasked(false);
  expectNothing();
  EXPECT_EQ(window().pane().document(), document);
  EXPECT_EQ(viewer.notices().last(), QStringLiteral("%1 is damaged").arg(kShown));
  QTest::qWait(300);
  expectNothing();
  // And back: hidden again until somebody asks.
  names().setUnmasked(true);
  EXPECT_TRUE(window().windowTitle().startsWith("Wexford tumour.svs"));
  EXPECT_EQ(inkSeen(), 0);
  EXPECT_TRUE(waitFor([this] { return filmNames().contains("Wexford node.svs"); }));
}

TEST_F(MaskedWindow, FaultsTellWhyAndNotOfWhat) {
  names().setUnmasked(false);
  const auto broken = slide.parent_path() / "Wexford broken.svs";
  std::ofstream(broken) << "no slide";
  window().openSlide(broken);
  auto* banner = window().findChild<FaultBanner*>();
  ASSERT_TRUE(waitFor([&] { return banner->tellsOfSlide(); }));
  EXPECT_TRUE(banner->text().contains("Slide ")) << banner->text().toStdString();
  QTest::qWait(200);
  expectNothing();
  names().setUnmasked(true);
  EXPECT_TRUE(banner->text().contains("Wexford broken.svs")) << banner->text().toStdString();
}

TEST_F(MaskedWindow, OverlaysLoseTheNamesOfTheirFiles) {
  openIt();
  const auto table = slide.parent_path() / "Wexford tumour.csv";
  std::ofstream(table) << "minx,miny,width,height,prob_tumour\n0,0,400,400,0.25\n400,0,400,400,0.75\n";
  window().pane().document()->openOverlay(table);
  auto& layers = window().pane().document()->layers();
  ASSERT_TRUE(waitFor([&] { return layers.layers().size() == 2; }));
  const auto& layer = layers.layers().front();
  layer->setVisible(true);
  EXPECT_TRUE(layer->name().contains("Wexford tumour"));
  names().setUnmasked(false);
  EXPECT_EQ(layer->name(), "Overlay: tumour");
  EXPECT_FALSE(names(layers.describe({100, 100}))) << layers.describe({100, 100}).toStdString();
  for (const auto& reading : layers.readings({100, 100})) EXPECT_FALSE(names(reading.title));
  expectNothing();
  // One that is opened now.
  window().pane().document()->openOverlay(table);
  ASSERT_TRUE(waitFor([&] { return layers.layers().size() == 3; }));
  expectNothing();
}

TEST_F(MaskedWindow, SlidesOfLateAreOfferedToNobodyElse) {
  ASSERT_TRUE(viewer.open(neighbour));
  EXPECT_EQ(viewer.settings.recentFiles().size(), 1U);
  window().pane().setDocument(nullptr);
  EXPECT_GT(namesTold(), 0);
  names().setUnmasked(false);
  expectNothing();
  auto* recent = window().findChild<QMenu*>("recent");
  Q_EMIT recent->aboutToShow();
  ASSERT_EQ(recent->actions().size(), 1);
  EXPECT_FALSE(recent->actions().front()->isEnabled());
  ASSERT_TRUE(viewer.open(slide));
  EXPECT_EQ(viewer.settings.recentFiles().size(), 1U) << "whoever may not see a path leaves none";
  for (const auto& kept : window().arrangement().slides) EXPECT_TRUE(kept.empty()) << kept;
}

}  // namespace
}  // namespace snitt
