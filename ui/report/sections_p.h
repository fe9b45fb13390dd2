// The parts of the score report, from top to bottom. Each draws into `area` (mm) and leaves the rest of the page alone.
#pragma once

#include "ui/report/pdf_page_p.h"
#include "ui/report/score_report.h"

namespace snitt::report {

// Title, whose slide, the class as a badge, why, and what makes the result special. Returns the height used.
double drawHeader(PdfPage& page, const QRectF& area, const ScoreReport& report);

// The slide with the tumour's outline and one heatmap a resolution, with legend and scale bar.
void drawPictures(PdfPage& page, const QRectF& area, const ScoreReport& report);

// One row a resolution: members and ensemble against the threshold.
void drawScores(PdfPage& page, const QRectF& area, const Score& score);

// Scope beside region and quality.
void drawFindings(PdfPage& page, const QRectF& area, const Score& score);

// Hashes, software, device: what is needed to make the score again.
void drawProvenance(PdfPage& page, const QRectF& area, const Score& score);

void drawFooter(PdfPage& page, const QRectF& area, const Score& score);

// The result in a word or two, as large as the area allows.
struct Badge {
  QString words;
  QColor colour;
  bool hollow = false;  // a result without meaning never looks like one with it
};
void drawBadge(PdfPage& page, const QRectF& area, const Badge& badge);

// What takes the meaning from a result, in at most two lines. Returns the height used.
double drawWarning(PdfPage& page, const QRectF& area, const QString& words);

// A heading with a rule below it; returns where the section's own area begins.
[[nodiscard]] QRectF section(PdfPage& page, const QRectF& area, const QString& heading, const QString& note = {});

}  // namespace snitt::report
