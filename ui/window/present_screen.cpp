#include <QRegion>

#include <algorithm>
#include <cstdint>

#include "ui/window/arrangement.h"

namespace snitt {

namespace {

std::int64_t overlap(const QRect& a, const QRect& b) {
  const QRect both = a & b;
  return both.isEmpty() ? 0 : std::int64_t{both.width()} * both.height();
}

// From the middle of one to the other's edge, squared; 0 inside.
std::int64_t distance(const QRect& window, const QRect& screen) {
  const QPoint middle = window.center();
  const std::int64_t x = middle.x() - std::clamp(middle.x(), screen.left(), screen.right());
  const std::int64_t y = middle.y() - std::clamp(middle.y(), screen.top(), screen.bottom());
  return x * x + y * y;
}

}  // namespace

QRect onPresentScreen(const QRect& window, const std::vector<QRect>& screens) {
  QRegion all;
  for (const QRect& screen : screens) all += screen;
  if (all.isEmpty()) return window;
  if (window.isEmpty()) {
    QRect middle(QPoint(), screens.front().size() * 0.75);
    middle.moveCenter(screens.front().center());
    return middle;
  }
  if (QRegion(window).subtracted(all).isEmpty()) return window;
  const QRect& screen = *std::ranges::min_element(screens, [&](const QRect& a, const QRect& b) {
    const std::int64_t onA = overlap(window, a);
    const std::int64_t onB = overlap(window, b);
    return onA != onB ? onA > onB : distance(window, a) < distance(window, b);
  });
  QRect placed(window.topLeft(), window.size().boundedTo(screen.size()));
  placed.moveLeft(std::clamp(placed.left(), screen.left(), screen.right() + 1 - placed.width()));
  placed.moveTop(std::clamp(placed.top(), screen.top(), screen.bottom() + 1 - placed.height()));
  return placed;
}

}  // namespace snitt
