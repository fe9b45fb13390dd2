#include <algorithm>

#include "ui/report/document/pages_p.h"
#include "ui/report/document_pages.h"
#include "ui/report/drawing_p.h"
#include "ui/report/palette_p.h"

namespace snitt {

namespace {

using namespace report;
using document::Document;

struct Drawn {
  SectionPages sections;
  int pages = 0;
};

constexpr double kSectionGap = 9;

// Page numbers never change the layout, so that those of a first drawing hold for the second.
Result<Drawn> draw(PdfPage& page, const Document& document, const Drawn& known) {
  Drawn drawn;
  PageFlow flow(page, frameFor(page, document, known.pages));
  if (auto front = drawFront(flow, document, known.sections); !front) return fail(front.error());
  drawContents(flow, document, known.sections);
  if (!document.sections.empty()) flow.newPage();
  for (std::size_t i = 0; i < document.sections.size(); ++i) {
    if (i > 0) {
      flow.keepTogether(std::min(flow.roomOfPageMm(), kSectionGap + leastSectionMm(flow, document.sections[i])));
      if (flow.roomLeftMm() < flow.roomOfPageMm() - 1) flow.gap(kSectionGap);
    }
    drawn.sections[document.sections[i].id] = flow.pages();
    if (auto section = drawSection(flow, document.sections[i], i + 1); !section) return fail(section.error());
  }
  flow.finish();
  drawn.pages = flow.pages();
  return drawn;
}

}  // namespace

Result<std::string> documentPdf(const Document& document) {
  if (auto started = startDrawing(); !started) return fail(started.error());
  const std::string title = document.study.empty() ? document.title : document.title + ": " + document.study;
  Drawn known;
  for (const document::Section& section : document.sections) known.sections[section.id] = 0;
  {
    PdfPage counted(title, "snitt");
    auto drawn = draw(counted, document, known);
    if (!drawn) return fail(drawn.error());
    known = *drawn;
  }
  PdfPage page(title, "snitt");
  if (auto drawn = draw(page, document, known); !drawn) return fail(drawn.error());
  return page.finish(document.date);
}

}  // namespace snitt
