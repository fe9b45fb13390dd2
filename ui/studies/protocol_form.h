// The fields of a protocol. What cannot be said here (rules of who belongs to the cohort, repeated cohorts, titles of
// subgroups) is written into the file by hand, and kept where the fields are filled in from a file. UI thread.
#pragma once

#include <QWidget>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/validation/protocol.h"
#include "ui/studies/latest_work.h"
#include "ui/studies/table_columns.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QSpinBox;
class QVBoxLayout;

namespace snitt {

class CheckList;
class CriteriaEditor;
class OutcomesForm;
class PathField;

class ProtocolForm : public QWidget {
  Q_OBJECT

 public:
  explicit ProtocolForm(QWidget* parent = nullptr);

  // Files below `folder`, that of the protocol, are named relative to it.
  [[nodiscard]] validation::Protocol protocol(const std::filesystem::path& folder) const;
  // As a file in `folder` says it. Columns and their values come from the files that it names, a moment later.
  void setProtocol(const validation::Protocol& protocol, const std::filesystem::path& folder);
  void setResponsible(const std::string& person);
  void setBundle(const std::filesystem::path& folder);
  void setStart(const std::filesystem::path& folder);
  [[nodiscard]] CriteriaEditor& criteria() const { return *m_criteria; }

 Q_SIGNALS:
  void changed();

 private:
  void alignLabels();
  QWidget* buildStudy();
  QWidget* buildAnalysis();
  QLineEdit* makeLine(const char* name, const QString& accessibleName, const QString& example);
  void readList();
  void takeColumns();
  void tellKept();
  void follow();

  QLineEdit* m_study = nullptr;
  QLineEdit* m_site = nullptr;
  QLineEdit* m_use = nullptr;
  QLineEdit* m_responsible = nullptr;
  QComboBox* m_kind = nullptr;
  QComboBox* m_thresholds = nullptr;
  PathField* m_bundle;
  PathField* m_list;
  QLabel* m_listSays;
  OutcomesForm* m_outcomes;
  QLineEdit* m_horizons = nullptr;
  CheckList* m_adjust = nullptr;
  CheckList* m_factors = nullptr;
  CheckList* m_subgroups = nullptr;
  QSpinBox* m_smallestCell = nullptr;
  QSpinBox* m_resamples = nullptr;
  QSpinBox* m_seed = nullptr;
  QDoubleSpinBox* m_near = nullptr;
  CriteriaEditor* m_criteria;
  // What the fields do not say.
  validation::CohortPart m_rules;
  std::vector<validation::RepeatPart> m_repeats;
  std::map<std::string, std::string> m_titles;  // of subgroups, by column
  QLabel* m_keptSays;
  TableColumns m_columns;
  LatestWork m_work;
};

}  // namespace snitt
