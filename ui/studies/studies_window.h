// The window of validations: those that a register holds with what came of them, what is done to them, and a page for
// drift. It follows the register, whoever adds to it; what this program does goes on when the window is closed. UI
// thread.
#pragma once

#include <QWidget>

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "ui/document/slide_names.h"
#include "ui/studies/latest_work.h"
#include "ui/studies/register_watch.h"
#include "ui/studies/study_places.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTabWidget;
class QTableView;

namespace snitt {

class DriftPage;
class EmptyPage;
class NoticeBar;
class StudiesTable;
class StudyDetails;
class StudyWork;
class ViewerSettings;
class WorkBar;

struct StudiesWindowParts {
  std::filesystem::path registerFile;
  std::filesystem::path database;              // of cases, for drift; empty: none
  StudyWork* work = nullptr;                   // null: nothing is done from the window
  ViewerSettings* settings = nullptr;          // where files lie; null: nothing is kept
  std::vector<std::filesystem::path> bundles;  // offered
  std::shared_ptr<SlideNames> names = std::make_shared<SlideNames>();
  std::function<std::string()> person = {};                         // who works here
  std::function<std::vector<std::string>()> persons = {};           // who may sign
  std::function<bool(const std::filesystem::path&)> openFile = {};  // empty: the system's own program
  std::chrono::milliseconds every = std::chrono::milliseconds(2000);
};

class StudiesWindow : public QWidget {
  Q_OBJECT

 public:
  // All of `parts` outlives it.
  explicit StudiesWindow(StudiesWindowParts parts, QWidget* parent = nullptr);
  ~StudiesWindow() override;

  [[nodiscard]] const RegisterWatch& watch() const { return *m_watch; }
  [[nodiscard]] StudiesTable& table() const { return *m_table; }
  [[nodiscard]] QTableView& list() const { return *m_list; }
  [[nodiscard]] StudyDetails& details() const { return *m_details; }
  [[nodiscard]] DriftPage& drift() const { return *m_drift; }
  [[nodiscard]] StudyPlaces& places() { return m_places; }
  void showDrift();
  void say(const QString& sentence);
  // Above everything.
  void addOnTop(QWidget* widget);
  // Dialogs, above this window.
  void askNew();
  void askLock(const std::filesystem::path& protocol);
  void askRun(const std::filesystem::path& protocol);
  void askSign(const std::filesystem::path& report);
  void askRegister();
  // The folder of a run's report; what is no such report is said.
  void takeReport(std::int64_t run, const std::filesystem::path& folder);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void build();
  QWidget* buildHead();
  QWidget* buildStudies();
  void wire();
  void wireDetails();
  void takeReading();
  void takeWanted();
  void showHistory();
  void showEmpty();
  void showCurrent();
  void showWork();
  void takeWork();
  void showNames();
  void select(std::int64_t number);
  void open(const std::filesystem::path& file);
  [[nodiscard]] bool mayBegin();

  StudiesWindowParts m_parts;
  StudyPlaces m_places;
  RegisterWatch* m_watch;
  StudiesTable* m_table;
  NoticeBar* m_notice;
  QTabWidget* m_tabs;
  QLabel* m_title;
  QLabel* m_facts;
  QLabel* m_history;
  QWidget* m_historyRow;
  QPushButton* m_new;
  QPushButton* m_lock;
  QPushButton* m_run;
  QPushButton* m_register;
  QLineEdit* m_search;
  QLabel* m_count;
  QTableView* m_list;
  StudyDetails* m_details;
  QStackedWidget* m_stack;
  QWidget* m_content;
  EmptyPage* m_empty;
  DriftPage* m_drift;
  std::int64_t m_wanted = 0;             // the entry that is to be chosen once it is listed
  std::filesystem::path m_runProtocol;   // of the run that goes on
  std::filesystem::path m_wantedReport;  // of the run that is wanted
  bool m_firstRows = true;
  LatestWork m_work;
};

}  // namespace snitt
