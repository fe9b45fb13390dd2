#include "ui/jobs/scope_form.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>

#include <algorithm>

#include <fmt/format.h>

#include "ui/jobs/slide_facts.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/score/score_style_p.h"
#include "ui/score/score_summary.h"

namespace snitt {

namespace {

constexpr int kSignPx = 14;

QString factName(const std::string& key) {
  if (key == "organ") return ScopeForm::tr("Organ");
  if (key == "specimenType") return ScopeForm::tr("Specimen");
  if (key == "neoadjuvant") return ScopeForm::tr("Neoadjuvant treatment");
  if (key == "stain") return ScopeForm::tr("Stain");
  if (key == "scanner") return ScopeForm::tr("Scanner");
  if (key == "stage") return ScopeForm::tr("Stage");
  if (key == "mpp") return ScopeForm::tr("Scale");
  return QString::fromStdString(key);  // pT, pN
}

QString stateText(FactState state) {
  switch (state) {
    case FactState::met:
      return ScopeForm::tr("met");
    case FactState::violated:
      return ScopeForm::tr("violated");
    case FactState::unknown:
      break;
  }
  return ScopeForm::tr("unknown");
}

FactState worse(FactState a, FactState b) {
  if (a == FactState::violated || b == FactState::violated) return FactState::violated;
  return a == FactState::unknown || b == FactState::unknown ? FactState::unknown : FactState::met;
}

}  // namespace

// Tick, cross or question mark; nothing where the state is not known yet.
class FactSign : public QWidget {
 public:
  explicit FactSign(QWidget* parent) : QWidget(parent) { setFixedSize(kSignPx, kSignPx); }
  void setState(std::optional<FactState> state) {
    m_state = state;
    update();
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    if (!m_state) return;
    QPainter painter(this);
    const QColor colour = *m_state == FactState::met        ? score::colourOf(ClassKind::good, palette())
                          : *m_state == FactState::violated ? score::colourOf(Severity::serious, palette())
                                                            : score::colourOf(Severity::caution, palette());
    score::drawShape(painter, QRectF(rect()), *m_state, colour);
  }

 private:
  std::optional<FactState> m_state;
};

ScopeForm::ScopeForm(QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this)) {
  m_grid->setContentsMargins(0, 0, 0, 0);
  m_grid->setHorizontalSpacing(8);
  m_grid->setVerticalSpacing(2);
  m_grid->setColumnStretch(3, 1);
}

void ScopeForm::setScope(const ScopeRules& scope) {
  while (QLayoutItem* item = m_grid->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  m_rows.clear();
  const std::vector<std::string> typable = typableFacts(scope);
  for (const std::string& key : typable) {
    const auto allowed = scope.allowed.find(key);
    addRow(key, allowed == scope.allowed.end() ? std::vector<std::string>() : allowed->second, true);
  }
  for (const auto& [key, allowed] : scope.allowed)
    if (!m_rows.contains(key)) addRow(key, allowed, false);
  addRow("mpp", {}, false);
}

void ScopeForm::addRow(const std::string& key, const std::vector<std::string>& allowed, bool typable) {
  Row row;
  const int line = static_cast<int>(m_rows.size());
  row.sign = new FactSign(this);
  row.name = new QLabel(factName(key), this);
  row.detail = makeNote(this);
  m_grid->addWidget(row.sign, line, 0, Qt::AlignVCenter);
  m_grid->addWidget(row.name, line, 1, Qt::AlignVCenter);
  if (typable) {
    row.field = new QComboBox(this);
    row.field->setObjectName(QStringLiteral("fact-") + QString::fromStdString(key));
    row.field->setAccessibleName(factName(key));
    row.field->setEditable(true);
    row.field->setInsertPolicy(QComboBox::NoInsert);
    row.field->addItem(QString());
    for (const std::string& value : allowed) row.field->addItem(QString::fromStdString(value));
    // A choice of one answer would be no question.
    if (key == "neoadjuvant")
      for (const QString& value : {QStringLiteral("no"), QStringLiteral("yes")})
        if (row.field->findText(value, Qt::MatchFixedString) < 0) row.field->addItem(value);
    row.field->lineEdit()->setPlaceholderText(tr("not known"));
    row.field->setMinimumWidth(150);
    row.field->setMinimumHeight(row.field->sizeHint().height());
    m_grid->addWidget(row.field, line, 2);
    connect(row.field, &QComboBox::currentTextChanged, this, &ScopeForm::edited);
  }
  m_grid->addWidget(row.detail, line, 3);
  m_rows.emplace(key, row);
}

void ScopeForm::setTypable(const std::set<std::string>& keys) {
  for (const auto& [key, row] : m_rows)
    if (row.field != nullptr) row.field->setVisible(keys.contains(key) || !row.field->currentText().isEmpty());
}

void ScopeForm::setFindings(const std::optional<ScopeResult>& scope) {
  for (const auto& [key, row] : m_rows) {
    std::optional<FactState> state;
    QStringList details;
    if (scope)
      for (const ScopeFinding& finding : scope->findings) {
        if (finding.fact != key) continue;
        state = state ? worse(*state, finding.state) : finding.state;
        details << QString::fromStdString(finding.detail);
      }
    row.sign->setState(state);
    row.sign->setAccessibleName(state ? stateText(*state) : QString());
    row.sign->setToolTip(row.sign->accessibleName());
    row.detail->setText(state ? QStringLiteral("%1: %2").arg(stateText(*state), details.join(QStringLiteral("; ")))
                              : QString());
    // Limits of the scale that the bundle does not have need no row.
    const bool shown = key != "mpp" || state;
    for (QWidget* part :
         {static_cast<QWidget*>(row.sign), static_cast<QWidget*>(row.name), static_cast<QWidget*>(row.detail)})
      part->setVisible(shown);
  }
}

std::vector<std::string> ScopeForm::facts() const {
  std::vector<std::string> typed;
  for (const auto& [key, row] : m_rows) {
    if (row.field == nullptr) continue;
    const std::string value = row.field->currentText().trimmed().toStdString();
    const std::string text = fmt::format("{}={}", key, value);
    if (!value.empty() && parseFact(text, "")) typed.push_back(text);
  }
  return typed;
}

QString ScopeForm::objection() const {
  for (const auto& [key, row] : m_rows) {
    if (row.field == nullptr) continue;
    const QString value = row.field->currentText().trimmed();
    if (value.isEmpty() || parseFact(fmt::format("{}={}", key, value.toStdString()), "")) continue;
    return tr("“%1” cannot be the value of %2.").arg(value, factName(key));
  }
  return {};
}

}  // namespace snitt
