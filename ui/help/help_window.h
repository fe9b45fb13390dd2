// The manual: the pages of resources/help, which are part of the program, rendered from Markdown. UI thread only.
#pragma once

#include <QWidget>

class QListWidget;
class QTextBrowser;

namespace snitt {

class HelpWindow : public QWidget {
  Q_OBJECT

 public:
  explicit HelpWindow(QWidget* parent = nullptr);

  // The page of this name ("drawing"); the first where there is none.
  void showPage(const QString& name);
  [[nodiscard]] QString page() const;

 private:
  QListWidget* m_pages;
  QTextBrowser* m_text;
};

}  // namespace snitt
