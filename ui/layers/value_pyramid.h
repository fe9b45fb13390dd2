// Values on a raster and their halvings, painted so that no value is passed over from afar and no more cells are
// touched than are seen. Made in any thread, painted in the UI thread.
#pragma once

#include <QImage>
#include <QPainter>
#include <QRectF>

#include <vector>

#include "core/overlay/tile_table.h"
#include "ui/layers/value_colours.h"
#include "ui/view/viewport.h"

namespace snitt {

class ValuePyramid {
 public:
  ValuePyramid() = default;
  explicit ValuePyramid(ValueGrid grid);
  // Where several values fall into a cell: their means, and the highest of each on a grid of the same size.
  ValuePyramid(ValueGrid means, Grid<float> highest);

  [[nodiscard]] const ValueGrid& grid() const { return m_grid; }
  // Other colours from the next painting on.
  void forgetPictures() { m_pictures.clear(); }
  // As Layer::paint.
  void paint(QPainter& painter, const QRect& exposed, const Viewport& view, const ValueColours& colours,
             bool smooth) const;

 private:
  struct Halving {
    Grid<float> means;  // of finite values; NaN where there is none
    Grid<float> highest;
  };
  void addHalvings(const Grid<float>& highest);
  [[nodiscard]] const Grid<float>& means(std::size_t level) const;
  [[nodiscard]] const Grid<float>& highest(std::size_t level) const;
  [[nodiscard]] QImage pictureOf(std::size_t level, QRect& cells, const ValueColours& colours) const;
  [[nodiscard]] QImage coloured(std::size_t level, const QRect& cells, const ValueColours& colours) const;

  ValueGrid m_grid;
  Grid<float> m_highest;  // empty: that of m_grid
  std::vector<Halving> m_halvings;
  mutable std::vector<QImage> m_pictures;  // premultiplied, by level; null until it was seen
};

}  // namespace snitt
