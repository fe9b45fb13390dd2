// Draws pictures of tiles straight into a frame's pixels where the slide's pixels lie parallel to the screen's: at any
// zoom, quarter turn and mirror. Qt's own drawing takes several times as long, too long for a frame that is drawn
// whole. Used by one thread.
#pragma once

#include <QImage>
#include <QRect>
#include <QTransform>

#include <cstdint>
#include <vector>

namespace snitt {

class TileBlitter {
 public:
  // `frame` (Format_RGB32) must outlive this; nothing outside `exposed` (pixels of the frame) is touched.
  TileBlitter(QImage& frame, const QRect& exposed, const QTransform& slideToFrame);

  // The `part` of the slide out of a picture (Format_RGB32) that covers `whole`, both in slide pixels. A pixel of the
  // frame belongs to the part in which its middle falls: neighbours leave no seam and draw nothing twice. `smooth`
  // interpolates between four pixels of the picture, else the nearest is taken.
  void draw(const QImage& picture, const QRectF& whole, const QRectF& part, bool smooth);

 private:
  // Along one axis of the frame: where its pixels from `first` on lie in the picture.
  struct Samples {
    int first = 0;
    std::vector<int> at;               // the picture's pixel; `at` + 1 exists where `share` is not 0
    std::vector<std::uint16_t> share;  // of the next one, 0–256; all 0 where the nearest is taken
    [[nodiscard]] bool empty() const { return at.empty(); }
  };
  // `scale` and `offset` lead from the frame's coordinate to the slide's.
  static void sample(Samples& samples, int begin, int end, double scale, double offset, double partBegin,
                     double partEnd, double wholeBegin, double picturePerSlide, int picturePx, bool smooth);
  void mixRow(const QImage& picture, int row, unsigned share, const Samples& columns, std::uint32_t* out);
  void drawParallel(const QImage& picture, const Samples& columns, const Samples& rows, bool smooth);
  void drawTurned(const QImage& picture, const Samples& columns, const Samples& rows, bool smooth);

  QImage& m_frame;
  QRect m_exposed;
  QTransform m_toSlide;
  bool m_turned;      // columns of the picture become rows of the frame
  Samples m_columns;  // of the picture
  Samples m_rows;
  std::vector<std::uint16_t> m_mixed;  // two rows of the picture made one, four values a pixel
  std::vector<std::uint32_t> m_strip;
};

}  // namespace snitt
