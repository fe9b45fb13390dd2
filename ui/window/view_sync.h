// Several views that move as one: place, zoom, rotation and mirror. What the views show relative to each other when
// they are linked stays as it is (the manual offset). UI thread only; views are not owned and may go at any time.
#pragma once

#include <QObject>
#include <QPointer>

#include <vector>

#include "ui/view/slide_view.h"

namespace snitt {

class ViewSync : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  void setViews(const std::vector<SlideView*>& views);
  // Linking gives all views the µm/px of `leader`, where all slides have a scale, and leaves their places alone.
  void setLinked(bool linked, SlideView* leader);
  [[nodiscard]] bool linked() const { return m_linked; }
  // While this is set a view moves alone, which changes its offset.
  void setAdjusting(bool adjusting);
  [[nodiscard]] bool adjusting() const { return m_adjusting; }
  // A view shows another slide: where it stands now is its place beside the others, at their µm/px.
  void join(SlideView* view);
  // All views to the same place of their slides: without any offset.
  void resetOffsets(SlideView* leader);

 private:
  struct Member {
    QPointer<SlideView> view;
    Viewport reference;
  };
  void keepReferences();
  void giveScale(SlideView& view, const SlideView& leader) const;
  void follow(const SlideView* leader);

  std::vector<Member> m_members;
  bool m_linked = false;
  bool m_adjusting = false;
  bool m_following = false;
};

// What `follower` shows when its leader has moved from `leaderBefore` to `leaderNow`, as a movement on the screen.
[[nodiscard]] Viewport followed(const Viewport& leaderBefore, const Viewport& leaderNow, const Viewport& follower);

}  // namespace snitt
