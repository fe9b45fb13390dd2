// Rows one below the other over as many A4 pages as they need. Nothing is cut: what does not fit into a line wraps,
// what does not fit onto a page goes to the next one, and lines() goes on over pages where not even an empty one has
// room.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "ui/report/pdf_page_p.h"

namespace snitt::report {

inline constexpr double kPageMarginMm = 14;
// Of the labels of facts.
inline constexpr double kLabelWidthMm = 30;

struct Cell {
  QString words;
  double widthMm = 0;
  TextStyle style;
  Qt::Alignment align = Qt::AlignLeft;
};

// Lines of a row's cell, at its place in the row.
struct LaidCell {
  std::vector<QString> lines;
  double xMm = 0;  // from the flow's left edge
  double widthMm = 0;
  TextStyle style;
  Qt::Alignment align = Qt::AlignLeft;
};

// What stands on every page; each is called once a page, with its number.
struct PageFrame {
  std::function<void(PdfPage&, const QRectF&, int number)> footer;
  std::function<void(PdfPage&, const QRectF&, int number)> header{};
  double headerMm = 0;  // height, with the gap below it
};

class PageFlow {
 public:
  // The page outlives the flow.
  PageFlow(PdfPage& page, PageFrame frame);
  PageFlow(PdfPage& page, std::function<void(PdfPage&, const QRectF&, int number)> footer);

  [[nodiscard]] PdfPage& page() { return m_page; }
  [[nodiscard]] double left() const;
  [[nodiscard]] double width() const;
  [[nodiscard]] int pages() const { return m_number; }
  // Of an empty page, below its head; what is left of the present one.
  [[nodiscard]] double roomOfPageMm() const;
  [[nodiscard]] double roomLeftMm() const;
  // Called again at the top of a page that begins before it is changed: the head of a table that goes on.
  void repeatOnNewPage(std::function<void()> head) { m_repeat = std::move(head); }

  // Begins a page where less than this is left of the present one; returns the rectangle of that height and goes on
  // below it.
  QRectF take(double heightMm);
  // Begins a page where less than this is left, and no more: for what must not stand apart from what follows.
  void keepTogether(double heightMm);
  void gap(double heightMm) { m_y += heightMm; }
  void newPage();

  void heading(const QString& words, const QString& note = {});
  void paragraph(const QString& words, const TextStyle& style);
  // Cells side by side, each wrapped to its width; the row is as high as its highest cell.
  void row(const std::vector<Cell>& cells, double gapMm = 0.7);
  // The same with lines that are broken already; a row of many lines goes on over the end of a page. Returns the place
  // of its first line.
  QRectF lines(const std::vector<LaidCell>& cells, double gapMm = 0.7);
  // Label at the left, value beside it.
  void fact(const QString& label, const QString& value);
  void rule();

  void finish();

 private:
  PdfPage& m_page;
  PageFrame m_frame;
  std::function<void()> m_repeat;
  double m_y;
  int m_number = 1;
};

}  // namespace snitt::report
