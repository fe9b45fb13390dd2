// Asks for the cohort, the folder and the training record of a report. UI thread only.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "ui/studies/study_dialog.h"
#include "ui/studies/study_order.h"

class QCheckBox;
class QLineEdit;
class QVBoxLayout;

namespace snitt {

class PathField;
class ProtocolChooser;
class StudyPlaces;

class RunStudyDialog : public StudyDialog {
  Q_OBJECT

 public:
  // `places` says where looking begins. Both outlive it.
  RunStudyDialog(const std::filesystem::path& protocol, const StudyPlaces& places, const SlideNames& names,
                 QWidget* parent = nullptr);

  // Without a register.
  [[nodiscard]] RunOrder order() const;
  [[nodiscard]] std::string password() const;

 protected:
  [[nodiscard]] QString obstacle() const override;

 private:
  void follow();
  void makeRepeats(const std::vector<std::string>& names);
  PathField* addField(PathField* field);

  ProtocolChooser* m_protocol;
  PathField* m_cohort;
  PathField* m_out;
  QWidget* m_repeatBox;
  QVBoxLayout* m_repeatRows;
  std::vector<std::string> m_repeatNames;
  std::vector<PathField*> m_repeats;
  PathField* m_record;
  QLineEdit* m_password;
  QCheckBox* m_mixed;
};

}  // namespace snitt
