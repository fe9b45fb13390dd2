#include <QtGui/QPainterPath>

#include <algorithm>
#include <cmath>

#include "core/decision/tell_apart.h"
#include "core/text/number.h"
#include "ui/report/palette_p.h"
#include "ui/report/sections_p.h"

namespace snitt::report {

namespace {

constexpr double kNameWidth = 20;
constexpr double kFiguresWidth = 52;
constexpr double kStrip = 7;

QPainterPath dot(QPointF centre, double radius) {
  QPainterPath path;
  path.addEllipse(centre, radius, radius);
  return path;
}

QPainterPath diamond(QPointF centre, double radius) {
  QPainterPath path;
  path.moveTo(centre.x(), centre.y() - radius);
  path.lineTo(centre.x() + radius * 0.8, centre.y());
  path.lineTo(centre.x(), centre.y() + radius);
  path.lineTo(centre.x() - radius * 0.8, centre.y());
  path.closeSubpath();
  return path;
}

// Members side by side in height where they would cover each other.
void drawMembers(PdfPage& page, const QRectF& strip, const ScoredResolution& one) {
  std::vector<double> placed;
  for (const MemberScore& member : one.members) {
    const double x = strip.x() + strip.width() * std::clamp(member.score, 0.0, 1.0);
    const auto close =
        std::count_if(placed.begin(), placed.end(), [&](double other) { return std::abs(other - x) < 1.5; });
    constexpr double offsets[] = {0, -1.7, 1.7, -3, 3};
    const double y = strip.center().y() + offsets[static_cast<std::size_t>(close) % 5];
    page.path(dot({x, y}, 0.75), Qt::white, 0.2, QColor(0x33, 0x3d, 0x4a));
    placed.push_back(x);
  }
}

void drawStrip(PdfPage& page, const QRectF& strip, const ScoredResolution& one, bool meaningful) {
  const double threshold = strip.x() + strip.width() * std::clamp(one.threshold, 0.0, 1.0);
  page.fill({strip.x(), strip.y(), threshold - strip.x(), strip.height()}, meaningful ? kGoodTint : kPanel);
  page.fill({threshold, strip.y(), strip.right() - threshold, strip.height()}, meaningful ? kPoorTint : kPanel);
  page.line({strip.x(), strip.center().y()}, {strip.right(), strip.center().y()}, kRule, 0.15);
  page.line({threshold, strip.y() - 0.8}, {threshold, strip.bottom() + 0.8}, kInk, 0.35);
  drawMembers(page, strip, one);
  if (one.score) {
    const double x = strip.x() + strip.width() * std::clamp(*one.score, 0.0, 1.0);
    page.path(diamond({x, strip.center().y()}, 2.1), Qt::white, 0.3,
              one.prognosis && meaningful ? colourOf(*one.prognosis) : kNone);
  }
}

void drawFigures(PdfPage& page, const QRectF& area, const ScoredResolution& one, bool meaningful) {
  const TextStyle strong{8.4, Weight::bold, one.prognosis && meaningful ? colourOf(*one.prognosis) : kNone};
  QString first = QStringLiteral("not scored");
  if (one.score) {
    const int decimals = decimalsToTellApart(*one.score, one.threshold, 3);
    first = QStringLiteral("%1  %2  %3")
                .arg(qs(fixed(*one.score, decimals)),
                     *one.score > one.threshold ? QStringLiteral(">") : QStringLiteral("≤"),
                     qs(fixed(one.threshold, decimals)));
    if (one.prognosis) first += QStringLiteral("  →  %1").arg(qs(toText(*one.prognosis)));
  }
  page.text({area.x(), area.y(), area.width(), 4}, first, strong);
  QString second;
  if (!one.members.empty()) {
    const auto [least, most] = std::minmax_element(one.members.begin(), one.members.end(),
                                                   [](const auto& a, const auto& b) { return a.score < b.score; });
    second = one.members.size() == 1 ? QStringLiteral("one member")
                                     : QStringLiteral("%1 members from %2 to %3")
                                           .arg(one.members.size())
                                           .arg(qs(fixed(least->score, 3)), qs(fixed(most->score, 3)));
  }
  page.text({area.x(), area.y() + 3.9, area.width(), 3}, second, kSmall);
}

void drawAxis(PdfPage& page, const QRectF& strip) {
  for (int tick = 0; tick <= 5; ++tick) {
    const double x = strip.x() + strip.width() * tick / 5;
    page.line({x, strip.bottom()}, {x, strip.bottom() + 0.8}, kFaint, 0.15);
    page.text({x - 5, strip.bottom() + 1, 10, 3}, qs(fixed(tick / 5.0, 1)), {6, Weight::regular, kFaint},
              {1, Qt::AlignHCenter});
  }
}

// Says what the marks are, on the heading's line.
void drawKey(PdfPage& page, const QRectF& area) {
  const double y = area.y() + 1.7;
  double x = area.right() - 64;
  page.path(dot({x, y}, 0.75), Qt::white, 0.2, QColor(0x33, 0x3d, 0x4a));
  page.text({x + 1.8, area.y(), 20, 3}, QStringLiteral("member"), kSmall);
  x += 15;
  page.path(diamond({x, y}, 1.7), Qt::white, 0.2, kNone);
  page.text({x + 2.2, area.y(), 30, 3}, QStringLiteral("ensemble (mean)"), kSmall);
  x += 26;
  page.line({x, area.y() - 0.2}, {x, area.y() + 3.4}, kInk, 0.35);
  page.text({x + 1.5, area.y(), 20, 3}, QStringLiteral("threshold"), kSmall);
}

}  // namespace

void drawScores(PdfPage& page, const QRectF& area, const Score& score) {
  drawKey(page, area);
  const QRectF inside = section(page, area, QStringLiteral("Scores against their thresholds"));
  const bool meaningful = score.bundleStatus != BundleStatus::untrained && score.notAssessable.empty();
  const std::size_t shown = std::min<std::size_t>(4, score.resolutions.size());
  const double row = std::min(13.5, (inside.height() - 4) / static_cast<double>(std::max<std::size_t>(1, shown)));
  QRectF strip;
  for (std::size_t i = 0; i < shown; ++i) {
    const ScoredResolution& one = score.resolutions[i];
    const double y = inside.y() + 1.2 + static_cast<double>(i) * row;
    strip = {inside.x() + kNameWidth, y, inside.width() - kNameWidth - kFiguresWidth - 5, std::min(kStrip, row - 2)};
    page.text({inside.x(), y - 0.1, kNameWidth - 2, 4}, qs(one.name), {8.4, Weight::bold, kInk});
    page.text({inside.x(), y + 3.8, kNameWidth - 2, 3},
              (one.tiles == 1 ? QStringLiteral("1 tile") : QStringLiteral("%1 tiles").arg(one.tiles)), kSmall);
    drawStrip(page, strip, one, meaningful);
    drawFigures(page, {strip.right() + 5, y - 0.1, kFiguresWidth, 8}, one, meaningful);
  }
  if (shown > 0) drawAxis(page, strip);
  QString below;
  if (score.combined)
    below = QStringLiteral("Combined score %1; it never decides the class. ").arg(qs(fixed(*score.combined, 3)));
  below +=
      QStringLiteral("Risk group: %1")
          .arg(score.risk.group.empty() ? QStringLiteral("none (%1)").arg(qs(score.risk.reason))
                                        : QStringLiteral("%1 (%2)").arg(qs(score.risk.group), qs(score.risk.reason)));
  page.text({inside.x() + kNameWidth, strip.bottom() + 5.2, inside.width() - kNameWidth, 3.4}, below, kSmall);
}

}  // namespace snitt::report
