// A region of a slide, read piece by piece into a picture that begins as white. What cannot be read is narrowed down,
// left white and listed. For one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/image.h"
#include "core/progress.h"
#include "core/result.h"
#include "tiling/slide_reader.h"

namespace snitt {

class OverviewReader {
 public:
  struct Lost {
    int x = 0;  // pixels of the overview
    int y = 0;
    int widthPx = 0;
    int heightPx = 0;
  };

  // All four outlive the reader. `overview` covers the slide from its origin at `downsample`.
  OverviewReader(SlideReader& slide, double downsample, const RunControl& control, Image& overview)
      : m_slide(slide), m_downsample(downsample), m_control(control), m_overview(overview) {}

  // Everything, reporting progress under `stage`. Ends early when told to stop; when nothing at all can be read, the
  // whole picture is lost.
  void readAll(std::string_view stage);

  [[nodiscard]] bool cancelled() const { return m_cancelled; }
  [[nodiscard]] bool anyRead() const { return m_anyRead; }
  [[nodiscard]] std::int64_t lostPx() const;
  [[nodiscard]] const std::vector<Lost>& lost() const { return m_lost; }
  [[nodiscard]] const std::optional<Error>& firstError() const { return m_firstError; }

 private:
  // False when there is no sense in going on.
  bool read(int x, int y, int width, int height);
  // Edge of a piece in overview pixels: the finer the level that it must be made from, the smaller.
  [[nodiscard]] int piecePx() const;

  SlideReader& m_slide;
  double m_downsample;
  const RunControl& m_control;
  Image& m_overview;
  bool m_cancelled = false;
  bool m_anyRead = false;
  int m_failures = 0;
  std::vector<Lost> m_lost;
  std::optional<Error> m_firstError;
};

}  // namespace snitt
