#include "ui/cohort/cohort_filter_bar.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include "ui/cases/foreign_text.h"
#include "ui/theme/icons.h"

namespace snitt {

namespace {

constexpr int kSearchMs = 120;
constexpr int kChipPx = 260;

}  // namespace

CohortFilterBar::CohortFilterBar(QWidget* parent)
    : QWidget(parent),
      m_search(new QLineEdit(this)),
      m_rowsChip(new QToolButton(this)),
      m_clear(new QToolButton(this)),
      m_count(new QLabel(this)) {
  auto* line = new QHBoxLayout(this);
  line->setContentsMargins(10, 8, 10, 8);
  line->setSpacing(8);
  m_search->setObjectName(QStringLiteral("search"));
  m_search->setClearButtonEnabled(true);
  m_search->setMinimumWidth(150);
  m_search->setMaximumWidth(320);
  m_search->addAction(icon("search"), QLineEdit::LeadingPosition);
  m_search->installEventFilter(this);
  setNamesSearched(true);
  line->addWidget(m_search, 3);
  m_status = addChoice("status", tr("Status"),
                       {tr("Any status"), tr("Scored"), tr("Incomplete"), tr("Not assessable"), tr("Refused"),
                        tr("Failed"), tr("Excluded"), tr("Flagged"), tr("Waiting")});
  m_class = addChoice("class", tr("Class"),
                      {tr("Any class"), tr("Good"), tr("Uncertain"), tr("Poor"), tr("Without a class")});
  m_rowsChip->setObjectName(QStringLiteral("rows"));
  m_rowsChip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  m_rowsChip->setIcon(icon("close"));
  m_rowsChip->setText(tr("Some slides"));
  m_rowsChip->setToolTip(tr("List other slides, too"));
  m_rowsChip->hide();
  line->addWidget(m_rowsChip);
  m_clear->setObjectName(QStringLiteral("clear"));
  m_clear->setText(tr("Clear"));
  m_clear->setToolTip(tr("List all of the cohort again"));
  m_clear->setEnabled(false);
  line->addWidget(m_clear);
  line->addStretch(1);
  m_count->setObjectName(QStringLiteral("count"));
  line->addWidget(m_count);
  m_soon.setSingleShot(true);
  m_soon.setInterval(kSearchMs);
  connect(m_search, &QLineEdit::textChanged, &m_soon, qOverload<>(&QTimer::start));
  connect(&m_soon, &QTimer::timeout, this, &CohortFilterBar::tell);
  connect(m_clear, &QToolButton::clicked, this, &CohortFilterBar::clear);
  connect(m_rowsChip, &QToolButton::clicked, this, [this] { setRows({}, {}); });
}

QComboBox* CohortFilterBar::addChoice(const char* name, const QString& accessibleName, const QStringList& texts) {
  auto* box = new QComboBox(this);
  box->setObjectName(QString::fromLatin1(name));
  box->setAccessibleName(accessibleName);
  box->addItems(texts);
  layout()->addWidget(box);
  connect(box, &QComboBox::currentIndexChanged, this, &CohortFilterBar::tell);
  return box;
}

CohortFilter CohortFilterBar::filter() const {
  return {m_search->text(), static_cast<StatusChoice>(m_status->currentIndex()),
          static_cast<ClassChoice>(m_class->currentIndex()), m_rows};
}

void CohortFilterBar::setStatus(StatusChoice status) { m_status->setCurrentIndex(static_cast<int>(status)); }

void CohortFilterBar::setClass(ClassChoice prognosis) { m_class->setCurrentIndex(static_cast<int>(prognosis)); }

void CohortFilterBar::setRows(std::set<std::size_t> rows, const QString& words) {
  m_rows = std::move(rows);
  m_rowsChip->setVisible(!m_rows.empty());
  // A button that is not there keeps its words: it is still named to assistive technology.
  if (m_rows.empty()) return tell();
  m_rowsChip->setText(asLabel(m_rowsChip->fontMetrics().elidedText(words, Qt::ElideRight, kChipPx)));
  m_rowsChip->setToolTip(asToolTip(words));
  m_rowsChip->setAccessibleName(tr("List other slides than these, too: %1").arg(words));
  tell();
}

void CohortFilterBar::clear() {
  for (QObject* one : std::initializer_list<QObject*>{m_search, m_status, m_class}) one->blockSignals(true);
  m_search->clear();
  m_status->setCurrentIndex(0);
  m_class->setCurrentIndex(0);
  for (QObject* one : std::initializer_list<QObject*>{m_search, m_status, m_class}) one->blockSignals(false);
  setRows({}, {});
}

void CohortFilterBar::setCount(const QString& words) { m_count->setText(words); }

void CohortFilterBar::setNamesSearched(bool searched) {
  m_search->setAccessibleName(tr("Search"));
  m_search->setPlaceholderText(searched ? tr("Patient, slide, accession, file, reason") : tr("Patient, slide, reason"));
}

void CohortFilterBar::tell() {
  m_soon.stop();
  m_clear->setEnabled(!filter().isEmpty());
  Q_EMIT filterChanged();
}

bool CohortFilterBar::eventFilter(QObject* watched, QEvent* event) {
  if (watched != m_search || event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
  const int key = static_cast<QKeyEvent*>(event)->key();
  if (key != Qt::Key_Down && key != Qt::Key_Return && key != Qt::Key_Enter) return QWidget::eventFilter(watched, event);
  if (m_soon.isActive()) tell();
  Q_EMIT downPressed();
  return true;
}

}  // namespace snitt
