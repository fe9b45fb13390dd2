#include "ui/window/screenshot.h"

#include <QApplication>
#include <QTimer>

#include <cstdio>
#include <utility>

#include "core/os/os.h"
#include "ui/people/names_of_sitting.h"
#include "ui/people/sitting.h"

namespace snitt {

namespace {

constexpr int kLookMs = 30;
constexpr int kMostLooks = 60 * 1000 / kLookMs;
// The gallery of a score asks for its pictures a little after the score is there.
constexpr int kQuietLooks = 8;

}  // namespace

Screenshot::Screenshot(MainWindow& window, ScreenshotRequest request)
    : m_window(window), m_request(std::move(request)) {
  for (SlidePane* pane : m_window.grid().panes())
    if (pane->document() != nullptr) {
      connect(pane->document(), &SlideDocument::told, this, [this](const QString& sentence) { m_told = sentence; });
      connect(pane->document(), &SlideDocument::overlayFailed, this, &Screenshot::giveUp);
    }
  if (const auto folder = os::dataFolder(); !folder.empty()) {
    m_sitting = std::make_unique<Sitting>(Sitting::Place{folder / kDefaultDatabase, {}, false});
    followSitting(m_window.slideNames(), *m_sitting);
    m_sitting->start();
  }
  m_window.resize(m_request.size);
  m_window.show();
  auto* timer = new QTimer(this);
  connect(timer, &QTimer::timeout, this, &Screenshot::look);
  timer->start(kLookMs);
}

Screenshot::~Screenshot() = default;

bool Screenshot::ready() const {
  if (m_sitting && m_sitting->state() == Sitting::State::looking) return false;
  for (SlidePane* pane : m_window.grid().panes()) {
    if (pane->document() == nullptr) continue;
    if (!pane->isOpen() || !pane->document()->idle() || !pane->view().complete()) return false;
  }
  return true;
}

void Screenshot::showLayers() {
  m_layersShown = true;
  for (SlidePane* pane : m_window.grid().panes()) {
    if (!pane->isOpen()) continue;
    if (m_request.tissue) pane->document()->findTissueAndQuality();
    for (const auto& layer : pane->document()->layers().layers())
      for (const QString& wanted : m_request.layers)
        if (wanted == QLatin1String("all") || layer->name().startsWith(wanted, Qt::CaseInsensitive))
          layer->setVisible(true);
  }
}

void Screenshot::look() {
  for (SlidePane* pane : m_window.grid().panes())
    if (pane->document() != nullptr && pane->document()->state() == SlideDocument::State::failed)
      return giveUp(pane->document()->fault());
  if (++m_looks > kMostLooks) return giveUp(tr("the view was not complete within a minute"));
  m_quiet = ready() ? m_quiet + 1 : 0;
  if (m_quiet < kQuietLooks) return;
  if (!m_layersShown) {
    m_quiet = 0;
    showLayers();
    return;
  }
  finish();
}

void Screenshot::finish() {
  if (!m_told.isEmpty()) std::fprintf(stderr, "snitt-viewer: %s\n", qPrintable(m_told));
  const QString file = QString::fromStdString(m_request.file.string());
  if (!m_window.grab().save(file, "PNG")) return giveUp(tr("the picture could not be saved to %1").arg(file));
  QApplication::exit(0);
}

void Screenshot::giveUp(const QString& sentence) {
  std::fprintf(stderr, "snitt-viewer: %s\n", qPrintable(sentence));
  QApplication::exit(1);
}

}  // namespace snitt
