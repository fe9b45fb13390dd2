// The way from the viewer's window to the cases and back.
#include <QAction>

#include "support/cases_fixture.h"
#include "support/viewer_window.h"
#include "ui/window/viewer_program.h"

namespace snitt {
namespace {

TEST(CasesCommand, IsThereWhereThereAreCases) {
  test::ViewerWindow viewer;
  EXPECT_FALSE(viewer.window().command("cases.worklist")->isEnabled());
  const auto cases = std::make_shared<test::FakeCases>();
  CaseDesk desk(test::openerOf(cases), {});
  int shown = 0;
  viewer.context.cases = &desk;
  viewer.context.showCases = [&shown] { ++shown; };
  viewer.show();
  EXPECT_EQ(viewer.window().command("cases.worklist")->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_L));
  viewer.trigger("cases.worklist");
  EXPECT_EQ(shown, 1);
  viewer.close();
}

// Laboratories write names into file names.
TEST(CasesCommand, ASlideOfACaseIsRememberedNowhere) {
  test::ViewerWindow viewer;
  const auto slide = viewer.slide("Walsh Cathal.svs");
  viewer.window().openSlideOfCase(slide);
  ASSERT_TRUE(viewer.complete(slide));
  EXPECT_TRUE(viewer.settings.recentFiles().empty());
  for (const auto& kept : viewer.window().arrangement().slides) EXPECT_TRUE(kept.empty()) << kept;
  const auto other = viewer.slide("other.svs");
  ASSERT_TRUE(viewer.open(other));
  EXPECT_EQ(viewer.settings.recentFiles(), std::vector<std::filesystem::path>{other});
}

TEST(CasesCommand, TheProgramOpensOneWindowOfCases) {
  const test::TempFolder folder;
  ViewerProgram program(folder / "data");
  MainWindow* window = program.newWindow();
  window->command("cases.worklist")->trigger();
  window->command("cases.worklist")->trigger();
  QList<CasesWindow*> found;
  for (QWidget* one : QApplication::topLevelWidgets())
    if (auto* cases = qobject_cast<CasesWindow*>(one)) found << cases;
  ASSERT_EQ(found.size(), 1);
  EXPECT_TRUE(test::waitFor([&] {
    return found.front()->worklist().findChild<QLabel*>("heading")->text() == "There is no database of cases yet";
  }));
}

}  // namespace
}  // namespace snitt
