#include "app/snitt/cohort/contact_sheet.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/cohort/cohort_figures.h"
#include "core/text/html.h"
#include "core/text/number.h"

namespace snitt::app {
namespace {

constexpr std::string_view kHead = R"(
:root{color-scheme:light dark}
body{font:14px/1.45 system-ui,sans-serif;margin:1.5rem}
h1{font-size:1.3rem;margin:0 0 .3rem}
.tools{display:flex;gap:1rem;align-items:center;margin:.8rem 0;flex-wrap:wrap}
.sheet{display:grid;grid-template-columns:repeat(auto-fill,minmax(19rem,1fr));gap:1rem}
figure{margin:0;border:1px solid #8884;border-radius:.4rem;overflow:hidden}
figure img,figure .none{display:block;width:100%;aspect-ratio:8/3;background:#fff;object-fit:contain}
figure .none{display:flex;align-items:center;justify-content:center;background:#8882}
figcaption{padding:.5rem .7rem}
b.good,b.poor,b.uncertain{padding:0 .4rem;border-radius:.6rem;color:#fff;font-weight:600}
b.good{background:#27638f}b.poor{background:#a8431b}b.uncertain{background:#6b6b6b}
.quiet{opacity:.75}
)";

constexpr std::string_view kScript = R"(
const sheet=document.querySelector('.sheet'),all=[...sheet.children];
function order(){const key=document.querySelector('#sort').value,only=document.querySelector('#only').value;
const number=f=>{const v=parseFloat(f.dataset[key]);return isNaN(v)?-Infinity:v};
const up=key==='slide';
all.sort((a,b)=>{const d=number(a)-number(b);return(up?d:-d)||a.dataset.slide-b.dataset.slide});
for(const f of all){f.hidden=only!==''&&f.dataset.class!==only;sheet.append(f)}
document.querySelector('#count').textContent=all.filter(f=>!f.hidden).length+' of '+all.length+' slides'}
document.querySelector('#sort').onchange=order;document.querySelector('#only').onchange=order;order();
)";

std::string dataOf(const std::optional<double>& value) { return value ? shortest(*value) : std::string(); }

// How far a slide's networks disagree.
std::string spreadWords(const CohortSlideResult& result) {
  const auto spread = spreadOf(result);
  return spread ? fmt::format("; spread {:.3f}", *spread) : std::string();
}

std::string figure(const ListedSlide& slide, const CohortSlideResult* result,
                   const std::vector<std::string>& resolutions) {
  const CohortSlideResult none;
  const CohortSlideResult& one = result != nullptr ? *result : none;
  const std::string status(result != nullptr ? toText(one.status) : "waiting");
  const std::string prognosis(one.prognosis ? toText(*one.prognosis) : std::string_view());
  std::string data;
  std::string scores;
  for (std::size_t r = 0; r < resolutions.size(); ++r) {
    const auto found = std::ranges::find(one.resolutions, resolutions[r], &ResolutionScore::name);
    if (found == one.resolutions.end()) continue;
    data += fmt::format(" data-score{}=\"{}\"", r, shortest(found->score));
    scores += fmt::format(" {} {:.3f}", htmlText(found->name), found->score);
  }
  std::string text =
      fmt::format("<figure data-slide=\"{}\" data-combined=\"{}\" data-spread=\"{}\" data-class=\"{}\"{}>", slide.row,
                  dataOf(one.combined), dataOf(spreadOf(one)), htmlText(prognosis.empty() ? status : prognosis), data);
  const bool pictured = one.status == SlideStatus::scored || one.status == SlideStatus::notAssessable;
  text += result != nullptr && pictured
              ? fmt::format("<img loading=\"lazy\" src=\"slides/{0}/contact.jpg\" alt=\"Slide {0}\">", slide.row)
              : fmt::format("<div class=\"none\">{}</div>", htmlText(status));
  text += fmt::format("<figcaption>Slide {}, {}", slide.row,
                      slide.patient.empty() ? "no patient" : htmlText(slide.patient));
  if (!prognosis.empty())
    text += fmt::format(" <b class=\"{0}\">{0}</b><br>{1:.3f} combined,{2}{3}", prognosis, one.combined.value_or(0),
                        scores, spreadWords(one));
  if (!one.reason.empty()) text += fmt::format("<br><span class=\"quiet\">{}</span>", htmlText(one.reason));
  return text + "</figcaption></figure>\n";
}

std::string options(const std::vector<std::string>& resolutions) {
  std::string text =
      "<option value=\"slide\">slide</option><option value=\"combined\">combined score</option>"
      "<option value=\"spread\">spread of the networks</option>";
  for (std::size_t r = 0; r < resolutions.size(); ++r)
    text += fmt::format("<option value=\"score{}\">score {}</option>", r, htmlText(resolutions[r]));
  return text;
}

}  // namespace

std::string contactSheet(const std::string& title, const SlideList& list, const ResultsByRow& results,
                         const std::vector<std::string>& resolutions, const std::string& notice) {
  std::string text = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{0}: contact sheet</title>\n"
      "<style>{1}</style>\n</head>\n<body>\n<h1>{0}</h1>\n<p class=\"quiet\">Left the slide with the outline that was "
      "scored, right its heatmap. Slides are called by their row in the list. Research software: not for "
      "diagnosis.{2}</p>\n<div class=\"tools\"><label>Sort by <select id=\"sort\">{3}</select></label>\n"
      "<label>Show <select id=\"only\"><option value=\"\">all</option><option>good</option><option>uncertain</option>"
      "<option>poor</option><option>not assessable</option><option>refused</option><option>failed</option>"
      "</select></label><span id=\"count\"></span></div>\n<div class=\"sheet\">\n",
      htmlText(title), kHead, notice.empty() ? std::string() : fmt::format(" {}.", htmlText(notice)),
      options(resolutions));
  for (const ListedSlide* slide : allRows(list)) {
    const auto found = results.find(slide->row);
    text += figure(*slide, found != results.end() ? &found->second : nullptr, resolutions);
  }
  text += fmt::format("</div>\n<script>{}</script>\n</body>\n</html>\n", kScript);
  return text;
}

}  // namespace snitt::app
