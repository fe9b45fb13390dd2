// A view of a slide in memory, as a test of the viewer needs it. Needs an application object.
#pragma once

#include <QImage>
#include <QMouseEvent>
#include <QTest>
#include <QWheelEvent>

#include <functional>
#include <memory>
#include <utility>

#include "support/slow_slide.h"
#include "ui/view/slide_view.h"

namespace snitt::test {

// Long enough for a busy machine; it is waited for only where something has gone wrong.
constexpr int kLongMs = 30000;

inline bool waitFor(const std::function<bool()>& what) { return QTest::qWaitFor(what, kLongMs); }

inline std::unique_ptr<SlideDocument> documentOf(std::function<std::unique_ptr<SlideReader>()> make,
                                                 DocumentOptions options = {}) {
  options.opener = [make = std::move(make)](const std::filesystem::path&) -> Result<std::unique_ptr<SlideReader>> {
    return make();
  };
  return std::make_unique<SlideDocument>("/nowhere/slide.svs", std::move(options));
}

inline void wheel(QWidget& widget, QPointF at, int notches, Qt::KeyboardModifiers keys = Qt::NoModifier) {
  QWheelEvent event(at, widget.mapToGlobal(at), QPoint(), QPoint(0, 120 * notches), Qt::NoButton, keys,
                    Qt::NoScrollPhase, false);
  QCoreApplication::sendEvent(&widget, &event);
}

inline void mouse(QWidget& widget, QEvent::Type type, QPointF at, Qt::MouseButton button = Qt::LeftButton) {
  const bool move = type == QEvent::MouseMove;
  QMouseEvent event(type, at, widget.mapToGlobal(at), move ? Qt::NoButton : button,
                    type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::MouseButtons(button), Qt::NoModifier);
  QCoreApplication::sendEvent(&widget, &event);
}

// The view goes before the document, as in a window.
struct OpenView {
  explicit OpenView(std::function<std::unique_ptr<SlideReader>()> make, QSize size = {800, 600})
      : document(documentOf(std::move(make))), view(std::make_unique<SlideView>()) {
    view->resize(size);
    view->setDocument(document.get());
    view->setVisible(true);
  }

  [[nodiscard]] bool open() const {
    return waitFor([this] { return document->state() == SlideDocument::State::open && view->complete(); });
  }
  [[nodiscard]] bool atRest() const {
    return waitFor([this] { return view->complete(); });
  }
  [[nodiscard]] const Viewport& at() const { return view->viewport(); }

  std::unique_ptr<SlideDocument> document;
  std::unique_ptr<SlideView> view;
};

}  // namespace snitt::test
