// pT, pN, nodes, TNM edition and y-prefix of a case, each with where it comes from. What is typed is told when a field
// is left or Return is pressed. UI thread.
#pragma once

#include <QWidget>

#include <array>

#include "core/cases/lab_case.h"

class QComboBox;
class QLabel;
class QLineEdit;

namespace snitt {

class StagingForm : public QWidget {
  Q_OBJECT

 public:
  explicit StagingForm(QWidget* parent = nullptr);
  void show(const LabCase& labCase, bool mayConfirm);
  // What is being typed is told, if it is a value.
  void finishEditing();

 Q_SIGNALS:
  void entered(snitt::StagingItem item, const std::string& value);  // empty: taken away

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  struct Field {
    StagingItem item = StagingItem::pT;
    QLineEdit* edit = nullptr;
    QComboBox* choice = nullptr;
    QLabel* note = nullptr;
    std::string value;  // as it is stored
    QString source;
  };
  void take(Field& field);
  static void showValue(Field& field);

  std::array<Field, kStagingItems> m_fields;
};

}  // namespace snitt
