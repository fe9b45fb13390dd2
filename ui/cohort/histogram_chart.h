// Patients by their score at one resolution, with the threshold. UI thread.
#pragma once

#include "core/cohort/cohort_figures.h"
#include "ui/cohort/cohort_chart.h"

namespace snitt {

struct ChartAxes;

class HistogramView : public CohortChart {
  Q_OBJECT

 public:
  explicit HistogramView(const QString& resolution, QWidget* parent = nullptr);
  void show(const ScoreHistogram& histogram);
  [[nodiscard]] const ScoreHistogram& histogram() const { return m_histogram; }
  [[nodiscard]] Render picture() const override;
  [[nodiscard]] QSize sizeHint() const override { return {280, 210}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {160, 170}; }

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  [[nodiscard]] ChartAxes axes() const;
  [[nodiscard]] QString wordsOf(std::size_t bin) const;

  ScoreHistogram m_histogram;
};

}  // namespace snitt
