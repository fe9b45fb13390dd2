#include "app/snitt/cohort/status_page.h"

#include <fmt/format.h>

#include "core/text/html.h"

namespace snitt::app {
namespace {

constexpr std::string_view kStyle = R"(
:root{color-scheme:light dark}
body{font:15px/1.5 system-ui,sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.35rem;margin:0 0 .2rem}p{margin:.3rem 0}
.bar{height:.8rem;border-radius:.4rem;background:#8884;overflow:hidden;margin:1rem 0 .4rem}
.bar i{display:block;height:100%;background:#2f7dbf}
table{border-collapse:collapse;margin:.4rem 0 1rem;width:100%}
th,td{text-align:left;padding:.2rem .8rem .2rem 0;border-bottom:1px solid #8883;vertical-align:top}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
h2{font-size:1.05rem;margin:1.4rem 0 .2rem}.quiet{opacity:.75}
)";

std::string row(const std::vector<std::pair<std::string, bool>>& cells, const char* tag = "td") {
  std::string text = "<tr>";
  for (const auto& [cell, number] : cells)
    text += fmt::format("<{0}{1}>{2}</{0}>", tag, number ? " class=\"n\"" : "", htmlText(cell));
  return text + "</tr>\n";
}

std::string counts(const CohortCounts& counts) {
  std::string text = "<h2>Slides</h2>\n<table>\n" + row({{"Status", false}, {"Slides", true}}, "th");
  for (const auto& [status, count] : counts.byStatus)
    if (count > 0) text += row({{std::string(toText(status)), false}, {std::to_string(count), true}});
  const std::size_t waiting = counts.total - counts.done();
  if (waiting > 0) text += row({{"waiting", false}, {std::to_string(waiting), true}});
  return text + "</table>\n";
}

std::string atWork(const std::vector<SlideAtWork>& slides) {
  if (slides.empty()) return {};
  std::string text = "<h2>At work</h2>\n<table>\n" + row({{"Slide", true}, {"Stage", false}, {"Done", true}}, "th");
  for (const SlideAtWork& one : slides)
    text += row({{std::to_string(one.row), true},
                 {one.stage.empty() ? "waiting" : one.stage, false},
                 {one.total > 0 ? fmt::format("{} of {}", one.done, one.total) : "", true}});
  return text + "</table>\n";
}

std::string faults(const std::vector<CohortSlideResult>& results) {
  if (results.empty()) return {};
  std::string text = "<h2>Without a class (the latest)</h2>\n<table>\n" +
                     row({{"Slide", true}, {"Status", false}, {"Reason", false}}, "th");
  for (auto one = results.rbegin(); one != results.rend(); ++one)
    text += row({{std::to_string(one->row), true}, {std::string(toText(one->status)), false}, {one->reason, false}});
  return text + "</table>\n";
}

}  // namespace

std::string statusPage(const StatusPage& page) {
  const bool over = page.state == "finished" || page.state == "stopped";
  const double share =
      page.counts.total == 0 ? 1 : static_cast<double>(page.counts.done()) / static_cast<double>(page.counts.total);
  std::string text = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
  if (!over) text += "<meta http-equiv=\"refresh\" content=\"10\">\n";
  text += fmt::format("<title>{}: {:.0f} %</title>\n<style>{}</style>\n</head>\n<body>\n", htmlText(page.title),
                      share * 100, kStyle);
  text += fmt::format("<h1>{}</h1>\n<p>{} of {} slides, {}", htmlText(page.title), page.counts.done(),
                      page.counts.total, htmlText(page.state));
  if (!over && !page.left.empty())
    text += fmt::format("; {:.1f} slides an hour, {} left", page.slidesPerHour, htmlText(page.left));
  text += "</p>\n";
  text += fmt::format("<div class=\"bar\"><i style=\"width:{:.1f}%\"></i></div>\n", share * 100);
  text += counts(page.counts) + atWork(page.atWork) + faults(page.lastFaults);
  text += fmt::format(
      "<p class=\"quiet\">Written {} on {}. Slides are called by their row in the list. Research "
      "software: not for diagnosis.</p>\n</body>\n</html>\n",
      htmlText(page.written), htmlText(page.host));
  return text;
}

}  // namespace snitt::app
