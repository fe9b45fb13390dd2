// Several cases that one number may mean, to choose one of. UI thread.
#pragma once

#include <QDialog>

#include <vector>

#include "core/cases/worklist.h"

class QListWidget;

namespace snitt {

class CaseChooser : public QDialog {
  Q_OBJECT

 public:
  // `name` as it is shown.
  CaseChooser(const QString& name, const std::vector<WorklistRow>& rows, QWidget* parent = nullptr);

 Q_SIGNALS:
  void chosen(snitt::CaseId id);

 private:
  void choose();

  std::vector<WorklistRow> m_rows;
  QListWidget* m_list;
};

// A case in two lines, for lists to choose from: number and laboratory; patient as far as they may be seen, specimens.
[[nodiscard]] QString caseLines(const WorklistRow& row);

}  // namespace snitt
