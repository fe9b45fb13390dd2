// What stands where a list would be: a heading, what it means, and a button that helps. UI thread.
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace snitt {

class EmptyPage : public QWidget {
  Q_OBJECT

 public:
  explicit EmptyPage(QWidget* parent = nullptr);
  // Without `button` there is none.
  void tell(const QString& heading, const QString& sentence, const QString& button = {});

 Q_SIGNALS:
  void pressed();

 private:
  QLabel* m_heading;
  QLabel* m_sentence;
  QPushButton* m_button;
};

}  // namespace snitt
