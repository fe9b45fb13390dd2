// Draws the shortcuts of a cell, each in a frame like a key: with commas between them "," could not be told apart.
#pragma once

#include <QStyledItemDelegate>

namespace snitt {

class KeyCapDelegate : public QStyledItemDelegate {
 public:
  static constexpr int kKeysRole = Qt::UserRole + 1;  // QStringList

  using QStyledItemDelegate::QStyledItemDelegate;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace snitt
