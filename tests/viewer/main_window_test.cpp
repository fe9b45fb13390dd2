// The whole window with slides that were made for the test.
#include "ui/window/main_window.h"

#include <QClipboard>
#include <QDialog>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QStatusBar>

#include <algorithm>
#include <filesystem>

#include <gtest/gtest.h>

#include "support/score_files.h"
#include "support/viewer_window.h"
#include "tiling/readers/slide_files.h"
#include "ui/layers/grid_layer.h"
#include "ui/panels/film_strip.h"
#include "ui/panels/marks_panel.h"
#include "ui/panels/mpp_banner.h"
#include "ui/score/card_dialog.h"

namespace snitt {
namespace {

using test::SlideRecipe;
using test::ViewerWindow;
using test::waitFor;

class MainWindowTest : public testing::Test {
 protected:
  [[nodiscard]] SlideDocument& document() { return *m_viewer.window().pane().document(); }
  [[nodiscard]] SlideView& view() { return m_viewer.window().pane().view(); }

  // A score's folder for the slide that is open.
  std::filesystem::path scoreOfOpenSlide(const char* name = "score") {
    const auto folder = m_viewer.folder / name;
    test::writeScoreFolder(folder, test::recordOf(document().info()));
    return folder;
  }

  bool openScore(const std::filesystem::path& folder) {
    document().openScoreFolder(folder);
    return waitFor([&] { return document().score() != nullptr && document().idle(); });
  }

  void drop(const std::vector<std::filesystem::path>& paths, QWidget* onto = nullptr) {
    MainWindow& window = m_viewer.window();
    QMimeData data;
    QList<QUrl> urls;
    for (const auto& path : paths) urls << QUrl::fromLocalFile(QString::fromStdString(path.string()));
    data.setUrls(urls);
    QWidget* target = onto == nullptr ? window.centralWidget() : onto;
    const QPointF at = target->mapTo(&window, target->rect().center());
    // Qt hands a drop to whoever took the entry.
    QDragEnterEvent enter(at.toPoint(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &enter);
    QDropEvent event(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &event);
  }

  // Pixels that differ between two pictures of one size.
  static double differingShare(const QImage& a, const QImage& b) {
    if (a.size() != b.size()) return 1;
    int count = 0;
    for (int y = 0; y < a.height(); ++y)
      for (int x = 0; x < a.width(); ++x) count += a.pixel(x, y) != b.pixel(x, y) ? 1 : 0;
    return static_cast<double>(count) / (a.width() * a.height());
  }

  ViewerWindow m_viewer;
};

TEST_F(MainWindowTest, OpensASlideAndSaysWhatItIs) {
  const auto slide = m_viewer.slide("Präparat 1.svs");
  ASSERT_TRUE(m_viewer.open(slide));
  EXPECT_EQ(document().sizePx(), QSizeF(2048, 1536));
  EXPECT_TRUE(m_viewer.window().windowTitle().contains("Präparat 1.svs"));
  EXPECT_FALSE(m_viewer.window().windowTitle().contains(QString::fromStdString(slide.parent_path().string())));
  EXPECT_TRUE(m_viewer.notices().isEmpty()) << m_viewer.notices().join('\n').toStdString();
}

TEST_F(MainWindowTest, GoesThroughAFolderWithTheNextSlideReadAhead) {
  const auto a = m_viewer.slide("slides/a.svs");
  const auto b = m_viewer.slide("slides/b.svs");
  const auto c = m_viewer.slide("slides/c.svs");
  ASSERT_TRUE(m_viewer.open(a));
  QAction* next = m_viewer.window().command("file.next");
  QAction* previous = m_viewer.window().command("file.previous");
  ASSERT_TRUE(waitFor([&] { return next->isEnabled(); }));
  EXPECT_FALSE(previous->isEnabled());
  const auto readAhead = [&] {
    const SlideDocument* ahead = m_viewer.window().prefetched();
    return ahead != nullptr && ahead->path() == b && ahead->state() == SlideDocument::State::open && ahead->idle();
  };
  ASSERT_TRUE(waitFor(readAhead));
  next->trigger();
  EXPECT_TRUE(m_viewer.window().pane().isOpen()) << "the next slide was not opened ahead";
  EXPECT_TRUE(view().complete()) << "the next slide's first picture was not read ahead";
  ASSERT_TRUE(m_viewer.complete(b));
  ASSERT_TRUE(waitFor([&] { return next->isEnabled(); }));
  next->trigger();
  ASSERT_TRUE(m_viewer.complete(c));
  ASSERT_TRUE(waitFor([&] { return !next->isEnabled(); }));
  previous->trigger();
  ASSERT_TRUE(m_viewer.complete(b));
}

TEST_F(MainWindowTest, ASlideNamedFromItsOwnFolderHasNeighbours) {
  const auto a = m_viewer.slide("slides/a.svs");
  m_viewer.slide("slides/b.svs");
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(a.parent_path());
  m_viewer.window().openSlide("a.svs");
  std::filesystem::current_path(before);
  ASSERT_TRUE(m_viewer.complete(a));
  EXPECT_TRUE(waitFor([&] { return m_viewer.window().command("file.next")->isEnabled(); }));
}

TEST_F(MainWindowTest, RemembersWhatWasOpened) {
  const auto a = m_viewer.slide("a.svs");
  const auto b = m_viewer.slide("b.svs");
  ASSERT_TRUE(m_viewer.open(a));
  ASSERT_TRUE(m_viewer.open(b));
  m_viewer.close();
  auto* menu = m_viewer.window().findChild<QMenu*>("recent");
  ASSERT_NE(menu, nullptr);
  Q_EMIT menu->aboutToShow();
  ASSERT_GE(menu->actions().size(), 2);
  EXPECT_EQ(menu->actions()[0]->text(), "b.svs");
  EXPECT_EQ(menu->actions()[1]->text(), "a.svs");
  menu->actions()[1]->trigger();
  EXPECT_TRUE(m_viewer.complete(a));
}

TEST_F(MainWindowTest, TakesWhatIsDroppedOnIt) {
  const auto slide = m_viewer.slide("slide.svs");
  drop({slide});
  ASSERT_TRUE(m_viewer.complete(slide));
  const auto score = scoreOfOpenSlide();
  drop({score});
  ASSERT_TRUE(waitFor([&] { return document().score() != nullptr; }));
  const auto layers = document().layers().layers().size();
  drop({score / "tiles-10x.csv"});
  ASSERT_TRUE(waitFor([&] { return document().layers().layers().size() > layers; }));
  EXPECT_EQ(document().path(), slide);
}

TEST_F(MainWindowTest, AHeatmapOfAnyNameCanBeDropped) {
  const auto slide = m_viewer.slide("slide.svs");
  ASSERT_TRUE(m_viewer.open(slide));
  const auto score = scoreOfOpenSlide();
  std::filesystem::copy_file(score / "heatmap-10x.tif", m_viewer.folder / "attention.tif");
  drop({m_viewer.folder / "attention.tif"});
  ASSERT_TRUE(waitFor([&] { return document().layers().first(LayerKind::tiles) != nullptr; }));
  EXPECT_EQ(document().path(), slide);
}

TEST_F(MainWindowTest, AScoreWithoutASlideIsNotIgnoredInSilence) {
  const auto slide = m_viewer.slide("slide.svs");
  ASSERT_TRUE(m_viewer.open(slide));
  const auto score = scoreOfOpenSlide();
  m_viewer.trigger("file.close");
  drop({score});
  EXPECT_TRUE(waitFor([&] { return m_viewer.notices().size() == 1; }));
}

TEST_F(MainWindowTest, ASlideDroppedOnAPaneOpensThere) {
  const auto a = m_viewer.slide("a.svs");
  const auto b = m_viewer.slide("b.svs");
  ASSERT_TRUE(m_viewer.open(a));
  m_viewer.trigger("view.panes-2");
  QTest::qWait(20);
  PaneGrid& grid = m_viewer.window().grid();
  drop({b}, &grid.pane(1));
  ASSERT_TRUE(waitFor([&] { return ViewerWindow::isComplete(grid.pane(1)); }));
  EXPECT_EQ(grid.pane(0).document()->path(), a);
  EXPECT_EQ(grid.pane(1).document()->path(), b);
}

TEST_F(MainWindowTest, SeveralSlidesOpenBesideEachOther) {
  const auto a = m_viewer.slide("a.svs");
  const auto b = m_viewer.slide("b.svs");
  const auto c = m_viewer.slide("c.svs");
  OpenRequest request;
  request.slides = {a, b};
  m_viewer.window().open(request);
  PaneGrid& grid = m_viewer.window().grid();
  ASSERT_EQ(grid.count(), 2);
  EXPECT_EQ(grid.pane(0).document()->path(), a);
  EXPECT_EQ(grid.pane(1).document()->path(), b);
  EXPECT_EQ(&grid.active(), &grid.pane(0));
  EXPECT_TRUE(m_viewer.window().command("view.panes-2")->isChecked());
  // Of ten slides four are shown, and that is said.
  request.slides = {a, b, c, a, b, c, a, b, c, a};
  m_viewer.window().open(request);
  ASSERT_EQ(grid.count(), 4);
  EXPECT_EQ(grid.pane(3).document()->path(), a);
  EXPECT_EQ(m_viewer.notices().size(), 1);
}

TEST_F(MainWindowTest, PanesComeAndGoAndTheirSlidesWithThem) {
  const auto a = m_viewer.slide("a.svs");
  ASSERT_TRUE(m_viewer.open(a));
  PaneGrid& grid = m_viewer.window().grid();
  m_viewer.trigger("view.panes-4");
  ASSERT_EQ(grid.count(), 4);
  for (int i = 1; i < 4; ++i) {
    grid.setActive(&grid.pane(i));
    m_viewer.window().openSlide(a);
  }
  for (int i = 0; i < 4; ++i) ASSERT_TRUE(waitFor([&] { return ViewerWindow::isComplete(grid.pane(i)); }));
  // The one that is worked in stays.
  SlidePane* active = &grid.active();
  m_viewer.trigger("view.panes-2");
  ASSERT_EQ(grid.count(), 2);
  EXPECT_EQ(&grid.active(), active);
  EXPECT_EQ(&grid.pane(1), active);
  Q_EMIT active->closeRequested();
  EXPECT_EQ(active->document(), nullptr);
  EXPECT_NE(grid.pane(0).document(), nullptr);
  m_viewer.trigger("view.panes-1");
  EXPECT_EQ(grid.count(), 1);
  QTest::qWait(20);
}

TEST_F(MainWindowTest, PutsUpTheArrangementAgain) {
  const auto a = m_viewer.slide("a.svs");
  const auto b = m_viewer.slide("ordner/Ünïcode b.svs");
  OpenRequest request;
  request.slides = {a, b};
  m_viewer.window().open(request);
  m_viewer.window().resize(1111, 777);
  QTest::qWait(20);
  const auto kept = parseArrangement(formatArrangement({m_viewer.window().arrangement()}));
  ASSERT_TRUE(kept) << kept.error().message;
  m_viewer.close();
  MainWindow& window = m_viewer.window();
  window.restore(kept->front());
  ASSERT_EQ(window.grid().count(), 2);
  EXPECT_EQ(window.size(), QSize(1111, 777));
  EXPECT_EQ(window.grid().pane(0).document()->path(), a);
  EXPECT_EQ(window.grid().pane(1).document()->path(), b);
}

TEST_F(MainWindowTest, AScoreOfAnotherSlideIsSaidToBeOne) {
  ASSERT_TRUE(m_viewer.open(m_viewer.slide("a.svs")));
  const auto score = scoreOfOpenSlide();
  ASSERT_TRUE(openScore(score));
  EXPECT_TRUE(m_viewer.notices().isEmpty()) << m_viewer.notices().join('\n').toStdString();
  SlideRecipe other;
  other.paint = test::paintTissue(2048, 1536, 7);
  ASSERT_TRUE(m_viewer.open(m_viewer.slide("b.svs", other)));
  ASSERT_TRUE(openScore(score));
  ASSERT_EQ(m_viewer.notices().size(), 1);
  EXPECT_TRUE(m_viewer.notices().front().contains("another slide"));
}

TEST_F(MainWindowTest, TheOutlineOfAScoreCanBeCorrectedOnceTheScoreIsOpen) {
  ASSERT_TRUE(m_viewer.open(m_viewer.slide("a.svs")));
  ASSERT_TRUE(waitFor([&] { return document().drawing().canEdit(); }));
  const QAction* correct = m_viewer.window().command(QStringLiteral("score.correct"));
  EXPECT_FALSE(correct->isEnabled());
  ASSERT_TRUE(openScore(scoreOfOpenSlide()));
  EXPECT_TRUE(correct->isEnabled());
  document().closeScore();
  EXPECT_FALSE(correct->isEnabled());
}

TEST_F(MainWindowTest, ACardIsAcceptedOnceAVersion) {
  ASSERT_TRUE(m_viewer.open(m_viewer.slide("a.svs")));
  const auto score = scoreOfOpenSlide();
  const auto dialogs = [&] { return m_viewer.window().findChildren<CardDialog*>(); };
  ASSERT_TRUE(openScore(score));
  ASSERT_EQ(dialogs().size(), 1);
  // One question at a time.
  ASSERT_TRUE(openScore(score));
  QTest::qWait(50);
  ASSERT_EQ(dialogs().size(), 1);
  // Closing is not accepting.
  dialogs().front()->reject();
  QTest::qWait(20);
  ASSERT_TRUE(m_viewer.open(m_viewer.folder / "a.svs"));
  ASSERT_TRUE(openScore(score));
  ASSERT_EQ(dialogs().size(), 1);
  dialogs().front()->findChild<QPushButton*>("acceptCard")->click();
  QTest::qWait(20);
  m_viewer.close();
  ASSERT_TRUE(m_viewer.open(m_viewer.folder / "a.svs"));
  ASSERT_TRUE(openScore(score));
  QTest::qWait(50);
  EXPECT_TRUE(dialogs().isEmpty()) << "the card was accepted already";
  // Another version of the bundle is another card.
  auto record = test::recordOf(document().info());
  record.score.bundleSha256 = sha256Of("the next version");
  test::writeScoreFolder(m_viewer.folder / "score2", record);
  document().openScoreFolder(m_viewer.folder / "score2");
  EXPECT_TRUE(waitFor([&] { return dialogs().size() == 1; }));
}

TEST_F(MainWindowTest, AScaleThatWasTypedIsRememberedBySlide) {
  SlideRecipe plain;
  plain.aperio = false;
  plain.mpp.reset();
  plain.magnification.reset();
  const auto slide = m_viewer.slide("plain.tif", plain);
  ASSERT_TRUE(m_viewer.open(slide));
  ASSERT_FALSE(document().mpp());
  auto* banner = m_viewer.window().pane().findChild<MppBanner*>();
  ASSERT_TRUE(banner->isVisible());
  EXPECT_EQ(m_viewer.window().pane().umPerScreenPx(), 0);
  QTest::keyClicks(banner->findChild<QLineEdit*>(), "0.25");
  QTest::keyClick(banner->findChild<QLineEdit*>(), Qt::Key_Return);
  ASSERT_TRUE(document().mpp());
  EXPECT_DOUBLE_EQ(document().mpp()->x, 0.25);
  EXPECT_FALSE(banner->isVisible());
  ASSERT_TRUE(waitFor([&] { return document().idle(); }));
  m_viewer.close();
  // Also under another name.
  std::filesystem::rename(slide, m_viewer.folder / "renamed.tif");
  ASSERT_TRUE(m_viewer.open(m_viewer.folder / "renamed.tif"));
  ASSERT_TRUE(waitFor([&] { return document().mpp().has_value(); }));
  EXPECT_DOUBLE_EQ(document().mpp()->x, 0.25);
  EXPECT_FALSE(m_viewer.window().pane().findChild<MppBanner*>()->isVisible());
}

TEST_F(MainWindowTest, BrightnessAndStainsChangeWhatIsShown) {
  ASSERT_TRUE(m_viewer.open(m_viewer.slide("a.svs")));
  const QImage plain = view().picture();
  DisplayLook look = document().look();
  look.brightness = 0.2;
  document().setLook(look);
  ASSERT_TRUE(waitFor([&] { return view().complete(); }));
  QTest::qWait(30);
  const QImage bright = view().picture();
  EXPECT_GT(differingShare(plain, bright), 0.1);
  look.brightness = 0;
  look.stain = StainView::haematoxylin;
  document().setLook(look);
  ASSERT_TRUE(waitFor([&] { return view().complete(); }));
  QTest::qWait(30);
  EXPECT_GT(differingShare(bright, view().picture()), 0.1);
  document().setLook({});
  ASSERT_TRUE(waitFor([&] { return view().complete(); }));
  QTest::qWait(30);
  EXPECT_EQ(differingShare(plain, view().picture()), 0);
}

TEST_F(MainWindowTest, ASnapshotHoldsOverlaysScaleBarAndLegend) {
  ASSERT_TRUE(m_viewer.open(m_viewer.slide("a.svs")));
  ASSERT_TRUE(openScore(scoreOfOpenSlide()));
  for (auto* dialog : m_viewer.window().findChildren<CardDialog*>()) dialog->accept();
  m_viewer.trigger("file.copy");
  const QImage without = QApplication::clipboard()->image();
  ASSERT_EQ(without.size(), view().viewport().sizePx);
  m_viewer.trigger("overlay.heatmaps");
  m_viewer.trigger("file.copy");
  const QImage with = QApplication::clipboard()->image();
  const auto share = [&](const QRect& part) { return differingShare(without.copy(part), with.copy(part)); };
  const QRectF place = view().viewport().slideToScreen().mapRect(QRectF(50, 50, 700, 300));
  EXPECT_GT(share(place.toRect()), 0.9) << "the heatmap is not in the picture";
  EXPECT_GT(share(QRect(20, with.height() - 60, 200, 40)), 0.5) << "the legend is not in the picture";
  // Dark ink at the lower right, which the glass has not.
  const QRect corner(with.width() - 210, with.height() - 55, 200, 45);
  int dark = 0;
  for (int y = corner.top(); y < corner.bottom(); ++y)
    for (int x = corner.left(); x < corner.right(); ++x) dark += qGray(without.pixel(x, y)) < 60 ? 1 : 0;
  EXPECT_GT(dark, 100) << "the scale bar is not in the picture";
}

TEST_F(MainWindowTest, WhatWasPlacedComesBack) {
  const auto slide = m_viewer.slide("a.svs");
  ASSERT_TRUE(m_viewer.open(slide));
  view().setViewport(Viewport{{}, {1000, 700}, 1.5, 90, false});
  m_viewer.trigger("mark.bookmark");
  m_viewer.trigger("draw.frame-1");
  QTest::mouseMove(&view(), QPoint(200, 200));
  QTest::mouseClick(&view(), Qt::LeftButton, Qt::NoModifier, QPoint(200, 200));
  m_viewer.trigger("draw.line");
  QTest::mouseClick(&view(), Qt::LeftButton, Qt::NoModifier, QPoint(100, 300));
  QTest::mouseMove(&view(), QPoint(300, 350));
  QTest::mouseClick(&view(), Qt::LeftButton, Qt::NoModifier, QPoint(300, 350));
  const SlideNotes placed = document().notes();
  ASSERT_EQ(placed.bookmarks.size(), 1U);
  const std::vector<AnnotationPtr> drawn = document().drawing().annotations().all();
  ASSERT_EQ(drawn.size(), 2U);
  EXPECT_EQ(drawn[0]->shape, Shape::fieldFrame);
  EXPECT_NEAR(areaMm2(drawn[0]->geometry, {document().mpp()->x, document().mpp()->y}), 1, 1e-9);
  EXPECT_EQ(drawn[1]->shape, Shape::line);
  // At once, as a person closes a window when the work is done.
  m_viewer.close();
  ASSERT_TRUE(m_viewer.open(slide));
  ASSERT_TRUE(waitFor([&] { return document().notes().bookmarks.size() == 1; }));
  EXPECT_EQ(document().notes(), placed);
  const std::vector<AnnotationPtr> back = document().drawing().annotations().all();
  ASSERT_EQ(back.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) EXPECT_EQ(*back[i], *drawn[i]);
}

// Looking for tissue takes up to a minute; what is placed meanwhile must not wait for it, and least of all be lost.
TEST_F(MainWindowTest, WhatIsPlacedWhileTissueIsSearchedIsKept) {
  SlideRecipe large;
  large.widthPx = 9000;
  large.heightPx = 7000;
  const auto slide = m_viewer.slide("a.svs", large);
  ASSERT_TRUE(m_viewer.open(slide));
  document().findTissueAndQuality();
  m_viewer.trigger("mark.bookmark");
  ASSERT_EQ(document().notes().bookmarks.size(), 1U);
  m_viewer.close();
  ASSERT_TRUE(m_viewer.open(slide));
  EXPECT_TRUE(waitFor([&] { return document().notes().bookmarks.size() == 1; }));
}

TEST_F(MainWindowTest, WhatIsPlacedBeforeTheNotesAreReadIsKeptBesideThem) {
  const auto slide = m_viewer.slide("a.svs");
  ASSERT_TRUE(m_viewer.open(slide));
  m_viewer.trigger("mark.bookmark");
  m_viewer.window().openSlide(slide);
  ASSERT_TRUE(waitFor([&] { return m_viewer.window().pane().isOpen(); }));
  m_viewer.trigger("mark.bookmark");
  ASSERT_TRUE(m_viewer.complete(slide));
  EXPECT_TRUE(waitFor([&] { return document().notes().bookmarks.size() == 2; }));
  // Also where the window is closed before the file was read.
  m_viewer.window().openSlide(slide);
  ASSERT_TRUE(waitFor([&] { return m_viewer.window().pane().isOpen(); }));
  m_viewer.trigger("mark.bookmark");
  m_viewer.close();
  ASSERT_TRUE(m_viewer.open(slide));
  EXPECT_TRUE(waitFor([&] { return document().notes().bookmarks.size() == 3; })) << document().notes().bookmarks.size();
}

TEST_F(MainWindowTest, WhatCouldNotBeSavedIsSavedWithTheNextChange) {
  const auto slide = m_viewer.slide("a.svs");
  ASSERT_TRUE(m_viewer.open(slide));
  // A file where the folder should be.
  std::filesystem::create_directories(m_viewer.folder / "data");
  test::writeBytes(m_viewer.folder / "data/notes", "");
  m_viewer.trigger("mark.bookmark");
  ASSERT_TRUE(waitFor([&] { return m_viewer.notices().size() == 1; }));
  std::filesystem::remove(m_viewer.folder / "data/notes");
  m_viewer.trigger("mark.bookmark");
  ASSERT_TRUE(waitFor([&] { return document().idle(); }));
  EXPECT_EQ(document().notes().bookmarks.size(), 2U);
  m_viewer.close();
  ASSERT_TRUE(m_viewer.open(slide));
  EXPECT_TRUE(waitFor([&] { return document().notes().bookmarks.size() == 2; }));
}

TEST_F(MainWindowTest, ShowsMarksAndPlacesInPixelsWithoutAScale) {
  SlideRecipe plain;
  plain.aperio = false;
  plain.mpp.reset();
  plain.magnification.reset();
  ASSERT_TRUE(m_viewer.open(m_viewer.slide("plain.tif", plain)));
  m_viewer.trigger("draw.frame-1");
  EXPECT_EQ(m_viewer.notices().size(), 1) << "a frame of 1 mm² needs a scale";
  QStringList shown;
  for (const QLabel* label : m_viewer.window().statusBar()->findChildren<QLabel*>()) shown << label->text();
  EXPECT_TRUE(shown.join(' ').contains("px")) << shown.join('|').toStdString();
  EXPECT_FALSE(shown.join(' ').contains(QString::fromUtf8("µm")));
}

}  // namespace
}  // namespace snitt
