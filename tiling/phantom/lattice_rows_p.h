// A row of pixels of each field, interpolated from the lattice; private to this folder.
#pragma once

#include <array>
#include <vector>

#include "tiling/phantom/canvas_p.h"
#include "tiling/phantom/fields_p.h"

namespace snitt::phantom {

class LatticeRows {
 public:
  LatticeRows(const Canvas& canvas, const Fields& fields);

  void moveTo(int row);
  // Interpolates one field of the row.
  void read(Field field, float* out);

 private:
  const Canvas* m_canvas;
  const Fields* m_fields;
  std::vector<int> m_column;  // of the lattice, for each pixel
  std::vector<float> m_share;
  std::vector<float> m_between;  // the lattice's row at the pixel's height
  int m_latticeRow = 0;
  float m_rowShare = 0;
};

}  // namespace snitt::phantom
