// Draws the slides of a case: headings across the list, and a card a slide with picture, stain, state, what a person
// said of it and its class. UI thread.
#pragma once

#include <QStyledItemDelegate>

namespace snitt {

class CaseSlidesDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  static constexpr int kPictureWidth = 168;
  static constexpr int kPictureHeight = 104;

  using QStyledItemDelegate::QStyledItemDelegate;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace snitt
