#include "ui/view/view_history.h"

#include <QTest>

#include <gtest/gtest.h>

#include "tests/support/make_slide.h"
#include "tests/support/temp_folder.h"
#include "ui/view/slide_view.h"

namespace snitt {
namespace {

Viewport at(double x) { return Viewport{QSize(800, 600), QPointF(x, 0), 1, 0, false}; }

TEST(ViewHistory, GoesBackAndOnAgain) {
  ViewHistory history;
  EXPECT_FALSE(history.back(at(0)).has_value());
  history.leave(at(1));
  history.leave(at(2));
  EXPECT_EQ(history.back(at(3))->centre.x(), 2);
  EXPECT_EQ(history.back(at(2))->centre.x(), 1);
  EXPECT_FALSE(history.canGoBack());
  EXPECT_EQ(history.forward(at(1))->centre.x(), 2);
  EXPECT_EQ(history.forward(at(2))->centre.x(), 3);
  EXPECT_FALSE(history.canGoForward());
}

TEST(ViewHistory, ANewJumpForgetsWhatLayAhead) {
  ViewHistory history;
  history.leave(at(1));
  ASSERT_TRUE(history.back(at(2)).has_value());
  history.leave(at(5));
  EXPECT_FALSE(history.canGoForward());
  EXPECT_EQ(history.back(at(6))->centre.x(), 5);
}

TEST(ViewHistory, JumpsFromOnePlaceAreOneStepBackAndTheOldestAreForgotten) {
  ViewHistory history;
  history.leave(at(1));
  history.leave(at(1));
  ASSERT_TRUE(history.back(at(2)).has_value());
  EXPECT_FALSE(history.canGoBack());
  for (std::size_t i = 0; i < 3 * ViewHistory::kMost; ++i) history.leave(at(static_cast<double>(i)));
  std::size_t steps = 0;
  while (history.back(at(0))) ++steps;
  EXPECT_EQ(steps, ViewHistory::kMost);
}

class OpenView : public testing::Test {
 protected:
  OpenView() {
    const auto file = folder / "slide.svs";
    test::makeSlide(file, {});
    document = std::make_unique<SlideDocument>(file, DocumentOptions{});
    view.resize(600, 400);
    view.setVisible(true);
    view.setDocument(document.get());
    EXPECT_TRUE(QTest::qWaitFor([this] { return document->state() == SlideDocument::State::open; }, 10000));
  }
  ~OpenView() override { view.setDocument(nullptr); }

  // Where the slide's corners are on the screen.
  [[nodiscard]] QRectF slideOnScreen() const {
    return QRectF(view.viewport().toScreen(QPointF(0, 0)),
                  view.viewport().toScreen(QPointF(document->sizePx().width(), document->sizePx().height())));
  }

  test::TempFolder folder;
  std::unique_ptr<SlideDocument> document;
  SlideView view;
};

TEST_F(OpenView, AJumpIsUndoneByTheMousesBackButton) {
  const Viewport before = view.viewport();
  view.zoomTo(0.5);
  ASSERT_TRUE(QTest::qWaitFor([this] { return view.viewport().downsample == 0.5; }, 3000));
  QTest::mousePress(&view, Qt::BackButton);
  ASSERT_TRUE(QTest::qWaitFor([&] { return view.viewport().downsample == before.downsample; }, 3000));
  EXPECT_LT((view.viewport().centre - before.centre).manhattanLength(), 1);
}

TEST_F(OpenView, TheWholeSlideStaysWholeWhenTheWindowChanges) {
  view.resize(900, 250);
  EXPECT_TRUE(QRectF(view.rect()).contains(slideOnScreen()));
  EXPECT_GT(slideOnScreen().height(), 0.8 * view.height());
}

TEST_F(OpenView, ADetailKeepsItsSizeWhenTheWindowChanges) {
  view.setViewport(Viewport{view.size(), QPointF(1000, 700), 1, 0, false});
  view.resize(900, 250);
  EXPECT_EQ(view.viewport().downsample, 1);
  EXPECT_EQ(view.viewport().centre, QPointF(1000, 700));
}

}  // namespace
}  // namespace snitt
