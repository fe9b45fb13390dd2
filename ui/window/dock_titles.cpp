#include "ui/window/dock_titles.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QDockWidget>
#include <QMainWindow>
#include <QMenu>
#include <QTabBar>

#include <algorithm>

#include "ui/theme/icons.h"

namespace snitt {

DockTitles::DockTitles(QMainWindow& window) : QObject(&window), m_window(window) {
  m_soon.setSingleShot(true);
  m_soon.setInterval(0);
  connect(&m_soon, &QTimer::timeout, this, &DockTitles::update);
}

void DockTitles::watch(QDockWidget* dock) {
  m_docks << dock;
  const auto soon = [this] { m_soon.start(); };
  connect(dock, &QDockWidget::dockLocationChanged, this, soon);
  connect(dock, &QDockWidget::topLevelChanged, this, soon);
  connect(dock, &QDockWidget::visibilityChanged, this, soon);
  m_soon.start();
}

bool DockTitles::isTabbed(QDockWidget* dock) const {
  if (dock->isFloating()) return false;
  const QList<QDockWidget*> others = m_window.tabifiedDockWidgets(dock);
  return std::ranges::any_of(others, [](const QDockWidget* one) { return one->toggleViewAction()->isChecked(); });
}

void DockTitles::update() {
  for (QDockWidget* dock : m_docks) {
    QWidget* none = dock->titleBarWidget();
    if (isTabbed(dock) == (none != nullptr)) continue;
    dock->setTitleBarWidget(none == nullptr ? new QWidget(dock) : nullptr);
    delete none;
  }
  for (QTabBar* tabs : m_window.findChildren<QTabBar*>(Qt::FindDirectChildrenOnly)) {
    tabs->setAccessibleName(tr("Panels"));
    tabs->removeEventFilter(this);
    tabs->installEventFilter(this);
  }
}

bool DockTitles::eventFilter(QObject* watched, QEvent* event) {
  const auto* tabs = qobject_cast<QTabBar*>(watched);
  if (tabs == nullptr || event->type() != QEvent::ContextMenu) return false;
  showMenu(*tabs, static_cast<QContextMenuEvent*>(event)->pos());
  return true;
}

void DockTitles::showMenu(const QTabBar& tabs, const QPoint& at) {
  const int tab = tabs.tabAt(at) < 0 ? tabs.currentIndex() : tabs.tabAt(at);
  const auto found =
      std::ranges::find_if(m_docks, [&](const QDockWidget* dock) { return dock->windowTitle() == tabs.tabText(tab); });
  if (found == m_docks.end()) return;
  QDockWidget* dock = *found;
  auto* menu = new QMenu(&m_window);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->addAction(icon("undock"), tr("&Undock"), dock, [dock] { dock->setFloating(true); });
  menu->addAction(icon("close"), tr("&Close"), dock, &QWidget::close);
  menu->popup(tabs.mapToGlobal(at));
}

}  // namespace snitt
