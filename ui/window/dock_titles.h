// Panels that stand behind each other carry their names on tabs; a title below would say it twice, so it goes, and what
// its buttons do is in the menu of the tab. UI thread only; lives no longer than the window.
#pragma once

#include <QList>
#include <QObject>
#include <QTimer>

class QDockWidget;
class QMainWindow;
class QPoint;
class QTabBar;

namespace snitt {

class DockTitles : public QObject {
  Q_OBJECT

 public:
  explicit DockTitles(QMainWindow& window);

  void watch(QDockWidget* dock);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void update();
  [[nodiscard]] bool isTabbed(QDockWidget* dock) const;
  void showMenu(const QTabBar& tabs, const QPoint& at);

  QMainWindow& m_window;
  QList<QDockWidget*> m_docks;
  QTimer m_soon;  // docks tell of a move before it is done
};

}  // namespace snitt
