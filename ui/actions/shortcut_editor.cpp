#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/actions/action_registry.h"
#include "ui/actions/key_field_p.h"
#include "ui/actions/shortcut_editor_p.h"
#include "ui/theme/icons.h"

namespace snitt {

ShortcutEditor::ShortcutEditor(ActionRegistry& registry, QWidget* parent)
    : QFrame(parent),
      m_registry(registry),
      m_title(new QLabel(this)),
      m_sign(new QLabel(this)),
      m_sentence(new QLabel(this)),
      m_field(new KeyField(this)),
      m_assign(new QPushButton(tr("Assign"), this)) {
  setFrameShape(QFrame::StyledPanel);
  m_title->setTextFormat(Qt::PlainText);
  m_title->setWordWrap(true);
  m_title->setBuddy(m_field);
  m_sentence->setTextFormat(Qt::PlainText);
  m_sentence->setWordWrap(true);
  m_field->setAccessibleName(tr("New shortcut"));
  auto* leave = new QPushButton(tr("Cancel"), this);
  m_assign->setAutoDefault(false);
  leave->setAutoDefault(false);

  auto* row = new QHBoxLayout;
  row->addWidget(m_field, 1);
  row->addWidget(m_assign);
  row->addWidget(leave);
  auto* words = new QHBoxLayout;
  words->addWidget(m_sign);
  words->addWidget(m_sentence, 1);
  auto* column = new QVBoxLayout(this);
  column->addWidget(m_title);
  column->addLayout(row);
  column->addLayout(words);

  connect(m_field, &KeyField::started, this, &ShortcutEditor::waitForKey);
  connect(m_field, &KeyField::keyEntered, this, &ShortcutEditor::showKey);
  connect(m_field, &KeyField::cancelled, this, &ShortcutEditor::cancel);
  connect(m_assign, &QPushButton::clicked, this, &ShortcutEditor::assign);
  connect(leave, &QPushButton::clicked, this, &ShortcutEditor::cancel);
  hide();
}

void ShortcutEditor::showFor(const QString& id) {
  m_id = id;
  m_title->setText(tr("New shortcut for “%1”").arg(m_registry.name(id)));
  show();
}

void ShortcutEditor::start(const QString& id) {
  {
    const QSignalBlocker quiet(m_field);
    m_field->setKeySequence(m_registry.action(id)->shortcut());
  }
  waitForKey();
  showFor(id);
  m_field->setFocus();
}

void ShortcutEditor::waitForKey() {
  m_assign->setText(tr("Assign"));
  m_assign->setEnabled(false);
  m_sign->hide();
  m_sentence->setText(tr("Press the new key, or clear the field for none."));
}

void ShortcutEditor::propose(const QString& id, const QList<QKeySequence>& shortcuts) {
  {
    const QSignalBlocker quiet(m_field);
    m_field->setKeySequence(shortcuts.value(0));
  }
  showFor(id);
  setProposal(shortcuts);
}

void ShortcutEditor::showKey(const QKeySequence& key) {
  setProposal(key.isEmpty() ? QList<QKeySequence>() : QList<QKeySequence>{key});
}

void ShortcutEditor::setProposal(const QList<QKeySequence>& shortcuts) {
  m_proposal = shortcuts;
  QStringList sentences;
  for (const QKeySequence& key : shortcuts)
    for (const QString& other : m_registry.conflicts(m_id, key))
      sentences += tr("“%1” belongs to “%2” and would be taken from it.")
                       .arg(key.toString(QKeySequence::NativeText), m_registry.name(other));
  const bool conflict = !sentences.isEmpty();
  m_assign->setText(conflict ? tr("Take over") : tr("Assign"));
  m_assign->setEnabled(true);
  m_sign->setPixmap(icon("warning").pixmap(QSize(16, 16), devicePixelRatioF()));
  m_sign->setVisible(conflict);
  if (conflict)
    m_sentence->setText(sentences.join(QLatin1Char(' ')));
  else if (shortcuts.isEmpty())
    m_sentence->setText(tr("“%1” will have no shortcut.").arg(m_registry.name(m_id)));
  else
    m_sentence->setText(tr("“%1” is free.").arg(shortcuts.front().toString(QKeySequence::NativeText)));
  // A screen reader reads the consequence when the button gets the focus, which is now.
  m_assign->setAccessibleDescription(m_sentence->text());
  m_assign->setFocus();
}

void ShortcutEditor::assign() {
  m_registry.takeShortcuts(m_id, m_proposal);
  cancel();
}

void ShortcutEditor::cancel() {
  if (isHidden()) return;
  hide();
  Q_EMIT finished();
}

}  // namespace snitt
