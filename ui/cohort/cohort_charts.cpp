#include "ui/cohort/cohort_charts.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

#include "ui/cases/case_words.h"
#include "ui/cases/foreign_text.h"
#include "ui/cohort/bars_chart.h"
#include "ui/cohort/cohort_words.h"
#include "ui/cohort/histogram_chart.h"
#include "ui/cohort/spread_chart.h"
#include "ui/panels/panel_parts_p.h"

namespace snitt {

namespace {

constexpr std::size_t kMostReasons = 12;
constexpr int kLeastPx = 330;

}  // namespace

CohortCharts::CohortCharts(QWidget* parent)
    : QScrollArea(parent),
      m_column(new QWidget),
      m_rows(new QVBoxLayout(m_column)),
      m_part(makeNote(m_column)),
      m_classes(new BarsView(QStringLiteral("classes"), BarsView::Labels::beside, m_column)),
      m_reasons(new BarsView(QStringLiteral("without-a-class"), BarsView::Labels::above, m_column)) {
  setObjectName(QStringLiteral("charts"));
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setMinimumWidth(kLeastPx);
  m_rows->setContentsMargins(14, 10, 14, 14);
  m_rows->setSpacing(16);
  m_part->setObjectName(QStringLiteral("part"));
  m_part->hide();
  m_rows->addWidget(m_part);
  m_rows->addWidget(m_classes);
  m_rows->addWidget(m_reasons);
  m_rows->addStretch(1);
  setWidget(m_column);
  wire(m_classes);
  wire(m_reasons);
  connect(m_classes, &BarsView::chosen, this,
          [this](int row) { Q_EMIT classChosen(static_cast<ClassChoice>(std::min(row, 3) + 1)); });
  connect(m_reasons, &BarsView::chosen, this, [this](int row) {
    const ReasonCount& one = m_shown[static_cast<std::size_t>(row)];
    Q_EMIT reasonChosen({one.rows.begin(), one.rows.end()}, m_reasons->rows()[static_cast<std::size_t>(row)].label);
  });
}

void CohortCharts::wire(CohortChart* chart) {
  connect(chart, &CohortChart::saveAsked, this, [this, chart] { Q_EMIT saveAsked(chart); });
}

void CohortCharts::build(const CohortReading& reading) {
  std::vector<std::string> names;
  for (const CohortResolution& one : reading.resolutions) names.push_back(one.name);
  if (names == m_resolutions) return;
  m_resolutions = names;
  for (HistogramView* one : m_histograms) delete one;
  for (SpreadView* one : m_spreads) delete one;
  m_histograms.clear();
  m_spreads.clear();
  int at = m_rows->indexOf(m_part) + 1;
  for (const std::string& name : names) {
    auto* histogram = new HistogramView(toQString(name), m_column);
    m_histograms.push_back(histogram);
    m_rows->insertWidget(at++, histogram);
    wire(histogram);
  }
  at = m_rows->indexOf(m_reasons) + 1;
  for (const std::string& name : names) {
    auto* spread = new SpreadView(toQString(name), m_column);
    m_spreads.push_back(spread);
    m_rows->insertWidget(at++, spread);
    wire(spread);
    connect(spread, &SpreadView::chosen, this, &CohortCharts::slideChosen);
    connect(spread, &SpreadView::opened, this, &CohortCharts::slideOpened);
  }
}

void CohortCharts::show(const CohortReading& reading, const CohortFigures& figures, const QString& part) {
  build(reading);
  m_part->setText(part);
  m_part->setVisible(!part.isEmpty());
  for (std::size_t i = 0; i < m_histograms.size(); ++i) m_histograms[i]->show(figures.histograms[i]);
  const QString why = reading.membersKnown ? QString() : tr("What each network said is being read…");
  for (std::size_t i = 0; i < m_spreads.size(); ++i)
    m_spreads[i]->show(figures.spreads[i], reading.facts.bundleStatus, why);
  showClasses(reading, figures);
  showReasons(figures);
}

void CohortCharts::showClasses(const CohortReading& reading, const CohortFigures& figures) {
  std::vector<BarsView::Row> rows;
  for (const Prognosis one : {Prognosis::good, Prognosis::uncertain, Prognosis::poor})
    rows.push_back({classWordOf(one, reading.facts.bundleStatus),
                    figures.classes.byClass[static_cast<std::size_t>(one)], kindOf(one, reading.facts.bundleStatus),
                    true});
  rows.push_back({tr("Without a class"), figures.classes.withoutClass, ClassKind::notAssessable, true});
  const QString note = figures.classes.waiting == 0 ? QString()
                                                    : tr("%n patient(s) wait for their slides", nullptr,
                                                         static_cast<int>(figures.classes.waiting));
  m_classes->show(tr("Patients by class"), note, std::move(rows), {});
}

void CohortCharts::showReasons(const CohortFigures& figures) {
  m_shown.clear();
  std::vector<BarsView::Row> rows;
  ReasonCount others;
  std::size_t all = 0;
  for (const ReasonCount& one : figures.reasons) {
    all += one.rows.size();
    if (m_shown.size() >= kMostReasons) {
      others.rows.insert(others.rows.end(), one.rows.begin(), one.rows.end());
      continue;
    }
    m_shown.push_back(one);
    const QString reason = shownText(one.reason, 300);
    rows.push_back(
        {reason.isEmpty() ? statusWord(one.status) : QStringLiteral("%1: %2").arg(statusWord(one.status), reason),
         one.rows.size()});
  }
  if (!others.rows.empty()) {
    rows.push_back({tr("Other reasons"), others.rows.size()});
    m_shown.push_back(std::move(others));
  }
  m_reasons->show(tr("Slides without a class, by reason"),
                  all == 0 ? QString() : tr("%n slide(s); a click lists them", nullptr, static_cast<int>(all)),
                  std::move(rows), tr("There are none."));
}

void CohortCharts::setCurrent(const std::optional<std::size_t>& row) {
  for (SpreadView* one : m_spreads) one->setCurrent(row);
}

}  // namespace snitt
