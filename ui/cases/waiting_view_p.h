// Changes of the laboratory that wait for a person, since somebody works on the case or has closed it. UI thread.
#pragma once

#include <QWidget>

#include <vector>

#include "ui/cases/case_book.h"

class QVBoxLayout;

namespace snitt {

class WaitingView : public QWidget {
  Q_OBJECT

 public:
  explicit WaitingView(QWidget* parent = nullptr);
  // Hidden while nothing waits.
  void show(const std::vector<WaitingChange>& waiting, bool mayConfirm);

 Q_SIGNALS:
  void decided(std::int64_t waiting, bool accept);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QVBoxLayout* m_rows;
};

}  // namespace snitt
