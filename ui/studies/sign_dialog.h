// Asks as what and by whom a report is signed, and for their PIN. UI thread only.
#pragma once

#include <string>
#include <vector>

#include "ui/studies/register_reading.h"
#include "ui/studies/study_dialog.h"
#include "ui/studies/study_order.h"

class QComboBox;
class QLineEdit;
class QRadioButton;

namespace snitt {

class SignDialog : public StudyDialog {
  Q_OBJECT

 public:
  // `run` is copied. `persons` are offered, `person` is chosen. `names` outlives it.
  SignDialog(const ListedLock& lock, const ListedRun& run, const std::vector<std::string>& persons,
             const std::string& person, const SlideNames& names, QWidget* parent = nullptr);

  // Without report and register.
  [[nodiscard]] SignOrder order() const;
  [[nodiscard]] std::string pin() const;

 protected:
  [[nodiscard]] QString obstacle() const override;

 private:
  ListedRun m_run;
  QRadioButton* m_operator;
  QRadioButton* m_reviewer;
  QComboBox* m_person;
  QLineEdit* m_pin;
};

}  // namespace snitt
