// What the dialogs of validations share: a form in a page that scrolls, the reason why it cannot go on, buttons. UI
// thread only.
#pragma once

#include <QDialog>

#include "ui/document/slide_names.h"

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace snitt {

class StudyDialog : public QDialog {
  Q_OBJECT

 public:
  // `names` outlives it: a person who may not see what stands in it ends it.
  StudyDialog(const QString& title, const QString& go, const SlideNames& names, QWidget* parent);

  void accept() override;

 protected:
  void addHeading(const QString& words);
  void add(QWidget* widget);
  void endRows();  // after the last one
  void showAll();
  // Why it cannot go on, one sentence; empty where it can.
  [[nodiscard]] virtual QString obstacle() const = 0;

  const SlideNames& m_names;

 private:
  QVBoxLayout* m_rows;
  QWidget* m_inner;
  QLabel* m_obstacle;
  QPushButton* m_go;
};

}  // namespace snitt
