#include <vector>

#include "core/text/number.h"
#include "core/text/visible.h"
#include "ui/report/palette_p.h"
#include "ui/report/sections_p.h"

namespace snitt::report {

namespace {

Badge badgeOf(const Score& score) {
  if (!score.notAssessable.empty()) return {QStringLiteral("Not assessable"), kNone, true};
  if (!score.prognosis) return {QStringLiteral("No class"), kNone, true};
  if (score.bundleStatus == BundleStatus::untrained) return {QStringLiteral("Untrained: no meaning"), kNone, true};
  switch (*score.prognosis) {
    case Prognosis::good:
      return {QStringLiteral("Good prognosis"), kGood, false};
    case Prognosis::poor:
      return {QStringLiteral("Poor prognosis"), kPoor, false};
    case Prognosis::uncertain:
      break;
  }
  return {QStringLiteral("Uncertain prognosis"), kUncertain, false};
}

// "outline given by anna (sha256 …)" → "outline given by anna".
QString regionWords(const Score& score) {
  const QString source = qs(score.tumourSource);
  if (score.tumourSource == "network") return QStringLiteral("the network’s outline");
  if (score.tumourSource == "tissue") return QStringLiteral("all tissue");
  return QStringLiteral("the ") + source.section(QStringLiteral(" (sha256"), 0, 0);
}

QString versionLine(const OtherVersion& other) {
  const Score& score = other.score;
  QStringList parts;
  for (const ScoredResolution& one : score.resolutions)
    if (one.score) parts << QStringLiteral("%1 %2").arg(qs(one.name), qs(fixed(*one.score, 3)));
  if (score.combined) parts << QStringLiteral("combined %1").arg(qs(fixed(*score.combined, 3)));
  parts << QStringLiteral("%1 mm²").arg(qs(fixed(score.tumourAreaMm2, 2)));
  return QStringLiteral("Also scored inside %1%2: %3 (%4)")
      .arg(regionWords(score), other.stale ? QStringLiteral(", stale by now") : QString(),
           badgeOf(score).words.toLower(), parts.join(QStringLiteral(", ")));
}

std::vector<QString> warningsOf(const ScoreReport& report) {
  const Score& score = report.score;
  std::vector<QString> warnings;
  if (!report.stale.empty()) warnings.push_back(qs(report.stale));
  if (!score.notice.empty()) warnings.push_back(qs(score.notice.substr(0, 1)).toUpper() + qs(score.notice).mid(1));
  if (!score.scopeOverride.empty())
    warnings.push_back(
        QStringLiteral("Outside the bundle’s scope; scored all the same because: %1").arg(qs(score.scopeOverride)));
  if (!score.untrusted.empty()) {
    const UntrustedCode& first = score.untrusted.front();
    const auto more = score.untrusted.size() - 1;
    warnings.push_back(QStringLiteral("Code ran that no trusted signature covers: %1 (SHA-256 %2…)%3")
                           .arg(qs(first.file), qs(first.sha256).left(16),
                                more == 0 ? QString() : QStringLiteral(" and %1 more files").arg(more)));
  }
  return warnings;
}

QString slideLine(const ScoreReport& report) {
  const ScoredSlide& slide = report.score.slide;
  QStringList parts;
  if (!report.slideName.empty()) parts << QStringLiteral("fingerprint %1").arg(qs(slide.fingerprint).left(16));
  if (slide.widthPx > 0) parts << QStringLiteral("%L1 × %L2 px").arg(slide.widthPx).arg(slide.heightPx);
  if (slide.mppX > 0)
    parts << QStringLiteral("%1 µm/px (%2)").arg(qs(fixed((slide.mppX + slide.mppY) / 2, 4)), qs(slide.mppSource));
  if (!report.score.run.started.empty())
    parts << QStringLiteral("scored %1")
                 .arg(qs(report.score.run.started).left(16).replace(QLatin1Char('T'), QLatin1Char(' ')) +
                      QStringLiteral(" UTC"));
  return parts.join(QStringLiteral("  ·  "));
}

// As text that does nothing, and turns the direction of nothing around it.
QString inert(const std::string& text, std::size_t mostBytes) {
  return QChar(0x2068) + qs(visibleText(text, mostBytes)) + QChar(0x2069);
}

// Two identifiers of the patient: name and date of birth; the number where one of them is missing. A long name is cut,
// so that what comes after it is still read.
QString caseLine(const ReportCase& labCase) {
  QStringList parts;
  parts << QStringLiteral("%1 %2").arg(labCase.pending ? QStringLiteral("Order") : QStringLiteral("Case"),
                                       inert(labCase.name, 80));
  if (!labCase.patient.empty()) parts << inert(labCase.patient, 80);
  if (!labCase.birthDate.empty()) parts << QStringLiteral("born %1").arg(inert(labCase.birthDate, 20));
  const bool one = labCase.patient.empty() || labCase.birthDate.empty();
  if (one && !labCase.number.empty()) parts << QStringLiteral("no. %1").arg(inert(labCase.number, 40));
  return parts.join(QStringLiteral("  ·  "));
}

}  // namespace

void drawBadge(PdfPage& page, const QRectF& area, const Badge& badge) {
  TextStyle style{15, Weight::bold, badge.hollow ? badge.colour : QColor(Qt::white)};
  while (style.sizePt > 8 && page.textWidth(badge.words, style) > area.width() - 6) style.sizePt -= 0.5;
  if (badge.hollow) {
    page.hatch(area, kRule);
    page.fill(area.adjusted(1.4, 1.4, -1.4, -1.4), Qt::white, 0.8);
    page.frame(area, badge.colour, 0.5, 1.2);
  } else {
    page.fill(area, badge.colour, 1.6);
  }
  const double height = style.sizePt * 25.4 / 72;
  page.text({area.x(), area.center().y() - height * 0.56, area.width(), height}, badge.words, style,
            {1, Qt::AlignHCenter});
}

double drawWarning(PdfPage& page, const QRectF& area, const QString& words) {
  const TextStyle style{7.8, Weight::medium, kWarn};
  const int lines = std::min(2, page.lineCount(area.width() - 7, words, style));
  const double height = 2.4 + lines * 7.8 * 25.4 / 72 * 1.25;
  page.fill({area.x(), area.y(), area.width(), height}, kWarnTint, 0.8);
  page.fill({area.x(), area.y(), 1.2, height}, kWarn);
  page.text({area.x() + 4, area.y() + 1.2, area.width() - 7, height}, words, style, {2});
  return height;
}

double drawHeader(PdfPage& page, const QRectF& area, const ScoreReport& report) {
  const Score& score = report.score;
  constexpr double badgeWidth = 62;
  const double left = area.width() - badgeWidth - 6;
  double y = area.y();
  page.text({area.x(), y, left, 4}, QStringLiteral("Snitt score report"), {8, Weight::medium, kFaint});
  y += 4.4;
  const bool named = !report.slideName.empty();
  const QString title =
      named ? qs(report.slideName) : QStringLiteral("Slide %1").arg(qs(score.slide.fingerprint).left(16));
  const TextStyle titleStyle{named ? 12.0 : 14.0, Weight::bold, kInk};
  y += page.text({area.x(), y, left, 14}, title, titleStyle, {2, Qt::AlignLeft, 1.15}) + 0.8;
  if (report.labCase)
    y += page.text({area.x(), y, left, 9}, caseLine(*report.labCase), {8.6, Weight::medium, kInk}, {3}) + 0.8;
  y += page.text({area.x(), y, left, 8}, slideLine(report), kSmall, {2});
  drawBadge(page, {area.right() - badgeWidth, area.y(), badgeWidth, 15}, badgeOf(score));
  y = std::max(y, area.y() + 16.5) + 1.5;
  // What takes the meaning from a result is read before the result is explained.
  for (const QString& warning : warningsOf(report))
    y += drawWarning(page, {area.x(), y, area.width(), 8}, warning) + 1.6;
  const QColor ink = score.bundleStatus == BundleStatus::untrained ? kFaint : kInk;
  y += page.text({area.x(), y, area.width(), 10}, qs(score.why), {8.6, Weight::medium, ink}, {3}) + 1.2;
  // The first of them is the network's own; more than two would crowd out the findings.
  constexpr std::size_t mostOthers = 2;
  for (std::size_t i = 0; i < std::min(report.others.size(), mostOthers); ++i)
    y += page.text({area.x(), y, area.width(), 8}, versionLine(report.others[i]), kSmall, {2}) + 0.6;
  if (report.others.size() > mostOthers)
    y += page.text({area.x(), y, area.width(), 4},
                   QStringLiteral("… and inside %1 more outlines").arg(report.others.size() - mostOthers), kSmall) +
         0.6;
  return y - area.y();
}

}  // namespace snitt::report
