// Up to six tiles in three columns, or in six where there is room: never a row with a hole.
#pragma once

#include <QWidget>

#include <vector>

namespace snitt {

class TileButton;

class TileRows : public QWidget {
 public:
  explicit TileRows(QWidget* parent = nullptr);
  // Takes the tile as a child.
  void add(TileButton* tile);

  [[nodiscard]] bool hasHeightForWidth() const override { return true; }
  [[nodiscard]] int heightForWidth(int widthPx) const override;
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return {120, 60}; }

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  [[nodiscard]] static int columnsAt(int widthPx);
  [[nodiscard]] static int edgeAt(int widthPx);
  void move(std::size_t from, int columns, int rows);

  std::vector<TileButton*> m_tiles;
};

}  // namespace snitt
