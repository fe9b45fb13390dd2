// What is drawn is on disk within a second, whatever happens to the program, the disk and other programs.
#include <QMouseEvent>
#include <QPushButton>
#include <QTest>

#include <signal.h>

#include <chrono>
#include <fstream>
#include <map>
#include <random>
#include <sstream>

#include <gtest/gtest.h>

#include "core/annotation/wkb.h"
#include "core/drawing/drawing_file.h"
#include "core/sha256.h"
#include "support/raw_sqlite_p.h"
#include "support/run_program.h"
#include "support/small_disk.h"
#include "support/soak.h"
#include "support/viewer_window.h"
#include "ui/document/reaper.h"
#include "ui/panels/drawing_notices.h"

namespace snitt {
namespace {

using test::waitFor;

void drawRectangle(MainWindow& window, QPoint from) {
  window.command("draw.rectangle")->trigger();
  SlideView& view = window.pane().view();
  test::mouse(view, QEvent::MouseButtonPress, from);
  test::mouse(view, QEvent::MouseMove, from + QPoint(60, 40));
  test::mouse(view, QEvent::MouseButtonRelease, from + QPoint(60, 40));
}

class DrawingKeeping : public testing::Test {
 protected:
  [[nodiscard]] SlideDocument& document() { return *m_viewer.window().pane().document(); }
  [[nodiscard]] Drawing& drawing() { return document().drawing(); }
  [[nodiscard]] std::size_t onDisk() {
    const auto kept = readDrawing(document().fingerprint().toStdString(), m_viewer.context.drawing);
    EXPECT_TRUE(kept) << kept.error().message;
    return kept ? kept->annotations.size() : 0;
  }
  void draw(QPoint from) { drawRectangle(m_viewer.window(), from); }

  test::ViewerWindow m_viewer;
};

TEST_F(DrawingKeeping, AnEditIsOnDiskWithinASecond) {
  ASSERT_TRUE(m_viewer.open(m_viewer.slide("a.svs")));
  draw({100, 100});
  EXPECT_TRUE(QTest::qWaitFor([this] { return onDisk() == 1; }, 1000));
  EXPECT_TRUE(waitFor([this] { return !drawing().isSaving(); }));
}

TEST_F(DrawingKeeping, NothingIsLostWhenTheWindowClosesAtOnce) {
  const auto slide = m_viewer.slide("a.svs");
  ASSERT_TRUE(m_viewer.open(slide));
  draw({100, 100});
  draw({300, 100});
  m_viewer.close();
  ASSERT_TRUE(m_viewer.open(slide));
  EXPECT_EQ(drawing().annotations().size(), 2U);
}

TEST_F(DrawingKeeping, NothingLiesBesideTheSlide) {
  const auto slide = m_viewer.slide("slides/a.svs");
  ASSERT_TRUE(m_viewer.open(slide));
  draw({100, 100});
  ASSERT_TRUE(waitFor([this] { return onDisk() == 1; }));
  int files = 0;
  for ([[maybe_unused]] const auto& file : std::filesystem::directory_iterator(slide.parent_path())) ++files;
  EXPECT_EQ(files, 1);
}

TEST_F(DrawingKeeping, ASecondViewerDrawsInACopyWhichTheFirstMayTakeOver) {
  const auto slide = m_viewer.slide("a.svs");
  ASSERT_TRUE(m_viewer.open(slide));
  draw({100, 100});
  ASSERT_TRUE(waitFor([this] { return onDisk() == 1; }));
  {
    ViewerContext context = m_viewer.context;
    context.drawing.account = "bert";
    MainWindow second(context);
    second.setAttribute(Qt::WA_DeleteOnClose, false);
    second.resize(1200, 800);
    second.show();
    second.openSlide(slide);
    ASSERT_TRUE(waitFor([&] { return second.pane().isOpen() && second.pane().document()->drawing().canEdit(); }));
    Drawing& copy = second.pane().document()->drawing();
    EXPECT_EQ(copy.keeping(), DrawingFile::Keeping::copy);
    EXPECT_TRUE(second.pane().findChild<NoticeBar*>()->sentences().join(' ').contains("tester on "));
    EXPECT_EQ(copy.annotations().size(), 1U);
    drawRectangle(second, {400, 300});
    ASSERT_TRUE(waitFor([&] { return !copy.isSaving(); }));
    second.close();
  }
  ASSERT_TRUE(Reaper::allEnded(std::chrono::seconds(20)));
  EXPECT_EQ(onDisk(), 1U) << "the first writer's drawing is as it was";
  m_viewer.close();
  ASSERT_TRUE(m_viewer.open(slide));
  ASSERT_EQ(drawing().copies().size(), 1U);
  EXPECT_EQ(drawing().copies()[0].account, "bert");
  drawing().takeOver(drawing().copies()[0]);
  ASSERT_TRUE(waitFor([this] { return drawing().annotations().size() == 2 && !drawing().isSaving(); }));
  EXPECT_EQ(onDisk(), 2U);
  m_viewer.close();
  ASSERT_TRUE(m_viewer.open(slide));
  EXPECT_TRUE(drawing().copies().empty());
  EXPECT_EQ(drawing().annotations().size(), 2U);
}

TEST_F(DrawingKeeping, AFullDiskIsToldAndWhatWaitsIsSavedOnceThereIsRoom) {
  const auto slide = m_viewer.slide("a.svs");
  const test::SmallDisk disk(m_viewer.folder / "small", "600k");
  if (!disk.mounted()) GTEST_SKIP() << "only root can mount a small disk";
  m_viewer.context.drawing.folder = m_viewer.folder / "small/annotations";
  ASSERT_TRUE(m_viewer.open(slide));
  draw({100, 100});
  ASSERT_TRUE(waitFor([this] { return onDisk() == 1; }));
  std::ofstream(m_viewer.folder / "small/filler") << std::string(600 << 10, 'x');
  for (int i = 0; i < 40; ++i) draw({100 + 10 * i, 200});
  // A big one, so that no free page of the database is enough.
  ASSERT_TRUE(waitFor([&] {
    draw({300, 300});
    return !drawing().saveFault().isEmpty();
  }));
  EXPECT_TRUE(m_viewer.notices().join(' ').contains("Not saved yet")) << m_viewer.notices().join('|').toStdString();
  const std::size_t shown = drawing().annotations().size();
  EXPECT_GT(shown, 40U);
  std::filesystem::remove(m_viewer.folder / "small/filler");
  EXPECT_TRUE(waitFor([&] { return !drawing().isSaving(); }));
  EXPECT_EQ(onDisk(), shown);
  m_viewer.close();
  ASSERT_TRUE(Reaper::allEnded(std::chrono::seconds(20)));
}

// Next slide while the disk is full: what waits is saved once there is room.
TEST_F(DrawingKeeping, LeavingASlideWhoseDiskIsFullLosesNothing) {
  const auto slide = m_viewer.slide("a.svs");
  const auto other = m_viewer.slide("b.svs");
  const test::SmallDisk disk(m_viewer.folder / "small", "600k");
  if (!disk.mounted()) GTEST_SKIP() << "only root can mount a small disk";
  m_viewer.context.drawing.folder = m_viewer.folder / "small/annotations";
  ASSERT_TRUE(m_viewer.open(slide));
  draw({100, 100});
  ASSERT_TRUE(waitFor([this] { return onDisk() == 1; }));
  const std::string fingerprint = document().fingerprint().toStdString();
  std::ofstream(m_viewer.folder / "small/filler") << std::string(600 << 10, 'x');
  ASSERT_TRUE(waitFor([&] {
    draw({300, 300});
    return !drawing().saveFault().isEmpty();
  }));
  const std::size_t shown = drawing().annotations().size();
  m_viewer.window().openSlide(other);
  ASSERT_TRUE(waitFor([&] { return m_viewer.window().pane().isOpen(); }));
  std::filesystem::remove(m_viewer.folder / "small/filler");
  EXPECT_TRUE(waitFor([&] {
    const auto kept = readDrawing(fingerprint, m_viewer.context.drawing);
    return kept && kept->annotations.size() == shown;
  }));
  m_viewer.close();
  ASSERT_TRUE(Reaper::allEnded(std::chrono::seconds(20)));
}

// The next slide of a folder is read ahead; others may draw on it all the same.
TEST_F(DrawingKeeping, ASlideThatIsReadAheadIsLockedForNobody) {
  const auto slide = m_viewer.slide("slides/a.svs");
  test::SlideRecipe larger;
  larger.widthPx = 3000;
  m_viewer.slide("slides/b.svs", larger);
  ASSERT_TRUE(m_viewer.open(slide));
  ASSERT_TRUE(waitFor([this] {
    const SlideDocument* ahead = m_viewer.window().prefetched();
    return ahead != nullptr && !ahead->fingerprint().isEmpty();
  }));
  QTest::qWait(100);
  const auto file =
      DrawingFile::open(m_viewer.window().prefetched()->fingerprint().toStdString(), m_viewer.context.drawing);
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_NE(file->keeping(), DrawingFile::Keeping::copy);
}

TEST_F(DrawingKeeping, WhatCannotBeReadIsToldAndNeverOverwritten) {
  const auto slide = m_viewer.slide("a.svs");
  ASSERT_TRUE(m_viewer.open(slide));
  draw({100, 100});
  ASSERT_TRUE(waitFor([this] { return onDisk() == 1; }));
  const auto file = m_viewer.context.drawing.folder / (document().fingerprint().toStdString() + ".snitt");
  m_viewer.close();
  ASSERT_TRUE(Reaper::allEnded(std::chrono::seconds(20)));
  const auto aside = m_viewer.folder / "aside";
  std::filesystem::copy_file(file, aside);
  test::RawSqlite(file).run("UPDATE drawn SET geometry = x'00'");
  const auto sizeBefore = std::filesystem::last_write_time(file);
  ASSERT_TRUE(m_viewer.open(slide));
  EXPECT_EQ(drawing().state(), Drawing::State::unreadable);
  draw({300, 300});
  EXPECT_TRUE(drawing().annotations().empty());
  EXPECT_TRUE(m_viewer.notices().join(' ').contains("could not be read"));
  EXPECT_EQ(std::filesystem::last_write_time(file), sizeBefore);
  std::filesystem::copy_file(aside, file, std::filesystem::copy_options::overwrite_existing);
  auto* again = m_viewer.window().findChild<DrawingNotices*>()->findChild<QPushButton*>();
  ASSERT_TRUE(again->isVisibleTo(again->parentWidget()));
  again->click();
  ASSERT_TRUE(waitFor([this] { return drawing().canEdit(); }));
  EXPECT_EQ(drawing().annotations().size(), 1U);
}

TEST_F(DrawingKeeping, FramesAndRulersOfEarlierNotesBecomeAnnotations) {
  const auto slide = m_viewer.slide("a.svs");
  ASSERT_TRUE(m_viewer.open(slide));
  const std::string fingerprint = document().fingerprint().toStdString();
  m_viewer.close();
  SlideNotes notes;
  notes.frames.push_back({"11111111-1111-4111-8111-111111111111",
                          "Hot spot",
                          FrameShape::circle,
                          0.785,
                          {500, 400},
                          "2026-01-31T12:00:00Z",
                          "anna"});
  notes.rulers.push_back(
      {"22222222-2222-4222-8222-222222222222", "Ruler 1", {10, 20}, {110, 20}, "2026-01-31T12:00:00Z", "anna"});
  notes.bookmarks.push_back({"33333333-3333-4333-8333-333333333333", "Front", "", {1, 2}, 1, 0, false, "", ""});
  ASSERT_TRUE(SlideNotesStore(m_viewer.folder / "data/notes").save(fingerprint, {}, notes));
  ASSERT_TRUE(m_viewer.open(slide));
  ASSERT_TRUE(waitFor([this] { return document().notes().frames.empty() && document().idle(); }));
  ASSERT_EQ(drawing().annotations().size(), 2U);
  const AnnotationPtr frame = drawing().annotations().find(notes.frames[0].id);
  ASSERT_TRUE(frame);
  EXPECT_EQ(frame->name, "Hot spot");
  EXPECT_EQ(frame->author, "anna");
  EXPECT_EQ(frame->created, "2026-01-31T12:00:00Z");
  EXPECT_FALSE(document().history().canUndo());
  EXPECT_EQ(onDisk(), 2U);
  const auto left = SlideNotesStore(m_viewer.folder / "data/notes").load(fingerprint);
  ASSERT_TRUE(left);
  EXPECT_TRUE(left->frames.empty() && left->rulers.empty());
  EXPECT_EQ(left->bookmarks.size(), 1U);
}

long long nowMs() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

// What the hand told of one annotation, in order.
struct Told {
  long long ms;
  std::string state;
};

TEST(SoakDrawingKills, EveryEditOlderThanASecondOutlivesAKill) {
  const test::TempFolder folder;
  test::makeSlide(folder / "a.svs", {});
  const DrawingPlaces places{folder / "data/snitt.db", folder / "data/annotations", "test", "hand", {}};
  std::filesystem::create_directories(folder / "data");
  std::mt19937 random(20261126);
  std::map<std::string, std::vector<Told>> told;
  std::string fingerprint;
  std::size_t edits = 0;
  const int kills = test::soaked(100);
  for (int round = 0; round < kills; ++round) {
    long long killed = 0;
    test::RunOptions options;
    options.awaited = "ready";
    options.whenSeen = [&](test::Child& child) {
      std::this_thread::sleep_for(std::chrono::milliseconds(std::uniform_int_distribution<int>(200, 3000)(random)));
      killed = nowMs();
      ::kill(child.processId(), SIGKILL);
    };
    const test::Ran ran = test::run(
        {SNITT_DRAWING_HAND, (folder / "a.svs").string(), (folder / "data").string(), std::to_string(round)}, options);
    ASSERT_EQ(ran.code, 128 + SIGKILL) << ran.err;
    std::istringstream lines(ran.out);
    for (std::string line; std::getline(lines, line);) {
      std::istringstream words(line);
      Told one{};
      std::string id;
      if (line == "ready" || lines.eof() || !(words >> one.ms >> id >> one.state)) continue;
      told[id].push_back(one);
      ++edits;
    }
    if (fingerprint.empty()) {
      for (const auto& file : std::filesystem::directory_iterator(places.folder))
        if (file.path().extension() == ".snitt") fingerprint = file.path().stem().string();
      ASSERT_FALSE(fingerprint.empty());
    }
    const auto kept = readDrawing(fingerprint, places);
    ASSERT_TRUE(kept) << kept.error().message;
    std::map<std::string, std::string> onDisk;
    for (const PlacedAnnotation& one : kept->annotations)
      onDisk[one.annotation->id] = sha256Of(toWkb(one.annotation->geometry)).substr(0, 16);
    for (auto& [id, states] : told) {
      const auto found = onDisk.find(id);
      const std::string now = found == onDisk.end() ? "gone" : found->second;
      // The last one that was a second old, or any later one.
      bool isKnown = states.front().ms > killed - 1000 && now == "gone";
      std::size_t last = 0;
      for (std::size_t i = 0; i < states.size(); ++i)
        if (states[i].ms <= killed - 1000) last = i;
      for (std::size_t i = last; i < states.size(); ++i) isKnown = isKnown || states[i].state == now;
      EXPECT_TRUE(isKnown) << "round " << round << ", " << id << " is " << now;
      // What is on disk is where the next round begins.
      states = {{killed - 2000, now}};
    }
  }
  EXPECT_GT(edits, static_cast<std::size_t>(kills) * 3);
}

}  // namespace
}  // namespace snitt
