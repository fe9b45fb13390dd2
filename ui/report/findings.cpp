#include <algorithm>
#include <cmath>

#include "core/text/number.h"
#include "ui/report/palette_p.h"
#include "ui/report/sections_p.h"

namespace snitt::report {

namespace {

constexpr double kLine = 3.35;
constexpr int kMostLines = 3;

QString percent(double share) {
  return std::isfinite(share) ? QStringLiteral("%1 %").arg(qs(fixed(share * 100, share > 0 && share < 0.1 ? 1 : 0)))
                              : QStringLiteral("not measured");
}

// Rows of a label and a value; a value may take a few lines. Stops at the area's end and says how much is left out.
class Rows {
 public:
  Rows(PdfPage& page, const QRectF& area, double labelWidth) : m_page(page), m_area(area), m_labelWidth(labelWidth) {}

  void row(const QString& label, const QString& value, const TextStyle& style = kBody) {
    const double width = m_area.width() - m_labelWidth;
    const int lines = std::min(kMostLines, m_page.lineCount(width, value, style));
    // The last line is kept for "and N more".
    if (m_y + (lines + 1) * kLine > m_area.height() + 0.1) {
      ++m_left;
      return;
    }
    m_page.text({m_area.x(), m_area.y() + m_y, m_labelWidth - 2, kLine}, label,
                {kBody.sizePt, Weight::regular, kFaint});
    m_page.text({m_area.x() + m_labelWidth, m_area.y() + m_y, width, kMostLines * kLine}, value, style, {kMostLines});
    m_y += lines * kLine + 0.35;
  }

  void end() {
    if (m_left > 0)
      m_page.text({m_area.x() + m_labelWidth, m_area.y() + m_y, m_area.width() - m_labelWidth, kLine},
                  QStringLiteral("and %1 more in score.json").arg(m_left), kSmall);
  }

 private:
  PdfPage& m_page;
  QRectF m_area;
  double m_labelWidth;
  double m_y = 0;
  int m_left = 0;
};

void drawScope(PdfPage& page, const QRectF& area, const Score& score) {
  Rows rows(page, area, 17);
  QStringList met;
  for (const FactState state : {FactState::violated, FactState::unknown}) {
    for (const ScopeFinding& finding : score.scope.findings)
      if (finding.state == state)
        rows.row(qs(toText(state)), QStringLiteral("%1: %2").arg(qs(finding.fact), qs(finding.detail)),
                 {7.6, Weight::medium, kWarn});
  }
  for (const ScopeFinding& finding : score.scope.findings)
    if (finding.state == FactState::met) met << qs(finding.fact);
  if (!met.isEmpty()) rows.row(QStringLiteral("met"), met.join(QStringLiteral(", ")));
  if (score.scope.findings.empty())
    rows.row(QStringLiteral("none"), QStringLiteral("the bundle limits nothing, so nothing was checked"));
  for (const std::string& finding : score.slide.findings) rows.row(QStringLiteral("file"), qs(finding));
  rows.end();
}

void drawQuality(PdfPage& page, const QRectF& area, const Score& score) {
  Rows rows(page, area, 24);
  rows.row(QStringLiteral("region scored"),
           score.tumourComponents == 0
               ? QStringLiteral("none found (%1)").arg(qs(score.tumourSource))
               : QStringLiteral("%1 mm² in %2 %3, %4")
                     .arg(qs(fixed(score.tumourAreaMm2, 2)))
                     .arg(score.tumourComponents)
                     .arg(score.tumourComponents == 1 ? QStringLiteral("part") : QStringLiteral("parts"),
                          qs(score.tumourSource)));
  if (score.tumourDice)
    rows.row(QStringLiteral("overlap"),
             QStringLiteral("Dice %1 with the network’s own outline").arg(qs(fixed(*score.tumourDice, 2))));
  if (score.tissueQuality)
    rows.row(QStringLiteral("tissue"), QStringLiteral("%1 mm²").arg(qs(fixed(score.tissueQuality->areaMm2, 1))));
  if (const auto& quality = score.tumourQuality) {
    rows.row(QStringLiteral("in the region"),
             QStringLiteral("pen %1 · folds %2 · blurred %3")
                 .arg(percent(quality->penShare), percent(quality->foldShare), percent(quality->blurShare)));
  } else {
    rows.row(QStringLiteral("in the region"), QStringLiteral("not measured"));
  }
  rows.row(QStringLiteral("stain seen"),
           score.stainSeen.empty() ? QStringLiteral("not recognised") : qs(score.stainSeen));
  std::size_t unreadable = 0;
  for (const ScoredResolution& one : score.resolutions) unreadable += one.unreadable.size();
  rows.row(
      QStringLiteral("unreadable"),
      unreadable == 0 ? QStringLiteral("no tile") : QStringLiteral("%1 tiles, left out of the score").arg(unreadable),
      unreadable == 0 ? kBody : TextStyle{7.6, Weight::medium, kWarn});
  rows.end();
}

}  // namespace

QRectF section(PdfPage& page, const QRectF& area, const QString& heading, const QString& note) {
  const double used = page.text({area.x(), area.y(), area.width(), 4}, heading, kHeading);
  if (!note.isEmpty()) {
    const double x = area.x() + page.textWidth(heading, kHeading) + 2.5;
    page.text({x, area.y() + 0.6, area.right() - x, 4}, note, kSmall);
  }
  page.line({area.x(), area.y() + used + 0.6}, {area.right(), area.y() + used + 0.6}, kRule, 0.2);
  return area.adjusted(0, used + 1.8, 0, 0);
}

void drawFindings(PdfPage& page, const QRectF& area, const Score& score) {
  const double half = (area.width() - 8) / 2;
  const QRectF left(area.x(), area.y(), half, area.height());
  const QRectF right(area.right() - half, area.y(), half, area.height());
  drawQuality(page, section(page, left, QStringLiteral("Region and quality")), score);
  const auto missed = std::count_if(score.scope.findings.begin(), score.scope.findings.end(),
                                    [](const ScopeFinding& one) { return one.state != FactState::met; });
  const QString note = score.scope.findings.empty() ? QString()
                       : missed == 0
                           ? QStringLiteral("every fact that the bundle limits is met")
                           : QStringLiteral("%1 of %2 facts not met").arg(missed).arg(score.scope.findings.size());
  drawScope(page, section(page, right, QStringLiteral("Scope and file"), note), score);
}

}  // namespace snitt::report
