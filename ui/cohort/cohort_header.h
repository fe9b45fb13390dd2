// Above a cohort's tables: which cohort it is, by which bundle and on what, how far its run is, and the buttons that
// steer a run of this program. A run of somebody else is shown and left alone. UI thread.
#pragma once

#include <QWidget>

#include "core/cohort/cohort_reading.h"

class QLabel;
class QMenu;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace snitt {

class CohortRun;

class CohortHeader : public QWidget {
  Q_OBJECT

 public:
  explicit CohortHeader(QWidget* parent = nullptr);

  // `reading` and `run` may be null. `title`: what the cohort is called for whoever looks.
  void show(const CohortReading* reading, const CohortRun* run, const QString& title);
  [[nodiscard]] QMenu& exportMenu() const { return *m_menu; }
  [[nodiscard]] QString stateText() const;
  [[nodiscard]] QString progressText() const;

 Q_SIGNALS:
  void startAsked();
  void pauseAsked();
  void resumeAsked();
  void stopAsked();

 private:
  void showFacts(const CohortReading* reading);
  void showProgress(const CohortReading* reading, const CohortRun* run);
  void showButtons(const CohortReading* reading, const CohortRun* run);
  [[nodiscard]] QPushButton* addButton(const char* name, const char* iconName, const QString& text, const QString& tip);

  QLabel* m_title;
  QLabel* m_state;
  QLabel* m_facts;
  QLabel* m_warning;
  QProgressBar* m_bar;
  QLabel* m_progress;
  QWidget* m_buttons;
  QPushButton* m_start;
  QPushButton* m_pause;
  QPushButton* m_resume;
  QPushButton* m_stop;
  QToolButton* m_export;
  QMenu* m_menu;
};

}  // namespace snitt
