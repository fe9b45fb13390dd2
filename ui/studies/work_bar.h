// What is being done to validations, how far it is, and a button that ends it. Hidden while nothing is done. UI thread.
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace snitt {

class StudyWork;

class WorkBar : public QWidget {
  Q_OBJECT

 public:
  // `work` may be null, and outlives it.
  explicit WorkBar(StudyWork* work, QWidget* parent = nullptr);
  [[nodiscard]] QString text() const;

 private:
  void show();

  StudyWork* m_work;
  QLabel* m_says;
  QProgressBar* m_bar;
  QPushButton* m_cancel;
};

}  // namespace snitt
