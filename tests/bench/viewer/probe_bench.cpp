#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wold-style-cast"
#include "bench/viewer/figures.h"
#include "bench/viewer/stage.h"
#include "tiling/slide_reader.h"
#include "tiling/display_look.h"
#include "ui/view/display_pyramid.h"
#include <time.h>
namespace snitt::bench {
static double cpu() { timespec t; clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); return t.tv_sec * 1e3 + t.tv_nsec / 1e6; }
void probe(const std::filesystem::path& slide) {
  auto reader = openSlide(slide, {});
  DisplayPyramid pyramid((*reader)->info());
  std::printf("tilePx %d levels %d\n", pyramid.tilePx(), pyramid.levelCount());
  auto look = LookRenderer::make({}, {});
  for (int k = 0; k < 40; ++k) {
    Viewport view{kViewPx, QPointF(3000 + 2500 * (k % 12), 9000 + 3000 * (k / 12)), 1, 0, false};
    auto tiles = pyramid.visible(view, 0);
    double b = cpu(), r = 0, l = 0;
    double px = 0;
    for (auto& t : tiles) {
      auto region = pyramid.region(t);
      double c = cpu();
      auto image = (*reader)->read(region);
      r += cpu() - c; c = cpu();
      QImage p(region.widthPx, region.heightPx, QImage::Format_RGB32);
      for (int y = 0; y < region.heightPx; ++y) look->toScreen({image->row(y), size_t(region.widthPx) * 3}, {reinterpret_cast<uint32_t*>(p.scanLine(y)), size_t(region.widthPx)});
      l += cpu() - c; px += region.widthPx * region.heightPx;
    }
    std::printf("tiles %zu px %.2fM cpu %.1f read %.1f look %.1f\n", tiles.size(), px / 1e6, cpu() - b, r, l);
    auto c = cpu();
    auto st = pyramid.visible(view, 3);
    for (auto& t : st) { auto image = (*reader)->read(pyramid.region(t)); }
    std::printf("standins %zu %.1f\n", st.size(), cpu() - c);
    c = cpu();
    for (int i = 0; i < 10; ++i) { auto a = pyramid.visible(view, 0, 300); }
    std::printf("visible %.3f\n", (cpu() - c) / 10);
  }
}
}
