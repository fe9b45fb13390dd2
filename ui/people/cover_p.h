// Lies over all of a window while it is locked, so that nothing of it is seen. UI thread.
#pragma once

#include <QWidget>

namespace snitt {

class Cover : public QWidget {
  Q_OBJECT

 public:
  // Over `window`, whose child it becomes; it follows its size and stays on top of what else is in it.
  explicit Cover(QWidget& window);
  void lie();

  // The title of the window while it is locked.
  [[nodiscard]] static QString lockedTitle();
  void keepTitle();
  void giveTitleBack();

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QString m_title;
  QString m_filePath;
};

}  // namespace snitt
