// Draws golden slides: phantoms of simulated patients, from stored numbers alone.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/bundle/golden.h"
#include "core/bundle/manifest.h"
#include "core/progress.h"
#include "core/result.h"

namespace snitt {

struct GoldenChoice {
  std::vector<int> seeds{1, 2, 3};
  int sizePx = 4000;
  std::vector<std::string> scanners{"north", "south"};  // in turn
};

// Usage: no seed, one that is negative or given twice, a size beyond 1,000 … 20,000 px, a scanner that is none.
[[nodiscard]] Result<void> checkGoldenChoice(const GoldenChoice& choice);

// What is drawn for the choice's slide `index`, with the facts of its patient: the first one of the seed's simulated
// cohort for whom the bundle is made. Neither hash nor scores yet. Out of scope where the bundle is made for nobody
// whom the simulation knows.
[[nodiscard]] Result<GoldenSlide> planGolden(const Manifest& manifest, const GoldenChoice& choice, std::size_t index);

// A golden slide on disk, in a folder for temporary files that goes with this object.
class DrawnGolden {
 public:
  // Errors: model where a number cannot be drawn by this program; those of writeSimulatedSlide.
  [[nodiscard]] static Result<DrawnGolden> draw(const GoldenPhantom& phantom, const RunControl& control, int threads);
  DrawnGolden(DrawnGolden&& other) noexcept;
  DrawnGolden& operator=(DrawnGolden&& other) noexcept;
  ~DrawnGolden();

  [[nodiscard]] const std::filesystem::path& file() const { return m_file; }
  // SHA-256 of the pixels of level 0 as a reader gives them, RGB, row by row. Errors: those of openSlide.
  [[nodiscard]] Result<std::string> pixelsSha256() const;

 private:
  DrawnGolden() = default;

  std::filesystem::path m_folder;
  std::filesystem::path m_file;
};

}  // namespace snitt
