// Says who works here, and at a shared account lets another person do so. UI thread.
#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace snitt {

class Sitting;

class PersonBar : public QWidget {
  Q_OBJECT

 public:
  // Hidden beside something that tells it already.
  enum class Name { shown, hidden };
  // `sitting` outlives it.
  explicit PersonBar(Sitting& sitting, Name name, QWidget* parent = nullptr);

 private:
  void tell();

  Sitting& m_sitting;
  Name m_shows;
  QLabel* m_name;
  QToolButton* m_switch;
};

}  // namespace snitt
