// Several slides at once stand beside each other; none takes another's place.
#include <QTest>

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/support/make_slide.h"
#include "tests/support/temp_folder.h"
#include "ui/window/main_window.h"

namespace snitt {
namespace {

class OpenSeveral : public testing::TestWithParam<int> {};

TEST_P(OpenSeveral, EachHasAPaneOfItsOwnAsFarAsThereAreAny) {
  const test::TempFolder folder;
  ViewerSettings settings{std::filesystem::path()};
  ChangedShortcuts shortcuts;
  ClassList classes{{}};
  ViewerContext context;
  context.classes = &classes;
  context.settings = &settings;
  context.shortcuts = &shortcuts;
  MainWindow window(context);
  window.setAttribute(Qt::WA_DeleteOnClose, false);
  OpenRequest request;
  test::SlideRecipe recipe;
  recipe.widthPx = recipe.heightPx = 480;
  recipe.levels = 1;
  for (int i = 0; i < GetParam(); ++i) {
    request.slides.push_back(folder / (std::to_string(i) + ".svs"));
    test::makeSlide(request.slides.back(), recipe);
  }
  window.open(request);
  window.show();
  window.activateWindow();
  ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
  const int shown = std::min(GetParam(), 4);
  EXPECT_EQ(window.grid().count(), shown == 3 ? 4 : shown);
  for (int i = 0; i < shown; ++i) {
    ASSERT_NE(window.grid().pane(i).document(), nullptr);
    EXPECT_EQ(window.grid().pane(i).document()->path(), request.slides[static_cast<std::size_t>(i)]);
  }
  EXPECT_EQ(&window.pane(), &window.grid().pane(0)) << "what lies over a slide goes to the first";
}

INSTANTIATE_TEST_SUITE_P(Slides, OpenSeveral, testing::Values(1, 2, 3, 5));

}  // namespace
}  // namespace snitt
