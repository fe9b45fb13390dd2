// Asks who works here: a person, by the beginning of the name or from a list, and the PIN. Modal to the whole program,
// and it does not go away before somebody has signed in. UI thread.
#pragma once

#include <QDialog>

#include <optional>
#include <string>

#include "core/people/person.h"
#include "core/result.h"

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace snitt {

class Sitting;

class SignInSheet : public QDialog {
  Q_OBJECT

 public:
  // `sitting` outlives it.
  explicit SignInSheet(Sitting& sitting);

  // Over `window`, or in the middle of the screen. Whoever worked here last is proposed.
  void askOver(QWidget* window);
  // In front of what was opened since.
  void comeBack();
  // Escape and closing do nothing.
  void reject() override {}

 Q_SIGNALS:
  // Before somebody has worked in this program.
  void quitAsked();

 protected:
  void closeEvent(QCloseEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void build();
  void fill();
  void showChosen();
  void follow();
  void nameDone();
  void submit();
  void take(const std::optional<Error>& fault);
  void say(const QString& sentence);
  void emptyPins();
  [[nodiscard]] std::optional<Person> chosen() const;

  Sitting& m_sitting;
  bool m_asking = false;
  std::int64_t m_wanted = 0;  // the person that was chosen, whatever the list shows
  QLabel* m_heading;
  QLabel* m_hint;
  QLineEdit* m_name;
  QListWidget* m_list;
  QLineEdit* m_pin;
  QLabel* m_mustChange;
  QLineEdit* m_new;
  QLineEdit* m_again;
  QLabel* m_says;
  QPushButton* m_quit;
  QPushButton* m_go;
};

}  // namespace snitt
