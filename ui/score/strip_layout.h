// Where the marks of a strip plot stand: an axis from 0 to 1, a dot a member, the ensemble, the threshold. Pure.
#pragma once

#include <QPointF>
#include <QRectF>

#include <cstddef>
#include <vector>

#include "core/score.h"

namespace snitt {

struct StripDot {
  std::size_t member = 0;  // index in ScoredResolution::members
  QPointF centre;
};

struct StripLayout {
  QRectF axis;  // its width is the scale from 0 to 1
  std::vector<StripDot> dots;
  double radiusPx = 0;
  QRectF range;             // from the least to the greatest member; null with less than two
  QPointF ensemble;         // null where there is no score
  double thresholdXPx = 0;  // on the axis also where the threshold is not
};

// `area` takes the dots and, below them, the lane of range and ensemble. A dot's place along the axis is exactly its
// score; dots that would cover each other are stacked upwards, closer together where the area is too low for them.
[[nodiscard]] StripLayout layOutStrip(const ScoredResolution& resolution, const QRectF& area);

// How many dots stand above each other at most, on an axis of that width.
[[nodiscard]] int stackedDots(const ScoredResolution& resolution, double axisWidthPx);

inline constexpr double stripDotRadiusPx = 3.5;
inline constexpr double stripLanePx = 16;  // of range and ensemble

}  // namespace snitt
