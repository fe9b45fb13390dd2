#include <QResizeEvent>

#include "ui/score/tile_button.h"
#include "ui/score/tile_rows_p.h"

namespace snitt {

namespace {

constexpr int kGapPx = 6;
constexpr int kLeastEdgePx = 68;

}  // namespace

TileRows::TileRows(QWidget* parent) : QWidget(parent) {
  QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
}

void TileRows::add(TileButton* tile) {
  tile->setParent(this);
  const std::size_t index = m_tiles.size();
  m_tiles.push_back(tile);
  connect(tile, &TileButton::moveAsked, this, [this, index](int columns, int rows) { move(index, columns, rows); });
}

int TileRows::columnsAt(int widthPx) { return widthPx >= 6 * kLeastEdgePx + 5 * kGapPx ? 6 : 3; }

int TileRows::edgeAt(int widthPx) {
  const int columns = columnsAt(widthPx);
  return std::max(20, (widthPx - (columns - 1) * kGapPx) / columns);
}

int TileRows::heightForWidth(int widthPx) const {
  if (m_tiles.empty()) return 0;
  const int columns = columnsAt(widthPx);
  const int rows = (static_cast<int>(m_tiles.size()) + columns - 1) / columns;
  return rows * m_tiles.front()->heightForWidth(edgeAt(widthPx)) + (rows - 1) * kGapPx;
}

QSize TileRows::sizeHint() const { return {260, heightForWidth(260)}; }

void TileRows::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  const int columns = columnsAt(width());
  const int edge = edgeAt(width());
  for (int i = 0; i < static_cast<int>(m_tiles.size()); ++i) {
    TileButton* tile = m_tiles[static_cast<std::size_t>(i)];
    const int high = tile->heightForWidth(edge);
    tile->setGeometry((i % columns) * (edge + kGapPx), (i / columns) * (high + kGapPx), edge, high);
  }
}

void TileRows::move(std::size_t from, int columns, int rows) {
  const int to = static_cast<int>(from) + columns + rows * columnsAt(width());
  if (to >= 0 && to < static_cast<int>(m_tiles.size()))
    m_tiles[static_cast<std::size_t>(to)]->setFocus(Qt::OtherFocusReason);
}

}  // namespace snitt
