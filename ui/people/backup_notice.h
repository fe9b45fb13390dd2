// The line that warns of a database without a young backup. It stays until there is one or it is put away for the day;
// hidden while there is nothing to say. UI thread.
#pragma once

#include <QWidget>

class QLabel;

namespace snitt {

class BackupWatch;

class BackupNotice : public QWidget {
  Q_OBJECT

 public:
  // `watch` outlives it.
  explicit BackupNotice(BackupWatch& watch, QWidget* parent = nullptr);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void tell();

  BackupWatch& m_watch;
  QLabel* m_sign;
  QLabel* m_words;
};

}  // namespace snitt
