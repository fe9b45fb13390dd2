// Paints a row of the queue: slide, state, bundle, what is going on, a bar while it runs, and where the score is
// heading.
#pragma once

#include <QStyledItemDelegate>

namespace snitt {

class QueueModel;

class QueueDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace snitt
