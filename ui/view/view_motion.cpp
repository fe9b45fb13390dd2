#include "ui/view/view_motion.h"

#include <algorithm>
#include <cmath>

namespace snitt {

namespace {

constexpr double kTrackSeconds = 0.08;  // older movements of the hand say nothing of how it let go
constexpr double kLeastSpeed = 60;      // device pixels a second
constexpr double kMostSpeed = 12000;
constexpr double kSlowingSeconds = 0.28;

double eased(double share) { return 1 - std::pow(1 - std::clamp(share, 0.0, 1.0), 3); }

double turnBetween(double from, double to) {
  const double turn = std::fmod(to - from + 540, 360) - 180;
  return turn;
}

}  // namespace

Glide::Glide(const Viewport& from, const Viewport& to, std::optional<QPointF> anchor, double now)
    : m_from(from), m_to(to), m_anchor(anchor), m_begin(now) {}

Viewport Glide::at(double now) const {
  if (over(now)) return m_to;
  const double share = eased((now - m_begin) / kGlideSeconds);
  const double downsample = m_from.downsample * std::pow(m_to.downsample / m_from.downsample, share);
  if (m_anchor) return m_from.zoomedAround(*m_anchor, downsample);
  Viewport view = m_to;
  view.downsample = downsample;
  view.rotationDeg =
      m_from.turnedTo(m_from.rotationDeg + turnBetween(m_from.rotationDeg, m_to.rotationDeg) * share).rotationDeg;
  view.centre = m_from.centre + (m_to.centre - m_from.centre) * share;
  return view;
}

void Fling::begin() {
  m_samples.clear();
  m_moving = false;
}

void Fling::track(QPointF position, double now) {
  m_samples.push_back({position, now});
  while (m_samples.size() > 2 && now - m_samples.front().time > kTrackSeconds) m_samples.pop_front();
}

bool Fling::release(double now) {
  m_rest = {};
  m_last = now;
  m_moving = false;
  if (m_samples.size() < 2 || now - m_samples.back().time > kTrackSeconds) return false;
  const double seconds = std::max(1e-3, m_samples.back().time - m_samples.front().time);
  m_speed = (m_samples.back().position - m_samples.front().position) / seconds;
  const double speed = std::hypot(m_speed.x(), m_speed.y());
  if (speed < 3 * kLeastSpeed) return false;
  if (speed > kMostSpeed) m_speed *= kMostSpeed / speed;
  m_moving = true;
  return true;
}

QPoint Fling::step(double now) {
  if (!m_moving) return {};
  const double seconds = std::clamp(now - m_last, 0.0, 0.1);
  m_last = now;
  const double left = std::exp(-seconds / kSlowingSeconds);
  const QPointF exact = m_rest + m_speed * kSlowingSeconds * (1 - left);
  m_speed *= left;
  if (std::hypot(m_speed.x(), m_speed.y()) < kLeastSpeed) m_moving = false;
  const QPoint whole(static_cast<int>(std::lround(exact.x())), static_cast<int>(std::lround(exact.y())));
  m_rest = exact - whole;
  return whole;
}

}  // namespace snitt
