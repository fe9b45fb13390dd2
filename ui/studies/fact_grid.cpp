#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/panels/panel_parts_p.h"
#include "ui/studies/fact_grid_p.h"
#include "ui/studies/fixed_font_p.h"
#include "ui/theme/icons.h"

namespace snitt {

namespace {

constexpr int kLabelPx = 150;

}  // namespace

FactGrid::FactGrid(QWidget* parent) : QWidget(parent), m_grid(nullptr) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
}

void FactGrid::show(const std::vector<ShownFact>& facts) {
  delete m_box;
  m_box = new QWidget(this);
  m_grid = new QGridLayout(m_box);
  m_grid->setContentsMargins(0, 0, 0, 0);
  m_grid->setHorizontalSpacing(12);
  m_grid->setVerticalSpacing(3);
  m_grid->setColumnMinimumWidth(0, kLabelPx);
  m_grid->setColumnStretch(1, 1);
  for (std::size_t i = 0; i < facts.size(); ++i) addRow(static_cast<int>(i), facts[i]);
  layout()->addWidget(m_box);
  m_box->show();
}

void FactGrid::addRow(int row, const ShownFact& fact) {
  auto* label = new QLabel(fact.label, m_box);
  label->setTextFormat(Qt::PlainText);
  QPalette faint = label->palette();
  faint.setColor(QPalette::WindowText, mutedText(palette()));
  label->setPalette(faint);
  m_grid->addWidget(label, row, 0, Qt::AlignTop | Qt::AlignLeft);
  QLabel* value = makeSentence(m_box);
  value->setText(fact.value);
  value->setAccessibleName(fact.label);
  if (fact.whole.isEmpty()) {
    m_grid->addWidget(value, row, 1, 1, 2);
    return;
  }
  if (!fact.value.contains(QLatin1Char(' '))) value->setFont(fixedFont(value->font()));
  value->setToolTip(fact.whole.toHtmlEscaped());
  auto* copy = new QToolButton(m_box);
  copy->setIcon(icon("copy"));
  copy->setAutoRaise(true);
  copy->setToolTip(tr("Copy all of it"));
  copy->setAccessibleName(tr("Copy: %1").arg(fact.label));
  connect(copy, &QToolButton::clicked, copy, [whole = fact.whole] { QGuiApplication::clipboard()->setText(whole); });
  m_grid->addWidget(value, row, 1, Qt::AlignVCenter);
  m_grid->addWidget(copy, row, 2, Qt::AlignVCenter | Qt::AlignRight);
}

}  // namespace snitt
