// Pictures of the cohort's window in both themes, for people's eyes: sample_cohort FOLDER [RUN]. RUN is the folder of a
// real run; without one, cohorts are made up.
#include <QApplication>
#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>
#include <QTest>

#include <filesystem>
#include <iostream>

#include "core/os/os.h"
#include "support/sample_cohort.h"
#include "support/tiff_surgery.h"
#include "ui/cohort/cohort_charts.h"
#include "ui/cohort/cohort_filter_bar.h"
#include "ui/cohort/cohort_tables_pane.h"
#include "ui/cohort/cohort_window.h"
#include "ui/cohort/patient_table.h"
#include "ui/cohort/run_cohort_dialog.h"
#include "ui/cohort/slide_table.h"
#include "ui/document/reaper.h"
#include "ui/theme/language.h"
#include "ui/theme/theme.h"

namespace {

using namespace snitt;

std::filesystem::path folder;
std::string theme;

void save(QWidget& window, const std::string& name) {
  QTest::qWait(700);
  window.grab().save(QString::fromStdString((folder / (theme + "-" + name + ".png")).string()));
}

std::unique_ptr<CohortWindow> show(const std::filesystem::path& run, bool masked = false) {
  CohortWindowParts parts;
  parts.names->setUnmasked(!masked);
  parts.every = std::chrono::milliseconds(200);
  auto window = std::make_unique<CohortWindow>(run, parts);
  window->resize(1360, 860);
  window->show();
  QTest::qWait(800);
  return window;
}

void drawFinished(const std::filesystem::path& run) {
  const auto window = show(run);
  window->tables().focusList();
  save(*window, "finished");
  window->tables().patientView().setCurrentIndex(window->tables().patients().index(12, 0));
  window->tables().patientView().sortByColumn(4, Qt::DescendingOrder);
  window->charts().verticalScrollBar()->setValue(100000);
  save(*window, "sorted-scrolled");
  window->charts().verticalScrollBar()->setValue(0);
  window->tables().showSlides();
  save(*window, "slides");
  window->filters().setStatus(StatusChoice::failed);
  save(*window, "failures");
  window->filters().clear();
  window->filters().search().setText(QStringLiteral("nobody"));
  save(*window, "nothing-found");
  window->resize(900, 600);
  window->filters().clear();
  save(*window, "small");
}

void drawMadeUp() {
  const auto made = folder / ("made-" + theme);
  std::filesystem::remove_all(made);
  const test::SampleCohort finished(
      made / "colon-2025",
      {.patients = 160, .faults = true, .untrained = false, .mixed = false, .slides = "/data/colon"});
  finished.finish();
  drawFinished(finished.folder());
  {
    const auto window = show(finished.folder(), true);
    window->tables().showSlides();
    save(*window, "masked");
  }
  const test::SampleCohort running(
      made / "running", {.patients = 160, .faults = true, .untrained = true, .mixed = true, .slides = "/data/colon"});
  running.begin(20);
  running.score(20, 74);
  {
    const auto lock = os::FileLock::tryAcquire(running.state() / "lock").value();
    test::writeBytes(running.state() / "owner.json",
                     R"({"host":"ward7","process":4711,"account":"kari","since":"2026-03-01T08:00:00Z"})");
    const auto window = show(running.folder());
    save(*window, "running");
  }
  {
    const auto window = show(running.folder());
    save(*window, "stopped");
  }
  const test::SampleCohort one(made / "one",
                               {.patients = 1, .faults = false, .untrained = false, .mixed = false, .slides = "/data"});
  one.finish();
  {
    const auto window = show(one.folder());
    save(*window, "one-patient");
  }
  std::filesystem::create_directories(made / "empty");
  {
    const auto window = show(made / "empty");
    save(*window, "empty");
  }
  {
    std::filesystem::create_directories(made / "early/.cohort");
    const auto lock = os::FileLock::tryAcquire(made / "early/.cohort/lock").value();
    const auto window = show(made / "early");
    save(*window, "checking");
  }
}

void drawDialog(const char* bundle) {
  RunCohortOptions options;
  options.order.list = "/data/colon-2025.csv";
  options.order.out = "/data/runs/colon-2025";
  if (bundle != nullptr) options.bundles = {bundle};
  RunCohortDialog dialog(options);
  dialog.show();
  save(dialog, "dialog");
}

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication application(argc, argv);
  if (argc < 2 || argc > 3) {
    std::cerr << "usage: sample_cohort FOLDER [RUN]\n";
    return 2;
  }
  folder = argv[1];
  std::filesystem::create_directories(folder);
  for (const auto& [choice, name] : {std::pair(ThemeChoice::light, "light"), std::pair(ThemeChoice::dark, "dark")}) {
    applyTheme(application, choice);
    installLanguage(application, QStringLiteral("en"));
    theme = name;
    if (argc == 3) {
      drawFinished(argv[2]);
      continue;
    }
    drawMadeUp();
    drawDialog(SNITT_SOURCE_DIR "/resources/bundles/demonstrator/bundle");
  }
  installLanguage(application, QStringLiteral("nb"));
  theme = "nb";
  if (argc == 2) drawMadeUp();
  if (argc == 2) drawDialog(nullptr);
  return Reaper::allEnded(std::chrono::seconds(10), std::chrono::seconds(10)) ? 0 : 1;
}
