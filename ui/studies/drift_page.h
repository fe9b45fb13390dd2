// The page for drift: what was found last, its alarms above its series, and a button that looks again. Results are read
// off the UI thread. UI thread.
#pragma once

#include <QWidget>

#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "ui/document/slide_names.h"
#include "ui/studies/drift_reading.h"
#include "ui/studies/latest_work.h"

class QLabel;
class QPushButton;
class QStackedWidget;
class QTreeWidget;

namespace snitt {

class EmptyPage;
class StudyPlaces;
class StudyWork;
class VerdictChip;

struct DriftPageParts {
  StudyWork* work = nullptr;  // null: nothing is looked for
  StudyPlaces* places = nullptr;
  std::filesystem::path database;
  std::vector<std::filesystem::path> bundles;
  const SlideNames* names = nullptr;
  std::function<void(const std::filesystem::path&)> openFile;
};

class DriftPage : public QWidget {
  Q_OBJECT

 public:
  // What `parts` points to outlives it.
  explicit DriftPage(DriftPageParts parts, QWidget* parent = nullptr);

  // The results in this folder, from now on.
  void showReport(const std::filesystem::path& folder);
  void askDrift();
  [[nodiscard]] const std::optional<DriftReading>& reading() const { return m_reading; }

 Q_SIGNALS:
  // A sentence that a person should read, whatever the page shows.
  void said(const QString& sentence);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void build();
  QTreeWidget* makeList(const char* name, const QString& accessibleName, const QStringList& headings);
  void take(const Result<DriftReading>& reading);
  void showReading();
  void showEmpty();
  void showAlarms();
  void showSeries();
  void showWork();

  DriftPageParts m_parts;
  std::optional<DriftReading> m_reading;
  std::optional<Error> m_fault;  // why there is none
  QStackedWidget* m_stack;
  EmptyPage* m_empty;
  QWidget* m_content;
  VerdictChip* m_chip = nullptr;
  QLabel* m_conclusion = nullptr;
  QLabel* m_source = nullptr;
  QLabel* m_falseAlarms = nullptr;
  QTreeWidget* m_alarms = nullptr;
  QTreeWidget* m_series = nullptr;
  QWidget* m_alarmBox = nullptr;
  QPushButton* m_look = nullptr;
  QPushButton* m_pdf = nullptr;
  QPushButton* m_html = nullptr;
  QPushButton* m_folder = nullptr;
  LatestWork m_work;
};

}  // namespace snitt
