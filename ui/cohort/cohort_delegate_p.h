// Rows of a cohort's tables: the class as a chip, what is amiss with a sign. UI thread.
#pragma once

#include <QStyledItemDelegate>

namespace snitt {

class CohortDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace snitt
