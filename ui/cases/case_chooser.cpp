#include "ui/cases/case_chooser.h"

#include <QDialogButtonBox>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/cases/case_words.h"
#include "ui/cases/foreign_text.h"
#include "ui/cases/two_line_delegate_p.h"
#include "ui/panels/panel_parts_p.h"

namespace snitt {

QString caseLines(const WorklistRow& row) {
  QStringList first{shownText(row.name.accession, 60), shownText(row.name.site, 40)};
  if (row.state != CaseState::open) first << stateWord(row.state).toLower();
  QStringList second;
  if (!row.masked && !row.patient.empty()) second << shownText(row.patient, 60);
  if (!row.masked && !row.birthDate.empty()) second << shownText(row.birthDate, 10);
  if (!row.specimens.empty())
    second << CaseChooser::tr("specimens %1").arg(shownText(row.specimens, 40));
  else if (second.isEmpty())
    second << CaseChooser::tr("received %1").arg(dayWords(row.received));
  return first.join(QStringLiteral("  ·  ")) + u'\n' + second.join(QStringLiteral("  ·  "));
}

CaseChooser::CaseChooser(const QString& name, const std::vector<WorklistRow>& rows, QWidget* parent)
    : QDialog(parent), m_rows(rows), m_list(new QListWidget(this)) {
  setObjectName(QStringLiteral("chooseCase"));
  setWindowTitle(tr("Which case?"));
  auto* sentence = makeSentence(this);
  sentence->setText(tr("Several cases bear the number %1. Choose the one to open.").arg(name));
  m_list->setObjectName(QStringLiteral("cases"));
  m_list->setAccessibleName(tr("Cases that match"));
  m_list->setItemDelegate(new TwoLineDelegate(this));
  m_list->setMouseTracking(true);
  for (const WorklistRow& row : m_rows) m_list->addItem(caseLines(row));
  m_list->setCurrentRow(0);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
  QPushButton* open = buttons->addButton(tr("Open"), QDialogButtonBox::AcceptRole);
  open->setObjectName(QStringLiteral("open"));
  open->setDefault(true);
  connect(buttons, &QDialogButtonBox::accepted, this, &CaseChooser::choose);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(m_list, &QListWidget::itemDoubleClicked, this, &CaseChooser::choose);
  auto* all = new QVBoxLayout(this);
  all->setSpacing(10);
  all->addWidget(sentence);
  all->addWidget(m_list, 1);
  all->addWidget(buttons);
  resize(440, 300);
  m_list->setFocus();
}

void CaseChooser::choose() {
  const int row = m_list->currentRow();
  if (row < 0) return;
  const CaseId id = m_rows[static_cast<std::size_t>(row)].id;
  accept();
  Q_EMIT chosen(id);
}

}  // namespace snitt
