// From amounts of stain to what the camera of a scanner gives; private to this folder.
#pragma once

#include <array>
#include <vector>

#include "core/image.h"
#include "tiling/phantom/canvas_p.h"
#include "tiling/phantom/fields_p.h"

namespace snitt::phantom {

class Light {
 public:
  explicit Light(const Scene& scene);

  // How many pixels around a tile its blur reaches.
  [[nodiscard]] int marginPx() const { return static_cast<int>(m_kernel.size()) / 2; }
  // The canvas is larger than the part by marginPx() on every side. Writes into the tile at (tileX, tileY).
  void expose(const Canvas& canvas, Image& tile, int tileX, int tileY) const;
  // The same for a part that has no tissue; with the pen.
  void exposeGlass(std::int64_t x, std::int64_t y, int widthPx, int heightPx, Image& tile, int tileX, int tileY) const;

 private:
  using Planes = std::array<std::vector<float>, 3>;

  void transmit(const Canvas& canvas, Planes& planes) const;
  void addPen(std::int64_t left, std::int64_t top, int width, int height, Planes& planes) const;
  void develop(const Planes& planes, int stride, std::int64_t x, std::int64_t y, int width, int height, Image& tile,
               int tileX, int tileY) const;

  const Scene& m_scene;
  std::vector<float> m_kernel;
  std::array<std::vector<float>, 3> m_transmission;  // of each channel, by optical density
};

}  // namespace snitt::phantom
