// The windows of cases: as many as a person works on cases at once, each of which closes on its own. What is called
// from outside opens beside what is worked on, never in its place. UI thread.
#pragma once

#include <QObject>
#include <QPointer>

#include <filesystem>
#include <functional>
#include <vector>

#include "core/cases/lab_case.h"
#include "ui/panels/thumbnail.h"

namespace snitt {

class BackupWatch;
class CaseCall;
class CaseDesk;
class CasesWindow;
class Sitting;
struct WorklistRow;

class CasesWindows : public QObject {
  Q_OBJECT

 public:
  static constexpr int kMostWindows = 8;  // that calls from outside open; and as many calls wait

  struct Parts {
    CaseDesk* desk = nullptr;
    Sitting* sitting = nullptr;
    BackupWatch* backups = nullptr;
    SlideOpener opener;
    std::function<void()> beforeWindow;  // is made
  };
  // All outlive it.
  explicit CasesWindows(Parts parts, QObject* parent = nullptr);
  ~CasesWindows() override;

  // The window that was worked in last, as it is; a new one with the worklist where there is none.
  void show();
  // A case that a link, a command line or another program names, maybe without its site. In the window that shows it
  // already; else in one that shows the worklist, else in a new one. While the program is locked it waits for whoever
  // signs in. What is wrong is said in a window, in one sentence; nothing is ever made or changed.
  void showCase(const CaseName& name);
  enum class Where { freeWindow, newWindow };
  void showCase(CaseId id, Where where = Where::freeWindow);
  // Above whatever a window shows.
  void say(const QString& sentence);

  // That exist, the one worked in last at the end.
  [[nodiscard]] std::vector<CasesWindow*> windows() const;
  // The last sentence that was said of a call; empty where all went well.
  [[nodiscard]] const QString& said() const { return m_said; }

 Q_SIGNALS:
  void slideChosen(const std::filesystem::path& file);

 private:
  CasesWindow* add();
  // One that a call may use, else a new one; null: there are enough, which was said.
  [[nodiscard]] CasesWindow* windowFor(Where where);
  void begin(const CaseName& name);
  void choose(const QString& name, const std::vector<WorklistRow>& rows);
  void beginWaiting();

  Parts m_parts;
  std::vector<QPointer<CasesWindow>> m_windows;
  std::vector<CaseName> m_waiting;  // for somebody to sign in
  std::vector<QPointer<CaseCall>> m_calls;
  QString m_said;
};

}  // namespace snitt
