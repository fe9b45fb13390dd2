// Asks for the list, the bundle and the folder of a cohort's run, and checks beforehand what could be scored, where the
// person wants that. UI thread only.
#pragma once

#include <QDialog>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "ui/cohort/cohort_order.h"
#include "ui/document/slide_names.h"
#include "ui/jobs/score_worker.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QTreeWidget;

namespace snitt {

class BundleChooser;

struct RunCohortOptions {
  std::filesystem::path program;               // the engine
  std::string session;                         // $SNITT_SESSION for the check
  CohortOrder order;                           // what the fields hold at first; empty paths: nothing
  std::vector<std::filesystem::path> bundles;  // offered; the first is chosen
  std::string person;
  std::filesystem::path cardsFile;             // of cards that were accepted; empty: nobody is asked
  const SlideNames* names = &unmaskedNames();  // outlive the dialog
};

class RunCohortDialog : public QDialog {
  Q_OBJECT

 public:
  explicit RunCohortDialog(RunCohortOptions options, QWidget* parent = nullptr);
  ~RunCohortDialog() override;

  // What was asked for, once the dialog was accepted.
  [[nodiscard]] const CohortOrder& order() const { return m_order; }
  [[nodiscard]] bool isChecking() const { return m_check != nullptr; }

  void accept() override;

 private:
  void build();
  QWidget* buildFile(QLineEdit*& field, const char* name, const QString& accessibleName, const QString& button,
                     void (RunCohortDialog::*choose)());
  QWidget* buildOptions();
  QWidget* buildReport();
  void chooseList();
  void chooseOut();
  void check();
  void takeCheck(const WorkerEnd& end);
  void showReport(const CohortCheckReport& report);
  void forgetReport();
  void showAll();
  [[nodiscard]] QString obstacle() const;
  [[nodiscard]] CohortOrder asked() const;

  RunCohortOptions m_options;
  CohortOrder m_order;
  std::unique_ptr<ScoreWorker> m_check;
  QLineEdit* m_list = nullptr;
  BundleChooser* m_bundle = nullptr;
  QLineEdit* m_out = nullptr;
  QSpinBox* m_jobs = nullptr;
  QCheckBox* m_heatmaps = nullptr;
  QCheckBox* m_reports = nullptr;
  QCheckBox* m_mixed = nullptr;
  QLineEdit* m_reason = nullptr;
  QPushButton* m_checkFirst = nullptr;
  QProgressBar* m_bar = nullptr;
  QLabel* m_found = nullptr;
  QTreeWidget* m_settled = nullptr;
  QLabel* m_obstacle = nullptr;
  QPushButton* m_start = nullptr;
};

}  // namespace snitt
