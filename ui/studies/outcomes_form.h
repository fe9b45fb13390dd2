// The part of a protocol that says what happened to the patients: the file, its columns, and what counts. Columns and
// their values are read from the file, off the UI thread. UI thread.
#pragma once

#include <QWidget>

#include <filesystem>
#include <optional>
#include <vector>

#include "core/validation/protocol.h"
#include "ui/studies/latest_work.h"
#include "ui/studies/table_columns.h"

class QComboBox;
class QDateEdit;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace snitt {

class CheckList;
class PathField;

class OutcomesForm : public QWidget {
  Q_OBJECT

 public:
  explicit OutcomesForm(QWidget* parent = nullptr);

  // With the file as it was typed.
  [[nodiscard]] validation::OutcomePart outcomes() const;
  // Its file is absolute.
  void setOutcomes(const validation::OutcomePart& part);
  void setStart(const std::filesystem::path& folder);
  [[nodiscard]] const std::vector<std::string>& columns() const { return m_columns.names; }

 Q_SIGNALS:
  void changed();
  void columnsChanged();

 private:
  void build();
  QComboBox* makeColumn(const char* name, const QString& accessibleName);
  void read();
  void take(const Result<TableColumns>& columns);
  void fillValues();
  [[nodiscard]] std::vector<std::string> valuesOf(const QComboBox& column) const;

  PathField* m_file;
  QLabel* m_says;
  QComboBox* m_patient = nullptr;
  QComboBox* m_time = nullptr;
  QComboBox* m_unit = nullptr;
  QComboBox* m_event = nullptr;
  QComboBox* m_eventValue = nullptr;
  QComboBox* m_cause = nullptr;
  QFormLayout* m_form = nullptr;
  CheckList* m_counts = nullptr;
  CheckList* m_competes = nullptr;
  QComboBox* m_unknown = nullptr;
  QLineEdit* m_origin = nullptr;
  QLineEdit* m_endpoint = nullptr;
  QDateEdit* m_cutOff = nullptr;
  TableColumns m_columns;
  LatestWork m_work;
};

}  // namespace snitt
