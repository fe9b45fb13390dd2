// What the queue is made of: the slide that is looked at, and the case it is to belong to.
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/cases/label_picture.h"
#include "ui/cases/said_table_p.h"
#include "ui/cases/two_line_delegate_p.h"
#include "ui/cases/unmatched_queue.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/score/wrap_label_p.h"

namespace snitt {

QWidget* UnmatchedQueue::buildMiddle() {
  auto* side = new QWidget(this);
  m_reason = makeSentence(side);
  m_reason->setObjectName(QStringLiteral("reason"));
  m_file = makeNote(side);
  m_file->setObjectName(QStringLiteral("file"));
  m_file->setForegroundRole(QPalette::PlaceholderText);
  m_said = new SaidTable(side);
  auto* rows = new QVBoxLayout(side);
  rows->setContentsMargins(12, 10, 12, 10);
  rows->setSpacing(8);
  rows->addWidget(m_reason);
  rows->addWidget(m_label, 1);
  rows->addWidget(m_file);
  rows->addWidget(m_said);
  return side;
}

QWidget* UnmatchedQueue::buildRight() {
  auto* side = new QWidget(this);
  m_search = new QLineEdit(side);
  m_search->setObjectName(QStringLiteral("search"));
  m_search->setAccessibleName(tr("Search the case of this slide"));
  m_search->setPlaceholderText(tr("Accession, or the patient's name or number"));
  m_search->setClearButtonEnabled(true);
  m_search->setMaxLength(500);
  m_search->installEventFilter(this);
  connect(m_search, &QLineEdit::textChanged, this, [this] {
    // What stands there answers what was typed before: Return must not link to it.
    showCases({});
    m_soon.start();
    enable();
  });
  m_cases = new QListWidget(side);
  m_cases->setObjectName(QStringLiteral("cases"));
  m_cases->setAccessibleName(tr("Cases that match"));
  m_cases->setItemDelegate(new TwoLineDelegate(this));
  m_cases->setMouseTracking(true);
  m_cases->setResizeMode(QListView::Adjust);
  m_cases->installEventFilter(this);
  connect(m_cases, &QListWidget::currentRowChanged, this, &UnmatchedQueue::enable);
  m_none = makeNote(side);
  m_none->setObjectName(QStringLiteral("none"));
  auto* form = new QFormLayout;
  form->setHorizontalSpacing(8);
  form->setVerticalSpacing(4);
  const std::array names{tr("Specimen"), tr("Block"), tr("Slide"), tr("Stain")};
  const std::array objects{"specimen", "block", "slide", "stain"};
  for (std::size_t i = 0; i < m_fields.size(); ++i) {
    m_fields[i] = new QLineEdit(side);
    m_fields[i]->setObjectName(QString::fromLatin1(objects[i]));
    m_fields[i]->setAccessibleName(names[i]);
    m_fields[i]->setMaxLength(kMostLetters);
    m_fields[i]->installEventFilter(this);
    form->addRow(names[i], m_fields[i]);
  }
  m_link = new QPushButton(tr("Link to this case (Return)"), side);
  m_link->setObjectName(QStringLiteral("link"));
  m_link->setAutoDefault(false);
  connect(m_link, &QPushButton::clicked, this, &UnmatchedQueue::link);
  m_new = new QPushButton(tr("New case from this slide…"), side);
  m_new->setObjectName(QStringLiteral("newCase"));
  m_new->setToolTip(tr("Make a case that no list or message of the laboratory names, and link this slide to it"));
  m_new->setAutoDefault(false);
  connect(m_new, &QPushButton::clicked, this, &UnmatchedQueue::askNew);
  m_dismiss = new QPushButton(tr("Dismiss…"), side);
  m_dismiss->setObjectName(QStringLiteral("dismiss"));
  m_dismiss->setToolTip(tr("Take the slide out of the queue without a case, with a reason"));
  m_dismiss->setAutoDefault(false);
  connect(m_dismiss, &QPushButton::clicked, this, &UnmatchedQueue::askReason);
  auto* rows = new QVBoxLayout(side);
  rows->setContentsMargins(12, 10, 12, 10);
  rows->setSpacing(8);
  rows->addWidget(new SectionHeading(tr("Which case?"), side));
  rows->addWidget(m_search);
  rows->addWidget(m_none);
  rows->addWidget(m_cases, 1);
  rows->addWidget(m_new);
  rows->addWidget(new SectionHeading(tr("Which slide of it?"), side));
  rows->addLayout(form);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(m_link, 1);
  buttons->addWidget(m_dismiss);
  rows->addLayout(buttons);
  side->setMinimumWidth(280);
  return side;
}

}  // namespace snitt
