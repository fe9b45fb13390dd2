// Files that are damaged, vanish, hang or are something else than they seem. The window goes on, says what is wrong in
// a sentence, and loses nothing.
#include <QElapsedTimer>
#include <QPushButton>
#include <QSignalSpy>

#include <fstream>

#include <gtest/gtest.h>

#include "support/score_files.h"
#include "support/viewer_window.h"
#include "ui/document/reaper.h"
#include "ui/panels/fault_banner.h"

namespace snitt {
namespace {

namespace fs = std::filesystem;
using test::Gate;
using test::SlideRecipe;
using test::SlowSlide;
using test::ViewerWindow;
using test::waitFor;

std::size_t threadCount() {
  std::size_t count = 0;
  for (const auto& thread : fs::directory_iterator("/proc/self/task")) count += thread.exists() ? 1 : 0;
  return count;
}

class ViewerBadFiles : public testing::Test {
 protected:
  [[nodiscard]] SlidePane& pane() { return m_viewer.window().pane(); }
  [[nodiscard]] SlideDocument& document() { return *pane().document(); }
  [[nodiscard]] FaultBanner& banner() { return *pane().findChild<FaultBanner*>(); }

  // Opens what cannot be shown and gives the sentence that says so.
  std::string faultOf(const fs::path& path) {
    m_viewer.window().openSlide(path);
    if (!waitFor([&] { return document().state() == SlideDocument::State::failed; })) return "it was opened";
    EXPECT_TRUE(banner().isVisible());
    return banner().text().toStdString();
  }

  void expectSentence(const std::string& text) const {
    EXPECT_GT(text.size(), 12U) << text;
    EXPECT_EQ(text.find('\n'), std::string::npos) << text;
    // No path of folders, which may name patients.
    EXPECT_EQ(text.find(m_viewer.folder.path().string()), std::string::npos) << text;
  }

  // Opens an overlay that is none and expects a sentence and nothing else.
  void expectRefused(const fs::path& path, bool score = false) {
    const auto layers = document().layers().layers().size();
    const auto before = document().score();
    QSignalSpy told(&document(), &SlideDocument::told);
    score ? document().openScoreFolder(path) : document().openOverlay(path);
    ASSERT_TRUE(waitFor([&] { return told.count() > 0; })) << path;
    ASSERT_TRUE(waitFor([&] { return document().idle(); }));
    EXPECT_EQ(told.count(), 1) << path;
    const QString sentence = told[0][0].toString();
    EXPECT_FALSE(sentence.contains('\n')) << sentence.toStdString();
    EXPECT_TRUE(sentence.contains(QString::fromStdString(path.filename().string()))) << sentence.toStdString();
    EXPECT_EQ(document().layers().layers().size(), layers) << path;
    EXPECT_EQ(document().score(), before) << path;
  }

  ViewerWindow m_viewer;
};

TEST_F(ViewerBadFiles, WhatIsNoSlideIsSaidToBeNone) {
  test::writeBytes(m_viewer.folder / "text.svs", "This is a letter and no slide.\n");
  test::writeBytes(m_viewer.folder / "empty.svs", "");
  fs::create_directory(m_viewer.folder / "folder");
  test::writeBytes(m_viewer.folder / "folder/readme.txt", "nothing");
  for (const char* name : {"text.svs", "empty.svs", "folder", "nowhere.svs"}) {
    SCOPED_TRACE(name);
    const std::string text = faultOf(m_viewer.folder / name);
    expectSentence(text);
    EXPECT_NE(text.find(name), std::string::npos) << text;
  }
  // And the window is as good as new.
  EXPECT_TRUE(m_viewer.open(m_viewer.slide("slide.svs")));
  EXPECT_FALSE(banner().isVisible());
}

TEST_F(ViewerBadFiles, ASlideThatComesBackOpensOnceItIsTriedAgain) {
  const auto slide = m_viewer.folder / "late.svs";
  faultOf(slide);
  m_viewer.slide("late.svs");
  for (auto* button : banner().findChildren<QPushButton*>())
    if (button->text() == "Try again") button->click();
  EXPECT_TRUE(m_viewer.complete(slide));
  EXPECT_FALSE(banner().isVisible());
}

TEST_F(ViewerBadFiles, DamagedTilesAreHatchedAndCountedAndCanBeTriedAgain) {
  SlideRecipe recipe;
  const auto slide = m_viewer.slide("damaged.svs", recipe);
  const std::string whole = test::readBytes(slide);
  for (const auto& [column, row] : {std::pair(2, 1), std::pair(4, 3)}) test::corruptTile(slide, 0, column, row);
  ASSERT_TRUE(m_viewer.open(slide));
  pane().view().setViewport(Viewport{{}, {900, 700}, 1, 0, false});
  ASSERT_TRUE(m_viewer.complete(slide));
  ASSERT_TRUE(banner().isVisible());
  const auto failures = document().tiles().failures();
  EXPECT_GE(failures, 1U);
  EXPECT_TRUE(banner().text().contains(failures == 1 ? QString("One tile") : QString::number(failures)))
      << banner().text().toStdString();
  const QImage hatched = pane().view().picture();
  // The file is mended meanwhile: a copy from the scanner had not been complete.
  test::writeBytes(slide, whole);
  for (auto* button : banner().findChildren<QPushButton*>())
    if (button->text() == "Try again") button->click();
  ASSERT_TRUE(m_viewer.complete(slide));
  EXPECT_EQ(document().tiles().failures(), 0U);
  EXPECT_FALSE(banner().isVisible());
  QTest::qWait(50);
  EXPECT_NE(pane().view().picture(), hatched);
}

TEST_F(ViewerBadFiles, ASlideThatIsCutOffWhileOpenStaysUsable) {
  SlideRecipe recipe;
  recipe.widthPx = 6000;
  recipe.heightPx = 5000;
  const auto slide = m_viewer.slide("cut.svs", recipe);
  ASSERT_TRUE(m_viewer.open(slide));
  fs::resize_file(slide, 3000);
  pane().view().setViewport(Viewport{{}, {3000, 2500}, 1, 0, false});
  ASSERT_TRUE(m_viewer.complete(slide));
  EXPECT_TRUE(banner().isVisible());
  EXPECT_GT(document().tiles().failures(), 0U);
  // What was seen before is still seen from afar.
  pane().view().fit();
  EXPECT_TRUE(m_viewer.complete(slide));
}

TEST_F(ViewerBadFiles, AVanishedSlideIsSaidToBeGone) {
  auto gone = std::make_shared<bool>(false);
  // A reader whose file is gone cannot read any more.
  class Vanishing : public test::FakeSlide {
   public:
    explicit Vanishing(std::shared_ptr<bool> gone)
        : FakeSlide(12000, 9000, test::paintPosition), m_gone(std::move(gone)) {}

   protected:
    Result<Image> decodeBlock(int level, std::int64_t column, std::int64_t row) override {
      if (*m_gone) return fail(ErrorKind::io, "it is gone");
      return FakeSlide::decodeBlock(level, column, row);
    }

   private:
    std::shared_ptr<bool> m_gone;
  };
  const auto file = m_viewer.folder / "gone.svs";
  test::writeBytes(file, "x");
  m_viewer.context.opener = [&](const fs::path&) -> Result<std::unique_ptr<SlideReader>> {
    return std::make_unique<Vanishing>(gone);
  };
  m_viewer.window().openSlide(file);
  ASSERT_TRUE(waitFor([&] { return ViewerWindow::isComplete(pane()) && document().idle(); }));
  fs::remove(file);
  *gone = true;
  // Far from what was read already.
  pane().view().setViewport(Viewport{{}, {1000, 500}, 0.5, 0, false});
  EXPECT_TRUE(waitFor([&] { return banner().text().contains("can no longer be reached"); }))
      << banner().text().toStdString();
  EXPECT_TRUE(banner().text().contains("gone.svs"));
}

// A share that does not answer while the slide is opened.
TEST_F(ViewerBadFiles, AShareThatHangsWhileOpeningHoldsNobodyUp) {
  auto gate = std::make_shared<Gate>();
  m_viewer.context.opener = [gate](const fs::path& path) -> Result<std::unique_ptr<SlideReader>> {
    if (path.filename() == "hangs.svs") gate->pass();
    return std::make_unique<SlowSlide>(3000, 2000, nullptr);
  };
  m_viewer.window().openSlide(m_viewer.folder / "hangs.svs");
  ASSERT_TRUE(waitFor([&] { return gate->waiting() > 0; }));
  // The window works on.
  int turns = 0;
  QTimer timer;
  QObject::connect(&timer, &QTimer::timeout, [&] { ++turns; });
  timer.start(5);
  ASSERT_TRUE(waitFor([&] { return turns > 20; }));
  EXPECT_FALSE(pane().view().grab().isNull());
  // Another slide opens meanwhile.
  m_viewer.window().openSlide(m_viewer.folder / "answers.svs");
  ASSERT_TRUE(waitFor([&] { return ViewerWindow::isComplete(pane()); }));
  m_viewer.window().openSlide(m_viewer.folder / "hangs.svs");
  QTest::qWait(20);
  QElapsedTimer clock;
  clock.start();
  m_viewer.close();
  EXPECT_LT(clock.elapsed(), 5000);
  gate->open();
  EXPECT_TRUE(Reaper::allEnded(std::chrono::seconds(20)));
}

TEST_F(ViewerBadFiles, AShareThatHangsWhileReadingHoldsNobodyUp) {
  auto gate = std::make_shared<Gate>();
  gate->open();
  m_viewer.context.opener = [gate](const fs::path&) -> Result<std::unique_ptr<SlideReader>> {
    return std::make_unique<SlowSlide>(12000, 9000, gate);
  };
  m_viewer.window().openSlide(m_viewer.folder / "slide.svs");
  ASSERT_TRUE(waitFor([&] { return ViewerWindow::isComplete(pane()) && document().idle(); }));
  gate->close();
  pane().view().setViewport(Viewport{{}, {1000, 500}, 0.5, 0, false});
  ASSERT_TRUE(waitFor([&] { return gate->waiting() > 0; }));
  for (int step = 0; step < 50; ++step) {
    pane().view().panBy({40, 25});
    pane().view().repaint();
  }
  pane().view().turnBy(90);
  QTest::qWait(300);
  EXPECT_EQ(pane().view().viewport().rotationDeg, 90);
  m_viewer.trigger("mark.bookmark");
  EXPECT_EQ(document().notes().bookmarks.size(), 1U);
  QElapsedTimer clock;
  clock.start();
  m_viewer.close();
  EXPECT_LT(clock.elapsed(), 5000);
  gate->open();
  EXPECT_TRUE(Reaper::allEnded(std::chrono::seconds(20)));
}

TEST_F(ViewerBadFiles, AWindowCanBeClosedWhileTilesAreDecodedAndTissueIsSearched) {
  SlideRecipe large;
  large.widthPx = 8000;
  large.heightPx = 6000;
  const auto slide = m_viewer.slide("large.svs", large);
  for (int round = 0; round < 3; ++round) {
    ASSERT_TRUE(m_viewer.open(slide));
    document().findTissueAndQuality();
    pane().view().setViewport(Viewport{{}, {4000, 3000}, 0.7, 20, false});
    QTest::qWait(20 * round);
    QElapsedTimer clock;
    clock.start();
    m_viewer.close();
    EXPECT_LT(clock.elapsed(), 5000);
  }
  EXPECT_TRUE(Reaper::allEnded(std::chrono::seconds(60)));
}

TEST_F(ViewerBadFiles, OverlaysThatAreNoneLeaveNothingBehind) {
  ASSERT_TRUE(m_viewer.open(m_viewer.slide("slide.svs")));
  const auto score = m_viewer.folder / "score";
  test::writeScoreFolder(score, test::recordOf(document().info()));
  const auto& folder = m_viewer.folder;
  const std::string heatmap = test::readBytes(score / "heatmap-10x.tif");
  const std::string csv = test::readBytes(score / "tiles-10x.csv");
  test::writeBytes(folder / "garbage.csv", std::string("\x00\xff\xfe\x01garbage", 11));
  test::writeBytes(folder / "cut.csv", csv.substr(0, csv.size() / 2 - 3));
  test::writeBytes(folder / "empty.csv", "");
  test::writeBytes(folder / "garbage.geojson", "{\"type\": \"FeatureColl");
  test::writeBytes(folder / "other.json", "{\"a\": [1, 2, 3]}");
  test::writeBytes(folder / "cut.tif", heatmap.substr(0, heatmap.size() / 2));
  test::writeBytes(folder / "garbage.tif", "II*no tiff at all");
  test::writeBytes(folder / "letter.docx", "no overlay");
  fs::copy_file(folder / "slide.svs", folder / "slide.tif");
  for (const char* name : {"garbage.csv", "cut.csv", "empty.csv", "garbage.geojson", "other.json", "cut.tif",
                           "garbage.tif", "letter.docx", "slide.tif", "nowhere.csv"}) {
    SCOPED_TRACE(name);
    expectRefused(folder / name);
  }
}

TEST_F(ViewerBadFiles, ScoreFoldersThatAreNoneLeaveNothingBehind) {
  ASSERT_TRUE(m_viewer.open(m_viewer.slide("slide.svs")));
  fs::create_directory(m_viewer.folder / "nothing");
  expectRefused(m_viewer.folder / "nothing", true);
  expectRefused(m_viewer.folder / "nowhere", true);
  const auto score = m_viewer.folder / "score";
  test::writeScoreFolder(score, test::recordOf(document().info()));
  // The first files are sound, a later one is not: nothing of it may be shown.
  const std::string csv = test::readBytes(score / "tiles-40x.csv");
  test::writeBytes(score / "tiles-40x.csv", csv.substr(0, csv.size() / 2) + "x");
  QSignalSpy told(&document(), &SlideDocument::told);
  document().openScoreFolder(score);
  ASSERT_TRUE(waitFor([&] { return told.count() == 1; }));
  EXPECT_TRUE(told[0][0].toString().contains("tiles-40x.csv"));
  EXPECT_EQ(document().layers().layers().size(), 1U) << "what is drawn, and nothing else";
  EXPECT_EQ(document().score(), nullptr);
  // Only the score itself: shown as far as it goes.
  test::writeScoreFolder(m_viewer.folder / "bare", test::recordOf(document().info()));
  for (const auto& file : fs::directory_iterator(m_viewer.folder / "bare"))
    if (file.path().filename() != "score.json") fs::remove(file.path());
  document().openScoreFolder(m_viewer.folder / "bare");
  EXPECT_TRUE(waitFor([&] { return document().score() != nullptr; }));
  EXPECT_EQ(document().layers().layers().size(), 1U) << "what is drawn, and nothing else";
}

TEST_F(ViewerBadFiles, NotesThatCannotBeReadAreNotOverwritten) {
  const auto slide = m_viewer.slide("slide.svs");
  ASSERT_TRUE(m_viewer.open(slide));
  const auto notes = m_viewer.folder / "data/notes" / (document().fingerprint().toStdString() + ".json");
  m_viewer.trigger("mark.bookmark");
  m_viewer.close();
  ASSERT_TRUE(waitFor([&] { return fs::exists(notes); }));
  const std::string damaged = test::readBytes(notes).substr(0, 60);
  test::writeBytes(notes, damaged);
  m_viewer.window().openSlide(slide);
  ASSERT_TRUE(waitFor([&] { return m_viewer.notices().size() == 1; }));
  ASSERT_TRUE(m_viewer.complete(slide));
  m_viewer.trigger("mark.bookmark");
  EXPECT_EQ(document().notes().bookmarks.size(), 1U);
  ASSERT_EQ(m_viewer.notices().size(), 2) << "nobody was told that this is not kept";
  m_viewer.close();
  ASSERT_TRUE(Reaper::allEnded(std::chrono::seconds(20)));
  EXPECT_EQ(test::readBytes(notes), damaged);
}

TEST_F(ViewerBadFiles, PathsMayHoldAnything) {
  const auto slide = m_viewer.slide("Ordner mit Lücken/ærlig & 'rar' \"100 %\" 病理.svs");
  ASSERT_TRUE(m_viewer.open(slide));
  EXPECT_TRUE(m_viewer.window().windowTitle().contains(QString::fromUtf8("病理")));
  const auto score = m_viewer.folder / "Ergebnis für %41 #1";
  test::writeScoreFolder(score, test::recordOf(document().info()));
  document().openScoreFolder(score);
  EXPECT_TRUE(waitFor([&] { return document().score() != nullptr; }));
  EXPECT_EQ(m_viewer.settings.recentFiles().front(), slide);
}

TEST_F(ViewerBadFiles, HundredsOfSlidesOneAfterTheOtherLeaveNoThreads) {
  const auto a = m_viewer.slide("a.svs");
  const auto b = m_viewer.slide("b.svs");
  for (int i = 0; i < 10; ++i) ASSERT_TRUE(m_viewer.open(i % 2 == 0 ? a : b));
  ASSERT_TRUE(Reaper::allEnded(std::chrono::seconds(20)));
  const std::size_t before = threadCount();
  for (int i = 0; i < 300; ++i) {
    m_viewer.window().openSlide(i % 2 == 0 ? a : b);
    // Most are left before they are open.
    if (i % 10 == 0) {
      ASSERT_TRUE(waitFor([&] { return pane().isOpen(); }));
    }
    QTest::qWait(1);
  }
  ASSERT_TRUE(m_viewer.complete(b));
  EXPECT_TRUE(waitFor([&] { return Reaper::waiting() == 0; }));
  EXPECT_LE(threadCount(), before + 4);
}

}  // namespace
}  // namespace snitt
