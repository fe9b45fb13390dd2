// All charts of a cohort, in a column: scores with thresholds, classes, slides without a class, spread against score.
// UI thread.
#pragma once

#include <QScrollArea>

#include <set>
#include <vector>

#include "core/cohort/cohort_figures.h"
#include "ui/cohort/cohort_filter.h"

class QGridLayout;
class QLabel;
class QVBoxLayout;

namespace snitt {

class BarsView;
class CohortChart;
class HistogramView;
class SpreadView;

class CohortCharts : public QScrollArea {
  Q_OBJECT

 public:
  explicit CohortCharts(QWidget* parent = nullptr);
  // `part`: what of the cohort they show, where it is not all.
  void show(const CohortReading& reading, const CohortFigures& figures, const QString& part);
  void setCurrent(const std::optional<std::size_t>& row);

  [[nodiscard]] const std::vector<HistogramView*>& histograms() const { return m_histograms; }
  [[nodiscard]] const std::vector<SpreadView*>& spreads() const { return m_spreads; }
  [[nodiscard]] BarsView& classes() const { return *m_classes; }
  [[nodiscard]] BarsView& reasons() const { return *m_reasons; }

 Q_SIGNALS:
  void classChosen(snitt::ClassChoice prognosis);
  void reasonChosen(const std::set<std::size_t>& rows, const QString& words);
  void slideChosen(std::size_t row);
  void slideOpened(std::size_t row);
  void saveAsked(snitt::CohortChart* chart);

 private:
  void build(const CohortReading& reading);
  void wire(CohortChart* chart);
  void showClasses(const CohortReading& reading, const CohortFigures& figures);
  void showReasons(const CohortFigures& figures);

  std::vector<std::string> m_resolutions;  // that there are charts of
  QWidget* m_column;
  QVBoxLayout* m_rows;
  QLabel* m_part;
  std::vector<HistogramView*> m_histograms;
  std::vector<SpreadView*> m_spreads;
  BarsView* m_classes;
  BarsView* m_reasons;
  std::vector<ReasonCount> m_shown;  // reasons, a bar each
};

}  // namespace snitt
