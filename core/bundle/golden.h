// Golden slides of a bundle: small phantoms that are drawn from stored numbers, with the scores that the bundle gave
// them. They let a site see that its installation computes what it should. Plain values; the table [golden] of
// manifest.toml, outside of the parts whose hashes say what is computed.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace snitt {

struct GoldenResolution {
  std::string name;                       // "10x"
  double score = 0;                       // of the ensemble, [0, 1]
  std::map<std::string, double> members;  // by id, all of the bundle's
  bool operator==(const GoldenResolution&) const = default;
};

// What a slide was scored as.
struct GoldenScores {
  std::vector<GoldenResolution> resolutions;  // all of the bundle's, in its order
  double combined = 0;
  std::string prognosis;  // "good", "uncertain", "poor"
  bool operator==(const GoldenScores&) const = default;
};

// Everything that is drawn: the same values give the same pixels on one machine.
struct GoldenPhantom {
  int seed = 1;
  int sizePx = 4000;    // edge, level-0 pixels
  std::string scanner;  // a profile of the phantoms: "north"
  double mpp = 0.25;    // µm per level-0 pixel
  double architecture = 0;
  double cells = 0;
  bool operator==(const GoldenPhantom&) const = default;
};

struct GoldenSlide {
  GoldenPhantom phantom;
  std::string pixelsSha256;                  // of level 0 as it was read from the slide, RGB, row by row
  std::map<std::string, std::string> facts;  // as typed with --fact
  GoldenScores scores;
  bool operator==(const GoldenSlide&) const = default;
};

struct GoldenSet {
  std::string software;             // that drew and scored: "snitt 1.0"
  std::string path;                 // numeric path, in words
  std::vector<GoldenSlide> slides;  // at least one
  bool operator==(const GoldenSet&) const = default;
};

}  // namespace snitt
