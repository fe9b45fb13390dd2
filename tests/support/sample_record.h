// What a score leaves behind, made up: two resolutions with grids, an unreadable tile, an outline with a hole.
#pragma once

#include <cmath>
#include <limits>
#include <random>
#include <string>

#include "core/score_record.h"
#include "core/sha256.h"
#include "core/store/parameters.h"
#include "core/text/identity.h"

namespace snitt::test {

inline TileGrid sampleGrid(const std::string& resolution, int tiles, unsigned seed) {
  std::mt19937 random(seed);
  TileGrid grid;
  grid.resolution = resolution;
  grid.geometry = {1.1 / 3, 256, 128};
  for (int i = 0; i < tiles; ++i) grid.tiles.push_back({i % 17, i / 17});
  for (const char* number : {"-1", "-2"}) {
    grid.members.push_back(resolution + number);
    std::vector<double>& scores = grid.scores.emplace_back();
    for (int i = 0; i < tiles; ++i) scores.push_back(static_cast<double>(random()) / 4294967296.0);
    if (tiles > 3) scores[3] = std::numeric_limits<double>::quiet_NaN();
  }
  if (tiles > 3) grid.unreadable = {3};
  return grid;
}

// Of slide `slide`, in a run of its own.
inline ScoreRecord sampleRecord(int slide, int tiles = 300) {
  ScoreRecord record;
  Score& score = record.score;
  const std::string number = std::to_string(slide);
  score.slide.path = "/slides/Präparat " + number + ".svs";
  score.slide.sha256 = sha256Of("slide " + number);
  score.slide.fingerprint = sha256Of("fingerprint " + number);
  score.slide.vendor = "aperio";
  score.slide.widthPx = 40000;
  score.slide.heightPx = 30000;
  score.slide.mppX = 0.25;
  score.slide.mppY = 0.1 + 0.2;
  score.slide.mppSource = "file";
  score.bundleId = "sample";
  score.bundleName = "Sample";
  score.bundleVersion = "1.0";
  score.bundleSha256 = sha256Of("bundle");
  score.bundleParts = {"s", "n", "d"};
  score.scope = {false, {{"organ", FactState::unknown, "organ is not known"}}};
  score.scopeOverride = "a \"test\"";
  score.tumourSource = "network";
  score.tumourAreaMm2 = 7.25;
  score.tumourComponents = 2;
  for (const char* name : {"10x", "40x"}) {
    record.grids.push_back(sampleGrid(name, tiles, static_cast<unsigned>(slide)));
    ScoredResolution resolution;
    resolution.name = name;
    resolution.tiles = tiles;
    resolution.unreadable = {3};
    resolution.members = {{std::string(name) + "-1", 1.0 / 3}, {std::string(name) + "-2", 1e-7}};
    resolution.score = (1.0 / 3 + 1e-7) / 2;
    resolution.threshold = 0.5;
    resolution.prognosis = Prognosis::good;
    score.resolutions.push_back(resolution);
  }
  score.combined = 1.0 / 6;
  score.prognosis = Prognosis::good;
  score.why = "Good: both are below their thresholds";
  score.risk = {"low", "row 1"};
  score.run = {randomUuid(),
               "2026-01-31T23:59:59Z",
               12.5,
               {{"score", 10.125}},
               "cpu",
               "fp32",
               "fp32, oneDNN fused convolutions, channels-last, 1 tile a pass",
               "bf16 was too far off",
               2,
               "snitt 0.1.0",
               "anna"};
  record.tumour = {{{{0.5, 0}, {1000, 1.0 / 3}, {1000, 900}, {0, 900}}, {{{10, 10}, {20, 10}, {20, 20}}}},
                   {{{2000, 0}, {2100, 0}, {2100, 100}}, {}}};
  return record;
}

inline ScoreParameters sampleParameters() {
  ScoreParameters parameters;
  parameters.device = "cpu";
  parameters.precision = "fp32";
  return parameters;
}

}  // namespace snitt::test
