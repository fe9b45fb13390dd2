// Where a table's columns stand on a page. Numbers of a column have their points below one another and their intervals
// in a column of their own, since the font's digits differ in width.
#pragma once

#include "ui/report/document/cell_text_p.h"
#include "ui/report/pdf_page_p.h"

namespace snitt::report {

struct LaidColumn {
  bool numeric = false;
  double xMm = 0;
  double widthMm = 0;
  double leftMm = 0;      // of the widest number before its point
  double rightMm = 0;     // from the point on
  double intervalMm = 0;  // of the widest interval; 0: none
};

struct TableLayout {
  std::vector<LaidColumn> columns;
  double widthMm = 0;
  TextStyle cell;
  TextStyle head;
};

inline constexpr double kIntervalGapMm = 1.1;

// Smaller letters where the columns would not fit otherwise; then words break.
[[nodiscard]] TableLayout layOutTable(const PdfPage& page, const ShownTable& table, double widthMm);

// The parts of a number before its decimal point and from it on.
[[nodiscard]] std::pair<QString, QString> atPoint(const QString& number);

}  // namespace snitt::report
