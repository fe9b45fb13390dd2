#include "ui/view/view_history.h"

namespace snitt {

namespace {

bool samePlace(const Viewport& a, const Viewport& b) {
  return a.centre == b.centre && a.downsample == b.downsample && a.rotationDeg == b.rotationDeg &&
         a.flipped == b.flipped;
}

}  // namespace

void ViewHistory::leave(const Viewport& here) {
  m_ahead.clear();
  if (!m_behind.empty() && samePlace(m_behind.back(), here)) return;
  m_behind.push_back(here);
  if (m_behind.size() > kMost) m_behind.erase(m_behind.begin());
}

std::optional<Viewport> ViewHistory::back(const Viewport& here) {
  if (m_behind.empty()) return std::nullopt;
  const Viewport place = m_behind.back();
  m_behind.pop_back();
  m_ahead.push_back(here);
  return place;
}

std::optional<Viewport> ViewHistory::forward(const Viewport& here) {
  if (m_ahead.empty()) return std::nullopt;
  const Viewport place = m_ahead.back();
  m_ahead.pop_back();
  m_behind.push_back(here);
  return place;
}

void ViewHistory::clear() {
  m_behind.clear();
  m_ahead.clear();
}

}  // namespace snitt
