#include "tiling/phantom/lattice_rows_p.h"

namespace snitt::phantom {
namespace {

SNITT_WIDE void spread(const float* between, const int* column, const float* share, int count, float* out) {
  for (int x = 0; x < count; ++x) {
    const float a = between[column[x]];
    out[x] = a + (between[column[x] + 1] - a) * share[x];
  }
}

}  // namespace

LatticeRows::LatticeRows(const Canvas& canvas, const Fields& fields)
    : m_canvas(&canvas),
      m_fields(&fields),
      m_column(static_cast<std::size_t>(canvas.width)),
      m_share(static_cast<std::size_t>(canvas.width)),
      m_between(static_cast<std::size_t>(fields.width())) {
  for (int x = 0; x < canvas.width; ++x) {
    const float at = canvas.xUm(x) / latticeUm;
    const int column = floorOf(at);
    m_column[static_cast<std::size_t>(x)] = column - fields.left();
    m_share[static_cast<std::size_t>(x)] = at - static_cast<float>(column);
  }
}

void LatticeRows::moveTo(int row) {
  const float at = m_canvas->yUm(row) / latticeUm;
  const int latticeRow = floorOf(at);
  m_latticeRow = latticeRow - m_fields->top();
  m_rowShare = at - static_cast<float>(latticeRow);
}

void LatticeRows::read(Field field, float* out) {
  const float* upper = m_fields->row(field, m_latticeRow);
  const float* lower = m_fields->row(field, m_latticeRow + 1);
  for (std::size_t i = 0; i < m_between.size(); ++i) m_between[i] = upper[i] + (lower[i] - upper[i]) * m_rowShare;
  spread(m_between.data(), m_column.data(), m_share.data(), m_canvas->width, out);
}

}  // namespace snitt::phantom
