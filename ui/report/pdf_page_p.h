// An A4 page being drawn, in millimetres; one after the other. The only place that knows of QPdfWriter.
#pragma once

#include <QtCore/QBuffer>
#include <QtGui/QImage>
#include <QtGui/QPainter>
#include <QtGui/QPdfWriter>

#include <functional>
#include <memory>
#include <string>

#include "core/result.h"
#include "ui/report/pdf_links_p.h"
#include "ui/report/text_p.h"

namespace snitt::report {

struct Lines {
  int most = 1;  // what does not fit ends in an ellipsis
  Qt::Alignment align = Qt::AlignLeft;
  double spacing = 1.25;  // of the font's size
};

class PdfPage {
 public:
  static constexpr double widthMm = 210;
  static constexpr double heightMm = 297;

  // `title` and `creator` go into the document's properties.
  PdfPage(const std::string& title, const std::string& creator);
  ~PdfPage();
  PdfPage(const PdfPage&) = delete;
  PdfPage& operator=(const PdfPage&) = delete;

  // Draws wrapped text with its first line's top at `area`'s top; returns the height used in mm.
  double text(const QRectF& area, const QString& words, const TextStyle& style, const Lines& lines = {});
  // One line as it is, neither wrapped nor cut.
  void oneLine(const QRectF& area, const QString& words, const TextStyle& style, Qt::Alignment align = Qt::AlignLeft);
  [[nodiscard]] double textWidth(const QString& words, const TextStyle& style) const;
  // Lines that `words` take at a width, without a limit.
  [[nodiscard]] int lineCount(double widthMm, const QString& words, const TextStyle& style) const;
  [[nodiscard]] std::vector<QString> linesOf(double widthMm, const QString& words, const TextStyle& style) const;

  void fill(const QRectF& area, const QColor& colour, double radius = 0);
  void frame(const QRectF& area, const QColor& colour, double lineWidth = 0.2, double radius = 0);
  void line(QPointF from, QPointF to, const QColor& colour, double lineWidth = 0.2);
  void image(const QRectF& area, const QImage& picture);
  void path(const QPainterPath& shape, const QColor& outline, double lineWidth, const QColor& inside = Qt::transparent);
  // Runs `draw` with everything outside of the area left alone.
  void clipped(const QRectF& area, const std::function<void()>& draw);
  // Runs `draw` with the page's painter, whose origin is then at `leftTop` and whose unit is a hundredth of a
  // millimetre times `scale`.
  void drawing(QPointF leftTop, double scale, const std::function<void(QPainter&)>& draw);
  // Diagonal lines `stepMm` apart, clipped to the area.
  void hatch(const QRectF& area, const QColor& colour, double stepMm = 1.6, double lineWidth = 0.25);
  // Large words across the page, behind nothing: call last.
  void watermark(const QString& words, const QColor& colour);

  // A place of this page that leads to a chapter, and the begin of one. The chapters are listed beside the pages.
  void link(const QRectF& area, const std::string& chapter);
  void chapter(const std::string& name, const QString& title, double topMm);

  // Ends this page and begins the next one.
  [[nodiscard]] Result<void> nextPage();

  // Ends the document. `date`: ISO 8601 as in ScoreRun, becomes the document's date.
  [[nodiscard]] Result<std::string> finish(const std::string& date);

 private:
  QByteArray m_bytes;
  QBuffer m_buffer;
  std::unique_ptr<QPdfWriter> m_writer;
  QPainter m_painter;
  int m_number = 1;
  std::vector<PdfTarget> m_chapters;
  std::vector<PdfLink> m_links;
};

}  // namespace snitt::report
