// The flags of a patient and a case, to be set and lifted. UI thread.
#pragma once

#include <QWidget>

#include "ui/cases/case_book.h"

class QPushButton;
class QVBoxLayout;

namespace snitt {

class CaseFlagsView : public QWidget {
  Q_OBJECT

 public:
  explicit CaseFlagsView(QWidget* parent = nullptr);
  void show(const LabCase& labCase, bool mayFlag);

 Q_SIGNALS:
  void changeAsked(const snitt::FlagChange& change);

 private:
  void askFlag();

  QVBoxLayout* m_rows;
  QPushButton* m_set;
  bool m_hasPatient = false;
};

}  // namespace snitt
