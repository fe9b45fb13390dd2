#include "core/text/number.h"
#include "ui/report/palette_p.h"
#include "ui/report/sections_p.h"

namespace snitt::report {

namespace {

QString orMissing(const std::string& text) { return text.empty() ? QStringLiteral("not recorded") : qs(text); }

}  // namespace

void drawProvenance(PdfPage& page, const QRectF& area, const Score& score) {
  const QRectF inside = section(page, area, QStringLiteral("Provenance"));
  constexpr double labelWidth = 24;
  constexpr double step = 3.5;
  const ScoreRun& run = score.run;
  const QString typed = run.typedBy.empty() ? QString() : QStringLiteral(", started by %1").arg(qs(run.typedBy));
  const QString reason =
      score.slide.mppReason.empty() ? QString() : QStringLiteral(" (%1)").arg(qs(score.slide.mppReason));
  const QString machine =
      QStringLiteral("%1 on %2, %3, %4, %5 s%6")
          .arg(orMissing(run.software), orMissing(run.device), orMissing(run.precision))
          .arg(run.threads == 1 ? QStringLiteral("1 thread") : QStringLiteral("%1 threads").arg(run.threads))
          .arg(qs(fixed(run.seconds, 1)), typed);
  const std::pair<QString, QString> rows[] = {
      {QStringLiteral("slide SHA-256"), orMissing(score.slide.sha256)},
      {QStringLiteral("bundle"),
       QStringLiteral("%1%2, status %3")
           .arg(orMissing(score.bundleName),
                score.bundleVersion.empty() ? QString() : QStringLiteral(" %1").arg(qs(score.bundleVersion)),
                qs(toText(score.bundleStatus)))},
      {QStringLiteral("bundle SHA-256"), orMissing(score.bundleSha256)},
      {QStringLiteral("signature"), QStringLiteral("bundle %1").arg(qs(describe(score.bundleSignature)))},
      {QStringLiteral("scale"), QStringLiteral("%1 × %2 µm/px, %3%4")
                                    .arg(qs(fixed(score.slide.mppX, 4)), qs(fixed(score.slide.mppY, 4)),
                                         orMissing(score.slide.mppSource), reason)},
      {QStringLiteral("computed by"), run.device.empty() ? orMissing(run.software) : machine},
      {QStringLiteral("numeric path"), run.pathNote.empty()
                                           ? orMissing(run.path)
                                           : QStringLiteral("%1; %2").arg(orMissing(run.path), qs(run.pathNote))},
      {QStringLiteral("run"),
       run.id.empty() ? orMissing(run.started) : QStringLiteral("%1, %2").arg(qs(run.id), orMissing(run.started))},
  };
  double y = inside.y();
  for (const auto& [label, value] : rows) {
    page.text({inside.x(), y, labelWidth - 2, step}, label, {7, Weight::regular, kFaint});
    page.text({inside.x() + labelWidth, y, inside.width() - labelWidth, step}, value, {7, Weight::regular, kInk});
    y += step;
  }
}

void drawFooter(PdfPage& page, const QRectF& area, const Score& score) {
  page.line({area.x(), area.y()}, {area.right(), area.y()}, kRule, 0.2);
  page.text({area.x(), area.y() + 1.3, area.width() * 0.75, 4},
            QStringLiteral("Research use only · machine output, not reviewed"), {8, Weight::bold, kPoor});
  page.text({area.x(), area.y() + 5, area.width() * 0.8, 4},
            QStringLiteral("DoMore-style score by %1; not the DoMore model, not a medical device, not for diagnosis.")
                .arg(score.run.software.empty() ? QStringLiteral("Snitt") : qs(score.run.software)),
            kSmall);
  page.text({area.right() - 30, area.y() + 1.6, 30, 4}, QStringLiteral("page 1 of 1"), kSmall, {1, Qt::AlignRight});
}

}  // namespace snitt::report
