// Whose case it is: two patient identifiers, accession and site, how urgent it is and whether it is open. UI thread.
#pragma once

#include <QWidget>

#include "core/cases/lab_case.h"

class QComboBox;
class QLabel;
class QPushButton;
class QToolButton;

namespace snitt {

class CaseHeader : public QWidget {
  Q_OBJECT

 public:
  explicit CaseHeader(QWidget* parent = nullptr);
  void show(const LabCase& labCase, bool mayConfirm, bool mayLink);

 Q_SIGNALS:
  void backAsked();
  void stateAsked(snitt::CaseState state);
  void priorityAsked(snitt::Priority priority);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QToolButton* m_back;
  QLabel* m_patient;
  QLabel* m_second;
  QLabel* m_accession;
  QLabel* m_place;
  QLabel* m_state;
  QComboBox* m_priority;
  QPushButton* m_close;
  CaseState m_shown = CaseState::open;
};

}  // namespace snitt
