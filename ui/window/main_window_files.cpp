// MainWindow: what is opened and what is saved.
#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>
#include <QPointer>

#include <algorithm>
#include <ranges>
#include <utility>

#include "core/atomic_file.h"
#include "core/csv.h"
#include "core/os/os.h"
#include "tiling/heatmap_tiff.h"
#include "tiling/readers/slide_files.h"
#include "ui/marks/new_marks.h"
#include "ui/panels/film_strip.h"
#include "ui/panels/marks_panel.h"
#include "ui/theme/icons.h"
#include "ui/window/cohort_windows.h"
#include "ui/window/main_window.h"

namespace snitt {

namespace {

std::filesystem::path pathOf(const QString& text) { return text.toStdString(); }

QString textOf(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

bool isScoreFolder(const std::filesystem::path& path) {
  std::error_code ignored;
  return std::filesystem::exists(path / "score.json", ignored);
}

bool isCohortFolder(const std::filesystem::path& path) {
  std::error_code ignored;
  return std::filesystem::exists(path / "run.json", ignored) || std::filesystem::exists(path / ".cohort", ignored);
}

bool isOverlayFile(const std::filesystem::path& path) {
  const std::string extension = lowerExtension(path);
  return extension == ".csv" || extension == ".geojson" || extension == ".json" ||
         path.filename().string().starts_with("heatmap-");
}

// A TIFF of numbers is no slide, whatever its name.
bool isHeatmap(const std::filesystem::path& path) {
  const std::string extension = lowerExtension(path);
  return (extension == ".tif" || extension == ".tiff") && readForeignHeatmap(path).has_value();
}

// Looks at the files, which may hang: any thread but the UI's.
OpenRequest sorted(const std::vector<std::filesystem::path>& paths) {
  OpenRequest request;
  for (const auto& path : paths) {
    if (isScoreFolder(path))
      request.scores.push_back(path);
    else if (isCohortFolder(path))
      request.cohorts.push_back(path);
    else if (isOverlayFile(path) || isHeatmap(path))
      request.geojson.push_back(path);
    else
      request.slides.push_back(path);
  }
  return request;
}

}  // namespace

std::unique_ptr<SlideDocument> MainWindow::makeDocument(const std::filesystem::path& path) {
  DocumentOptions options;
  options.cacheBytes = static_cast<std::size_t>(m_context.settings->cacheMiB()) << 20;
  // One reads ahead while the other fetches what is looked at; more than four gain nothing on a disk.
  const int threads = m_context.settings->decoderThreads();
  options.threads = threads > 0 ? threads : std::clamp(os::usableCores(), 2, 4);
  if (!m_context.dataFolder.empty()) options.notesFolder = m_context.dataFolder / "notes";
  options.opener = m_context.opener;
  options.values = {m_context.settings->colourMap(), m_context.settings->smoothHeatmap()};
  auto made = std::make_unique<SlideDocument>(path, std::move(options));
  DisplayLook look;
  look.useIccProfile = m_context.settings->colourProfile();
  made->setLook(look);
  return made;
}

void MainWindow::openSlide(const std::filesystem::path& slide) {
  m_marksPanel->finishEditing();
  // A name without a folder would have no neighbours, and mean nothing at the next start.
  std::error_code ignored;
  const std::filesystem::path path = std::filesystem::absolute(slide, ignored).lexically_normal();
  SlidePane& into = pane();
  if (m_prefetched && m_prefetched->path() == path && m_prefetched->state() == SlideDocument::State::open)
    into.setDocument(std::move(m_prefetched));
  else
    into.setDocument(makeDocument(path));
  m_prefetched.reset();
  into.document()->keepDrawing(m_context.drawing);
  // What cannot be opened is no slide of late.
  const auto remember = [this, opened = into.document(), path] {
    if (opened->state() == SlideDocument::State::open && keepsPath(path)) m_context.settings->addRecentFile(path);
  };
  remember();
  connect(into.document(), &SlideDocument::stateChanged, this, remember);
  into.view().setFocus();
  connect(&into.view(), &SlideView::completed, this, &MainWindow::prefetch, Qt::UniqueConnection);
}

void MainWindow::openSlideOfCase(const std::filesystem::path& slide) {
  std::error_code ignored;
  m_ofCases.insert(std::filesystem::absolute(slide, ignored).lexically_normal());
  openSlide(slide);
}

void MainWindow::openSlideOfCohort(const std::filesystem::path& slide, const std::filesystem::path& score) {
  std::error_code ignored;
  const auto path = std::filesystem::absolute(slide, ignored).lexically_normal();
  m_ofCases.insert(path);
  OpenRequest request;
  // A slide that is looked at stays where it is.
  if (document() == nullptr || document()->path() != path) request.slides = {path};
  if (!score.empty()) request.scores = {score};
  open(request);
}

// Among the slides of late and for the next start: not of a case, since its path may name the patient, and not while
// somebody works here who may not see it.
bool MainWindow::keepsPath(const std::filesystem::path& slide) const {
  return m_context.names->unmasked() && !m_ofCases.contains(slide);
}

void MainWindow::open(const OpenRequest& request) {
  if (m_context.cohorts != nullptr)
    for (const auto& folder : request.cohorts) m_context.cohorts->open(folder);
  SlidePane* first = nullptr;
  const std::size_t shown = std::min<std::size_t>(request.slides.size(), 4);
  const int panes = shown <= 2 ? static_cast<int>(shown) : 4;
  if (panes > m_grid->count()) command(QStringLiteral("view.panes-%1").arg(panes))->trigger();
  // All places are taken again where there are not enough empty ones.
  const auto isEmpty = [](const SlidePane* one) { return one->document() == nullptr; };
  if (shown > 1 && std::ranges::count_if(m_grid->panes(), isEmpty) < static_cast<std::ptrdiff_t>(shown))
    for (SlidePane* one : m_grid->panes()) one->setDocument(nullptr);
  for (const auto& slide : request.slides | std::views::take(shown)) {
    SlidePane& into = request.slides.size() > 1 ? m_grid->target() : pane();
    m_grid->setActive(&into);
    openSlide(slide);
    if (first == nullptr) first = &into;
  }
  if (first != nullptr) {
    m_grid->setActive(first);
    // Else the last one is worked in as soon as the window is shown.
    first->view().setFocus();
  }
  if (request.slides.size() > shown)
    pane().say(
        tr("Four slides are shown beside each other; %1 more were not opened.").arg(request.slides.size() - shown));
  openOverlays(request, first == nullptr ? pane() : *first);
}

bool MainWindow::openBeside(const OpenRequest& request) {
  const auto panes = m_grid->panes();
  const auto used = std::ranges::count_if(panes, [](const SlidePane* one) { return one->document() != nullptr; });
  const int wanted = static_cast<int>(used) + static_cast<int>(std::min<std::size_t>(request.slides.size(), 4));
  if (wanted > 4) return false;
  if (wanted > m_grid->count())
    command(wanted <= 2 ? QStringLiteral("view.panes-2") : QStringLiteral("view.panes-4"))->trigger();
  if (!request.slides.empty()) m_grid->setActive(&m_grid->target());
  open(request);
  return true;
}

void MainWindow::openOverlays(const OpenRequest& request, SlidePane& into) {
  SlideDocument* slide = into.document();
  if (slide == nullptr) {
    if (!request.scores.empty() || !request.geojson.empty())
      into.say(tr("Open the slide first, then what lies over it."));
    return;
  }
  const auto add = [slide, view = &into.view(), request] {
    for (const auto& folder : request.scores) slide->openScoreFolder(folder);
    for (const auto& file : request.geojson) slide->openOverlay(file);
    if (!request.at) return;
    const QStringList parts = QString::fromStdString(*request.at).split(QLatin1Char(','));
    Viewport place = view->viewport().centredOn({parts.value(0).toDouble(), parts.value(1).toDouble()});
    if (const double zoom = parts.value(2).toDouble(); zoom > 0) place.downsample = 1 / zoom;
    view->setViewport(place);
  };
  if (slide->state() == SlideDocument::State::open) {
    add();
    return;
  }
  // Once: a slide that is opened again keeps its layers.
  auto* once = new QObject(slide);
  connect(slide, &SlideDocument::stateChanged, once, [slide, once, add] {
    if (slide->state() != SlideDocument::State::open) return;
    once->deleteLater();
    add();
  });
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  std::vector<std::filesystem::path> paths;
  for (const QUrl& url : event->mimeData()->urls())
    if (url.isLocalFile()) paths.push_back(pathOf(url.toLocalFile()));
  event->acceptProposedAction();
  // Onto the slide on which it was dropped.
  for (SlidePane* one : m_grid->panes())
    if (one->rect().contains(one->mapFrom(this, event->position().toPoint()))) m_grid->setActive(one);
  m_dropped.run<OpenRequest>(
      &pane(), [paths = std::move(paths)](const std::stop_token&) { return sorted(paths); },
      [this, onto = &pane()](const OpenRequest& request) {
        m_grid->setActive(onto);
        open(request);
      });
}

// Without a folder of its own a dialog starts where the slide lies. Both may be folders of slides.
QString MainWindow::startFolder(const char* purpose) const {
  if (!m_context.names->unmasked()) return QDir::homePath();
  const auto kept = m_context.settings->folder(QString::fromLatin1(purpose));
  if (!kept.empty()) return textOf(kept);
  return document() == nullptr ? QString() : textOf(document()->path().parent_path());
}

void MainWindow::keepFolder(const char* purpose, const std::filesystem::path& folder) {
  m_context.settings->setFolder(QString::fromLatin1(purpose), folder);
}

void MainWindow::chooseSlides() {
  const QString filter =
      tr("Slides (*.svs *.tif *.tiff *.ndpi *.mrxs *.scn *.vms *.vmu *.bif *.svslide *.dcm *.png "
         "*.jpg *.jpeg);;All files (*)");
  const QStringList files = QFileDialog::getOpenFileNames(this, tr("Open slides"), startFolder("slides"), filter);
  if (files.isEmpty()) return;
  keepFolder("slides", pathOf(files.front()).parent_path());
  OpenRequest request;
  for (const QString& file : files) request.slides.push_back(pathOf(file));
  open(request);
}

void MainWindow::chooseFolder() {
  const QString folder = QFileDialog::getExistingDirectory(this, tr("Open a folder of slides"), startFolder("slides"));
  if (folder.isEmpty()) return;
  keepFolder("slides", pathOf(folder));
  m_film->setFolder(pathOf(folder));
}

void MainWindow::chooseOverlay() {
  const QString filter = tr("Heatmaps, tiles and detections (*.tif *.tiff *.csv *.geojson *.json);;All files (*)");
  const QStringList files =
      QFileDialog::getOpenFileNames(this, tr("Open over this slide"), startFolder("overlays"), filter);
  if (files.isEmpty()) return;
  keepFolder("overlays", pathOf(files.front()).parent_path());
  for (const QString& file : files)
    if (hasSlide()) document()->openOverlay(pathOf(file));
}

void MainWindow::step(int direction) {
  const auto slide = direction > 0 ? m_film->next() : m_film->previous();
  if (!slide) return;
  // Beside a slide of a case lie others of cases.
  const bool ofCase = document() != nullptr && m_ofCases.contains(document()->path());
  ofCase ? openSlideOfCase(*slide) : openSlide(*slide);
}

// The next slide is opened, and its first picture read, while this one is looked at.
void MainWindow::prefetch() {
  const auto next = m_film->next();
  if (!hasSlide() || !next || !pane().view().complete()) return;
  if (m_prefetched && m_prefetched->path() == *next) return;
  m_prefetched = makeDocument(*next);
  SlideDocument* ahead = m_prefetched.get();
  connect(ahead, &SlideDocument::stateChanged, ahead, [ahead, size = pane().view().viewport().sizePx] {
    if (ahead->state() != SlideDocument::State::open) return;
    const Viewport whole = Viewport{size, {}, 1, 0, false}.fitting(QRectF(QPointF(0, 0), ahead->sizePx()));
    const DisplayPyramid& pyramid = ahead->tiles().pyramid();
    ahead->tiles().want(pyramid.visible(whole, pyramid.levelFor(whole.downsample)));
  });
}

void MainWindow::fillRecent() {
  m_recent->clear();
  if (!m_context.names->unmasked()) {
    m_recent->addAction(tr("Names of files are not shown to you"))->setEnabled(false);
    return;
  }
  QList<QPointer<QAction>> entries;
  const auto files = m_context.settings->recentFiles();
  for (const auto& file : files) {
    const QString text = textOf(file);
    QString name = QFileInfo(text).fileName();
    QAction* entry = m_recent->addAction(name.replace(QLatin1Char('&'), QLatin1String("&&")), this,
                                         [this, file] { openSlide(file); });
    entry->setToolTip(text);
    entries << entry;
  }
  if (m_recent->isEmpty()) {
    m_recent->addAction(tr("No slides yet"))->setEnabled(false);
    return;
  }
  m_recent->addSeparator();
  m_recent->addAction(icon("delete"), tr("&Clear this list"), this, [this] { m_context.settings->clearRecentFiles(); });
  // A share may hang, and the menu is open already.
  if (m_lookingForRecent == nullptr) m_lookingForRecent = std::make_unique<Background>(Background::Order::newestFirst);
  m_lookingForRecent->run<std::vector<RecentFile>>(
      this, [files](const std::stop_token&) { return markMissing(files); },
      [entries](const std::vector<RecentFile>& marked) {
        for (std::size_t i = 0; i < marked.size(); ++i) {
          QAction* entry = entries[static_cast<qsizetype>(i)];
          if (entry == nullptr || !marked[i].missing) continue;
          entry->setText(tr("%1 (not there now)").arg(entry->text()));
          entry->setIcon(icon("warning"));
        }
      });
}

void MainWindow::fillRecentCohorts() {
  m_recentCohorts->clear();
  if (!m_context.names->unmasked()) {
    m_recentCohorts->addAction(tr("Names of files are not shown to you"))->setEnabled(false);
    return;
  }
  for (const auto& folder : m_context.settings->recentCohorts()) {
    const QString text = textOf(folder);
    QString name = QFileInfo(text).fileName();
    m_recentCohorts
        ->addAction(name.replace(QLatin1Char('&'), QLatin1String("&&")), this,
                    [this, folder] { m_context.cohorts->open(folder); })
        ->setToolTip(text);
  }
  if (m_recentCohorts->isEmpty()) {
    m_recentCohorts->addAction(tr("No cohorts yet"))->setEnabled(false);
    return;
  }
  m_recentCohorts->addSeparator();
  m_recentCohorts->addAction(icon("delete"), tr("&Clear this list"), this,
                             [this] { m_context.settings->clearRecentCohorts(); });
}

void MainWindow::saveSnapshot() {
  if (!hasSlide()) return;
  const QImage picture = pane().snapshot();
  QString file =
      QFileDialog::getSaveFileName(this, tr("Save a picture of this view"),
                                   textOf(pathOf(startFolder("pictures")) / pathOf(tr("view.png"))), tr("PNG (*.png)"));
  if (file.isEmpty()) return;
  keepFolder("pictures", pathOf(file).parent_path());
  if (!file.endsWith(QLatin1String(".png"), Qt::CaseInsensitive)) file += QStringLiteral(".png");
  if (!picture.save(file, "PNG")) pane().say(tr("The picture could not be saved to %1").arg(file));
}

void MainWindow::copySnapshot() {
  if (hasSlide()) QApplication::clipboard()->setImage(pane().snapshot());
}

void MainWindow::addBookmark() {
  if (!hasSlide()) return;
  SlideNotes notes = document()->notes();
  notes.bookmarks.push_back(newBookmark(notes, pane().view().viewport(), m_context.person));
  document()->editNotes(notes, tr("viewpoint"));
}

void MainWindow::exportMarks() {
  if (!hasSlide()) return;
  const QString file = QFileDialog::getSaveFileName(this, tr("Save the list of viewpoints"),
                                                    textOf(pathOf(startFolder("lists")) / pathOf(tr("viewpoints.csv"))),
                                                    tr("CSV (*.csv)"));
  if (file.isEmpty()) return;
  keepFolder("lists", pathOf(file).parent_path());
  const auto number = [](double value) { return QString::number(value, 'f', 1).toStdString(); };
  const SlideNotes& notes = document()->notes();
  std::string text = csvRow({"name", "note", "x", "y", "downsample", "rotation", "author", "created"});
  for (const Bookmark& one : notes.bookmarks)
    text += csvRow({one.name, one.note, number(one.centre.x), number(one.centre.y), number(one.downsample),
                    number(one.rotationDeg), one.author, one.created});
  if (const auto saved = writeFileAtomically(pathOf(file), text); !saved)
    pane().say(QString::fromStdString(saved.error().message));
}

WindowArrangement MainWindow::arrangement() const {
  WindowArrangement kept;
  kept.geometry = normalGeometry();
  kept.shape = isFullScreen() ? WindowShape::fullScreen : isMaximized() ? WindowShape::maximised : WindowShape::normal;
  kept.state = saveState();
  kept.panes = m_grid->count();
  for (const SlidePane* one : m_grid->panes()) {
    std::error_code ignored;
    const bool keeps = one->document() != nullptr && keepsPath(one->document()->path());
    kept.slides.push_back(keeps ? std::filesystem::absolute(one->document()->path(), ignored)
                                : std::filesystem::path());
  }
  return kept;
}

void MainWindow::restore(const WindowArrangement& kept) {
  setGeometry(kept.geometry);
  restoreState(kept.state);
  m_grid->setCount(kept.panes);
  if (QAction* panes = command(QStringLiteral("view.panes-%1").arg(kept.panes))) panes->setChecked(true);
  for (int i = 0; i < m_grid->count(); ++i) {
    const auto& slide = kept.slides[static_cast<std::size_t>(i)];
    if (slide.empty()) continue;
    m_grid->setActive(&m_grid->pane(i));
    openSlide(slide);
  }
  m_grid->setActive(&m_grid->pane(0));
  if (kept.shape == WindowShape::fullScreen)
    showFullScreen();
  else if (kept.shape == WindowShape::maximised)
    showMaximized();
  else
    show();
}

}  // namespace snitt
