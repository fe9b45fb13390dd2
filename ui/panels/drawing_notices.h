// What a person should know of how a drawing is kept: that it could not be read or saved, that it goes into a copy, and
// copies of others to be taken over. Hidden where there is nothing to say. UI thread only.
#pragma once

#include <QPointer>
#include <QWidget>

#include "ui/document/drawing.h"

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace snitt {

class DrawingNotices : public QWidget {
  Q_OBJECT

 public:
  explicit DrawingNotices(QWidget* parent = nullptr);

  // Null: nothing is said. Called again whenever something of it has changed.
  void tell(Drawing* drawing);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void addCopyRow(const DrawingCopy& copy);

  QPointer<Drawing> m_drawing;
  QLabel* m_words;
  QPushButton* m_retry;
  QVBoxLayout* m_copies;
};

}  // namespace snitt
