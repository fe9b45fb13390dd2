#include "ui/score/score_summary.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <cmath>

#include "core/decision/tell_apart.h"
#include "core/text/number.h"

namespace snitt {

namespace {

class Texts {
  Q_DECLARE_TR_FUNCTIONS(ScoreSummary)
};

QString fixedText(double value, int decimals) { return toQString(fixed(value, decimals)); }

// Of the numbers as they are shown, so that a reader who subtracts finds the same.
double shownDifference(double value, double limit, int decimals) {
  const double shown = parseNumber(fixed(value, decimals)).value_or(value);
  const double shownLimit = parseNumber(fixed(limit, decimals)).value_or(limit);
  return std::abs(shown - shownLimit);
}

bool scored(const ScoredResolution& resolution) { return resolution.score && std::isfinite(*resolution.score); }

QString className(Prognosis prognosis) {
  switch (prognosis) {
    case Prognosis::good:
      return Texts::tr("good");
    case Prognosis::poor:
      return Texts::tr("poor");
    case Prognosis::uncertain:
      break;
  }
  return Texts::tr("uncertain");
}

Banner outsideScope(const Score& score) {
  QStringList sentences;
  QStringList missed;
  for (const ScopeFinding& finding : score.scope.findings)
    if (finding.state != FactState::met)
      missed << Texts::tr("%1 (%2)").arg(
          toQString(finding.fact), finding.state == FactState::violated ? Texts::tr("violated") : Texts::tr("unknown"));
  if (!missed.isEmpty()) sentences << Texts::tr("Not met: %1.").arg(missed.join(QStringLiteral(", ")));
  if (!score.scopeOverride.empty())
    sentences << Texts::tr("Scored all the same; reason given: “%1”.").arg(toQString(score.scopeOverride));
  if (sentences.isEmpty()) sentences << Texts::tr("The bundle was not made for slides like this one.");
  return {BannerKind::outsideScope, Severity::caution, Texts::tr("Outside scope"), sentences.join(QLatin1Char(' '))};
}

Banner untrustedCode(const Score& score) {
  const UntrustedCode& first = score.untrusted.front();
  QString detail = Texts::tr("No trusted signature covers %1 (SHA-256 %2…)")
                       .arg(toQString(first.file), toQString(first.sha256).left(12));
  if (const auto more = score.untrusted.size() - 1; more == 1)
    detail += Texts::tr(" and one more file");
  else if (more > 1)
    detail += Texts::tr(" and %1 more files").arg(more);
  return {BannerKind::untrustedCode, Severity::serious, Texts::tr("Untrusted code ran"),
          detail + Texts::tr("; what it computed is part of this score.")};
}

}  // namespace

ClassWord classWord(const Score& score) {
  if (!score.notAssessable.empty()) return {ClassKind::notAssessable, Texts::tr("Not assessable"), {}};
  if (!score.prognosis) return {ClassKind::none, Texts::tr("No class"), Texts::tr("This score holds no class.")};
  if (score.bundleStatus == BundleStatus::untrained)
    return {ClassKind::meaningless, Texts::tr("Untrained: no meaning"),
            Texts::tr("By its rules the class would read “%1”.").arg(className(*score.prognosis))};
  switch (*score.prognosis) {
    case Prognosis::good:
      return {ClassKind::good, Texts::tr("Good prognosis"), {}};
    case Prognosis::poor:
      return {ClassKind::poor, Texts::tr("Poor prognosis"), {}};
    case Prognosis::uncertain:
      break;
  }
  return {ClassKind::uncertain, Texts::tr("Uncertain prognosis"), {}};
}

std::vector<Banner> bannersOf(const Score& score) {
  std::vector<Banner> banners{{BannerKind::research, Severity::note, Texts::tr("Research use only"),
                               Texts::tr("Machine output, not reviewed.")}};
  if (score.bundleStatus == BundleStatus::untrained)
    banners.push_back({BannerKind::untrained, Severity::serious, Texts::tr("Untrained: numbers carry no meaning"),
                       Texts::tr("The networks have learned nothing; this shows how the program works.")});
  if (score.bundleStatus == BundleStatus::demonstrator)
    banners.push_back({BannerKind::demonstrator, Severity::caution, Texts::tr("Demonstrator"),
                       Texts::tr("Made to show the program, not validated for any use.")});
  if (!score.scope.ok || !score.scopeOverride.empty()) banners.push_back(outsideScope(score));
  if (!score.notAssessable.empty()) {
    const QString reason = toQString(score.notAssessable);
    banners.push_back({BannerKind::notAssessable, Severity::caution, Texts::tr("Not assessable"),
                       reason.left(1).toUpper() + reason.mid(1) + QLatin1Char('.')});
  }
  if (score.tumourSource.starts_with("outline ")) {
    const QString source = toQString(score.tumourSource);
    const QString by =
        source.startsWith(QStringLiteral("outline given by "))
            ? Texts::tr("Outline was given by %1").arg(source.mid(17).section(QStringLiteral(" ("), 0, 0))
            : Texts::tr("Outline was given");
    banners.push_back({BannerKind::givenOutline, Severity::note, by,
                       Texts::tr("The networks scored this region, not one that they found.")});
  }
  if (!score.untrusted.empty()) banners.push_back(untrustedCode(score));
  return banners;
}

QString whySentence(const Score& score) {
  if (!score.notAssessable.empty() && score.why == "Not assessable: " + score.notAssessable) return {};
  const QString why = toQString(score.why);
  return why.isEmpty() || why.endsWith(QLatin1Char('.')) ? why : why + QLatin1Char('.');
}

QString distanceSentence(const ScoredResolution& resolution) {
  const double threshold = resolution.threshold;
  if (!scored(resolution)) {
    const int decimals = decimalsToTellApart(threshold, threshold, 3);
    return Texts::tr("Not scored; the threshold is %1").arg(fixedText(threshold, decimals));
  }
  const double score = *resolution.score;
  const int decimals = decimalsToTellApart(score, threshold, 3);
  const QString limit = fixedText(threshold, decimals);
  if (score == threshold) return Texts::tr("Equals the threshold %1, which counts as good").arg(limit);
  const QString difference = fixedText(shownDifference(score, threshold, decimals), decimals);
  return score > threshold ? Texts::tr("%1 above the threshold %2").arg(difference, limit)
                           : Texts::tr("%1 below the threshold %2").arg(difference, limit);
}

QString spreadSentence(const ScoredResolution& resolution) {
  const std::vector<MemberScore>& members = resolution.members;
  if (members.empty()) return {};
  if (members.size() == 1) return Texts::tr("One member (%1), so no spread").arg(fixedText(members.front().score, 3));
  double sum = 0;
  for (const MemberScore& member : members) sum += member.score;
  const double count = static_cast<double>(members.size());
  double squares = 0;
  for (const MemberScore& member : members) squares += std::pow(member.score - sum / count, 2);
  const auto [least, most] = std::ranges::minmax(members, {}, &MemberScore::score);
  return Texts::tr("%1 members %2–%3, SD %4")
      .arg(members.size())
      .arg(fixedText(least.score, 3), fixedText(most.score, 3), fixedText(std::sqrt(squares / (count - 1)), 3));
}

QString sideWord(const ScoredResolution& resolution) {
  return resolution.prognosis ? className(*resolution.prognosis) : Texts::tr("no class");
}

QString tileCount(std::int64_t tiles) {
  if (tiles == 1) return Texts::tr("1 tile");
  return Texts::tr("%1 tiles").arg(QLocale(QLocale::English).toString(static_cast<qlonglong>(tiles)));
}

QString percentText(double share) {
  if (!std::isfinite(share)) return Texts::tr("not measured");
  if (share > 0 && share < 0.0005) return Texts::tr("< 0.1 %");
  return Texts::tr("%1 %").arg(fixedText(share * 100, share > 0 && share < 0.1 ? 1 : 0));
}

QString statusWord(BundleStatus status) {
  switch (status) {
    case BundleStatus::untrained:
      return Texts::tr("Untrained");
    case BundleStatus::demonstrator:
      return Texts::tr("Demonstrator");
    case BundleStatus::research:
      return Texts::tr("Research");
    case BundleStatus::clinicalResearch:
      break;
  }
  return Texts::tr("Clinical research");
}

}  // namespace snitt
