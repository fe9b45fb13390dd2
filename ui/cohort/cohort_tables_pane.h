// The tables of a cohort: patients with the slides of the one that is chosen below them, and all slides. UI thread.
#pragma once

#include <QWidget>

#include <optional>

#include "ui/cohort/cohort_filter.h"
#include "ui/cohort/cohort_table.h"

class QLabel;
class QTabWidget;
class QTableView;

namespace snitt {

class PatientTable;
class SlideTable;

class CohortTablesPane : public QWidget {
  Q_OBJECT

 public:
  explicit CohortTablesPane(QWidget* parent = nullptr);

  void show(const CohortTable::Reading& reading);
  void setFilter(const CohortFilter& filter);
  void setNamesShown(bool shown);
  // Chooses the slide's patient, and the slide below; in the table of all slides where that is shown.
  void choose(std::size_t row);
  void showSlides();  // the table of all slides
  void focusList();

  [[nodiscard]] PatientTable& patients() const { return *m_patients; }
  [[nodiscard]] SlideTable& slides() const { return *m_slides; }
  [[nodiscard]] QTableView& patientView() const { return *m_patientView; }
  [[nodiscard]] QTableView& slideView() const { return *m_slideView; }
  [[nodiscard]] QTableView& theirView() const { return *m_theirView; }
  [[nodiscard]] bool slidesShown() const;
  // The row of the list that is chosen in whatever is shown.
  [[nodiscard]] std::optional<std::size_t> current() const;

 Q_SIGNALS:
  void currentChanged();
  void opened(std::size_t row);
  void tabChanged();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QTableView* makeView(CohortTable* table, const QString& name, const char* objectName);
  void wirePlaces(QTableView* view, CohortTable* table);
  void setWidths(QTableView* view, const CohortTable& table);
  void showTheirs();
  void open(QTableView* view);

  PatientTable* m_patients;
  SlideTable* m_slides;
  SlideTable* m_theirs;  // of the patient that is chosen
  QTabWidget* m_tabs;
  QTableView* m_patientView;
  QTableView* m_slideView;
  QTableView* m_theirView;
  QLabel* m_theirTitle;
  std::optional<std::size_t> m_patient;
  bool m_risks = false;  // some patient has one
};

}  // namespace snitt
