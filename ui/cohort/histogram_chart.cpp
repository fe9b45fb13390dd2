#include "ui/cohort/histogram_chart.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

#include "ui/cohort/chart_axes_p.h"
#include "ui/cohort/cohort_words.h"
#include "ui/score/score_style_p.h"

namespace snitt {

namespace {

std::size_t highestOf(const ScoreHistogram& histogram) {
  return histogram.bins.empty() ? 0 : *std::ranges::max_element(histogram.bins);
}

}  // namespace

HistogramView::HistogramView(const QString& resolution, QWidget* parent)
    : CohortChart(QStringLiteral("scores-%1").arg(resolution), parent) {
  m_histogram.resolution = resolution.toStdString();
  m_histogram.bins.resize(kHistogramBins);
  show(m_histogram);
}

void HistogramView::show(const ScoreHistogram& histogram) {
  m_histogram = histogram;
  setTitle(tr("Scores at %1").arg(toQString(histogram.resolution)),
           tr("%n patient(s) with a score", nullptr, static_cast<int>(histogram.patients)));
  QStringList sentences;
  if (histogram.threshold) sentences << thresholdWords(*histogram.threshold);
  for (std::size_t i = 0; i < histogram.bins.size(); ++i)
    if (histogram.bins[i] > 0) sentences << wordsOf(i);
  setSentences(sentences);
}

QString HistogramView::wordsOf(std::size_t bin) const {
  const auto bins = static_cast<double>(m_histogram.bins.size());
  const auto edge = [bins](std::size_t i) { return QString::number(static_cast<double>(i) / bins, 'f', 2); };
  return tr("%1 to %2: %n patient(s)", nullptr, static_cast<int>(m_histogram.bins[bin])).arg(edge(bin), edge(bin + 1));
}

ChartAxes HistogramView::axes() const {
  return axesIn(body(), *this, static_cast<double>(highestOf(m_histogram)), true);
}

void HistogramView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  paintHead(painter);
  if (m_histogram.patients == 0) return paintNothing(painter, tr("There are no scores to show."));
  const ChartAxes axes = this->axes();
  paintAxes(painter, *this, axes, tr("Score"));
  painter.setPen(Qt::NoPen);
  painter.setBrush(score::colourOf(Severity::note, palette()));
  const double width = 1.0 / static_cast<double>(m_histogram.bins.size());
  for (std::size_t i = 0; i < m_histogram.bins.size(); ++i) {
    if (m_histogram.bins[i] == 0) continue;
    const QPointF top = axes.at(width * static_cast<double>(i), static_cast<double>(m_histogram.bins[i]));
    const QPointF bottom = axes.at(width * static_cast<double>(i + 1), 0);
    QRectF bar(QPointF(std::round(top.x()) + 0.5, std::round(top.y())),
               QPointF(std::round(bottom.x()) - 0.5, bottom.y()));
    painter.drawRect(bar);
  }
  paintThreshold(painter, *this, axes, m_histogram.threshold);
}

bool HistogramView::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return CohortChart::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const ChartAxes axes = this->axes();
  const double place = axes.xAt(help->pos().x()) * static_cast<double>(m_histogram.bins.size());
  const bool inside = m_histogram.patients > 0 && axes.area.contains(help->pos()) && place >= 0 &&
                      place < static_cast<double>(m_histogram.bins.size());
  if (inside)
    QToolTip::showText(help->globalPos(), wordsOf(static_cast<std::size_t>(place)), this);
  else
    QToolTip::hideText();
  return true;
}

CohortChart::Render HistogramView::picture() const {
  charts::HistogramChart chart;
  chart.words = {title().toStdString(),
                 tr("%n patient(s) with a score", nullptr, static_cast<int>(m_histogram.patients)).toStdString(),
                 tr("Score").toStdString(), tr("Patients").toStdString()};
  chart.bins = m_histogram.bins;
  if (m_histogram.threshold)
    chart.thresholds = {{*m_histogram.threshold, thresholdWords(*m_histogram.threshold).toStdString()}};
  chart.nothing = tr("There are no scores to show.").toStdString();
  return [chart](const charts::ChartOutput& output) { return charts::histogram(chart, output); };
}

}  // namespace snitt
