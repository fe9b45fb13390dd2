#include "ui/cohort/spread_chart.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

#include "ui/cases/case_words.h"
#include "ui/cohort/chart_axes_p.h"
#include "ui/cohort/cohort_words.h"
#include "ui/score/score_style_p.h"

namespace snitt {

namespace {

constexpr double kReachPx = 8;
constexpr double kFewPoints = 600;

// The shapes of the classes, small: a disc, a ring, a square.
void paintPoint(QPainter& painter, QPointF at, double radius, ClassKind kind, const QColor& colour) {
  switch (kind) {
    case ClassKind::good:
      painter.setPen(Qt::NoPen);
      painter.setBrush(colour);
      painter.drawEllipse(at, radius, radius);
      break;
    case ClassKind::poor:
      painter.setPen(Qt::NoPen);
      painter.setBrush(colour);
      painter.drawRect(QRectF(at.x() - radius * 0.9, at.y() - radius * 0.9, radius * 1.8, radius * 1.8));
      break;
    default:
      painter.setPen(QPen(colour, 1.3));
      painter.setBrush(Qt::NoBrush);
      painter.drawEllipse(at, radius * 0.9, radius * 0.9);
  }
}

}  // namespace

SpreadView::SpreadView(const QString& resolution, QWidget* parent)
    : CohortChart(QStringLiteral("spread-%1").arg(resolution), parent) {
  m_series.resolution = resolution.toStdString();
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
  show(m_series, m_bundle, {});
}

void SpreadView::show(const SpreadSeries& series, BundleStatus bundle, const QString& why) {
  m_series = series;
  m_bundle = bundle;
  m_why = why.isEmpty() ? tr("No slide has a spread: that takes two networks or more.") : why;
  m_points = QPixmap();
  setTitle(tr("Spread of the networks at %1").arg(toQString(series.resolution)),
           tr("Standard deviation against score; %n slide(s)", nullptr, static_cast<int>(series.points.size())));
  QStringList sentences;
  if (series.points.empty()) sentences << m_why;
  if (const auto most = std::ranges::max_element(series.points, {}, &SpreadPoint::spread); most != series.points.end())
    sentences << tr("The networks were furthest apart at slide %1: SD %2").arg(most->row).arg(scoreText(most->spread));
  setSentences(sentences);
}

void SpreadView::setCurrent(const std::optional<std::size_t>& row) {
  if (m_current == row) return;
  m_current = row;
  update();
}

ChartAxes SpreadView::axes() const {
  double highest = 0.1;
  for (const SpreadPoint& one : m_series.points) highest = std::max(highest, one.spread);
  return axesIn(body(), *this, highest, false);
}

QPointF SpreadView::placeOf(const SpreadPoint& point) const { return axes().at(point.score, point.spread); }

void SpreadView::paintPoints() {
  m_points = QPixmap(size() * devicePixelRatioF());
  m_points.setDevicePixelRatio(devicePixelRatioF());
  m_points.fill(Qt::transparent);
  QPainter painter(&m_points);
  painter.setRenderHint(QPainter::Antialiasing);
  const ChartAxes axes = this->axes();
  const bool few = static_cast<double>(m_series.points.size()) < kFewPoints;
  for (const SpreadPoint& one : m_series.points) {
    const ClassKind kind = kindOf(one.prognosis, m_bundle);
    QColor colour = score::colourOf(kind, palette());
    colour.setAlphaF(few ? 0.85F : 0.5F);
    paintPoint(painter, axes.at(one.score, one.spread), few ? 3.2 : 2.2, kind, colour);
  }
}

void SpreadView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  paintHead(painter);
  if (m_series.points.empty()) return paintNothing(painter, m_why);
  const ChartAxes axes = this->axes();
  paintAxes(painter, *this, axes, tr("Score"));
  paintThreshold(painter, *this, axes, m_series.threshold);
  if (m_points.isNull()) paintPoints();
  painter.drawPixmap(0, 0, m_points);
  const auto found =
      std::ranges::find_if(m_series.points, [this](const SpreadPoint& one) { return one.row == m_current; });
  if (found == m_series.points.end()) return;
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(palette().color(QPalette::WindowText), 2));
  painter.drawEllipse(axes.at(found->score, found->spread), 6.5, 6.5);
}

const SpreadPoint* SpreadView::nearest(QPointF at) const {
  const ChartAxes axes = this->axes();
  const SpreadPoint* best = nullptr;
  double least = kReachPx;
  for (const SpreadPoint& one : m_series.points) {
    const QPointF place = axes.at(one.score, one.spread) - at;
    const double distance = std::hypot(place.x(), place.y());
    if (distance > least) continue;
    least = distance;
    best = &one;
  }
  return best;
}

void SpreadView::mousePressEvent(QMouseEvent* event) {
  const SpreadPoint* point = event->button() == Qt::LeftButton ? nearest(event->position()) : nullptr;
  if (point == nullptr) return CohortChart::mousePressEvent(event);
  Q_EMIT chosen(point->row);
}

void SpreadView::mouseDoubleClickEvent(QMouseEvent* event) {
  if (const SpreadPoint* point = nearest(event->position())) Q_EMIT opened(point->row);
}

bool SpreadView::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return CohortChart::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  if (const SpreadPoint* point = nearest(help->pos()))
    QToolTip::showText(help->globalPos(),
                       tr("Slide %1: score %2, SD %3, %4")
                           .arg(QString::number(point->row), scoreText(point->score), scoreText(point->spread),
                                classWordOf(point->prognosis, m_bundle)),
                       this);
  else
    QToolTip::hideText();
  return true;
}

void SpreadView::resizeEvent(QResizeEvent* event) {
  CohortChart::resizeEvent(event);
  m_points = QPixmap();
}

void SpreadView::changeEvent(QEvent* event) {
  CohortChart::changeEvent(event);
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) m_points = QPixmap();
}

CohortChart::Render SpreadView::picture() const {
  charts::PointsChart chart;
  chart.words = {title().toStdString(),
                 tr("Standard deviation of the networks' scores, a point for each slide").toStdString(),
                 tr("Score").toStdString(), tr("Standard deviation").toStdString()};
  for (const Prognosis prognosis : {Prognosis::good, Prognosis::uncertain, Prognosis::poor}) {
    charts::PointSeries series{classWordOf(prognosis, m_bundle).toStdString(), {}, {}};
    for (const SpreadPoint& one : m_series.points) {
      if (one.prognosis != prognosis) continue;
      series.x.push_back(one.score);
      series.y.push_back(one.spread);
    }
    chart.series.push_back(std::move(series));
  }
  if (m_series.threshold)
    chart.thresholds = {{*m_series.threshold, thresholdWords(*m_series.threshold).toStdString()}};
  chart.nothing = m_why.toStdString();
  return [chart](const charts::ChartOutput& output) { return charts::points(chart, output); };
}

}  // namespace snitt
