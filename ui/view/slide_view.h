// The widget in which a person looks at a slide. UI thread only; it paints what is there and never waits.
//
// Left drag pans (and coasts), the wheel and a pinch zoom to the cursor, Alt and the wheel turn. Whoever wants the
// mouse for something else (marks) sets a tool; Space lends it back for panning.
#pragma once

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <optional>

#include "ui/document/slide_document.h"
#include "ui/view/slide_frame.h"
#include "ui/view/view_history.h"
#include "ui/view/view_motion.h"
#include "ui/view/viewport.h"

namespace snitt {

// What takes the mouse instead of the hand. All positions in device pixels; true = taken.
class ViewTool {
 public:
  virtual ~ViewTool() = default;
  virtual bool press(QPointF screen, Qt::MouseButton button, Qt::KeyboardModifiers keys, const Viewport& view) = 0;
  virtual bool move(QPointF screen, Qt::MouseButtons buttons, Qt::KeyboardModifiers keys, const Viewport& view) = 0;
  virtual bool release(QPointF screen, Qt::MouseButton button, Qt::KeyboardModifiers keys, const Viewport& view) = 0;
  // The second press of two that follow each other quickly.
  virtual bool doubleClick(QPointF screen, Qt::MouseButton button, Qt::KeyboardModifiers keys, const Viewport& view) {
    return press(screen, button, keys, view);
  }
  virtual bool key(int key, Qt::KeyboardModifiers keys, const Viewport& view) = 0;
  // Whether a key is the tool's although it is a command's shortcut.
  [[nodiscard]] virtual bool takesKey(int /*key*/, Qt::KeyboardModifiers /*keys*/) const { return false; }
  virtual void left() = 0;  // the cursor has left the view
  [[nodiscard]] virtual QCursor cursor() const = 0;
};

class SlideView : public QWidget {
  Q_OBJECT

 public:
  using QWidget::show;
  static constexpr double kFinest = 0.25;  // level-0 pixels a device pixel: 4 screen pixels a slide pixel

  explicit SlideView(QWidget* parent = nullptr);
  ~SlideView() override;

  // Not owned; null shows the empty state. A new document is fitted once it is open.
  void setDocument(SlideDocument* document);
  [[nodiscard]] SlideDocument* document() const { return m_document; }

  [[nodiscard]] const Viewport& viewport() const { return m_view; }
  void setViewport(const Viewport& view);  // at once
  void glideTo(const Viewport& view);      // within a fraction of a second
  void fit();
  void zoomBy(double factor);  // > 1 = nearer; around the middle
  void zoomTo(double downsample);
  void panBy(QPoint devicePx);
  void turnBy(double degrees);
  void turnTo(double degrees);
  void mirror();
  void goTo(const QRectF& slide, std::optional<double> downsample = std::nullopt);
  // To where the view was before it jumped (to fit, to a magnification, tile or mark), and on again.
  void goBack();
  void goForward();
  [[nodiscard]] const ViewHistory& history() const { return m_history; }
  // Somebody is about to move the view far from here.
  void keepPlace();
  [[nodiscard]] double coarsest() const;  // downsample beyond which nothing more comes into view

  // Not owned.
  void setTool(ViewTool* tool);
  void updateCursor();
  // Painted on top of each frame in device pixels, never cached: previews, marks, scale bar, legend.
  using Adornment = std::function<void(QPainter&, const Viewport&)>;
  void setAdornment(Adornment adornment);

  // Every tile in view is there or has failed, so is all that lies over it, and nothing moves.
  [[nodiscard]] bool complete() const;
  // The view as it is, without the window's own things, at its own resolution.
  [[nodiscard]] QImage picture();
  [[nodiscard]] qreal pixelRatio() const { return devicePixelRatioF(); }
  // Seconds that painting took, for the benchmark.
  [[nodiscard]] double lastPaintSeconds() const { return m_paintSeconds; }

  void setInvertedWheel(bool inverted) { m_invertedWheel = inverted; }
  void setBackdrop(const QColor& colour);

 Q_SIGNALS:
  void viewChanged(const snitt::Viewport& view);
  void viewEdited(const snitt::Viewport& view);  // changed by a person here, not by setViewport
  void hovered(QPointF slide);                   // level-0 pixels
  void left();                                   // the cursor is gone
  void clicked(QPointF slide, Qt::KeyboardModifiers keys);
  void historyChanged();
  void activated();  // somebody began to work in this view
  void completed();  // the view is complete, and the frame that shows it was painted where it is seen

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  bool event(QEvent* event) override;

 private:
  [[nodiscard]] bool hasSlide() const;
  [[nodiscard]] double now() const { return static_cast<double>(m_clock.nsecsElapsed()) * 1e-9; }
  [[nodiscard]] QPointF devicePosition(QPointF logical) const { return logical * devicePixelRatioF(); }
  [[nodiscard]] double coarsestOf(const Viewport& view) const;
  [[nodiscard]] Viewport bounded(Viewport view) const;
  [[nodiscard]] bool isFitted() const;
  void show(const Viewport& view);
  void edit(const Viewport& view);
  void glide(const Viewport& to, std::optional<QPointF> anchor);
  void zoomAround(QPointF screen, double factor);
  [[nodiscard]] Viewport heading() const;  // where the view will be once nothing moves
  void stopMotion();
  void takeSize();
  void tick();
  void requestTiles();
  void takeTiles(const std::vector<DisplayTile>& tiles);
  void takeLayerPart(const QRectF& slide);
  void showArrivals();
  [[nodiscard]] bool waitsAfterJump() const;
  void takeState();
  void drawFrame(QPainter& painter, const QRect& exposed);
  void drawEmpty(QPainter& painter) const;
  void checkComplete();
  bool gesture(QEvent* event);

  QPointer<SlideDocument> m_document;
  Viewport m_view;
  bool m_fitted = false;
  SlideFrame m_frame;
  std::optional<Glide> m_glide;
  Fling m_fling;
  ViewHistory m_history;
  QTimer m_timer;
  QElapsedTimer m_clock;
  ViewTool* m_tool = nullptr;
  Adornment m_adornment;
  QColor m_backdrop{232, 232, 234};
  bool m_dragging = false;
  bool m_dragMoved = false;
  bool m_toolHasMouse = false;
  bool m_space = false;
  bool m_invertedWheel = false;
  bool m_toldComplete = false;
  QPointF m_dragFrom;  // device pixels
  QPoint m_dragDone;
  QTimer m_arrivalTimer;
  bool m_arrivals = false;           // pictures that no frame shows yet
  bool m_wantsAround = false;        // what lies around the view is to be asked for once the view is complete
  std::optional<double> m_jumpedAt;  // to a place of which no frame was drawn yet
  double m_paintedAt = 0;
  double m_paintSeconds = 0;
};

}  // namespace snitt
