// One slide in a window: its view with what floats over it, and the banners that say what is wrong. Owns the document.
// UI thread only.
#pragma once

#include <QWidget>

#include <filesystem>
#include <memory>
#include <vector>

#include "ui/document/slide_document.h"
#include "ui/document/slide_names.h"
#include "ui/draw/draw_controller.h"
#include "ui/view/slide_view.h"

class QLabel;
class QToolButton;

namespace snitt {

class AnnotationLayer;
class FaultBanner;
class HoverCard;
class IdentityBar;
class MppBanner;
class NoticeBar;
class OverviewMap;
class StartCard;

class SlidePane : public QWidget {
  Q_OBJECT

 public:
  // `classes` and `names` are the program's and outlive the pane.
  explicit SlidePane(ClassList& classes, const SlideNames& names = unmaskedNames(), QWidget* parent = nullptr);
  ~SlidePane() override;

  // Takes the place of what was there; null empties the pane.
  void setDocument(std::unique_ptr<SlideDocument> document);
  [[nodiscard]] SlideDocument* document() const { return m_document.get(); }
  [[nodiscard]] SlideView& view() { return *m_view; }
  [[nodiscard]] DrawController& draw() { return *m_draw; }
  [[nodiscard]] bool isOpen() const;

  // Several panes beside each other: a title each, and the one that is worked in is framed.
  void setTitled(bool titled);
  void setActive(bool active);
  // Areas that are drawn are tinted as well as outlined.
  void setFilled(bool filled);
  void setOverviewShown(bool shown);

  [[nodiscard]] double umPerScreenPx() const;  // 0 where the slide has no scale
  // Offered while it is empty, to whoever may see names of files.
  void setRecent(const std::vector<std::filesystem::path>& files);
  // Whose slide it is, in a bar above it that warns while slides of other patients are open beside it.
  [[nodiscard]] IdentityBar& identity() { return *m_identity; }
  // In the bar above the slide; paths in it are shown to whoever may see them.
  void say(const QString& sentence);
  void inform(const QString& sentence);  // the same of what went well; goes by itself
  // View, overlays, scale bar and legend, without the window's own things.
  [[nodiscard]] QImage snapshot();

 Q_SIGNALS:
  void activated();
  void documentChanged();
  void closeRequested();
  void openRequested();
  void openFolderRequested();
  void slideChosen(const std::filesystem::path& slide);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void build();
  void connectDocument();
  void showNames();
  void showFault();
  void coverLayers();
  void addDrawingLayer();
  void setClassColours();
  void takeState();
  void showFailures();
  void placeOverview();
  void showHover(QPointF slide);
  void paintAdornment(QPainter& painter, const Viewport& view);

  std::unique_ptr<SlideDocument> m_document;
  ClassList& m_classes;
  const SlideNames& m_names;
  std::unique_ptr<DrawController> m_draw;
  AnnotationLayer* m_drawn = nullptr;  // of the document's layers
  bool m_filled = false;
  QWidget* m_title = nullptr;
  QLabel* m_name = nullptr;
  QToolButton* m_close = nullptr;
  IdentityBar* m_identity = nullptr;
  MppBanner* m_mppBanner = nullptr;
  FaultBanner* m_faultBanner = nullptr;
  NoticeBar* m_notice = nullptr;
  SlideView* m_view = nullptr;
  OverviewMap* m_overview = nullptr;
  HoverCard* m_hover = nullptr;
  StartCard* m_start = nullptr;
  std::vector<std::filesystem::path> m_recent;
  bool m_lookingForFile = false;
  bool m_overviewShown = true;
  bool m_active = false;
  bool m_titled = false;
};

}  // namespace snitt
