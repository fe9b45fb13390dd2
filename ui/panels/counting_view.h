// How many points of each class lie in each field frame, while one counts and after. UI thread only.
#pragma once

#include <QByteArray>
#include <QTimer>
#include <QWidget>

#include <optional>

#include "core/annotation/counting.h"
#include "tiling/slide_info.h"
#include "ui/document/drawing.h"
#include "ui/draw/class_list.h"

class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace snitt {

class CountingView : public QWidget {
  Q_OBJECT

 public:
  explicit CountingView(const ClassList& classes, QWidget* parent = nullptr);

  // Null: no slide.
  void setDrawing(Drawing* drawing);
  void setScale(const std::optional<Mpp>& mpp);
  // As of now, also where the table waits to be brought up to date.
  [[nodiscard]] QByteArray csv() const;

 Q_SIGNALS:
  void exportAsked(const QByteArray& csv);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void build();
  void later();
  void refresh();
  void showGroup(QTreeWidgetItem* group, const QString& title, const std::map<std::string, std::size_t>& points,
                 double areaMm2);
  [[nodiscard]] QTreeWidgetItem* groupAt(int row);
  [[nodiscard]] Counts counted() const;

  const ClassList& m_classes;
  Drawing* m_drawing = nullptr;
  std::optional<Mpp> m_mpp;
  QTimer m_soon;
  bool m_stale = true;
  QTreeWidget* m_tree;
  QLabel* m_note;
  QPushButton* m_copy;
  QPushButton* m_export;
};

}  // namespace snitt
