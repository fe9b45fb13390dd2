// Slides beside each other that move as one.
#include "ui/window/view_sync.h"

#include <cmath>

#include <gtest/gtest.h>

#include "support/open_view.h"
#include "support/viewer_window.h"

namespace snitt {
namespace {

using test::SlideRecipe;
using test::ViewerWindow;
using test::waitFor;

// Places of the two slides that lie on each other on the screen must do so afterwards, wherever the leader goes.
TEST(ViewSync, WhatLayOnEachOtherStaysSo) {
  const Viewport leader{{800, 600}, {5000, 4000}, 4, 0, false};
  for (const double rotation : {0.0, 90.0, 180.0, 270.0, 33.0})
    for (const bool flipped : {false, true}) {
      SCOPED_TRACE(testing::Message() << rotation << (flipped ? " mirrored" : ""));
      const Viewport follower{{800, 600}, {1234, 777}, 2, rotation, flipped};
      for (const Viewport& now :
           {leader.movedBy({37, -91}), leader.zoomedAround({100, 500}, 1.3), leader.turnedTo(90), leader.turnedTo(211),
            leader.mirrored(), leader.turnedTo(77).mirrored().movedBy({-5, 60}).zoomedAround({700, 20}, 9)}) {
        const Viewport moved = followed(leader, now, follower);
        for (const QPointF& screen : {QPointF(0, 0), QPointF(400, 300), QPointF(710, 123)}) {
          const QPointF onLeader = now.toScreen(leader.toSlide(screen));
          const QPointF onFollower = moved.toScreen(follower.toSlide(screen));
          EXPECT_NEAR(onLeader.x(), onFollower.x(), 1e-3);
          EXPECT_NEAR(onLeader.y(), onFollower.y(), 1e-3);
        }
      }
      // There and back again.
      EXPECT_NEAR(followed(leader, leader, follower).rotationDeg, rotation, 1e-6);
      EXPECT_EQ(followed(leader, leader, follower).flipped, flipped);
    }
}

TEST(ViewSync, QuarterTurnsStayExact) {
  const Viewport leader{{800, 600}, {5000, 4000}, 4, 0, false};
  const Viewport follower{{800, 600}, {1234, 777}, 2, 90, true};
  EXPECT_TRUE(followed(leader, leader.turnedTo(270), follower).isUpright());
  EXPECT_TRUE(followed(leader, leader.mirrored(), follower).isUpright());
}

class SynchronisedPanes : public testing::Test {
 protected:
  void SetUp() override {
    SlideRecipe fine;
    SlideRecipe coarse;
    coarse.widthPx = 1024;
    coarse.heightPx = 768;
    coarse.mpp = 0.5;
    coarse.magnification = 20;
    OpenRequest request;
    request.slides = {m_viewer.slide("fine.svs", fine), m_viewer.slide("coarse.svs", coarse)};
    m_viewer.trigger("view.panes-2");
    m_viewer.window().open(request);
    for (int i = 0; i < 2; ++i) ASSERT_TRUE(waitFor([&] { return ViewerWindow::isComplete(pane(i)); }));
    m_viewer.window().grid().setActive(&pane(0));
  }

  [[nodiscard]] SlidePane& pane(int index) { return m_viewer.window().grid().pane(index); }
  [[nodiscard]] SlideView& view(int index) { return pane(index).view(); }
  // Where a place of a slide lies, from the middle of its pane.
  [[nodiscard]] QPointF fromMiddle(int index, QPointF slide) {
    const Viewport& at = view(index).viewport();
    return at.toScreen(slide) - QPointF(at.sizePx.width() / 2.0, at.sizePx.height() / 2.0);
  }

  ViewerWindow m_viewer;
};

TEST_F(SynchronisedPanes, ShowTheSameScaleAndMoveTogether) {
  view(0).setViewport(Viewport{{}, {1000, 700}, 2, 0, false});
  m_viewer.trigger("view.synchronise");
  EXPECT_NEAR(pane(0).umPerScreenPx(), pane(1).umPerScreenPx(), 1e-9);
  const QPointF before = view(1).viewport().centre;
  view(0).panBy({40, 20});
  EXPECT_NEAR(view(1).viewport().centre.x(), before.x() - 40 * view(1).viewport().downsample, 1e-6);
  EXPECT_NEAR(view(1).viewport().centre.y(), before.y() - 20 * view(1).viewport().downsample, 1e-6);
  // Whoever is worked in leads.
  view(1).zoomBy(2);
  ASSERT_TRUE(waitFor([&] { return view(1).complete() && view(0).complete(); }));
  EXPECT_NEAR(pane(0).umPerScreenPx(), pane(1).umPerScreenPx(), 1e-9);
  view(0).turnBy(90);
  ASSERT_TRUE(waitFor([&] { return view(0).complete() && view(1).complete(); }));
  EXPECT_NEAR(view(1).viewport().rotationDeg, 90, 1e-6);
  view(1).mirror();
  EXPECT_TRUE(view(0).viewport().flipped);
}

TEST_F(SynchronisedPanes, KeepTheirOffsetWhateverIsDone) {
  m_viewer.trigger("view.synchronise");
  m_viewer.trigger("view.sync-offset");
  view(1).panBy({31, -17});
  view(1).turnBy(12);
  ASSERT_TRUE(waitFor([&] { return view(1).complete(); }));
  EXPECT_EQ(view(0).viewport().rotationDeg, 0) << "while the offset is adjusted a slide moves alone";
  m_viewer.trigger("view.sync-offset");
  // Two places that lie at the same spot of their panes now.
  const QPointF left = view(0).viewport().toSlide({100, 100});
  const QSize size0 = view(0).viewport().sizePx;
  const QSize size1 = view(1).viewport().sizePx;
  const QPointF right = view(1).viewport().toSlide(
      QPointF(100, 100) + QPointF(size1.width() - size0.width(), size1.height() - size0.height()) / 2);
  ASSERT_LT((fromMiddle(0, left) - fromMiddle(1, right)).manhattanLength(), 1e-6);
  view(0).panBy({-25, 8});
  view(0).zoomBy(1.7);
  ASSERT_TRUE(waitFor([&] { return view(0).complete(); }));
  view(0).turnBy(40);
  ASSERT_TRUE(waitFor([&] { return view(0).complete(); }));
  EXPECT_LT((fromMiddle(0, left) - fromMiddle(1, right)).manhattanLength(), 0.01);
  m_viewer.trigger("view.sync-reset");
  EXPECT_EQ(view(1).viewport().rotationDeg, view(0).viewport().rotationDeg);
}

// A person who clicks while a zoom still glides stops both slides at the same place.
TEST_F(SynchronisedPanes, AClickDuringAGlideLeavesNobodyBehind) {
  m_viewer.trigger("view.synchronise");
  view(0).zoomBy(2);
  QTest::qWait(30);
  test::mouse(view(0), QEvent::MouseButtonPress, {200, 200});
  test::mouse(view(0), QEvent::MouseButtonRelease, {200, 200});
  EXPECT_NEAR(pane(0).umPerScreenPx(), pane(1).umPerScreenPx(), 1e-9);
}

// The next slide in a synchronised pane begins where it is put, at the scale of the others.
TEST_F(SynchronisedPanes, ASlideOpenedLaterJoins) {
  m_viewer.trigger("view.synchronise");
  view(0).setViewport(Viewport{{}, {600, 500}, 1, 0, false});
  const auto third = m_viewer.slide("third.svs");
  m_viewer.window().grid().setActive(&pane(1));
  m_viewer.window().openSlide(third);
  ASSERT_TRUE(waitFor([&] { return pane(1).document()->path() == third && ViewerWindow::isComplete(pane(1)); }));
  const QPointF before = view(1).viewport().centre;
  EXPECT_NEAR(pane(0).umPerScreenPx(), pane(1).umPerScreenPx(), 1e-9);
  view(0).panBy({10, 0});
  EXPECT_NEAR(view(1).viewport().centre.x(), before.x() - 10 * view(1).viewport().downsample, 1e-6);
  EXPECT_NEAR(view(1).viewport().centre.y(), before.y(), 1e-6);
}

}  // namespace
}  // namespace snitt
