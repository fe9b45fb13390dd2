// Pictures of the windows of cases in both themes, for people's eyes: sample_cases FOLDER [SLIDE]. The slide is one
// with a label; one without is made where none is named.
#include <QApplication>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>

#include <filesystem>
#include <iostream>

#include "support/fake_case_book.h"
#include "support/make_slide.h"
#include "ui/cases/case_chooser.h"
#include "ui/cases/case_view.h"
#include "ui/cases/cases_window.h"
#include "ui/cases/filter_bar.h"
#include "ui/cases/identity_bar.h"
#include "ui/cases/new_case_dialog.h"
#include "ui/cases/unmatched_queue.h"
#include "ui/cases/worklist_page.h"
#include "ui/document/reaper.h"
#include "ui/theme/theme.h"

namespace {

using namespace snitt;

std::shared_ptr<test::FakeCases> sampleCases(bool masked, const std::filesystem::path& slide) {
  auto cases = std::make_shared<test::FakeCases>();
  cases->actor = test::sampleActor(masked ? Roles{Role::researcher} : Roles{Role::pathologist});
  for (std::int64_t id = 1; id <= 400; ++id) cases->rows.push_back(test::sampleRow(id, masked));
  if (!masked) {
    cases->rows[2].patient = "Ødegård-Wálsh, Kristín\u202e Bjørg <b>&";
    cases->rows[3].patient = "כהן, שרה";
  }
  cases->rows[4].name.site = "MATER";
  cases->cases[2] = test::sampleCase(2, masked);
  for (std::int64_t scan = 210; scan < 215; ++scan) cases->files[scan] = slide;
  for (std::int64_t id = 1; id <= 4; ++id) {
    cases->unmatched.push_back(test::sampleUnmatched(id, slide));
    cases->unmatched.back().path = slide.string();
  }
  return cases;
}

void save(QWidget& window, const std::filesystem::path& folder, const std::string& name) {
  QTest::qWait(600);
  window.grab().save(QString::fromStdString((folder / (name + ".png")).string()));
}

void drawDialogs(CaseDesk& desk, CasesWindow& window, const std::filesystem::path& folder, const std::string& prefix) {
  std::vector<WorklistRow> rows{test::sampleRow(5, prefix.ends_with("masked")),
                                test::sampleRow(6, prefix.ends_with("masked"))};
  rows[0].name = {"MATER", "26-H-10006"};
  CaseChooser chooser(QStringLiteral("26-H-10006"), rows, &window);
  chooser.show();
  save(chooser, folder, prefix + "-choose");
  NewCaseDialog dialog(desk, {"STJ", "26-H-10002", {}}, &window);
  dialog.show();
  save(dialog, folder, prefix + "-new-case");
  dialog.findChild<QPushButton*>(QStringLiteral("make"))->click();
  save(dialog, folder, prefix + "-new-case-there");
}

void drawWindows(const std::filesystem::path& folder, const std::filesystem::path& slide, const std::string& theme) {
  for (const bool masked : {false, true}) {
    const std::string prefix = theme + (masked ? "-masked" : "");
    CaseDesk desk(test::openerOf(sampleCases(masked, slide)), folder / "snitt.db");
    CasesWindow window(desk, {});
    window.resize(1280, 800);
    window.show();
    QTest::qWait(300);
    window.worklist().focusList();
    save(window, folder, prefix + "-worklist");
    window.showCase(CaseId{2});
    QTest::qWait(800);
    save(window, folder, prefix + "-case");
    window.findChild<QTabWidget*>("side")->setCurrentIndex(1);
    save(window, folder, prefix + "-history");
    window.showUnmatched();
    QTest::qWait(500);
    save(window, folder, prefix + "-unmatched");
    drawDialogs(desk, window, folder, prefix);
    if (masked) continue;
    window.showWorklist();
    QTest::keyClicks(&window.worklist().filters().search(), QStringLiteral("nothing"));
    save(window, folder, prefix + "-nothing");
  }
  auto none = std::make_shared<test::FakeCases>();
  none->noOpen = Error{ErrorKind::notFound, "there is no database"};
  CaseDesk desk(test::openerOf(none), folder / "snitt.db");
  CasesWindow window(desk, {});
  window.resize(1280, 800);
  window.show();
  save(window, folder, theme + "-no-database");
  IdentityBar bar;
  bar.resize(700, 30);
  const OpenedCase opened = test::sampleCase(2, false);
  bar.setOwner(SlideOwner{opened.labCase.id, opened.labCase.name, true, opened.labCase.patient});
  bar.show();
  save(bar, folder, theme + "-identity");
  bar.setOthersOpen(true);
  save(bar, folder, theme + "-identity-warning");
}

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication application(argc, argv);
  if (argc != 2 && argc != 3) {
    std::cerr << "usage: sample_cases FOLDER [SLIDE]\n";
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  const auto slide = argc == 3 ? std::filesystem::path(argv[2]) : folder / "26-H-10003_A1_2.svs";
  if (argc == 2) snitt::test::makeSlide(slide, {});
  for (const auto& [choice, name] : {std::pair(ThemeChoice::light, "light"), std::pair(ThemeChoice::dark, "dark")}) {
    applyTheme(application, choice);
    drawWindows(folder, slide, name);
  }
  return Reaper::allEnded(std::chrono::seconds(10), std::chrono::seconds(10)) ? 0 : 1;
}
