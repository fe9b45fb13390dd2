#include "ui/studies/check_list.h"

#include <QHeaderView>

#include <algorithm>
#include <set>

#include "ui/cases/foreign_text.h"

namespace snitt {

namespace {

constexpr int kNameRole = Qt::UserRole;
constexpr int kFewestLines = 2;
constexpr int kMostLines = 6;

}  // namespace

CheckList::CheckList(const char* name, const QString& accessibleName, const QString& heading, const QString& besides,
                     QWidget* parent)
    : QTreeWidget(parent), m_hasText(!besides.isEmpty()) {
  setObjectName(QString::fromLatin1(name));
  setAccessibleName(accessibleName);
  setRootIsDecorated(false);
  setUniformRowHeights(true);
  setTabKeyNavigation(false);
  setHeaderLabels(m_hasText ? QStringList{heading, besides} : QStringList{heading});
  setHeaderHidden(!m_hasText);
  header()->setSectionResizeMode(0, m_hasText ? QHeaderView::ResizeToContents : QHeaderView::Stretch);
  fitHeight();
  connect(this, &QTreeWidget::itemChanged, this, &CheckList::changed);
}

void CheckList::setNames(const std::vector<std::string>& names) {
  const auto before = ticked();
  std::map<std::string, QString> texts;
  for (const std::string& one : before) texts[one] = textBeside(one);
  const bool told = blockSignals(true);
  clear();
  for (const std::string& one : names) {
    auto* item = new QTreeWidgetItem(this, {shownText(one, 80)});
    item->setData(0, kNameRole, QString::fromStdString(one));
    bool on = std::ranges::find(before, one) != before.end();
    if (auto wanted = m_wanted.extract(one)) {
      on = true;
      texts[one] = wanted.mapped();
    }
    item->setCheckState(0, on ? Qt::Checked : Qt::Unchecked);
    if (on && m_hasText) item->setText(1, texts[one]);
    if (m_hasText) item->setFlags(item->flags() | Qt::ItemIsEditable);
  }
  blockSignals(told);
  fitHeight();
  if (ticked() != before) Q_EMIT changed();
}

void CheckList::fitHeight() {
  const int lines = std::clamp(topLevelItemCount(), kFewestLines, kMostLines) + (m_hasText ? 1 : 0);
  setFixedHeight(lines * (fontMetrics().height() + 5) + 6);
}

std::vector<std::string> CheckList::ticked() const {
  std::vector<std::string> names;
  for (int i = 0; i < topLevelItemCount(); ++i)
    if (topLevelItem(i)->checkState(0) == Qt::Checked)
      names.push_back(topLevelItem(i)->data(0, kNameRole).toString().toStdString());
  return names;
}

QTreeWidgetItem* CheckList::find(const std::string& name) const {
  for (int i = 0; i < topLevelItemCount(); ++i)
    if (topLevelItem(i)->data(0, kNameRole).toString().toStdString() == name) return topLevelItem(i);
  return nullptr;
}

void CheckList::tick(const std::string& name, bool on) {
  if (QTreeWidgetItem* item = find(name)) item->setCheckState(0, on ? Qt::Checked : Qt::Unchecked);
}

void CheckList::want(const std::string& name, const QString& text) {
  if (QTreeWidgetItem* item = find(name)) {
    item->setCheckState(0, Qt::Checked);
    if (m_hasText) item->setText(1, text);
  } else {
    m_wanted[name] = text;
  }
}

void CheckList::forget() {
  m_wanted.clear();
  setNames({});
}

QString CheckList::textBeside(const std::string& name) const {
  const QTreeWidgetItem* item = m_hasText ? find(name) : nullptr;
  return item == nullptr ? QString() : item->text(1);
}

void CheckList::setTextBeside(const std::string& name, const QString& text) {
  if (QTreeWidgetItem* item = find(name)) item->setText(1, text);
}

}  // namespace snitt
