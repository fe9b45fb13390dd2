// The patient's result by each bundle's rule for several slides, or why there is none. UI thread.
#pragma once

#include <QWidget>

#include "core/cases/lab_case.h"

class QVBoxLayout;

namespace snitt {

class CaseResults : public QWidget {
  Q_OBJECT

 public:
  explicit CaseResults(QWidget* parent = nullptr);
  void show(const LabCase& labCase);

 private:
  QVBoxLayout* m_rows;
};

}  // namespace snitt
