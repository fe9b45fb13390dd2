// One object a cell of a hashed grid, made for the part of a slide that a tile needs; private to this folder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "tiling/phantom/noise_p.h"

namespace snitt::phantom {

// A rectangle in µm.
struct Area {
  float left = 0, top = 0, right = 0, bottom = 0;

  [[nodiscard]] Area grown(float byUm) const { return {left - byUm, top - byUm, right + byUm, bottom + byUm}; }
};

template <class T>
class CellTable {
 public:
  CellTable() = default;

  // make(column, row) for every cell that a point of the area may ask for.
  template <class Make>
  CellTable(const Area& area, float pitchUm, Make make) : m_pitchUm(pitchUm) {
    m_column = floorOf(area.left / pitchUm) - 1;
    m_row = floorOf(area.top / pitchUm) - 1;
    m_columns = floorOf(area.right / pitchUm) + 2 - m_column;
    m_rows = floorOf(area.bottom / pitchUm) + 2 - m_row;
    m_items.reserve(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows));
    for (int row = 0; row < m_rows; ++row)
      for (int column = 0; column < m_columns; ++column) m_items.push_back(make(m_column + column, m_row + row));
  }

  // visit(item) for the nine cells around a point of the area.
  template <class Visit>
  void around(float x, float y, Visit visit) const {
    const int column = floorOf(x / m_pitchUm) - m_column;
    const int row = floorOf(y / m_pitchUm) - m_row;
    for (int j = row - 1; j <= row + 1; ++j)
      for (int i = column - 1; i <= column + 1; ++i) visit(m_items[static_cast<std::size_t>(j * m_columns + i)]);
  }

 private:
  float m_pitchUm = 1;
  int m_column = 0, m_row = 0, m_columns = 0, m_rows = 0;
  std::vector<T> m_items;
};

}  // namespace snitt::phantom
