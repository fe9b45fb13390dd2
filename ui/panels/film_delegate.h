// Draws one slide of the film strip: its thumbnail, its name, and how it stands. UI thread.
#pragma once

#include <QSize>
#include <QStyledItemDelegate>

namespace snitt {

class FilmDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  static constexpr int kLongestEdge = 160;  // of a picture, logical pixels

  using QStyledItemDelegate::QStyledItemDelegate;

  void setCell(QSize cell) { m_cell = cell; }
  [[nodiscard]] QSize cell() const { return m_cell; }
  // Height of a cell beside its picture.
  [[nodiscard]] static int captionHeight(const QFontMetrics& metrics);

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return m_cell; }

 private:
  QSize m_cell{176, 160};
};

}  // namespace snitt
