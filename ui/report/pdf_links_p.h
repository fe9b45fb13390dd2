// What Qt 6.4 does not write into a PDF: places that lead to others inside of it, and the list of its chapters.
#pragma once

#include <QtCore/QRectF>
#include <QtCore/QString>

#include <string>
#include <vector>

namespace snitt::report {

struct PdfTarget {
  std::string name;
  QString title;     // in the list of chapters
  int page = 1;      // from 1
  double topMm = 0;  // from the page's upper edge
};

struct PdfLink {
  int page = 1;
  QRectF areaMm;
  std::string target;  // its name; one that is not there makes no link
};

// Appends an incremental update (ISO 32000-1:2008, 7.5.6): what stands before it keeps its bytes. A file that is not
// built as Qt builds it stays as it is. Pure.
[[nodiscard]] std::string withLinks(std::string pdf, const std::vector<PdfTarget>& chapters,
                                    const std::vector<PdfLink>& links);

}  // namespace snitt::report
