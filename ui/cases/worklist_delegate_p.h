// Draws the cells of the worklist: the class as shape and word, what is pending as a mark, warnings in their colour
// beside a sign. UI thread.
#pragma once

#include <QStyledItemDelegate>

namespace snitt {

class WorklistDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace snitt
