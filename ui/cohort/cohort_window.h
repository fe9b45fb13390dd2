// The window of one cohort: its run, its patients and slides as tables, and its charts. It follows the folder while a
// run works in it, whoever that is; a run of this program goes on when the window is closed. UI thread.
#pragma once

#include <QWidget>

#include <chrono>
#include <filesystem>
#include <memory>

#include "ui/cohort/cohort_filter.h"
#include "ui/cohort/cohort_watch.h"
#include "ui/document/slide_names.h"

class QStackedWidget;

namespace snitt {

class CohortChart;
class CohortCharts;
class CohortFilterBar;
class CohortHeader;
class CohortRun;
class CohortRuns;
class CohortTablesPane;
class EmptyPage;
class NoticeBar;
class ViewerSettings;

struct CohortWindowParts {
  CohortRuns* runs = nullptr;          // null: nothing is run from the window
  ViewerSettings* settings = nullptr;  // where dialogs begin; null: nowhere
  std::shared_ptr<SlideNames> names = std::make_shared<SlideNames>();
  std::chrono::milliseconds every = std::chrono::milliseconds(1500);
};

class CohortWindow : public QWidget {
  Q_OBJECT

 public:
  CohortWindow(std::filesystem::path folder, CohortWindowParts parts, QWidget* parent = nullptr);
  ~CohortWindow() override;

  [[nodiscard]] const std::filesystem::path& folder() const { return m_watch->folder(); }
  [[nodiscard]] const CohortWatch& watch() const { return *m_watch; }
  [[nodiscard]] CohortHeader& header() const { return *m_header; }
  [[nodiscard]] CohortFilterBar& filters() const { return *m_filters; }
  [[nodiscard]] CohortTablesPane& tables() const { return *m_tables; }
  [[nodiscard]] CohortCharts& charts() const { return *m_charts; }
  void say(const QString& sentence);
  // Above everything, and beside the buttons.
  void addOnTop(QWidget* widget);
  // The slide of this row, as a double click asks for it; what stands against it is said.
  void openSlide(std::size_t row);
  // Writes what an export asks for; the file's ending gives a picture's format. Errors: io, usage.
  [[nodiscard]] Result<void> savePicture(const CohortChart& chart, const std::filesystem::path& file) const;
  [[nodiscard]] Result<void> saveTable(bool slides, const std::filesystem::path& file) const;

 Q_SIGNALS:
  // `score`: the folder of its result; empty where there is none.
  void slideChosen(const std::filesystem::path& slide, const std::filesystem::path& score);
  // Of this cohort; `list` where it lay, empty where nobody says.
  void runAsked(const std::filesystem::path& list);
  void activated();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void build();
  void wire();
  void wireRuns();
  void followRun();
  void takeReading();
  void takeFilter();
  void showCharts();
  void showHeader();
  void showNames();
  void tellNothing();
  void askPicture(CohortChart* chart);
  void askTable(bool slides);
  [[nodiscard]] CohortRun* run() const;
  [[nodiscard]] QString title() const;
  [[nodiscard]] QString fileStem() const;
  [[nodiscard]] QString askFile(const QString& title, const QString& name, const QString& filters);

  CohortWindowParts m_parts;
  CohortWatch* m_watch;
  CohortHeader* m_header;
  NoticeBar* m_notice;
  CohortFilterBar* m_filters;
  QStackedWidget* m_stack;
  QWidget* m_content;
  EmptyPage* m_empty;
  CohortTablesPane* m_tables;
  CohortCharts* m_charts;
  CohortRun* m_followed = nullptr;  // whose signals are connected; compared, never used
  QTimer m_paces;                   // estimates of time are told anew
};

}  // namespace snitt
