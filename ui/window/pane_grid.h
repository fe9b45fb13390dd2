// One, two or four slides beside each other, one of which is worked in. UI thread only.
#pragma once

#include <QWidget>

#include <memory>
#include <vector>

#include "ui/window/slide_pane.h"
#include "ui/window/view_sync.h"

class QSplitter;

namespace snitt {

class PaneGrid : public QWidget {
  Q_OBJECT

 public:
  // `classes` is the program's and outlives the grid.
  // `classes` and `names` are the program's and outlive the panes.
  explicit PaneGrid(ClassList& classes, const SlideNames& names = unmaskedNames(), QWidget* parent = nullptr);

  // 1, 2 or 4. Slides of panes that go are closed.
  void setCount(int count);
  [[nodiscard]] int count() const { return static_cast<int>(m_panes.size()); }
  [[nodiscard]] SlidePane& pane(int index) const { return *m_panes[static_cast<std::size_t>(index)]; }
  [[nodiscard]] SlidePane& active() const { return *m_active; }
  void setActive(SlidePane* pane);
  [[nodiscard]] ViewSync& sync() { return m_sync; }
  [[nodiscard]] std::vector<SlidePane*> panes() const { return m_panes; }
  // The first empty pane, else the one worked in.
  [[nodiscard]] SlidePane& target() const;
  void setOverviewShown(bool shown);

 Q_SIGNALS:
  void activeChanged();
  void paneAdded(snitt::SlidePane* pane);
  void documentChanged(snitt::SlidePane* pane);

 private:
  SlidePane* addPane();
  void arrange();

  ClassList& m_classes;
  const SlideNames& m_names;
  std::vector<SlidePane*> m_panes;  // owned by Qt's tree
  SlidePane* m_active = nullptr;
  QSplitter* m_rows;
  ViewSync m_sync;
  bool m_overviewShown = true;
};

}  // namespace snitt
