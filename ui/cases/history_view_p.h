// What was done with a case, newest first. UI thread.
#pragma once

#include <QWidget>

#include <vector>

#include "core/audit/audit.h"

class QLabel;
class QListWidget;

namespace snitt {

class HistoryView : public QWidget {
  Q_OBJECT

 public:
  explicit HistoryView(QWidget* parent = nullptr);
  void show(const std::vector<AuditEvent>& oldestFirst);

 private:
  QListWidget* m_list;
};

}  // namespace snitt
