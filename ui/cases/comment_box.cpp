#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/cases/case_words.h"
#include "ui/cases/comment_box_p.h"
#include "ui/cases/foreign_text.h"
#include "ui/panels/panel_parts_p.h"

namespace snitt {

namespace {

constexpr qsizetype kMostShown = 2000;

}  // namespace

CommentBox::CommentBox(QWidget* parent)
    : QWidget(parent),
      m_note(makeSentence(this)),
      m_text(makeSentence(this)),
      m_edit(new QPlainTextEdit(this)),
      m_theirs(makeSentence(this)),
      m_both(new QPushButton(tr("Put both together"), this)),
      m_change(new QPushButton(this)),
      m_save(new QPushButton(tr("Save the comment"), this)),
      m_cancel(new QPushButton(tr("Cancel"), this)) {
  m_note->setObjectName(QStringLiteral("laboratoryNote"));
  m_text->setObjectName(QStringLiteral("comment"));
  m_edit->setObjectName(QStringLiteral("commentEdit"));
  m_edit->setAccessibleName(tr("Comment"));
  m_edit->setTabChangesFocus(true);
  m_edit->setFixedHeight(110);
  m_edit->installEventFilter(this);
  m_change->setObjectName(QStringLiteral("editComment"));
  m_save->setObjectName(QStringLiteral("saveComment"));
  m_theirs->setObjectName(QStringLiteral("theirs"));
  m_both->setObjectName(QStringLiteral("bothComments"));
  m_cancel->setObjectName(QStringLiteral("leaveComment"));
  for (QPushButton* button : {m_change, m_save, m_both, m_cancel}) button->setAutoDefault(false);
  connect(m_change, &QPushButton::clicked, this, [this] { edit(true); });
  connect(m_cancel, &QPushButton::clicked, this, [this] { edit(false); });
  connect(m_save, &QPushButton::clicked, this, [this] {
    const std::string text = m_edit->toPlainText().toStdString();
    const std::string from = m_from;
    edit(false);
    if (text != from) Q_EMIT entered(text, from);
  });
  connect(m_both, &QPushButton::clicked, this, [this] {
    m_edit->setPlainText(QString::fromStdString(m_between) + QLatin1Char('\n') + m_edit->toPlainText());
    m_both->hide();
  });
  auto* buttons = new QHBoxLayout;
  for (QPushButton* button : {m_change, m_save, m_both, m_cancel}) buttons->addWidget(button);
  buttons->addStretch(1);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(4);
  rows->addWidget(m_note);
  rows->addWidget(m_text);
  rows->addWidget(m_theirs);
  rows->addWidget(m_edit);
  rows->addLayout(buttons);
  edit(false);
}

void CommentBox::show(const std::string& comment, const std::string& note, bool masked, bool mayEdit) {
  m_comment = comment;
  m_note->setVisible(!note.empty());
  m_note->setText(tr("Laboratory: %1").arg(shownText(note, kMostShown, Breaks::kept)));
  m_text->setText(masked ? maskedText() : comment.empty() ? tr("None.") : shownText(comment, kMostShown, Breaks::kept));
  m_text->setToolTip(masked ? asToolTip(needsPermission(Permission::unmask)) : QString());
  m_change->setText(comment.empty() ? tr("Write a comment…") : tr("Change…"));
  m_change->setEnabled(mayEdit && !masked);
  m_change->setToolTip(masked    ? asToolTip(needsPermission(Permission::unmask))
                       : mayEdit ? QString()
                                 : asToolTip(needsPermission(Permission::link)));
  if (isEditing() && (masked || !mayEdit)) edit(false);
}

bool CommentBox::isEditing() const { return m_edit->isVisibleTo(this); }

void CommentBox::stopEditing() { edit(false); }

void CommentBox::askBetween(const std::string& mine, const std::string& theirs) {
  edit(true);
  m_from = m_between = theirs;
  m_edit->setPlainText(QString::fromStdString(mine));
  m_theirs->setText(
      theirs.empty()
          ? tr("Nothing was saved: the comment was deleted while you wrote. Yours:")
          : tr("Nothing was saved: while you wrote, another comment came in between.\n\nIt says: %1\n\nYours:")
                .arg(shownText(theirs, kMostShown, Breaks::kept)));
  m_theirs->show();
  m_both->setVisible(!theirs.empty());
  m_save->setText(theirs.empty() ? tr("Save the comment") : tr("Save mine instead"));
  m_cancel->setText(tr("Leave theirs"));
}

void CommentBox::edit(bool on) {
  m_from = m_comment;
  if (on) m_edit->setPlainText(QString::fromStdString(m_comment));
  m_theirs->hide();
  m_theirs->clear();
  m_between.clear();
  m_both->hide();
  m_save->setText(tr("Save the comment"));
  m_cancel->setText(tr("Cancel"));
  m_edit->setVisible(on);
  m_save->setVisible(on);
  m_cancel->setVisible(on);
  m_text->setVisible(!on);
  m_change->setVisible(!on);
  if (on)
    m_edit->setFocus();
  else
    m_edit->clear();
}

bool CommentBox::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_edit && event->type() == QEvent::KeyPress) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() == Qt::Key_Escape) {
      edit(false);
      return true;
    }
    if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && key->modifiers() == Qt::ControlModifier) {
      m_save->click();
      return true;
    }
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace snitt
