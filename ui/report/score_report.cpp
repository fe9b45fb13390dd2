#include "ui/report/score_report.h"

#include <algorithm>

#include "ui/report/drawing_p.h"
#include "ui/report/palette_p.h"
#include "ui/report/sections_p.h"

namespace snitt {

namespace {

using namespace report;

constexpr double kMargin = 14;
constexpr double kFooter = 12;
constexpr double kMostPictures = 92;
constexpr double kScores = 41;
constexpr double kLeastFindings = 40;
constexpr double kProvenance = 35.5;
constexpr double kGap = 3.5;

void draw(PdfPage& page, const ScoreReport& report) {
  const Score& score = report.score;
  const QRectF all(kMargin, 11, PdfPage::widthMm - 2 * kMargin, PdfPage::heightMm - 11 - 9);
  const auto at = [&](double y, double height) { return QRectF(all.x(), y, all.width(), height); };
  const double footer = all.bottom() - kFooter;
  const double provenance = footer - kProvenance - 1;
  // Header and pictures take what they need as long as enough is left for the findings, which take the rest.
  const double pictures = all.y() + drawHeader(page, at(all.y(), 40), report) + 2;
  const double room = provenance - pictures - kScores - kLeastFindings - 3 * kGap;
  const double picturesHeight = std::min(kMostPictures, room);
  const double scores = pictures + picturesHeight + kGap;
  const double findings = scores + kScores + kGap;
  drawPictures(page, at(pictures, picturesHeight), report);
  drawScores(page, at(scores, kScores), score);
  drawFindings(page, at(findings, provenance - kGap - findings), score);
  drawProvenance(page, at(provenance, kProvenance), score);
  drawFooter(page, at(footer, kFooter), score);
  if (!score.notAssessable.empty())
    page.watermark(QStringLiteral("NOT ASSESSABLE"), QColor(0x4a, 0x52, 0x5c, 38));
  else if (score.bundleStatus == BundleStatus::untrained)
    page.watermark(QStringLiteral("UNTRAINED"), QColor(0x4a, 0x52, 0x5c, 38));
}

}  // namespace

Result<std::string> scoreReportPdf(const ScoreReport& report) {
  if (auto started = startDrawing(); !started) return fail(started.error());
  PdfPage page("Snitt score report", report.score.run.software);
  draw(page, report);
  return page.finish(report.score.run.started);
}

}  // namespace snitt
