#include "ui/window/pane_grid.h"

#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace snitt {

PaneGrid::PaneGrid(ClassList& classes, const SlideNames& names, QWidget* parent)
    : QWidget(parent), m_classes(classes), m_names(names), m_rows(new QSplitter(Qt::Vertical)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(m_rows);
  for (int row = 0; row < 2; ++row) {
    auto* line = new QSplitter(Qt::Horizontal);
    line->setChildrenCollapsible(false);
    m_rows->addWidget(line);
  }
  m_rows->setChildrenCollapsible(false);
  m_active = addPane();
  arrange();
}

SlidePane* PaneGrid::addPane() {
  auto* pane = new SlidePane(m_classes, m_names);
  m_panes.push_back(pane);
  connect(pane, &SlidePane::activated, this, [this, pane] { setActive(pane); });
  connect(pane, &SlidePane::closeRequested, this, [pane] { pane->setDocument(nullptr); });
  connect(pane, &SlidePane::documentChanged, this, [this, pane] {
    if (pane->isOpen()) m_sync.join(&pane->view());
    Q_EMIT documentChanged(pane);
  });
  pane->setOverviewShown(m_overviewShown);
  Q_EMIT paneAdded(pane);
  return pane;
}

void PaneGrid::setCount(int count) {
  while (this->count() < count) addPane();
  while (this->count() > count) {
    // The pane that is worked in stays.
    const auto last = m_panes.back() == m_active ? m_panes.end() - 2 : m_panes.end() - 1;
    SlidePane* gone = *last;
    m_panes.erase(last);
    gone->hide();
    gone->setParent(nullptr);
    gone->deleteLater();
  }
  arrange();
}

void PaneGrid::arrange() {
  const int inRow = count() == 1 ? 1 : 2;
  for (int i = 0; i < count(); ++i) {
    auto* line = qobject_cast<QSplitter*>(m_rows->widget(i / inRow));
    line->insertWidget(i % inRow, m_panes[static_cast<std::size_t>(i)]);
    pane(i).setTitled(count() > 1);
    pane(i).setActive(&pane(i) == m_active);
    pane(i).show();
  }
  for (int row = 0; row < 2; ++row) {
    auto* line = qobject_cast<QSplitter*>(m_rows->widget(row));
    line->setVisible(line->count() > 0);
    line->setSizes(QList<int>(line->count(), 1000));
  }
  m_rows->setSizes({1000, 1000});
  std::vector<SlideView*> views;
  for (SlidePane* one : m_panes) views.push_back(&one->view());
  m_sync.setViews(views);
}

void PaneGrid::setActive(SlidePane* pane) {
  if (pane == m_active) return;
  m_active = pane;
  for (SlidePane* one : m_panes) one->setActive(one == pane);
  Q_EMIT activeChanged();
}

SlidePane& PaneGrid::target() const {
  const auto empty = std::ranges::find_if(m_panes, [](const SlidePane* one) { return one->document() == nullptr; });
  return m_active->document() == nullptr || empty == m_panes.end() ? *m_active : **empty;
}

void PaneGrid::setOverviewShown(bool shown) {
  m_overviewShown = shown;
  for (SlidePane* one : m_panes) one->setOverviewShown(shown);
}

}  // namespace snitt
