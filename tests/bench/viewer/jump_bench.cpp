// From a jump to a place never seen before until all of the view is there, against OpenSlide reading the same region.
#include <openslide.h>

#include <algorithm>
#include <memory>
#include <random>

#include "bench/viewer/benches.h"
#include "bench/viewer/figures.h"
#include "bench/viewer/stage.h"

namespace snitt::bench {

namespace {

constexpr std::size_t kMostJumps = 24;  // a level

// Places apart from each other, so that reading one brings nothing of another.
std::vector<QPointF> placesOn(const QSizeF& slide, double downsample) {
  const double stepX = (kViewPx.width() + 1400) * downsample;
  const double stepY = (kViewPx.height() + 1400) * downsample;
  std::vector<QPointF> places;
  for (double y = stepY / 2; y + stepY / 2 < slide.height(); y += stepY)
    for (double x = stepX / 2; x + stepX / 2 < slide.width(); x += stepX)
      places.emplace_back(std::floor(x), std::floor(y));
  std::mt19937 random(5);
  std::shuffle(places.begin(), places.end(), random);
  if (places.size() > kMostJumps) places.resize(kMostJumps);
  return places;
}

void jump(Stage& stage, QPointF place, double downsample, Frames& frames) {
  stage.settle();
  Viewport view = stage.view().viewport();
  view.centre = place;
  view.downsample = downsample;
  bool painted = false;
  const auto connection =
      QObject::connect(&stage.view(), &SlideView::completed, &stage.view(), [&] { painted = true; });
  const double worked = programWorkMs();
  const double begin = nowMs();
  stage.view().setViewport(view);
  waitUntil([&] { return painted; }, "a jump");
  runEvents();
  frames.took.push_back(nowMs() - begin);
  frames.worked.push_back(programWorkMs() - worked);
  QObject::disconnect(connection);
}

void readWithOpenSlide(openslide_t* slide, QPointF place, int level, double downsample, Frames& frames) {
  std::vector<std::uint32_t> pixels(std::size_t{1920} * 1080);
  const double worked = programWorkMs();
  const double begin = nowMs();
  openslide_read_region(slide, pixels.data(), static_cast<std::int64_t>(place.x() - kViewPx.width() / 2 * downsample),
                        static_cast<std::int64_t>(place.y() - kViewPx.height() / 2 * downsample), level,
                        kViewPx.width(), kViewPx.height());
  frames.took.push_back(nowMs() - begin);
  frames.worked.push_back(programWorkMs() - worked);
}

}  // namespace

void jumpBench(const std::filesystem::path& slide) {
  Frames ours;
  Frames theirs;
  for (int level = 0;; ++level) {
    // Each level with a cache of its own: what another level read must not help.
    Stage stage(256);
    stage.open(slide);
    const auto& levels = stage.document().info().levels;
    const std::unique_ptr<openslide_t, void (*)(openslide_t*)> handle(openslide_open(slide.c_str()), openslide_close);
    if (!handle || level >= static_cast<int>(levels.size())) break;
    const double downsample = levels[static_cast<std::size_t>(level)].downsample;
    const auto places = placesOn(stage.document().sizePx(), downsample);
    if (places.size() < 4) break;
    Frames mine;
    Frames other;
    for (std::size_t i = 0; i < places.size(); ++i) {
      // In turns, and in turns who is first: the second finds the file's pages warm.
      if (i % 2 == 0) jump(stage, places[i], downsample, mine);
      stage.settle();
      readWithOpenSlide(handle.get(), places[i], level, downsample, other);
      if (i % 2 == 1) jump(stage, places[i], downsample, mine);
    }
    print("viewer_jump_p95_ms_level" + std::to_string(level), p95(mine.took));
    print("viewer_jump_openslide_p95_ms_level" + std::to_string(level), p95(other.took));
    ours.add(mine);
    theirs.add(other);
  }
  if (ours.took.empty()) return;
  print("viewer_jump_p95_ms", p95(ours.took));
  print("viewer_jump_work_ms", median(ours.worked));
  print("viewer_jump_openslide_work_ms", median(theirs.worked));
  print("viewer_jump_ratio_median", median(theirs.took) / median(ours.took));
  print("viewer_jump_ratio", p95(theirs.took) / p95(ours.took));
}

}  // namespace snitt::bench
