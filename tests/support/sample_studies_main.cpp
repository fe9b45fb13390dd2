// Pictures of the window of validations and its dialogs in both themes and in Norwegian, for people's eyes:
// sample_studies FOLDER.
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>
#include <QTest>

#include <filesystem>
#include <iostream>

#include "core/validation/lock_study.h"
#include "support/fake_snitt.h"
#include "support/sample_drift.h"
#include "support/sample_register.h"
#include "support/sample_study.h"
#include "support/tiff_surgery.h"
#include "ui/document/reaper.h"
#include "ui/studies/check_list.h"
#include "ui/studies/criteria_editor.h"
#include "ui/studies/drift_dialog.h"
#include "ui/studies/drift_page.h"
#include "ui/studies/lock_dialog.h"
#include "ui/studies/protocol_dialog.h"
#include "ui/studies/protocol_form.h"
#include "ui/studies/run_study_dialog.h"
#include "ui/studies/sign_dialog.h"
#include "ui/studies/studies_table.h"
#include "ui/studies/studies_window.h"
#include "ui/studies/study_details.h"
#include "ui/studies/study_work.h"
#include "ui/theme/language.h"
#include "ui/theme/theme.h"
#include "ui/window/viewer_settings.h"

namespace {

using namespace snitt;
using document::Verdict;

std::filesystem::path folder;
std::string theme;

void save(QWidget& window, const std::string& name) {
  QTest::qWait(600);
  window.grab().save(QString::fromStdString((folder / (theme + "-" + name + ".png")).string()));
}

std::int64_t concluded(const test::SampleRegister& sample, const validation::Lock& lock, Verdict verdict,
                       const std::string& words) {
  const auto run = sample.run(lock);
  sample.conclude(lock, run, verdict, words);
  return run;
}

// What a laboratory has after a year.
std::int64_t fill(const test::SampleRegister& sample) {
  const auto pilot = sample.lock("Elvehavn pilot");
  const auto first =
      concluded(sample, pilot, Verdict::notAssessable,
                "Not assessable: 1 of 2 criteria had no figure, for only 2 events were seen by 5 years.");
  const auto elvehavn = sample.lock("Elvehavn 2026");
  sample.run(elvehavn);
  const auto passed =
      concluded(sample, elvehavn, Verdict::passed, "Passed: both criteria were met in 398 patients with 96 events.");
  sample.sign(passed, "operator", "Ola Nordmann");
  sample.sign(passed, "reviewer", "Kari Olsen");
  const auto nordvik = sample.lock("Nordvik 2026, scanner Aperio GT450 of the second laboratory");
  const auto failed =
      concluded(sample, nordvik, Verdict::failed,
                "Failed: 1 of 2 criteria was not met; sensitivity at 5 years is 76.4 %, and at least 80 % was asked.");
  sample.sign(failed, "operator", "Ola Nordmann");
  sample.lock("Nordvik 2026, scanner Aperio GT450 of the second laboratory", "the slide list lacked 14 patients");
  (void)first;
  return failed;
}

void drawWindow(const std::filesystem::path& made, const test::SampleRegister& sample, std::int64_t failed) {
  std::filesystem::create_directories(made / "drift");
  test::writeBytes(made / "drift/results.json", test::sampleDriftJson());
  test::writeBytes(made / "drift/report.pdf", "%PDF");
  const test::FakeSnitt fake(made);
  fake.does(R"(echo '{"event":"progress","stage":"look","done":130,"total":412,"etaSeconds":340}' >&2
while read line; do exit 130; done)");
  ViewerSettings settings(made / "viewer.ini");
  StudyWork work(fake.program());
  StudiesWindowParts parts;
  parts.registerFile = sample.file();
  parts.work = &work;
  parts.settings = &settings;
  parts.every = std::chrono::milliseconds(100);
  StudiesWindow window(parts);
  window.places().setReport(sample.id(), failed, sample.report(failed));
  window.places().setLast("drift", made / "drift");
  window.resize(1360, 820);
  window.show();
  QTest::qWait(500);
  window.list().selectRow(window.table().rowOf(failed).value());
  save(window, "window");
  window.details().verticalScrollBar()->setValue(10000);
  save(window, "window-scrolled");
  window.list().selectRow(0);
  save(window, "locked-only");
  window.list().selectRow(window.table().rowCount() - 1);
  save(window, "not-assessable");
  RunOrder order;
  order.out = made / "out";
  if (work.run(order, {})) {
    save(window, "running");
    work.cancel();
    QTest::qWait(300);
    save(window, "stopped");
  }
  window.drift().showReport(made / "drift");
  window.showDrift();
  save(window, "drift");
  window.resize(900, 600);
  save(window, "drift-small");
  test::writeBytes(sample.report(failed) / "report.pdf", "changed");
  sample.edit("sensitivity at 5 years is 76.4", "sensitivity at 5 years is 86.4");
  StudiesWindow broken(parts);
  broken.resize(1000, 640);
  broken.show();
  save(broken, "broken-chain");
  parts.registerFile = made / "nowhere/validations.jsonl";
  StudiesWindow empty(parts);
  empty.resize(1100, 640);
  empty.show();
  save(empty, "empty");
  empty.showDrift();
}

void drawProtocol(const std::filesystem::path& made, const test::SampleStudy& study) {
  ProtocolDialog dialog({{}, {study.bundle()}, "Kari Olsen", &unmaskedNames(), {}});
  dialog.resize(1180, 820);
  dialog.show();
  save(dialog, "protocol-new");
  const auto type = [&](const char* name, const std::string& text) {
    dialog.findChild<QLineEdit*>(QString::fromLatin1(name))->setText(QString::fromStdString(text));
  };
  dialog.setFile(made / "new.toml");
  type("study", "Elvehavn 2026");
  type("site", "Elvehavn hospital");
  type("intendedUse", "Prognosis after resection");
  type("list", study.list().string());
  type("outcomes", study.outcomes().string());
  type("origin", "date of surgery");
  type("endpoint", "death of colorectal cancer");
  type("horizons", "3, 5");
  QTest::qWait(500);
  dialog.findChild<QComboBox*>("causeColumn")->setCurrentText(QStringLiteral("cause"));
  dialog.findChild<CheckList*>("counts")->tick("cancer");
  dialog.findChild<CheckList*>("competes")->tick("other");
  dialog.form().criteria().addCriterion({"harrellC", validation::Limit::lower, {}, "", 0.65, {}});
  dialog.form().criteria().addCriterion({"sensitivity", validation::Limit::value, 5.0, "", 0.8, {}});
  save(dialog, "protocol");
  auto* scroll = dialog.findChild<QScrollArea*>();
  scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum() / 2);
  save(dialog, "protocol-middle");
  scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum());
  dialog.findChild<CheckList*>("subgroups")->tick("site");
  dialog.findChild<CheckList*>("subgroups")->setTextBeside("site", QStringLiteral("65, 75"));
  dialog.save();
  save(dialog, "protocol-saved");
}

void drawDialogs(const std::filesystem::path& made, const test::SampleStudy& study, const std::filesystem::path& file) {
  const auto locked = validation::lockStudy({made / "new.toml",
                                             "",
                                             test::SampleStudy::program(),
                                             [](const Manifest&) { return test::SampleStudy::path(); },
                                             {made / "own.jsonl", {"Kari Olsen", "uuid-k", "kari"}, true}});
  if (!locked) std::cerr << locked.error().message << "\n";
  ViewerSettings settings(made / "viewer.ini");
  const StudyPlaces places(&settings);
  LockDialog lock(made / "new.toml", {}, unmaskedNames());
  lock.show();
  save(lock, "lock");
  RunStudyDialog run(made / "new.toml", places, unmaskedNames());
  run.show();
  save(run, "run");
  const auto all = readRegister(file);
  if (all)
    for (const ListedLock& one : all->locks)
      for (const ListedRun& signedRun : one.runs) {
        if (signedRun.signatures.size() != 1) continue;
        SignDialog sign(one, signedRun, {"Kari Olsen", "Ola Nordmann"}, "Kari Olsen", unmaskedNames());
        sign.show();
        save(sign, "sign");
      }
  DriftDialog drift({}, {study.bundle()}, places, unmaskedNames());
  drift.addCohort("/data/runs/colon-spring");
  drift.show();
  save(drift, "drift-dialog");
}

void draw() {
  const auto made = folder / ("made-" + theme);
  std::filesystem::remove_all(made);
  const test::SampleRegister sample(made / "data");
  const auto failed = fill(sample);
  const test::SampleStudy study(made);
  drawProtocol(made, study);
  drawDialogs(made, study, sample.file());
  drawWindow(made, sample, failed);
}

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication application(argc, argv);
  if (argc != 2) {
    std::cerr << "usage: sample_studies FOLDER\n";
    return 2;
  }
  folder = argv[1];
  std::filesystem::create_directories(folder);
  for (const auto& [choice, name] : {std::pair(ThemeChoice::light, "light"), std::pair(ThemeChoice::dark, "dark")}) {
    applyTheme(application, choice);
    installLanguage(application, QStringLiteral("en"));
    theme = name;
    draw();
  }
  applyTheme(application, ThemeChoice::light);
  installLanguage(application, QStringLiteral("nb"));
  theme = "nb";
  draw();
  return Reaper::allEnded(std::chrono::seconds(10), std::chrono::seconds(10)) ? 0 : 1;
}
