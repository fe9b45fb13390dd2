// Rows of a list whose first line is what they are called and the others what is said of them. UI thread.
#pragma once

#include <QStyledItemDelegate>

namespace snitt {

class TwoLineDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

// The ground of a row that is selected or under the cursor, and a rule below it; covers what the view drew.
void paintRowGround(QPainter& painter, const QStyleOptionViewItem& option);

}  // namespace snitt
