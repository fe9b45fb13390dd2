#include "ui/document/slide_document.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/log.h"
#include "core/os/os.h"
#include "tiling/thumbnail.h"
#include "ui/document/notes_turns.h"
#include "ui/document/overlay_data.h"
#include "ui/document/quality_layers.h"
#include "ui/document/to_qimage.h"
#include "ui/marks/drawn_notes.h"
#include "ui/marks/notes_change.h"

namespace snitt {

namespace {

constexpr int kThumbnailPx = 512;
// Decoded blocks beside the pictures of tiles: what neighbouring tiles share, no more.
std::size_t readerBytes(std::size_t cacheBytes) { return std::min(cacheBytes / 4, std::size_t{32} << 20); }

}  // namespace

struct SlideDocument::Opened {
  std::shared_ptr<SlideReader> reader;
  std::vector<std::uint8_t> icc;
  std::shared_ptr<const LookRenderer> look;
  QString profileName;
  QString fault;
};

SlideDocument::SlideDocument(std::filesystem::path path, DocumentOptions options, QObject* parent)
    : QObject(parent), m_path(std::move(path)), m_options(std::move(options)) {
  if (!m_options.opener) {
    const std::size_t bytes = readerBytes(m_options.cacheBytes);
    m_options.opener = [bytes](const std::filesystem::path& file) {
      return openSlide(file, {ReaderChoice::automatic, bytes});
    };
  }
  connect(&m_drawing, &Drawing::told, this, &SlideDocument::told);
  connect(&m_drawing, &Drawing::stateChanged, this, &SlideDocument::drawNotes);
  connect(&m_drawing, &Drawing::savedChanged, this, &SlideDocument::drawNotes);
  connect(this, &SlideDocument::scaleChanged, this, &SlideDocument::drawNotes);
  reopen();
}

SlideDocument::~SlideDocument() {
  // Placed before the file with the others was read: that is left to the thread that keeps them.
  if (m_options.notesFolder.empty() || m_reader == nullptr || m_notes == m_knownNotes || m_notesReadable == false)
    return;
  m_keeping.run<bool>(nullptr,
                      inTurn<bool>(m_path,
                                   [reader = m_reader, folder = m_options.notesFolder, before = m_knownNotes,
                                    notes = m_notes](const std::stop_token&) {
                                     const auto fingerprint = fingerprintOf(reader->info());
                                     const auto saved = fingerprint
                                                            ? SlideNotesStore(folder).save(*fingerprint, before, notes)
                                                            : Result<SlideNotes>(fail(fingerprint.error()));
                                     if (!saved) log::warning(saved.error().message);
                                     return saved.has_value();
                                   }),
                      [](bool) {});
}

QString SlideDocument::name() const {
  const auto file = m_path.filename().empty() ? m_path.parent_path().filename() : m_path.filename();
  return QString::fromStdString(file.string());
}

void SlideDocument::setState(State state) {
  m_state = state;
  Q_EMIT stateChanged();
}

void SlideDocument::reopen() {
  setState(State::opening);
  m_work.run<Opened>(
      this,
      [path = m_path, options = m_options, look = m_look](const std::stop_token&) {
        return openIt(path, options, look);
      },
      [this](Opened opened) { takeOpened(std::move(opened)); });
}

SlideDocument::Opened SlideDocument::openIt(const std::filesystem::path& path, const DocumentOptions& options,
                                            const DisplayLook& look) {
  Opened opened;
  auto reader = options.opener(path);
  if (!reader) {
    opened.fault = QString::fromStdString(reader.error().message);
    return opened;
  }
  opened.reader = std::move(*reader);
  // A profile that cannot be read is no reason to show nothing.
  if (auto icc = opened.reader->iccProfile()) opened.icc = std::move(*icc);
  // The first renderer of a profile takes some milliseconds, which the UI thread need not spend.
  opened.look = LookRenderer::make(look, opened.icc);
  if (!opened.icc.empty()) opened.profileName = QString::fromStdString(iccProfileName(opened.icc));
  return opened;
}

void SlideDocument::takeOpened(Opened opened) {
  if (opened.reader == nullptr) {
    m_fault = opened.fault;
    setState(State::failed);
    return;
  }
  m_reader = std::move(opened.reader);
  m_icc = std::move(opened.icc);
  m_profileName = opened.profileName;
  const std::size_t bytes = m_options.cacheBytes - readerBytes(m_options.cacheBytes);
  m_tiles = std::make_unique<TileStore>(m_reader, TileStoreOptions{m_options.threads, bytes});
  m_renderer = opened.look->look() == m_look ? opened.look : LookRenderer::make(m_look, m_icc);
  m_tiles->setLook(m_renderer);
  resolveMpp();
  setState(State::open);
  makeThumbnail();

  m_work.run<Result<std::string>>(
      this, [reader = m_reader](const std::stop_token&) { return fingerprintOf(reader->info()); },
      [this](const Result<std::string>& fingerprint) {
        if (!fingerprint) {
          Q_EMIT told(QString::fromStdString(fingerprint.error().message));
          return;
        }
        m_fingerprint = QString::fromStdString(*fingerprint);
        Q_EMIT fingerprintKnown();
        readNotes();
        openDrawing();
      });
}

void SlideDocument::keepDrawing(const DrawingPlaces& places) {
  m_drawingPlaces = places;
  m_drawing.become(places);
  openDrawing();
}

// A slide that is opened once more keeps what is drawn on it.
void SlideDocument::openDrawing() {
  if (m_drawing.state() == Drawing::State::closed && !m_drawingPlaces.folder.empty() && !m_fingerprint.isEmpty())
    m_drawing.open(m_fingerprint.toStdString(), m_drawingPlaces);
}

void SlideDocument::readNotes() {
  m_keeping.run<Result<SlideNotes>>(
      this,
      inTurn<Result<SlideNotes>>(m_path,
                                 [folder = m_options.notesFolder, key = m_fingerprint.toStdString(),
                                  saved = m_savedNotes](const std::stop_token&) -> Result<SlideNotes> {
                                   if (folder.empty()) return SlideNotes{};
                                   auto notes = SlideNotesStore(folder).load(key);
                                   if (notes) *saved = *notes;
                                   return notes;
                                 }),
      [this](const Result<SlideNotes>& notes) { takeNotes(notes); });
}

void SlideDocument::takeNotes(const Result<SlideNotes>& notes) {
  m_notesReadable = notes.has_value();
  if (!notes) {
    Q_EMIT told(QString::fromStdString(notes.error().message));
    return;
  }
  // What was placed while the file was still being read stands beside what is in it.
  const SlideNotes placed = std::exchange(m_notes, *notes);
  const auto add = [](auto& into, const auto& from) {
    for (const auto& one : from)
      if (std::ranges::none_of(into, [&](const auto& there) { return there.id == one.id; })) into.push_back(one);
  };
  SlideNotes all = m_notes;
  if (placed != m_knownNotes) {
    add(all.bookmarks, placed.bookmarks);
    add(all.frames, placed.frames);
    add(all.rulers, placed.rulers);
    if (placed.scale != m_knownNotes.scale) all.scale = placed.scale;
  }
  m_knownNotes = *notes;
  setNotes(all);
  resolveMpp();
  Q_EMIT notesChanged();
  drawNotes();
}

// Field frames and rulers were notes once: they become annotations, and leave the notes when those are on disk.
void SlideDocument::drawNotes() {
  // A copy is not begun for it.
  const bool mayKeep = m_drawing.canEdit() && m_drawing.keeping() != DrawingFile::Keeping::copy;
  if (!mayKeep || !m_mpp || (m_notes.frames.empty() && m_notes.rulers.empty())) return;
  const AnnotationEdit edit = asAnnotations(m_notes, *m_mpp, m_drawing.annotations());
  if (!edit.empty()) return m_drawing.applyUnrecorded(edit);
  if (m_drawing.isSaving()) return;
  SlideNotes rest = m_notes;
  rest.frames.clear();
  rest.rulers.clear();
  setNotes(rest);
}

void SlideDocument::editNotes(const SlideNotes& notes, const QString& what) {
  if (notes == m_notes) return;
  const SlideNotes before = m_notes;
  setNotes(notes);
  m_history.push({what, [this, before, notes] { setNotes(withChange(m_notes, notes, before)); },
                  [this, before, notes] { setNotes(withChange(m_notes, before, notes)); }});
}

void SlideDocument::resolveMpp() {
  const auto before = m_mpp;
  std::optional<TypedMpp> typed;
  if (m_notes.scale) typed = TypedMpp{m_notes.scale->mpp, m_notes.scale->reason, m_notes.scale->typedBy};
  const auto scale = resolveScale(info(), typed);
  m_mpp = scale ? std::optional(scale->mpp) : std::nullopt;
  m_mppSource = scale ? QString::fromStdString(typed ? scale->source : info().mppOrigin)
                      : QString::fromStdString(info().mppOrigin);
  const bool same =
      before.has_value() == m_mpp.has_value() && (!before || (before->x == m_mpp->x && before->y == m_mpp->y));
  if (!same) Q_EMIT scaleChanged();
}

void SlideDocument::typeScale(const TypedMpp& typed) {
  SlideNotes notes = m_notes;
  notes.scale = TypedScale{typed.mpp, typed.reason, typed.typedBy.empty() ? os::accountName() : typed.typedBy};
  setNotes(notes);
  resolveMpp();
}

void SlideDocument::setLook(const DisplayLook& look) {
  if (look == m_look) return;
  m_look = look;
  if (m_tiles) {
    // The one before is alive meanwhile: its profile's table is taken over.
    m_renderer = LookRenderer::make(m_look, m_icc);
    m_tiles->setLook(m_renderer);
  }
  Q_EMIT lookChanged();
}

void SlideDocument::setNotes(const SlideNotes& notes) {
  if (notes == m_notes) return;
  m_notes = notes;
  Q_EMIT notesChanged();
  // Until the file was read, what is placed waits for it (takeNotes).
  if (m_options.notesFolder.empty() || m_fingerprint.isEmpty() || !m_notesReadable) return;
  if (!*m_notesReadable) {
    Q_EMIT told(tr("What you place here is not kept: the notes of this slide could not be read."));
    return;
  }
  m_knownNotes = notes;
  m_keeping.run<Result<SlideNotes>>(
      this,
      inTurn<Result<SlideNotes>>(m_path,
                                 [folder = m_options.notesFolder, key = m_fingerprint.toStdString(),
                                  saved = m_savedNotes, notes](const std::stop_token&) {
                                   auto result = SlideNotesStore(folder).save(key, *saved, notes);
                                   // What could not be saved is new again the next time.
                                   if (result) *saved = notes;
                                   return result;
                                 }),
      [this](const Result<SlideNotes>& saved) {
        if (!saved) Q_EMIT told(tr("Not saved: %1").arg(QString::fromStdString(saved.error().message)));
      });
}

void SlideDocument::makeThumbnail() {
  m_pictures.run<QImage>(
      this,
      [reader = m_reader](const std::stop_token& stop) {
        const auto picture = slideThumbnail(*reader, kThumbnailPx, {stop});
        return picture ? toQImage(*picture) : QImage();
      },
      [this](const QImage& picture) {
        m_thumbnail = picture;
        Q_EMIT thumbnailChanged();
      });
}

void SlideDocument::openScoreFolder(const std::filesystem::path& folder) {
  if (m_state != State::open) return;
  m_work.run<Result<OverlayData>>(
      this,
      [folder, reader = m_reader, mpp = m_mpp](const std::stop_token&) {
        const Level& finest = reader->info().levels.front();
        return readScoreOverlay(
            folder, {QSizeF(static_cast<double>(finest.widthPx), static_cast<double>(finest.heightPx)), mpp});
      },
      [this](Result<OverlayData> data) {
        if (!data) {
          tellOverlayFault(data.error());
          return;
        }
        auto score = data->score;
        // Opened again: it takes the place of what was there.
        if (m_score != nullptr && m_score->folder == score->folder) closeScore();
        for (Layer* layer : addLayers(m_layers, std::move(*data), m_options.values)) m_scoreLayers << layer;
        takeScore(std::move(score));
      });
}

void SlideDocument::closeScore() {
  for (const QPointer<Layer>& layer : std::exchange(m_scoreLayers, {}))
    if (layer != nullptr) m_layers.remove(layer);
  m_score.reset();
  Q_EMIT scoreChanged();
}

void SlideDocument::takeScore(std::shared_ptr<const ScoreFolder> score) {
  m_score = std::move(score);
  const ScoredSlide& scored = m_score->score.slide;
  const Level& finest = info().levels.front();
  if (scored.widthPx != finest.widthPx || scored.heightPx != finest.heightPx ||
      (!m_fingerprint.isEmpty() && scored.fingerprint != m_fingerprint.toStdString()))
    Q_EMIT told(tr("This score was made of another slide: nothing of it need lie where the tissue is."));
  Q_EMIT scoreChanged();
}

void SlideDocument::openOverlay(const std::filesystem::path& file) {
  if (m_state != State::open) return;
  m_work.run<Result<OverlayData>>(
      this,
      [file, size = sizePx(), mpp = m_mpp](const std::stop_token&) {
        return readOverlay(file, {size, mpp});
      },
      [this](Result<OverlayData> data) {
        if (data)
          addLayers(m_layers, std::move(*data), m_options.values);
        else
          tellOverlayFault(data.error());
      });
}

void SlideDocument::tellOverlayFault(const Error& error) {
  const QString sentence = QString::fromStdString(error.message);
  Q_EMIT overlayFailed(sentence);
  Q_EMIT told(sentence);
}

void SlideDocument::findTissueAndQuality() {
  if (m_tissueAsked || m_state != State::open) return;
  if (!m_mpp) {
    Q_EMIT told(tr("Tissue is looked for at a known scale: enter the slide's µm/px first."));
    return;
  }
  m_tissueAsked = true;
  SlideScale scale;
  scale.mpp = *m_mpp;
  m_search.run<Result<QualityAreas>>(
      this,
      [reader = m_reader, scale](const std::stop_token& stop) { return findQualityAreas(*reader, scale, {stop}); },
      [this](Result<QualityAreas> areas) {
        if (areas) {
          addQualityLayers(m_layers, std::move(*areas));
          return;
        }
        m_tissueAsked = false;
        Q_EMIT told(QString::fromStdString(areas.error().message));
      });
}

void SlideDocument::lookForFile(QObject* receiver, std::function<void(bool)> done) {
  m_work.run<bool>(
      receiver,
      [path = m_path](const std::stop_token&) {
        std::error_code error;
        return std::filesystem::exists(path, error) && !error;
      },
      std::move(done));
}

void SlideDocument::readPicture(const QRectF& slide, int longestEdgePx, QObject* receiver,
                                std::function<void(QImage)> done) {
  m_pictures.run<QImage>(
      receiver,
      [reader = m_reader, slide, longestEdgePx, look = m_renderer](const std::stop_token&) {
        const double downsample = std::max(1.0, std::max(slide.width(), slide.height()) / longestEdgePx);
        const Region region{downsample, std::llround(slide.x() / downsample), std::llround(slide.y() / downsample),
                            std::max(1, static_cast<int>(std::lround(slide.width() / downsample))),
                            std::max(1, static_cast<int>(std::lround(slide.height() / downsample)))};
        const auto picture = reader->read(region);
        return picture ? toQImage(*picture, *look) : QImage();
      },
      std::move(done));
}

void SlideDocument::readPixels(const Region& region, QObject* receiver,
                               std::function<void(std::optional<Image>)> done) {
  m_pictures.run<std::optional<Image>>(
      receiver,
      [reader = m_reader, region](const std::stop_token&) -> std::optional<Image> {
        auto picture = reader->read(region);
        if (!picture) return std::nullopt;
        return std::move(*picture);
      },
      std::move(done));
}

void SlideDocument::readAssociated(const QString& name, QObject* receiver, std::function<void(QImage)> done) {
  m_pictures.run<QImage>(
      receiver,
      [reader = m_reader, name = name.toStdString()](const std::stop_token&) {
        const auto picture = reader->associatedImage(name);
        return picture ? toQImage(*picture) : QImage();
      },
      std::move(done));
}

bool SlideDocument::idle() const {
  return m_state != State::opening && m_work.idle() && m_pictures.idle() && m_search.idle() && m_keeping.idle() &&
         !m_drawing.isBusy() && (!m_tiles || m_tiles->idle());
}

}  // namespace snitt
