// Counts of kinds, a bar a row: a click, or Return on the chosen row, asks for what was counted. UI thread.
#pragma once

#include <vector>

#include "ui/cohort/cohort_chart.h"
#include "ui/score/score_summary.h"

namespace snitt {

class BarsView : public CohortChart {
  Q_OBJECT

 public:
  struct Row {
    QString label;
    std::size_t count = 0;
    ClassKind kind = ClassKind::none;  // of a class: its colour and shape
    bool isClass = false;
    bool operator==(const Row&) const = default;
  };
  // beside: labels at the left of their bars; above: on a line of their own, for sentences.
  enum class Labels { beside, above };
  BarsView(const QString& stem, Labels labels, QWidget* parent);
  // `nothing`: what is said where there is no row.
  void show(const QString& title, const QString& note, std::vector<Row> rows, const QString& nothing);
  [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }
  [[nodiscard]] Render picture() const override;
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

 Q_SIGNALS:
  void chosen(int row);

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  [[nodiscard]] int rowHeight() const;
  [[nodiscard]] int rowAt(const QPointF& at) const;  // -1: none
  void paintRow(QPainter& painter, int row, double labels, std::size_t most) const;
  void paintFocus(QPainter& painter, const QRectF& line) const;

  Labels m_labels;
  std::vector<Row> m_rows;
  QString m_note;
  QString m_nothing;
  int m_current = -1;
};

}  // namespace snitt
