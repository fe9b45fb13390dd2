// What charts draw on: millimetres from the top left corner, whatever the format. Remembers where its texts stand.
#pragma once

#include <QtCore/QLineF>
#include <QtCore/QPointF>
#include <QtCore/QRectF>
#include <QtCore/QString>
#include <QtGui/QColor>
#include <QtGui/QPainter>
#include <QtGui/QPolygonF>

#include <vector>

#include "ui/report/text_p.h"

namespace snitt::charts {

using report::TextStyle;
using report::Weight;

enum class Letters { text, shapes };
enum class Align { left, centre, right };

struct Stroke {
  QColor colour;
  double widthMm = 0.25;
  std::vector<double> dashMm{};  // on, off, …; empty: solid
};

struct DrawnText {
  QRectF box;  // from the capitals' top to the descenders' bottom
  QString words;
};

class Canvas {
 public:
  // `painter` is scaled to hundredths of a millimetre and outlives this.
  Canvas(QPainter& painter, QSizeF sizeMm, Letters letters);

  [[nodiscard]] double width() const { return m_size.width(); }
  [[nodiscard]] double height() const { return m_size.height(); }

  void line(QPointF from, QPointF to, const Stroke& stroke);
  void curve(const QPolygonF& points, const Stroke& stroke);
  // Without outline where the stroke has no width.
  void area(const QPolygonF& points, const QColor& inside, const Stroke& outline = {{}, 0});
  void disc(QPointF centre, double radiusMm, const QColor& inside, const Stroke& outline = {{}, 0});

  // One line, not wrapped, `y` its baseline; the place of its box.
  QRectF text(QPointF at, const QString& words, const TextStyle& style, Align align = Align::left);
  // Reads upwards; `at` is the middle of its baseline.
  QRectF textUpwards(QPointF at, const QString& words, const TextStyle& style);

  [[nodiscard]] const std::vector<DrawnText>& texts() const { return m_texts; }
  // Of lines and curves, not of areas.
  [[nodiscard]] const std::vector<QLineF>& lines() const { return m_lines; }

 private:
  void letters(QPointF at, const QString& words, const TextStyle& style, bool upwards);

  QPainter& m_painter;
  QSizeF m_size;
  Letters m_letters;
  std::vector<DrawnText> m_texts;
  std::vector<QLineF> m_lines;
};

[[nodiscard]] double textWidth(const QString& words, const TextStyle& style);
[[nodiscard]] std::vector<QString> wrapText(const QString& words, const TextStyle& style, double widthMm, int most);
[[nodiscard]] double widestOf(const std::vector<QString>& lines, const TextStyle& style);
// Capitals' height and the depth of "g", in mm.
[[nodiscard]] inline double capHeight(const TextStyle& style) { return style.sizePt * report::kMmPerPoint * 0.74; }
[[nodiscard]] inline double descent(const TextStyle& style) { return style.sizePt * report::kMmPerPoint * 0.22; }
[[nodiscard]] inline double lineStep(const TextStyle& style) { return style.sizePt * report::kMmPerPoint * 1.22; }
// The height of a block of lines, from the first one's capitals to the last one's descenders.
[[nodiscard]] double blockHeight(std::size_t lines, const TextStyle& style);

}  // namespace snitt::charts
