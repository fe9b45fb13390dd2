// The running program: its windows, what they share, and how it is spoken to from outside. UI thread only.
#pragma once

#include <QObject>
#include <QPointer>

#include <filesystem>
#include <memory>
#include <vector>

#include "ui/actions/changed_shortcuts.h"
#include "ui/draw/class_list.h"
#include "ui/jobs/score_queue.h"
#include "ui/window/main_window.h"
#include "ui/window/single_instance.h"
#include "ui/window/viewer_settings.h"

namespace snitt {

class BackupWatch;
class CaseDesk;
class CasesWindows;
class CohortRuns;
class CohortWindows;
class IdleWatch;
class LockScreens;
class Sitting;
class StudiesWindows;

class ViewerProgram : public QObject {
  Q_OBJECT

 public:
  // `dataFolder` empty: nothing is kept. `database`: of cases, where it is looked at all the same.
  explicit ViewerProgram(std::filesystem::path dataFolder, std::filesystem::path database = {});
  ~ViewerProgram() override;

  MainWindow* newWindow();
  // What a start was asked to open, this one or another: beside what is worked on, never in its place.
  void open(const OpenRequest& request);
  // From now on other starts hand their slides to this program.
  void listen();
  // The windows of last time, where the person asked for that; false where there are none.
  bool restoreArrangement();
  void applyThemeAndLanguage();
  [[nodiscard]] ViewerSettings& settings() { return m_settings; }
  // Null where there is no database to ask.
  [[nodiscard]] CasesWindows* casesWindows() const { return m_casesWindows.get(); }
  [[nodiscard]] CohortWindows& cohortWindows() const { return *m_cohortWindows; }
  [[nodiscard]] CohortRuns& cohortRuns() const { return *m_cohortRuns; }
  [[nodiscard]] StudiesWindows& studiesWindows() const { return *m_studiesWindows; }
  [[nodiscard]] LockScreens* locks() const { return m_locks.get(); }
  [[nodiscard]] IdleWatch* idleWatch() const { return m_idle.get(); }

 private:
  struct SignedIn;
  void take(const QByteArray& message);
  void keepArrangement();
  void makePeople();
  void makeCasesWindows();
  void makeCohortWindows();
  void makeStudiesWindows();
  void takeSitting();
  void takePerson();
  void openAllButCohorts(const OpenRequest& request);
  void openSlides(const OpenRequest& request);
  [[nodiscard]] bool isShown(const OpenRequest& request);
  void showSlideOfCase(const std::filesystem::path& slide);
  void showSlideOfCohort(const std::filesystem::path& slide, const std::filesystem::path& score);
  [[nodiscard]] MainWindow* frontWindow();

  ViewerSettings m_settings;
  ChangedShortcuts m_shortcuts;
  ClassList m_classes;
  ScoreQueue m_scores;
  std::string m_deskPerson;              // that the desk was opened for at a shared account
  std::shared_ptr<SignedIn> m_signedIn;  // as the desk's thread reads it
  std::filesystem::path m_database;      // of cases; empty: none is asked
  std::unique_ptr<CaseDesk> m_cases;
  std::unique_ptr<Sitting> m_sitting;
  std::unique_ptr<BackupWatch> m_backups;
  std::unique_ptr<LockScreens> m_locks;
  std::unique_ptr<IdleWatch> m_idle;
  std::unique_ptr<CasesWindows> m_casesWindows;
  std::unique_ptr<CohortRuns> m_cohortRuns;
  std::unique_ptr<CohortWindows> m_cohortWindows;
  std::unique_ptr<StudiesWindows> m_studiesWindows;
  QPointer<MainWindow> m_cohortSlides;  // in which slides of cohorts are shown, one after the other
  ViewerContext m_context;
  SingleInstance m_instance;
  std::vector<QPointer<MainWindow>> m_windows;
  bool m_keptAtEnd = false;
};

}  // namespace snitt
