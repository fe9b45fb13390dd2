// A column of a table of tiles that lie on no common raster, as when another program lays a grid over each piece of
// tissue: each tile exactly where it is, and from afar a small raster made once, so that a million of them stay fluid.
//
// Where tiles overlap they are painted in the table's order, the later over the earlier, whatever their values; tiles
// without a value leave what lies below. describe() and tileAt() speak of the tile whose centre is nearest.
#pragma once

#include <QRectF>

#include <cstdint>
#include <memory>
#include <vector>

#include "ui/layers/value_layer.h"
#include "ui/layers/value_pyramid.h"

namespace snitt {

class TileLayer : public ValueLayer {
  Q_OBJECT

 public:
  // A value for each tile of the table, which is kept. Made in any thread.
  TileLayer(LayerKind kind, QString name, std::shared_ptr<const TileTable> table, std::vector<float> values,
            QString note = {});

  void paint(QPainter& painter, const QRect& exposed, const Viewport& view) const override;

 protected:
  void coloursChanged() override { m_far.forgetPictures(); }

 private:
  struct Bin {
    QRectF box;  // around its tiles
    std::vector<std::uint32_t> tiles;
  };
  void sortIntoBins();
  void makeFar();
  // At least all that lie in `exposed` and have a colour, in the table's order.
  template <class Call>
  void forEachIn(const QRect& exposed, const Viewport& view, Call call) const;
  [[nodiscard]] std::size_t countIn(const QRectF& seen) const;
  void paintUpright(QPainter& painter, const QRect& exposed, const Viewport& view) const;
  void paintTurned(QPainter& painter, const QRect& exposed, const Viewport& view) const;
  void paintManyTurned(QPainter& painter, const QRect& exposed, const Viewport& view) const;

  std::shared_ptr<const TileTable> m_kept;
  std::vector<float> m_values;  // by tile
  QRectF m_bounds;              // around all tiles
  std::vector<Bin> m_bins;
  ValuePyramid m_far;
};

}  // namespace snitt
