// Asks what drift is looked for in, and against what. UI thread only.
#pragma once

#include <vector>

#include "ui/studies/study_dialog.h"
#include "ui/studies/study_order.h"

class QLineEdit;
class QListWidget;
class QPushButton;
class QRadioButton;

namespace snitt {

class BundleChooser;
class PathField;
class StudyPlaces;

class DriftDialog : public StudyDialog {
  Q_OBJECT

 public:
  // `database` may be empty: then there are cohorts alone. `places` and `names` outlive it.
  DriftDialog(const std::filesystem::path& database, const std::vector<std::filesystem::path>& bundles,
              const StudyPlaces& places, const SlideNames& names, QWidget* parent = nullptr);

  [[nodiscard]] DriftOrder order() const;
  void addCohort(const std::filesystem::path& folder);

 protected:
  [[nodiscard]] QString obstacle() const override;

 private:
  QWidget* buildSource();
  void follow();

  std::filesystem::path m_database;
  std::filesystem::path m_start;
  QRadioButton* m_cases;
  QRadioButton* m_ofCohorts;
  QListWidget* m_cohorts;
  QPushButton* m_more;
  QPushButton* m_less;
  QLineEdit* m_week;
  BundleChooser* m_bundle;
  PathField* m_reference;
  PathField* m_out;
};

}  // namespace snitt
