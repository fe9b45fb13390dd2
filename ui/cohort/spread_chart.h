// How far the networks were apart against the score, a point a slide, at one resolution. A click chooses the slide that
// lies nearest. UI thread.
#pragma once

#include <QPixmap>

#include "core/cohort/cohort_figures.h"
#include "ui/cohort/cohort_chart.h"

namespace snitt {

struct ChartAxes;

class SpreadView : public CohortChart {
  Q_OBJECT

 public:
  explicit SpreadView(const QString& resolution, QWidget* parent = nullptr);
  // `why`: said where there is no point.
  void show(const SpreadSeries& series, BundleStatus bundle, const QString& why);
  void setCurrent(const std::optional<std::size_t>& row);
  [[nodiscard]] const SpreadSeries& series() const { return m_series; }
  [[nodiscard]] Render picture() const override;
  [[nodiscard]] QPointF placeOf(const SpreadPoint& point) const;
  [[nodiscard]] QSize sizeHint() const override { return {280, 230}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {160, 180}; }

 Q_SIGNALS:
  void chosen(std::size_t row);
  void opened(std::size_t row);

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  [[nodiscard]] ChartAxes axes() const;
  [[nodiscard]] const SpreadPoint* nearest(QPointF at) const;
  void paintPoints();

  SpreadSeries m_series;
  BundleStatus m_bundle = BundleStatus::demonstrator;
  QString m_why;
  std::optional<std::size_t> m_current;
  QPixmap m_points;  // all of them, painted once
};

}  // namespace snitt
