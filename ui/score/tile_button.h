// One tile of the gallery: its picture, and its score below it. A button for mouse and keyboard (Enter, Space).
#pragma once

#include <QAbstractButton>
#include <QImage>
#include <QRectF>

#include "core/tile_grid.h"

namespace snitt {

struct GalleryTile {
  LevelZeroRect rect;
  QString resolution;
  double mpp = 0;  // that resolution's own µm/px
  QString score;   // "0.93"
  QString name;    // for screen readers: "Tile 3 of 6 with highest score, 0.93"
};

class TileButton : public QAbstractButton {
  Q_OBJECT

 public:
  enum class Picture { none, waiting, shown, unreadable };

  explicit TileButton(GalleryTile tile, QWidget* parent = nullptr);

  [[nodiscard]] const GalleryTile& tile() const { return m_tile; }
  [[nodiscard]] Picture picture() const { return m_picture; }

  void setWaiting(bool waiting);
  // A null image means that the tile could not be read.
  void setImage(const QImage& image);

  [[nodiscard]] bool hasHeightForWidth() const override { return true; }
  [[nodiscard]] int heightForWidth(int widthPx) const override;
  [[nodiscard]] QSize sizeHint() const override;

 Q_SIGNALS:
  void focused();
  // An arrow key: steps to the right and downwards.
  void moveAsked(int columns, int rows);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;

 private:
  void paintPicture(QPainter& painter, const QRect& box) const;

  GalleryTile m_tile;
  QImage m_image;
  Picture m_picture = Picture::none;
};

}  // namespace snitt
