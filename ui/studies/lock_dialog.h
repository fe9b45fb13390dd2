// Asks which protocol is locked, and says beforehand what a lock means and what will be judged. UI thread only.
#pragma once

#include "ui/studies/study_dialog.h"
#include "ui/studies/study_order.h"

class QLineEdit;

namespace snitt {

class ProtocolChooser;

class LockDialog : public StudyDialog {
  Q_OBJECT

 public:
  // `start`: where looking for a protocol begins. `names` outlives it.
  LockDialog(const std::filesystem::path& protocol, const std::filesystem::path& start, const SlideNames& names,
             QWidget* parent = nullptr);

  // Without a register.
  [[nodiscard]] LockOrder order() const;

 protected:
  [[nodiscard]] QString obstacle() const override;

 private:
  void follow();

  ProtocolChooser* m_protocol;
  QWidget* m_againRow;
  QLineEdit* m_again;
};

}  // namespace snitt
