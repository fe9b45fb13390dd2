#include <algorithm>

#include <opencv2/imgproc.hpp>

#include "tiling/label/barcode_p.h"
#include "tiling/label/label_print_p.h"
#include "tiling/opencv_p.h"

namespace snitt {

namespace {

constexpr int kFont = cv::FONT_HERSHEY_DUPLEX;
// All lengths are of the printer's dots.
constexpr int kWidth = kPaperWidthPx * kDotsPerPx;
constexpr int kHeight = kPaperHeightPx * kDotsPerPx;
constexpr int kMargin = 48;
constexpr int kInside = kWidth - 2 * kMargin;
constexpr std::size_t kMostLines = 3;
// Of bars of four dots one label in ten could not be read once it was photographed askew.
constexpr int kThinnestBar = 5;
constexpr int kQuietModules = 10;  // on either side (ISO/IEC 15417)
constexpr int kCode128Height = 260;
constexpr int kSquare = 400;
constexpr int kOblong = 780;

std::string printable(const std::string& text) {
  std::string line;
  for (const char c : text) line += c >= ' ' && c <= '~' ? c : '?';
  return line;
}

// Writes into `box`, as large as fits and at most `mostHeight` high, on its lower edge.
void writeLine(cv::Mat& paper, const std::string& text, const cv::Rect& box, int mostHeight, int thickness) {
  if (text.empty()) return;
  int baseline = 0;
  const cv::Size unit = cv::getTextSize(text, kFont, 1.0, thickness, &baseline);
  const double scale = std::min({static_cast<double>(mostHeight) / unit.height,
                                 static_cast<double>(box.width) / unit.width, box.height / 1.2 / unit.height});
  cv::putText(paper, text, {box.x, box.y + box.height - static_cast<int>(box.height * 0.15)}, kFont, scale, {0, 0, 0},
              thickness, cv::LINE_AA);
}

void paintModules(cv::Mat& paper, const Mask& modules, const cv::Rect& place) {
  cv::Mat dark;
  cv::resize(viewOf(modules), dark, place.size(), 0, 0, cv::INTER_NEAREST);
  paper(place).setTo(0, dark);
}

void writeLines(cv::Mat& paper, const LabelText& text, cv::Rect first, int mostHeight) {
  for (std::size_t i = 0; i < std::min(kMostLines, text.lines.size()); ++i, first.y += first.height)
    writeLine(paper, printable(text.lines[i]), first, mostHeight, 4);
}

// Accession over the whole width, bars under it, lines under those.
Result<void> printCode128(cv::Mat& paper, const LabelText& text, const Mask& modules) {
  const int bar = kWidth / (modules.width + 2 * kQuietModules);
  if (bar < kThinnestBar)
    return fail(ErrorKind::usage, "the accession number \"" + text.accession + "\" is too long for a Code 128 label");
  writeLine(paper, printable(text.accession), {kMargin, 140, kInside, 160}, 104, 6);
  const int width = modules.width * bar;
  paintModules(paper, modules, {(kWidth - width) / 2, 324, width, kCode128Height});
  writeLines(paper, text, {kMargin, 632, kInside, 108}, 60);
  return {};
}

// Some lengths fit best into an oblong symbol, which lies over the lines; a square one lies at their left.
void printDataMatrix(cv::Mat& paper, const LabelText& text, const Mask& modules) {
  const bool oblong = modules.width > modules.height;
  writeLine(paper, printable(text.accession), {kMargin, 160, kInside, 180}, 116, 6);
  const int module = (oblong ? kOblong : kSquare) / modules.width;
  const cv::Rect symbol(kMargin + 24, oblong ? 384 : 452, modules.width * module, modules.height * module);
  paintModules(paper, modules, symbol);
  if (oblong) return writeLines(paper, text, {kMargin, symbol.br().y + 20, kInside, 108}, 60);
  const int left = symbol.br().x + 72;
  writeLines(paper, text, {left, 428, kWidth - kMargin - left, 144}, 64);
}

}  // namespace

Result<Image> labelPrint(const LabelText& text) {
  const auto modules = barcodeModules(text.accession, text.barcode);
  if (!modules) return fail(modules.error());
  Image print(kWidth, kHeight, 1);
  cv::Mat paper = viewOf(print);
  writeLine(paper, printable(text.heading), {kMargin, 36, kInside, 92}, 44, 2);
  if (text.barcode == BarcodeKind::dataMatrix)
    printDataMatrix(paper, text, *modules);
  else if (auto done = printCode128(paper, text, *modules); !done)
    return fail(std::move(done.error()));
  return print;
}

}  // namespace snitt
