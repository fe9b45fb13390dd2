// Values on a raster over the slide, one colour a value: heatmaps, the spread of members, columns of other programs'
// tables. Painted from one small picture (and its halvings, for views from afar), whatever the number of tiles.
#pragma once

#include <QImage>

#include <memory>
#include <vector>

#include "core/overlay/tile_table.h"
#include "ui/layers/layer.h"

namespace snitt {

class GridLayer : public Layer {
  Q_OBJECT

 public:
  // The grid is kept. The range that colours span is [0, 1] where all values lie in it, else that of the values.
  GridLayer(LayerKind kind, QString name, ValueGrid grid, QString note = {});

  // Tiles behind the values, for telling what each member said and for going to one. Kept.
  void setTiles(std::shared_ptr<const TileTable> table, std::shared_ptr<const TileIndex> index);

  [[nodiscard]] ColourMap colourMap() const { return m_map; }
  void setColourMap(ColourMap map);
  // Values below are not painted. Changes what is shown and nothing else.
  [[nodiscard]] double shownFrom() const { return m_shownFrom; }
  void setShownFrom(double value);
  [[nodiscard]] bool smooth() const { return m_smooth; }
  void setSmooth(bool smooth);  // interpolated between tiles instead of squares
  [[nodiscard]] double low() const { return m_low; }
  [[nodiscard]] double high() const { return m_high; }
  [[nodiscard]] const ValueGrid& grid() const { return m_grid; }

  void paint(QPainter& painter, const QRect& exposed, const Viewport& view) const override;
  [[nodiscard]] QString describe(QPointF slide) const override;
  [[nodiscard]] std::optional<Reading> reading(QPointF slide) const override;
  [[nodiscard]] std::optional<QRectF> tileAt(QPointF slide) const override;
  [[nodiscard]] std::optional<LegendScale> scale() const override;

 private:
  void colour();

  ValueGrid m_grid;
  std::vector<Grid<float>> m_halvings;  // of m_grid.values: means of finite values
  QString m_note;
  std::shared_ptr<const TileTable> m_table;
  std::shared_ptr<const TileIndex> m_index;
  double m_low = 0;
  double m_high = 1;
  double m_shownFrom = 0;
  ColourMap m_map = ColourMap::viridis;
  bool m_smooth = false;
  std::vector<QImage> m_pictures;  // premultiplied, by halving
};

}  // namespace snitt
