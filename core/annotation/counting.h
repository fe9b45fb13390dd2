// Points counted by class, for each field frame and for the slide. Pure functions.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/annotation/annotation_set.h"

namespace snitt {

struct FrameCount {
  std::string frame;  // id of the field frame; empty: what lies in none
  std::string name;
  double areaMm2 = 0;                         // 0 where there is no frame or no scale
  std::map<std::string, std::size_t> points;  // by class name
};

struct Counts {
  std::vector<FrameCount> frames;  // in the set's order; what lies in none comes last, where there is any
  // Of all frames together: points in frames and the frames' area, each counted once where frames overlap.
  std::map<std::string, std::size_t> inFrames;
  double areaMm2 = 0;
};

// `um`: µm per level-0 pixel; 0 where the slide has no scale. A point on a frame's left or upper rim lies in it, one on
// its right or lower rim does not: of two frames that share a rim exactly one counts the point. Each point of an
// annotation of many counts.
[[nodiscard]] Counts countPoints(const AnnotationSet& annotations, PixelSize um);

// One row a frame and class: frame (its name, else its id), class, points, areaMm2, perMm2; what lies in none as
// "outside frames"; then the rows of "all frames" together, where there is a frame. Every class has a row everywhere,
// so that a count of none is told; areaMm2 and perMm2 are empty where the area is not known. RFC 4180.
[[nodiscard]] std::string countsCsv(const Counts& counts);

}  // namespace snitt
