// The criteria of a protocol, a row each: which figure, which limit of it, when, and what it must reach. UI thread.
#pragma once

#include <QWidget>

#include <vector>

#include "core/validation/protocol.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;
class QVBoxLayout;

namespace snitt {

class CriteriaEditor : public QWidget {
  Q_OBJECT

 public:
  explicit CriteriaEditor(QWidget* parent = nullptr);

  // As far as they are filled in: a row without a number has no limit, which the protocol's reader then says.
  [[nodiscard]] std::vector<validation::CriterionPart> criteria() const;
  void setHorizons(const std::vector<double>& years);
  void addCriterion(const validation::CriterionPart& criterion);
  // Instead of those that stand there. What has no row, criteria of repeated readings, is kept and told.
  void setCriteria(const std::vector<validation::CriterionPart>& criteria);

 Q_SIGNALS:
  void changed();

 private:
  struct Row {
    QWidget* box = nullptr;
    QComboBox* figure = nullptr;
    QComboBox* of = nullptr;
    QComboBox* horizon = nullptr;
    QComboBox* side = nullptr;
    QLineEdit* limit = nullptr;
  };
  void addRow(const validation::CriterionPart& criterion);
  void remove(const QWidget* box);
  void follow(const Row& row);
  void fillHorizons(const Row& row, const std::optional<double>& chosen);
  void nameRows();
  [[nodiscard]] static const validation::CriterionFigure* figureOf(const Row& row);

  std::vector<double> m_horizons;
  std::vector<Row> m_rows;
  std::vector<validation::CriterionPart> m_kept;
  QLabel* m_keptSays;
  QVBoxLayout* m_column;
};

}  // namespace snitt
