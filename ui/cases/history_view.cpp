#include <QListWidget>
#include <QVBoxLayout>

#include <ranges>

#include "ui/cases/case_words.h"
#include "ui/cases/foreign_text.h"
#include "ui/cases/history_view_p.h"
#include "ui/cases/two_line_delegate_p.h"

namespace snitt {

namespace {

constexpr int kMostRows = 500;

}  // namespace

HistoryView::HistoryView(QWidget* parent) : QWidget(parent), m_list(new QListWidget(this)) {
  m_list->setObjectName(QStringLiteral("history"));
  m_list->setAccessibleName(tr("History of the case, newest first"));
  m_list->setFrameShape(QFrame::NoFrame);
  m_list->setSelectionMode(QAbstractItemView::NoSelection);
  m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_list->setResizeMode(QListView::Adjust);
  m_list->setItemDelegate(new TwoLineDelegate(this));
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->addWidget(m_list);
}

void HistoryView::show(const std::vector<AuditEvent>& oldestFirst) {
  m_list->clear();
  for (const AuditEvent& one : std::views::reverse(oldestFirst)) {
    if (m_list->count() >= kMostRows) break;
    QStringList who{timeWords(one.at)};
    const std::string& person = one.person.empty() ? one.account : one.person;
    if (!person.empty()) who << shownText(person, 60);
    m_list->addItem(QStringLiteral("%1\n%2").arg(historyWords(one.entry), who.join(QStringLiteral("  ·  "))));
  }
  if (m_list->count() == 0) m_list->addItem(tr("Nothing is recorded yet."));
}

}  // namespace snitt
