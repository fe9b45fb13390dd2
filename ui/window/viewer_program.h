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
class CasesWindow;
class IdleWatch;
class LockScreens;
class Sitting;

class ViewerProgram : public QObject {
  Q_OBJECT

 public:
  // `dataFolder` empty: nothing is kept.
  explicit ViewerProgram(std::filesystem::path dataFolder);
  ~ViewerProgram() override;

  MainWindow* newWindow();
  // From now on other starts hand their slides to this program.
  void listen();
  // The windows of last time, where the person asked for that; false where there are none.
  bool restoreArrangement();
  void applyThemeAndLanguage();
  [[nodiscard]] ViewerSettings& settings() { return m_settings; }
  // Null where nothing is kept.
  [[nodiscard]] LockScreens* locks() const { return m_locks.get(); }
  [[nodiscard]] IdleWatch* idleWatch() const { return m_idle.get(); }

 private:
  struct SignedIn;
  void take(const QByteArray& message);
  void keepArrangement();
  void makePeople();
  void takeSitting();
  void takePerson();
  void showCases();
  void showSlideOfCase(const std::filesystem::path& slide);
  [[nodiscard]] MainWindow* frontWindow();

  ViewerSettings m_settings;
  ChangedShortcuts m_shortcuts;
  ClassList m_classes;
  ScoreQueue m_scores;
  std::string m_deskPerson;              // that the desk was opened for at a shared account
  std::shared_ptr<SignedIn> m_signedIn;  // as the desk's thread reads it
  std::unique_ptr<CaseDesk> m_cases;
  std::unique_ptr<Sitting> m_sitting;
  std::unique_ptr<BackupWatch> m_backups;
  std::unique_ptr<LockScreens> m_locks;
  std::unique_ptr<IdleWatch> m_idle;
  ViewerContext m_context;
  SingleInstance m_instance;
  std::vector<QPointer<MainWindow>> m_windows;
  QPointer<CasesWindow> m_casesWindow;
  bool m_keptAtEnd = false;
};

}  // namespace snitt
