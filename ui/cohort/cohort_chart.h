// A chart of a cohort's window: painted in the window's colours, saved as a picture by the charts of ui/report. UI
// thread.
#pragma once

#include <QWidget>

#include <functional>
#include <string>

#include "core/result.h"
#include "ui/report/charts/cohort_charts.h"

class QToolButton;

namespace snitt {

class CohortChart : public QWidget {
  Q_OBJECT

 public:
  // `stem`: of the picture's file name, in plain letters.
  CohortChart(QString stem, QWidget* parent);

  using Render = std::function<Result<std::string>(const charts::ChartOutput&)>;
  // The picture as it is now, to be drawn later or again.
  [[nodiscard]] virtual Render picture() const = 0;
  [[nodiscard]] const QString& stem() const { return m_stem; }
  [[nodiscard]] const QString& title() const { return m_title; }

 Q_SIGNALS:
  void saveAsked();

 protected:
  void setTitle(const QString& title, const QString& note);
  void setSentences(const QStringList& sentences);  // what assistive technology reads
  [[nodiscard]] QRectF body() const;                // below title and note
  void paintHead(QPainter& painter) const;
  // A sentence in the middle, where there is nothing to draw.
  void paintNothing(QPainter& painter, const QString& sentence) const;
  void resizeEvent(QResizeEvent* event) override;

 private:
  QString m_stem;
  QString m_title;
  QString m_note;
  QToolButton* m_save;
};

}  // namespace snitt
