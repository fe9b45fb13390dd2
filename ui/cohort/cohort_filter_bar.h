// Search and filters above a cohort's tables. UI thread.
#pragma once

#include <QTimer>
#include <QWidget>

#include "ui/cohort/cohort_filter.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace snitt {

class CohortFilterBar : public QWidget {
  Q_OBJECT

 public:
  explicit CohortFilterBar(QWidget* parent = nullptr);

  [[nodiscard]] CohortFilter filter() const;
  void setStatus(StatusChoice status);
  void setClass(ClassChoice prognosis);
  // These slides alone, `words` saying which they are.
  void setRows(std::set<std::size_t> rows, const QString& words);
  void clear();
  void setCount(const QString& words);
  // Whether accessions and files are searched, for the field's own words.
  void setNamesSearched(bool searched);
  [[nodiscard]] QLineEdit& search() const { return *m_search; }

 Q_SIGNALS:
  void filterChanged();
  void downPressed();  // in the search field: to the list

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QComboBox* addChoice(const char* name, const QString& accessibleName, const QStringList& texts);
  void tell();

  QLineEdit* m_search;
  QComboBox* m_status;
  QComboBox* m_class;
  QToolButton* m_rowsChip;
  QToolButton* m_clear;
  QLabel* m_count;
  std::set<std::size_t> m_rows;
  QTimer m_soon;
};

}  // namespace snitt
