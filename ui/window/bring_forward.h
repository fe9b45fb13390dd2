// A window in front of the others, and to be typed into.
#pragma once

#include <QWidget>

namespace snitt {

inline void bringForward(QWidget& window) {
  window.setWindowState(window.windowState() & ~Qt::WindowMinimized);
  window.show();
  window.raise();
  window.activateWindow();
}

}  // namespace snitt
