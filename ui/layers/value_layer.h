// What layers of numbers have in common: heatmaps, the spread of members, columns of other programs' tables. A colour a
// value, a range, a threshold for display, and the table that tells what is said of a tile.
#pragma once

#include <memory>
#include <span>

#include "core/overlay/tile_table.h"
#include "ui/layers/layer.h"
#include "ui/layers/value_colours.h"

namespace snitt {

class ValueLayer : public Layer {
  Q_OBJECT

 public:
  // Tiles behind the values, for telling what each member said and for going to one. Kept.
  void setTiles(std::shared_ptr<const TileTable> table, std::shared_ptr<const TileIndex> index);

  [[nodiscard]] ColourMap colourMap() const { return m_map; }
  void setColourMap(ColourMap map);
  // Values below are not painted. Changes what is shown and nothing else.
  [[nodiscard]] double shownFrom() const { return m_shownFrom; }
  void setShownFrom(double value);
  // Interpolated between tiles instead of squares, where the values lie on a raster.
  [[nodiscard]] virtual bool canSmooth() const { return false; }
  [[nodiscard]] bool smooth() const { return m_smooth; }
  void setSmooth(bool smooth);
  // What the colours span: [0, 1] where all values lie in it, else the range of the values.
  [[nodiscard]] double low() const { return m_low; }
  [[nodiscard]] double high() const { return m_high; }

  [[nodiscard]] QString describe(QPointF slide) const override;
  [[nodiscard]] std::optional<Reading> reading(QPointF slide) const override;
  [[nodiscard]] std::optional<QRectF> tileAt(QPointF slide) const override;
  [[nodiscard]] std::optional<LegendScale> scale() const override;

 protected:
  ValueLayer(LayerKind kind, QString name, std::span<const float> values, QString note);

  [[nodiscard]] const ValueColours& colours() const { return m_colours; }
  virtual void coloursChanged() {}
  // What it says of a place where there is no table.
  [[nodiscard]] virtual std::optional<Reading> valueAt(QPointF slide) const;
  [[nodiscard]] QString textOf(float value) const;

 private:
  void colour();

  QString m_note;
  std::shared_ptr<const TileTable> m_table;
  std::shared_ptr<const TileIndex> m_index;
  double m_low = 0;
  double m_high = 1;
  double m_shownFrom = 0;
  ColourMap m_map = ColourMap::viridis;
  bool m_smooth = false;
  ValueColours m_colours{m_map, m_low, m_high, m_shownFrom};
};

}  // namespace snitt
