#include "ui/studies/criteria_editor.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

#include "core/text/number.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/score/score_summary.h"
#include "ui/theme/icons.h"

namespace snitt {

namespace {

using validation::CriterionFigure;
using validation::CriterionPart;
using validation::Limit;

constexpr int kLetters = 9;

// Decimal commas are typed where they are at home.
std::optional<double> numberOf(const QLineEdit& line) {
  return parseNumber(line.text().trimmed().replace(QLatin1Char(','), QLatin1Char('.')).toStdString());
}

}  // namespace

CriteriaEditor::CriteriaEditor(QWidget* parent)
    : QWidget(parent), m_keptSays(makeSentence(this)), m_column(new QVBoxLayout) {
  m_column->setSpacing(4);
  auto* more = new QPushButton(icon("zoom-in"), tr("Add a criterion"), this);
  more->setObjectName(QStringLiteral("addCriterion"));
  more->setAutoDefault(false);
  connect(more, &QPushButton::clicked, this, [this] {
    CriterionPart part;
    part.figure = "harrellC";
    part.of = Limit::lower;
    addCriterion(part);
  });
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  m_keptSays->setObjectName(QStringLiteral("keptCriteria"));
  m_keptSays->hide();
  rows->addLayout(m_column);
  rows->addWidget(m_keptSays);
  rows->addWidget(more, 0, Qt::AlignLeft);
}

void CriteriaEditor::addCriterion(const CriterionPart& criterion) {
  addRow(criterion);
  nameRows();
  Q_EMIT changed();
}

void CriteriaEditor::setCriteria(const std::vector<CriterionPart>& criteria) {
  for (const Row& one : m_rows) one.box->deleteLater();
  m_rows.clear();
  m_kept.clear();
  for (const CriterionPart& one : criteria) {
    const CriterionFigure* figure = validation::criterionFigure(one.figure);
    if (figure == nullptr || figure->ofRepeat)
      m_kept.push_back(one);
    else
      addRow(one);
  }
  m_keptSays->setText(tr("%n criterion/criteria of repeated readings are kept as the file has them.", nullptr,
                         static_cast<int>(m_kept.size())));
  m_keptSays->setVisible(!m_kept.empty());
  nameRows();
  Q_EMIT changed();
}

void CriteriaEditor::addRow(const CriterionPart& criterion) {
  Row row;
  row.box = new QWidget(this);
  row.figure = new QComboBox(row.box);
  row.figure->setObjectName(QStringLiteral("figure"));
  // Long titles elide in the row and stand in full in the list.
  row.figure->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  row.figure->setMinimumContentsLength(16);
  for (const CriterionFigure& one : validation::criterionFigures())
    if (!one.ofRepeat) row.figure->addItem(toQString(one.title), toQString(one.name));
  row.figure->setCurrentIndex(std::max(0, row.figure->findData(QString::fromStdString(criterion.figure))));
  row.of = new QComboBox(row.box);
  row.of->setObjectName(QStringLiteral("of"));
  row.of->addItems({tr("itself"), tr("lower limit"), tr("upper limit")});
  row.of->setCurrentIndex(static_cast<int>(criterion.of));
  row.horizon = new QComboBox(row.box);
  row.horizon->setObjectName(QStringLiteral("horizon"));
  row.side = new QComboBox(row.box);
  row.side->setObjectName(QStringLiteral("side"));
  row.side->addItems({tr("at least"), tr("at most")});
  row.side->setCurrentIndex(criterion.atMost ? 1 : 0);
  row.limit = new QLineEdit(row.box);
  row.limit->setObjectName(QStringLiteral("limit"));
  row.limit->setMaximumWidth(row.limit->fontMetrics().horizontalAdvance(u'0') * kLetters);
  if (const auto& limit = criterion.atMost ? criterion.atMost : criterion.atLeast)
    row.limit->setText(QString::fromStdString(shortest(*limit)));
  QToolButton* away = makeCloseButton(row.box, tr("Remove this criterion"));
  auto* line = new QHBoxLayout(row.box);
  line->setContentsMargins(0, 0, 0, 0);
  line->setSpacing(4);
  line->addWidget(row.figure, 1);
  for (QWidget* one : std::initializer_list<QWidget*>{row.of, row.horizon, row.side, row.limit, away})
    line->addWidget(one);
  m_column->addWidget(row.box);
  m_rows.push_back(row);
  fillHorizons(row, criterion.horizonYears);
  connect(row.figure, &QComboBox::currentIndexChanged, this, [this, row] { follow(row); });
  for (QComboBox* one : {row.of, row.horizon, row.side})
    connect(one, &QComboBox::currentIndexChanged, this, &CriteriaEditor::changed);
  connect(row.limit, &QLineEdit::textChanged, this, &CriteriaEditor::changed);
  connect(away, &QToolButton::clicked, this, [this, box = row.box] { remove(box); });
}

void CriteriaEditor::remove(const QWidget* box) {
  std::erase_if(m_rows, [box](const Row& one) {
    if (one.box == box) one.box->deleteLater();
    return one.box == box;
  });
  nameRows();
  Q_EMIT changed();
}

void CriteriaEditor::follow(const Row& row) {
  fillHorizons(row, std::nullopt);
  nameRows();
  Q_EMIT changed();
}

const CriterionFigure* CriteriaEditor::figureOf(const Row& row) {
  return validation::criterionFigure(row.figure->currentData().toString().toStdString());
}

void CriteriaEditor::fillHorizons(const Row& row, const std::optional<double>& chosen) {
  const CriterionFigure* figure = figureOf(row);
  const QVariant before = chosen ? QVariant(*chosen) : row.horizon->currentData();
  const bool told = row.horizon->blockSignals(true);
  row.horizon->clear();
  for (const double one : m_horizons)
    row.horizon->addItem(one == 1 ? tr("at 1 year") : tr("at %1 years").arg(QString::fromStdString(shortest(one))),
                         one);
  const int at = row.horizon->findData(before);
  row.horizon->setCurrentIndex(at >= 0 ? at : row.horizon->count() - 1);
  row.horizon->setVisible(figure != nullptr && figure->atHorizon);
  row.horizon->blockSignals(told);
  row.limit->setPlaceholderText(figure != nullptr && figure->isShare ? tr("0 to 1") : tr("limit"));
  row.figure->setToolTip(row.figure->currentText().toHtmlEscaped());
}

void CriteriaEditor::setHorizons(const std::vector<double>& years) {
  if (years == m_horizons) return;
  m_horizons = years;
  for (const Row& row : m_rows) fillHorizons(row, std::nullopt);
}

void CriteriaEditor::nameRows() {
  int number = 0;
  for (const Row& row : m_rows) {
    ++number;
    row.figure->setAccessibleName(tr("Criterion %1: figure").arg(number));
    row.of->setAccessibleName(tr("Criterion %1: which limit of its interval").arg(number));
    row.horizon->setAccessibleName(tr("Criterion %1: when").arg(number));
    row.side->setAccessibleName(tr("Criterion %1: at least or at most").arg(number));
    row.limit->setAccessibleName(tr("Criterion %1: limit").arg(number));
  }
}

std::vector<CriterionPart> CriteriaEditor::criteria() const {
  std::vector<CriterionPart> parts;
  for (const Row& row : m_rows) {
    const CriterionFigure* figure = figureOf(row);
    CriterionPart part;
    part.figure = row.figure->currentData().toString().toStdString();
    part.of = static_cast<Limit>(row.of->currentIndex());
    if (figure != nullptr && figure->atHorizon && row.horizon->currentIndex() >= 0)
      part.horizonYears = row.horizon->currentData().toDouble();
    (row.side->currentIndex() == 1 ? part.atMost : part.atLeast) = numberOf(*row.limit);
    parts.push_back(std::move(part));
  }
  parts.insert(parts.end(), m_kept.begin(), m_kept.end());
  return parts;
}

}  // namespace snitt
