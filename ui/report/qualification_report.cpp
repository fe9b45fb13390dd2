#include "ui/report/qualification_report.h"

#include <QtCore/QtGlobal>

#include "ui/report/drawing_p.h"
#include "ui/report/palette_p.h"
#include "ui/report/qualification_sections_p.h"

namespace snitt {

namespace {

using namespace report;

// `pages` is 0 where it is not known yet.
void drawFoot(PdfPage& page, const QRectF& area, const Qualification& all, int number, int pages) {
  page.line({area.x(), area.y()}, {area.right(), area.y()}, kRule, 0.2);
  page.text({area.x(), area.y() + 1.3, area.width() * 0.75, 4},
            QStringLiteral("Research use only · not a medical device, not for diagnosis"), {8, Weight::bold, kPoor});
  page.text({area.x(), area.y() + 5, area.width() * 0.8, 4},
            QStringLiteral("Qualification %1 by %2, %3").arg(qs(all.id), qs(all.software), qs(all.date)), kSmall);
  page.text({area.right() - 30, area.y() + 1.6, 30, 4}, QStringLiteral("page %1 of %2").arg(number).arg(pages), kSmall,
            {1, Qt::AlignRight});
}

int draw(PdfPage& page, const Qualification& all, int pages) {
  PageFlow flow(page, [&](PdfPage& on, const QRectF& area, int number) { drawFoot(on, area, all, number, pages); });
  drawVerdict(flow, all);
  drawInstallation(flow, all);
  // On the page of the verdict: who signs a page of its own does not see what for.
  drawSignatures(flow);
  drawGolden(flow, all.golden);
  drawBundle(flow, all.bundle);
  drawProgram(flow, all);
  flow.finish();
  return flow.pages();
}

}  // namespace

Result<std::string> qualificationPdf(const Qualification& qualification) {
  if (auto started = startDrawing(); !started) return fail(started.error());
  constexpr const char* title = "Snitt qualification report";
  // Once to count the pages, once to number them.
  int pages = 0;
  {
    PdfPage counted(title, qualification.software);
    pages = draw(counted, qualification, 0);
  }
  PdfPage page(title, qualification.software);
  draw(page, qualification, pages);
  return page.finish(qualification.dateUtc);
}

std::vector<std::string> reportLibraries() { return {std::string("Qt ") + qVersion()}; }

}  // namespace snitt
