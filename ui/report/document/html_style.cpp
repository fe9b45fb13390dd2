#include <fmt/format.h>

#include "core/text/visible.h"
#include "ui/report/document/html_p.h"

namespace snitt::report {

namespace {

// Contrast of all words is at least 4.5:1 in both looks. A verdict differs from the others in its ground and outline,
// in colour last.
constexpr const char* kSheet = R"(
:root { color-scheme: light dark; --ink: #1f242b; --faint: #5b6572; --rule: #d3d8de; --ground: #fff; --panel: #f4f6f8;
  --good: #146248; --goodground: #e3f2ec; --poor: #a02626; --warn: #7a4300; --warnground: #fff1d9; --link: #1a55b5; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e7eb; --faint: #a3acb8; --rule: #3a424c; --ground: #15181c;
  --panel: #1f242a; --good: #7fd6b4; --goodground: #16342a; --poor: #b93636; --warn: #ffc877; --warnground: #3a2a10;
  --link: #8fb8ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 0 1.5rem 4rem; background: var(--ground); color: var(--ink);
  font: 0.95rem/1.5 Inter, "Segoe UI", "Helvetica Neue", Arial, sans-serif; font-variant-numeric: tabular-nums lining-nums;
  overflow-wrap: break-word; }
a { color: var(--link); }
header { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: 0 1.5rem; align-items: baseline;
  padding: 0.6rem 0 0.5rem; background: var(--ground); border-bottom: 1px solid var(--rule); }
header strong { flex: 1 1 20rem; }
header .mark { color: var(--ink); font-weight: 700; }
@media (prefers-color-scheme: light) { header .mark { color: var(--poor); } }
.hash { flex-basis: 100%; color: var(--faint); font-size: 0.72rem; overflow-wrap: anywhere; }
.notices { margin: 0.8rem 0; padding: 0.5rem 1rem; list-style: none; border-left: 4px solid var(--warn);
  background: var(--warnground); color: var(--warn); font-weight: 500; }
.notices li { padding-left: 1rem; text-indent: -1rem; }
.notices li::before { content: "!"; display: inline-block; width: 1rem; text-indent: 0; font-weight: 700; }
h1 { margin: 2rem 0 0.2rem; font-size: 2.1rem; line-height: 1.2; }
h2 { margin: 3rem 0 0.8rem; padding-bottom: 0.3rem; border-bottom: 1px solid var(--rule); font-size: 1.35rem;
  line-height: 1.3; scroll-margin-top: 5rem; }
h2 .no { display: inline-block; min-width: 2.2rem; color: var(--faint); font-weight: 500; }
h4 { margin: 1.4rem 0 0.3rem; font-size: 0.95rem; }
h3 { margin: 2rem 0 0.6rem; font-size: 1.05rem; }
.date, .note { color: var(--faint); font-size: 0.83rem; }
.note { margin: 0.4rem 0; max-width: 48rem; }
.lead { font-weight: 600; max-width: 48rem; }
p { max-width: 48rem; margin: 0.6rem 0; }
.warning { color: var(--warn); font-weight: 500; padding-left: 1rem; border-left: 4px solid var(--warn); }
.conclusion { display: flex; gap: 1rem; align-items: baseline; margin: 1.2rem 0; font-size: 1.05rem; font-weight: 500; }
.conclusion .verdict { flex: none; }
dl { display: grid; grid-template-columns: fit-content(16rem) 1fr; gap: 0.15rem 1.5rem; margin: 0.8rem 0; font-size: 0.88rem; }
dt { color: var(--faint); }
dd { margin: 0; overflow-wrap: anywhere; }
nav ol { columns: 2 22rem; padding-left: 2.2rem; }
nav li { break-inside: avoid; padding: 0.1rem 0; }
.wide { overflow-x: auto; margin: 1.2rem 0; }
table { border-collapse: collapse; font-size: 0.85rem; line-height: 1.4; border-top: 2px solid var(--ink);
  border-bottom: 2px solid var(--ink); }
caption { padding: 0 0 0.4rem; text-align: left; font-size: 0.95rem; font-weight: 600; }
th, td { padding: 0.22rem 1.1rem 0.22rem 0; text-align: left; vertical-align: top; }
th:last-child, td:last-child { padding-right: 0.2rem; }
thead th { vertical-align: bottom; color: var(--faint); font-weight: 500; border-bottom: 1px solid var(--ink); }
tbody tr + tr td { border-top: 1px solid var(--rule); }
.n { text-align: right; white-space: nowrap; }
thead .n { white-space: normal; }
td:not(.n) { min-width: 9rem; }
abbr { text-decoration: none; }
.criteria { width: 100%; }
.criteria th:first-child { width: 2.6rem; white-space: nowrap; }
.criteria .asked { width: 45%; }
.verdict { display: inline-block; min-width: 7.6rem; padding: 0 0.5rem; border: 1px solid var(--faint);
  border-radius: 4px; text-align: center; font-size: 0.82rem; white-space: nowrap; }
.passed { border-color: var(--good); background: var(--goodground); color: var(--good); font-weight: 600; }
.failed { border-color: var(--poor); background: var(--poor); color: #fff; font-weight: 700; }
figure { margin: 1.5rem 0; }
figure svg { display: block; max-width: 100%; height: auto; background: #fff; border-radius: 4px; }
figcaption { color: var(--faint); font-size: 0.8rem; }
.pictures { display: flex; flex-wrap: wrap; gap: 0.5rem 1.2rem; }
.pictures figure { margin: 0.5rem 0; }
.pictures img { display: block; max-width: 100%; height: auto; }
details { margin: 0.4rem 0; font-size: 0.9rem; }
summary { color: var(--faint); cursor: pointer; font-size: 0.83rem; }
footer { margin-top: 3rem; padding-top: 0.6rem; border-top: 1px solid var(--rule); color: var(--faint); font-size: 0.8rem; }
@media print { body { max-width: none; padding: 0; font-size: 9.5pt; } header { position: static; }
  details { display: none; } .wide { overflow: visible; } figure, .verdict, tr { break-inside: avoid; }
  h2, h3, h4, caption, .lead { break-after: avoid; } }
)";

// A string of CSS: quotes and backslashes are escaped by their codes, so that none ends it; '<' too, which could end
// the style sheet.
std::string cssString(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : visibleText(text, 400)) {
    if (c == '"' || c == '\\' || c == '<' || c == '>' || c == '&')
      quoted += fmt::format("\\{:06x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    else
      quoted += c;
  }
  return quoted + "\"";
}

}  // namespace

std::string htmlStyle(const document::Document& document) {
  // Browsers that know of margins repeat the head on every printed page.
  return fmt::format(
      "{}@page {{ size: A4; margin: 20mm 14mm 18mm; @top-left {{ content: {}; font: 7pt sans-serif }}\n"
      "  @top-right {{ content: {}; font: bold 7pt sans-serif; white-space: nowrap }} @bottom-left {{ content: {}; "
      "font: 6pt sans-serif }}\n"
      "  @bottom-right {{ content: \"page \" counter(page) \" of \" counter(pages); font: 7pt sans-serif }} }}\n",
      kSheet, cssString(document.study), cssString(document.mark), cssString(document.hash));
}

}  // namespace snitt::report
