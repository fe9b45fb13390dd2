#include "ui/window/view_sync.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace snitt {

namespace {

// Rotation and mirror alone.
QTransform turnOf(const Viewport& view) {
  QTransform turn;
  turn.rotate(view.rotationDeg);
  turn.scale(view.flipped ? -1 : 1, 1);
  return turn;
}

double meanMpp(const SlideView& view) {
  const SlideDocument* document = view.document();
  if (document == nullptr || document->state() != SlideDocument::State::open || !document->mpp()) return 0;
  return (document->mpp()->x + document->mpp()->y) / 2;
}

}  // namespace

Viewport followed(const Viewport& leaderBefore, const Viewport& leaderNow, const Viewport& follower) {
  Viewport moved = follower;
  // Screen pixels at the zoom of the reference, in the directions of the screen then.
  const QPointF shift = turnOf(leaderBefore).map(leaderNow.centre - leaderBefore.centre) / leaderBefore.downsample;
  moved.centre = follower.centre + turnOf(follower).inverted().map(shift) * follower.downsample;
  moved.downsample = follower.downsample * leaderNow.downsample / leaderBefore.downsample;
  const QTransform turn = turnOf(follower) * turnOf(leaderBefore).inverted() * turnOf(leaderNow);
  moved.flipped = turn.determinant() < 0;
  // The image of "down", which a mirror leaves alone, tells the rotation.
  const QPointF down = turn.map(QPointF(0, 1));
  const double degrees = std::atan2(-down.x(), down.y()) * 180 / std::numbers::pi;
  // To a millionth of a degree: quarter turns stay exact.
  return moved.turnedTo(std::round(degrees * 1e6) / 1e6);
}

void ViewSync::setViews(const std::vector<SlideView*>& views) {
  for (const Member& member : m_members)
    if (member.view != nullptr) member.view->disconnect(this);
  m_members.clear();
  for (SlideView* view : views) {
    m_members.push_back({view, view->viewport()});
    connect(view, &SlideView::viewEdited, this, [this, view] { follow(view); });
  }
}

void ViewSync::keepReferences() {
  for (Member& member : m_members)
    if (member.view != nullptr) member.reference = member.view->viewport();
}

void ViewSync::setLinked(bool linked, SlideView* leader) {
  m_linked = linked;
  if (!linked) return;
  for (const Member& member : m_members)
    if (member.view != nullptr && leader != nullptr && member.view != leader) giveScale(*member.view, *leader);
  keepReferences();
}

void ViewSync::giveScale(SlideView& view, const SlideView& leader) const {
  const double mpp = meanMpp(leader);
  const double own = meanMpp(view);
  if (mpp <= 0 || own <= 0) return;
  Viewport scaled = view.viewport();
  scaled.downsample = leader.viewport().downsample * mpp / own;
  view.setViewport(scaled);
}

void ViewSync::join(SlideView* view) {
  if (!m_linked) return;
  const auto other = std::ranges::find_if(m_members, [view](const Member& one) {
    return one.view != nullptr && one.view != view && meanMpp(*one.view) > 0;
  });
  if (other != m_members.end()) giveScale(*view, *other->view);
  keepReferences();
}

void ViewSync::setAdjusting(bool adjusting) {
  m_adjusting = adjusting;
  if (!adjusting) keepReferences();
}

void ViewSync::resetOffsets(SlideView* leader) {
  if (leader == nullptr || leader->document() == nullptr) return;
  const Viewport from = leader->viewport();
  const QSizeF size = leader->document()->sizePx();
  for (const Member& member : m_members) {
    if (member.view == nullptr || member.view == leader || member.view->document() == nullptr ||
        member.view->document()->state() != SlideDocument::State::open)
      continue;
    const QSizeF own = member.view->document()->sizePx();
    Viewport view = member.view->viewport();
    view.rotationDeg = from.rotationDeg;
    view.flipped = from.flipped;
    // The same share of each slide: sections of one block lie about alike on their glasses.
    view.centre = QPointF(from.centre.x() / size.width() * own.width(), from.centre.y() / size.height() * own.height());
    member.view->setViewport(view);
  }
  setLinked(m_linked, leader);
}

void ViewSync::follow(const SlideView* leader) {
  if (!m_linked || m_adjusting || m_following) return;
  const auto found = std::ranges::find_if(m_members, [leader](const Member& one) { return one.view == leader; });
  if (found == m_members.end()) return;
  m_following = true;
  for (const Member& member : m_members)
    if (member.view != nullptr && member.view != leader)
      member.view->setViewport(followed(found->reference, leader->viewport(), member.reference));
  m_following = false;
}

}  // namespace snitt
