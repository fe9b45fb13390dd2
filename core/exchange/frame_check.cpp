#include <algorithm>

#include <fmt/format.h>

#include "core/annotation/annotation_measure.h"
#include "core/exchange/collector_p.h"

namespace snitt::exchange {

namespace {

struct Slide {
  double width = 0;
  double height = 0;
  std::optional<double> mpp;
};

// Objects drawn at the rim reach over it a little.
constexpr double kSlackPx = 2;

std::string boxText(const Box& box) {
  return fmt::format("x {:.0f} to {:.0f}, y {:.0f} to {:.0f}", box.minX, box.maxX, box.minY, box.maxY);
}

// Why objects that reach over `all` do not lie in the slide, as far as that can be told.
std::string reasonFor(const Box& all, const Slide& slide) {
  const double width = all.maxX - all.minX;
  const double height = all.maxY - all.minY;
  if (width > slide.width + kSlackPx || height > slide.height + kSlackPx) {
    const double times = std::max(width / slide.width, height / slide.height);
    return fmt::format(
        "together they are {:.3g} times as wide as it: they seem to be written in another unit, or for "
        "another slide",
        times);
  }
  if (all.minX < -kSlackPx || all.minY < -kSlackPx)
    return "some coordinates are negative: they seem to be counted from another corner, as QuPath counts from the "
           "scanned "
           "bounds where the rest of the slide is empty";
  return "they would fit if they were moved: they seem to be shifted by the offset of the slide's scanned bounds";
}

}  // namespace

Result<void> checkFrame(const std::vector<Annotation>& annotations, const ReadOptions& options, Findings& findings) {
  if (annotations.empty() || !options.slideWidthPx || !options.slideHeightPx) return {};
  const Slide slide{*options.slideWidthPx, *options.slideHeightPx, options.slideMpp};
  const Box whole = Box{0, 0, slide.width, slide.height}.grownBy(kSlackPx);
  Box all = boxOf(annotations.front().geometry);
  std::size_t outside = 0;
  std::size_t over = 0;
  for (const Annotation& annotation : annotations) {
    const Box box = boxOf(annotation.geometry);
    all = {std::min(all.minX, box.minX), std::min(all.minY, box.minY), std::max(all.maxX, box.maxX),
           std::max(all.maxY, box.maxY)};
    const bool isInside =
        box.minX >= whole.minX && box.minY >= whole.minY && box.maxX <= whole.maxX && box.maxY <= whole.maxY;
    if (!box.touches(whole))
      ++outside;
    else if (!isInside)
      ++over;
  }
  // A whole file within one pixel: parts of the slide's width and height.
  if (all.minX >= 0 && all.minY >= 0 && all.maxX <= 1 && all.maxY <= 1)
    return fail(
        ErrorKind::corrupt,
        "all coordinates lie between 0 and 1: they seem to be fractions of the slide's size, not level-0 pixels");
  if (outside == annotations.size())
    return fail(ErrorKind::corrupt, fmt::format("no object lies in the slide of {:.0f} × {:.0f} pixels ({}); {}",
                                                slide.width, slide.height, boxText(all), reasonFor(all, slide)));
  if (outside > 0)
    findings.once(fmt::format("{} of {} objects lie outside the slide of {:.0f} × {:.0f} pixels; {}", outside,
                              annotations.size(), slide.width, slide.height, reasonFor(all, slide)));
  if (over > 0)
    findings.count("object reaches over the rim of the slide", "objects reach over the rim of the slide", over);
  // In µm everything lies in the upper left of the slide, and as good as fills the part that the slide has in µm.
  constexpr double clearlyLess = 0.6;
  constexpr double mostOfIt = 0.7;
  constexpr std::size_t enough = 5;
  if (outside + over == 0 && slide.mpp && *slide.mpp < clearlyLess && annotations.size() >= enough) {
    const double width = slide.width * *slide.mpp;
    const double height = slide.height * *slide.mpp;
    if (all.maxX <= width && all.maxY <= height && all.maxX > mostOfIt * width && all.maxY > mostOfIt * height)
      findings.once(
          fmt::format("all objects lie in the upper left {:.0f} × {:.0f} pixels, which is the slide's size in µm: "
                      "if they do not lie where they should, they are written in µm",
                      width, height));
  }
  return {};
}

}  // namespace snitt::exchange
