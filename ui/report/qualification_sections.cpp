#include <algorithm>

#include <fmt/format.h>

#include "core/text/number.h"
#include "ui/report/palette_p.h"
#include "ui/report/qualification_sections_p.h"
#include "ui/report/sections_p.h"

namespace snitt::report {

namespace {

constexpr int kDecimals = 6;
const TextStyle kCell{7, Weight::regular, kInk};
const TextStyle kHead{6.6, Weight::medium, kFaint};
const TextStyle kHash{6.6, Weight::regular, kInk};
const TextStyle kLabel{7, Weight::regular, kFaint};
const TextStyle kGoodCell{7, Weight::medium, kGood};
const TextStyle kPoorCell{7, Weight::bold, kPoor};

QString orNone(const std::string& text) { return text.empty() ? QStringLiteral("–") : qs(text); }

// Widths of: what, expected, found, difference, tolerance, result.
constexpr double kNumber = 24;
constexpr double kResult = 20;

void goldenRow(PageFlow& flow, const QString& what, const std::vector<QString>& numbers, const QString& result,
               const TextStyle& style, const TextStyle& resultStyle) {
  std::vector<Cell> cells{{what, flow.width() - 4 * kNumber - kResult, style, Qt::AlignLeft}};
  for (const QString& number : numbers) cells.push_back({number, kNumber, style, Qt::AlignRight});
  cells.push_back({result, kResult, resultStyle, Qt::AlignRight});
  flow.row(cells);
}

void goldenHead(PageFlow& flow) {
  goldenRow(
      flow, {},
      {QStringLiteral("expected"), QStringLiteral("found"), QStringLiteral("difference"), QStringLiteral("tolerance")},
      QStringLiteral("result"), kHead, kHead);
}

void goldenResultRow(PageFlow& flow, const QString& what, const std::vector<QString>& numbers, bool passes,
                     std::string_view verdict) {
  const TextStyle& result = !passes ? kPoorCell : verdict == "pass" ? kGoodCell : kCell;
  goldenRow(flow, what, numbers, qs(verdict), passes ? kCell : kPoorCell, result);
}

void drawGoldenSlide(PageFlow& flow, const GoldenOutcome& slide) {
  // Its head does not stand apart from its first rows.
  flow.keepTogether(22);
  flow.gap(1.4);
  const QString whose =
      slide.origin == GoldenOrigin::bundle ? QStringLiteral("of the bundle") : QStringLiteral("of this site");
  flow.paragraph(QStringLiteral("%1 (%2)").arg(qs(slide.slide), whose), {7.6, Weight::bold, kInk});
  if (!slide.path.device.empty()) flow.paragraph(qs(describe(slide.path)), kSmall);
  if (!slide.notCompared.empty())
    return flow.paragraph(QStringLiteral("Not compared: %1").arg(qs(slide.notCompared)), kCell);
  for (const std::string& note : slide.notes) flow.paragraph(QStringLiteral("Note: %1").arg(qs(note)), kSmall);
  if (!slide.problem.empty()) return flow.paragraph(QStringLiteral("FAIL: %1").arg(qs(slide.problem)), kPoorCell);
  flow.gap(0.6);
  goldenHead(flow);
  flow.rule();
  flow.repeatOnNewPage([&flow, &slide] {
    flow.paragraph(QStringLiteral("%1, continued").arg(qs(slide.slide)), {7.6, Weight::bold, kInk});
    goldenHead(flow);
    flow.rule();
  });
  for (const GoldenValue& value : slide.values)
    goldenResultRow(flow, qs(value.what),
                    {qs(fixed(value.expected, kDecimals)), qs(fixed(value.found, kDecimals)),
                     qs(fmt::format("{:.1e}", value.difference())), qs(fmt::format("{:.1e}", value.tolerance))},
                    value.passes(), value.passes() ? "pass" : "FAIL");
  if (slide.prognosis) {
    goldenResultRow(flow, QStringLiteral("class"), {qs(slide.prognosis->expected), qs(slide.prognosis->found), {}, {}},
                    slide.prognosis->passes(), slide.prognosis->verdict());
    if (!slide.prognosis->open.empty())
      flow.paragraph(
          QStringLiteral("Note: the class is not decided by this slide, since %1").arg(qs(slide.prognosis->open)),
          kSmall);
  }
  flow.repeatOnNewPage({});
}

// Name and hash side by side; a name that is too long wraps, a hash never does.
void drawFiles(PageFlow& flow, const std::vector<QualifiedFile>& files) {
  constexpr double gap = 3;
  double hashWidth = 60;
  for (const QualifiedFile& file : files)
    hashWidth = std::max(hashWidth, flow.page().textWidth(qs(file.sha256), kHash) + 0.5);
  const double nameWidth = flow.width() - hashWidth - gap;
  const auto head = [&flow, nameWidth, hashWidth] {
    flow.row({{QStringLiteral("file"), nameWidth + gap, kHead, Qt::AlignLeft},
              {QStringLiteral("SHA-256"), hashWidth, kHead, Qt::AlignLeft}});
    flow.rule();
  };
  flow.gap(0.8);
  flow.keepTogether(12);
  head();
  flow.repeatOnNewPage(head);
  for (const QualifiedFile& file : files)
    flow.row({{qs(file.name), nameWidth, kCell, Qt::AlignLeft},
              {{}, gap, kCell, Qt::AlignLeft},
              {qs(file.problem.empty() ? file.sha256 : file.problem), hashWidth,
               file.problem.empty() ? kHash : kPoorCell, Qt::AlignLeft}});
  flow.repeatOnNewPage({});
}

// In two columns, read down the first and then the second.
void drawLibraries(PageFlow& flow, const std::vector<std::string>& libraries) {
  const std::size_t rows = (libraries.size() + 1) / 2;
  const double width = (flow.width() - kLabelWidthMm) / 2;
  for (std::size_t i = 0; i < rows; ++i) {
    const QString second = i + rows < libraries.size() ? qs(libraries[i + rows]) : QString();
    flow.row({{i == 0 ? QStringLiteral("libraries") : QString(), kLabelWidthMm, kLabel, Qt::AlignLeft},
              {qs(libraries[i]), width, kCell, Qt::AlignLeft},
              {second, width, kCell, Qt::AlignLeft}});
  }
}

}  // namespace

void drawVerdict(PageFlow& flow, const Qualification& all) {
  constexpr double badgeWidth = 52;
  PdfPage& page = flow.page();
  const QRectF area = flow.take(17);
  const double left = area.width() - badgeWidth - 6;
  page.text({area.x(), area.y(), left, 4}, QStringLiteral("Snitt qualification report"), {8, Weight::medium, kFaint});
  const QString title = all.bundle.name.empty()
                            ? QStringLiteral("Installation on %1").arg(qs(all.host))
                            : QStringLiteral("%1 %2").arg(qs(all.bundle.name), qs(all.bundle.version));
  const double used =
      page.text({area.x(), area.y() + 4.4, left, 9}, title, {12, Weight::bold, kInk}, {1, Qt::AlignLeft, 1.15});
  page.text({area.x(), area.y() + 5.2 + used, left, 4},
            QStringLiteral("%1 on %2  ·  %3  ·  by %4").arg(qs(all.software), qs(all.host), qs(all.date), qs(all.user)),
            kSmall);
  drawBadge(page, {area.right() - badgeWidth, area.y(), badgeWidth, 15},
            all.qualified() ? Badge{QStringLiteral("Qualified"), kGood, !all.bundle.notice.empty()}
                            : Badge{QStringLiteral("Not qualified"), kPoor, false});
  if (!all.bundle.notice.empty()) {
    const QString notice = qs(all.bundle.notice.substr(0, 1)).toUpper() + qs(all.bundle.notice).mid(1);
    drawWarning(page, flow.take(6.6), notice);
    flow.gap(1);
  }
  flow.paragraph(qs(all.verdict()), {8.6, Weight::medium, all.qualified() ? kInk : kPoor});
}

void drawInstallation(PageFlow& flow, const Qualification& all) {
  flow.heading(QStringLiteral("Installation"));
  flow.fact(QStringLiteral("date"), qs(all.date));
  flow.fact(QStringLiteral("performed by"), qs(all.user));
  flow.fact(QStringLiteral("host"), qs(all.host));
  flow.fact(QStringLiteral("system"), qs(all.system));
  flow.fact(QStringLiteral("processor"),
            QStringLiteral("%1, %2 cores usable%3")
                .arg(qs(all.processor))
                .arg(all.cores)
                .arg(all.processorFeatures.empty()
                         ? QString()
                         : QStringLiteral(" (%1)").arg(qs(fmt::format("{}", fmt::join(all.processorFeatures, ", "))))));
  flow.fact(QStringLiteral("memory"), QStringLiteral("%1 GiB").arg(qs(fixed(all.memoryGiB, 1))));
  flow.fact(QStringLiteral("program"), qs(all.software));
  flow.fact(QStringLiteral("computes on"), orNone(all.path));
  flow.fact(QStringLiteral("database"), qs(all.database));
  for (const QualifiedFolder& folder : all.folders)
    flow.fact(QStringLiteral("%1 folder").arg(qs(folder.use)),
              QStringLiteral("%1 (%2)").arg(
                  qs(folder.path), folder.writable ? QStringLiteral("writable") : QStringLiteral("NOT writable")));
  flow.fact(QStringLiteral("trusted keys"), qs(all.trustedKeys));
}

void drawGolden(PageFlow& flow, const GoldenReport& golden) {
  flow.heading(QStringLiteral("Golden slides"), golden.passes() ? QStringLiteral("all pass") : QString());
  if (golden.slides.empty()) return flow.paragraph(QStringLiteral("None was checked."), kCell);
  for (const GoldenOutcome& slide : golden.slides) drawGoldenSlide(flow, slide);
}

void drawBundle(PageFlow& flow, const QualifiedBundle& bundle) {
  flow.heading(QStringLiteral("Bundle"));
  flow.fact(QStringLiteral("folder"), qs(bundle.folder));
  if (bundle.problem.empty()) {
    flow.fact(QStringLiteral("id"),
              QStringLiteral("%1, version %2, status %3").arg(qs(bundle.id), qs(bundle.version), qs(bundle.status)));
    flow.fact(QStringLiteral("SHA-256"), qs(bundle.sha256));
    flow.fact(QStringLiteral("signature"), qs(bundle.signature));
  } else {
    flow.row({{QStringLiteral("cannot be used"), kLabelWidthMm, kLabel, Qt::AlignLeft},
              {qs(bundle.problem), flow.width() - kLabelWidthMm, kPoorCell, Qt::AlignLeft}});
  }
  drawFiles(flow, bundle.files);
}

void drawProgram(PageFlow& flow, const Qualification& all) {
  flow.heading(QStringLiteral("Program"));
  drawLibraries(flow, all.libraries);
  drawFiles(flow, all.programFiles);
}

void drawSignatures(PageFlow& flow) {
  constexpr double height = 27;
  flow.keepTogether(height + 30);
  flow.heading(QStringLiteral("Signatures"));
  const QRectF area = flow.take(height);
  PdfPage& page = flow.page();
  const double width = (area.width() - 6) / 2;
  double x = area.x();
  for (const QString& who : {QStringLiteral("Performed by"), QStringLiteral("Reviewed and accepted by")}) {
    page.frame({x, area.y(), width, height}, kRule, 0.25, 1);
    page.text({x + 3, area.y() + 2, width - 6, 4}, who, {7.6, Weight::bold, kInk});
    double y = area.y() + 12;
    for (const QString& line : {QStringLiteral("name, date"), QStringLiteral("signature")}) {
      page.text({x + 3, y - 2.4, 20, 4}, line, kSmall);
      page.line({x + 22, y}, {x + width - 3, y}, kFaint, 0.2);
      y += 10.5;
    }
    x += width + 6;
  }
  flow.gap(2.4);
  flow.paragraph(qs(researchStatement), kBody);
}

}  // namespace snitt::report
