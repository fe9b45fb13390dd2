#include "ui/draw/selection.h"

#include <algorithm>
#include <utility>

namespace snitt {

bool Selection::contains(const std::string& id) const { return std::ranges::find(m_ids, id) != m_ids.end(); }

void Selection::set(std::vector<std::string> ids) {
  if (ids == m_ids) return;
  m_ids = std::move(ids);
  Q_EMIT changed();
}

void Selection::toggle(const std::string& id) {
  std::vector<std::string> ids = m_ids;
  if (std::erase(ids, id) == 0) ids.push_back(id);
  set(std::move(ids));
}

}  // namespace snitt
