#include "ui/actions/shortcut_help.h"

#include <QAction>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QScreen>
#include <QStackedWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

#include "ui/actions/action_registry.h"
#include "ui/actions/key_cap_delegate_p.h"
#include "ui/actions/shortcut_editor_p.h"
#include "ui/theme/icons.h"

namespace snitt {

namespace {

enum Column { kName, kShortcut, kDefault, kColumns };
constexpr int kIdRole = Qt::UserRole;
constexpr int kLeastColumnPx = 110;

QStringList keyTexts(const QList<QKeySequence>& shortcuts) {
  QStringList texts;
  for (const QKeySequence& keys : shortcuts) texts += keys.toString(QKeySequence::NativeText);
  return texts;
}

bool matches(const QTreeWidgetItem& row, const QString& words) {
  for (const QString& text : {row.text(kName), row.parent()->text(kName)})
    if (text.contains(words, Qt::CaseInsensitive)) return true;
  for (const QString& key : row.data(kShortcut, KeyCapDelegate::kKeysRole).toStringList())
    if (key.contains(words, Qt::CaseInsensitive)) return true;
  return false;
}

bool isEnter(const QKeyEvent& key) { return key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter; }

}  // namespace

ShortcutHelp::ShortcutHelp(ActionRegistry& registry, QWidget* parent) : QDialog(parent), m_registry(registry) {
  setWindowTitle(tr("Keyboard shortcuts"));
  build();
  fill();
  filter({});
  resize(QSize(600, 640).boundedTo(screen()->availableSize() - QSize(20, 60)));
  m_search->setFocus();
}

void ShortcutHelp::build() {
  m_search = new QLineEdit(this);
  m_search->setPlaceholderText(tr("Search by name or key"));
  m_search->setAccessibleName(tr("Search commands"));
  m_search->setClearButtonEnabled(true);
  m_search->addAction(icon("search"), QLineEdit::LeadingPosition);
  m_search->installEventFilter(this);
  m_editor = new ShortcutEditor(m_registry, this);

  auto* column = new QVBoxLayout(this);
  column->addWidget(m_search);
  column->addWidget(buildList(), 1);
  column->addWidget(m_editor);
  column->addWidget(buildButtons());

  connect(m_search, &QLineEdit::textChanged, this, &ShortcutHelp::filter);
  connect(m_editor, &ShortcutEditor::finished, this, [this] { m_list->setFocus(); });
  connect(&m_registry, &ActionRegistry::shortcutsChanged, this, &ShortcutHelp::updateRow);
}

QWidget* ShortcutHelp::buildList() {
  m_list = new QTreeWidget(this);
  m_list->setAccessibleName(tr("Commands"));
  m_list->setColumnCount(kColumns);
  m_list->setHeaderLabels({tr("Command"), tr("Shortcut"), tr("Default")});
  m_list->setRootIsDecorated(false);
  m_list->setItemsExpandable(false);
  m_list->setIndentation(12);
  m_list->setIconSize(QSize(16, 16));
  m_list->setItemDelegateForColumn(kShortcut, new KeyCapDelegate(m_list));
  m_list->header()->setStretchLastSection(false);
  m_list->header()->setSectionResizeMode(kName, QHeaderView::Stretch);
  m_list->header()->setMinimumSectionSize(kLeastColumnPx);
  m_list->installEventFilter(this);
  m_nothing = new QLabel(this);
  m_nothing->setAlignment(Qt::AlignCenter);
  m_nothing->setTextFormat(Qt::PlainText);
  m_nothing->setWordWrap(true);
  m_pages = new QStackedWidget(this);
  m_pages->addWidget(m_list);
  m_pages->addWidget(m_nothing);
  connect(m_list, &QTreeWidget::itemDoubleClicked, this, &ShortcutHelp::edit);
  connect(m_list, &QTreeWidget::currentItemChanged, this, [this] {
    m_editor->hide();
    updateButtons();
  });
  return m_pages;
}

QWidget* ShortcutHelp::buildButtons() {
  auto* bar = new QWidget(this);
  m_change = new QPushButton(tr("Change…"), bar);
  m_reset = new QPushButton(tr("Reset"), bar);
  m_reset->setToolTip(tr("Gives this command its default shortcut again"));
  m_resetAll = new QPushButton(tr("Reset all…"), bar);
  m_resetAll->setToolTip(tr("Gives every command its default shortcut again"));
  auto* leave = new QPushButton(tr("Close"), bar);
  for (QPushButton* button : {m_change, m_reset, m_resetAll, leave}) button->setAutoDefault(false);
  auto* row = new QHBoxLayout(bar);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(m_change);
  row->addWidget(m_reset);
  row->addWidget(m_resetAll);
  row->addStretch(1);
  row->addWidget(leave);
  connect(m_change, &QPushButton::clicked, this, &ShortcutHelp::edit);
  connect(m_reset, &QPushButton::clicked, this, &ShortcutHelp::resetCurrent);
  connect(m_resetAll, &QPushButton::clicked, this, &ShortcutHelp::askToResetAll);
  connect(leave, &QPushButton::clicked, this, &QDialog::reject);
  return bar;
}

void ShortcutHelp::fill() {
  QMap<QString, QTreeWidgetItem*> categories;
  for (const QString& id : m_registry.ids()) {
    QTreeWidgetItem*& category = categories[m_registry.category(id)];
    if (category == nullptr) {
      category = new QTreeWidgetItem(m_list, {m_registry.category(id)});
      category->setFlags(Qt::ItemIsEnabled);
      category->setFirstColumnSpanned(true);
      category->setSizeHint(kName, QSize(0, 30));
      QFont bold = font();
      bold.setBold(true);
      category->setFont(kName, bold);
    }
    auto* row = new QTreeWidgetItem(category, {m_registry.name(id)});
    row->setData(kName, kIdRole, id);
    row->setIcon(kName, m_registry.action(id)->icon());
    updateRow(id);
  }
  m_list->expandAll();
  // Wide enough for all rows once, so that columns do not jump while somebody searches.
  for (const int column : {kShortcut, kDefault}) m_list->resizeColumnToContents(column);
}

void ShortcutHelp::updateRow(const QString& id) {
  QTreeWidgetItem* row = rowOf(id);
  if (row == nullptr) return;
  const QStringList keys = keyTexts(m_registry.action(id)->shortcuts());
  row->setData(kShortcut, KeyCapDelegate::kKeysRole, keys);
  row->setText(kShortcut, keys.join(tr(" or ")));
  const QStringList defaults = keyTexts(m_registry.defaultShortcuts(id));
  row->setText(kDefault, !m_registry.isChanged(id) ? QString()
                         : defaults.isEmpty()      ? tr("none")
                                                   : defaults.join(tr(" or ")));
  row->setData(kName, Qt::AccessibleTextRole,
               keys.isEmpty() ? tr("%1, no shortcut").arg(m_registry.name(id))
                              : tr("%1, shortcut %2").arg(m_registry.name(id), row->text(kShortcut)));
  updateButtons();
}

void ShortcutHelp::updateButtons() {
  const QString id = currentId();
  m_change->setEnabled(!id.isEmpty());
  m_reset->setEnabled(!id.isEmpty() && m_registry.isChanged(id));
  const QStringList all = m_registry.ids();
  m_resetAll->setEnabled(
      std::any_of(all.begin(), all.end(), [this](const QString& one) { return m_registry.isChanged(one); }));
}

void ShortcutHelp::filter(const QString& typed) {
  const QString words = typed.trimmed();
  QTreeWidgetItem* first = nullptr;
  for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
    QTreeWidgetItem* category = m_list->topLevelItem(i);
    bool any = false;
    for (int j = 0; j < category->childCount(); ++j) {
      QTreeWidgetItem* row = category->child(j);
      const bool shown = words.isEmpty() || matches(*row, words);
      row->setHidden(!shown);
      any = any || shown;
      if (shown && first == nullptr) first = row;
    }
    category->setHidden(!any);
  }
  m_list->setCurrentItem(first);
  m_list->scrollToTop();
  m_nothing->setText(tr("No command matches “%1”.").arg(words));
  m_pages->setCurrentWidget(first == nullptr ? static_cast<QWidget*>(m_nothing) : m_list);
}

void ShortcutHelp::edit() {
  if (const QString id = currentId(); !id.isEmpty()) m_editor->start(id);
}

void ShortcutHelp::resetCurrent() {
  const QString id = currentId();
  const QList<QKeySequence> defaults = m_registry.defaultShortcuts(id);
  // Somebody else may have been given the key in the meantime.
  for (const QKeySequence& key : defaults)
    if (!m_registry.conflicts(id, key).isEmpty()) return m_editor->propose(id, defaults);
  m_registry.resetShortcuts(id);
}

void ShortcutHelp::askToResetAll() {
  auto* question = new QMessageBox(QMessageBox::Question, windowTitle(),
                                   tr("Give every command its default shortcut again?"), QMessageBox::Cancel, this);
  question->setInformativeText(tr("The shortcuts that you have changed are lost."));
  QPushButton* reset = question->addButton(tr("Reset all"), QMessageBox::AcceptRole);
  question->setDefaultButton(QMessageBox::Cancel);
  question->setAttribute(Qt::WA_DeleteOnClose);
  connect(reset, &QPushButton::clicked, this, [this] { m_registry.resetAllShortcuts(); });
  question->open();
}

bool ShortcutHelp::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::KeyPress) return QDialog::eventFilter(watched, event);
  const auto& key = *static_cast<QKeyEvent*>(event);
  if (isEnter(key) || (watched == m_list && key.key() == Qt::Key_F2)) {
    edit();
    return true;
  }
  // The list is walked through without leaving the search field.
  const bool walks = key.key() == Qt::Key_Up || key.key() == Qt::Key_Down || key.key() == Qt::Key_PageUp ||
                     key.key() == Qt::Key_PageDown;
  if (watched == m_search && walks) {
    QCoreApplication::sendEvent(m_list, event);
    return true;
  }
  return QDialog::eventFilter(watched, event);
}

void ShortcutHelp::reject() {
  if (!m_editor->isHidden())
    m_editor->cancel();
  else
    QDialog::reject();
}

QString ShortcutHelp::currentId() const {
  const QTreeWidgetItem* row = m_list->currentItem();
  return row == nullptr ? QString() : row->data(kName, kIdRole).toString();
}

QTreeWidgetItem* ShortcutHelp::rowOf(const QString& id) const {
  for (int i = 0; i < m_list->topLevelItemCount(); ++i)
    for (int j = 0; j < m_list->topLevelItem(i)->childCount(); ++j)
      if (QTreeWidgetItem* row = m_list->topLevelItem(i)->child(j); row->data(kName, kIdRole) == id) return row;
  return nullptr;
}

}  // namespace snitt
