// Lines with a halo, drawn into a picture of their own. Qt's stroking of a ring of a thousand pixels takes a
// millisecond; here it is some hundredths, which is what thousands of them on a screen need. Joins and ends are round.
#pragma once

#include <QImage>
#include <QPainter>
#include <QPolygonF>
#include <QRect>

#include <cstdint>
#include <vector>

namespace snitt {

class LineRaster {
 public:
  struct Pen {
    double width = 1;          // device pixels
    double haloPx = 0;         // to each side
    QRgb colour = 0xff000000;  // not premultiplied
    QRgb haloColour = 0;       // the same
  };

  // `exposed`: what may be painted, device pixels.
  explicit LineRaster(const QRect& exposed) : m_place(exposed) {}

  // A stretch of one figure. All that is added until `finish` covers a pixel once, however often it is crossed.
  void add(const QPolygonF& path, const Pen& pen);
  // Lays the figure over those before.
  void finish(const Pen& pen);
  void drawInto(QPainter& painter) const;

 private:
  struct Row {
    int begin = 0;  // touched columns; end <= begin: none
    int end = 0;
  };
  void segment(QPointF from, QPointF to, const Pen& pen);

  QRect m_place;
  QImage m_picture;  // made with the first line; Format_ARGB32_Premultiplied
  std::vector<std::uint8_t> m_line;
  std::vector<std::uint8_t> m_halo;
  std::vector<Row> m_rows;
  int m_top = 0;  // touched rows
  int m_bottom = 0;
};

}  // namespace snitt
