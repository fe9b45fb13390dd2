#include "ui/document/drawing.h"

#include <thread>
#include <utility>

#include "core/log.h"
#include "core/text/identity.h"
#include "ui/document/notes_turns.h"

namespace snitt {

namespace {

using namespace std::chrono_literals;

// Strokes that follow each other share a write; together with the write itself well under the second that is promised.
constexpr auto kSaveAfter = 150ms;
constexpr auto kTryAgainAfter = 2s;
constexpr int kLastTries = 300;  // of a slide that was closed: ten minutes

// What takes turns: one drawing, wherever its slide lies.
std::filesystem::path turnOf(const DrawingPlaces& places, const std::string& fingerprint) {
  return places.folder / fingerprint;
}

// A word of 64 letters, which no label can break, would make a panel as wide as itself. Its beginning finds the file.
QString shown(const Error& error, const std::string& fingerprint) {
  constexpr qsizetype enough = 12;
  const QString name = QString::fromStdString(fingerprint);
  QString words = QString::fromStdString(error.message);
  return words.replace(name, name.left(enough) + QChar(0x2026));
}

std::vector<AnnotationRow> valuesOf(const std::map<std::string, AnnotationRow>& rows) {
  std::vector<AnnotationRow> list;
  list.reserve(rows.size());
  for (const auto& [id, row] : rows) list.push_back(row);
  return list;
}

// What makes `after` of `before`; all of it where there was nothing.
AnnotationEdit difference(const AnnotationSet& before, const AnnotationSet& after) {
  AnnotationEdit edit;
  for (const AnnotationPtr& one : before.all())
    if (!after.find(one->id)) edit.push_back({one, nullptr});
  for (const AnnotationPtr& one : after.all()) {
    const AnnotationPtr old = before.find(one->id);
    if (!old || *old != *one) edit.push_back({old, one});
  }
  return edit;
}

}  // namespace

// Of the thread that keeps.
struct Drawing::File {
  std::optional<DrawingFile> file;
  std::map<std::string, AnnotationRow> unsaved;  // by id, the newest of each: what failed waits for the next try

  Result<void> save(const std::vector<AnnotationRow>& rows, const std::vector<AnnotationRow>& all) {
    for (const AnnotationRow& row : rows) unsaved[row.id] = row;
    auto saved = file->save(valuesOf(unsaved), all);
    if (saved) unsaved.clear();
    return saved;
  }
};

struct Drawing::Opened {
  std::optional<Error> error;
  std::vector<PlacedAnnotation> annotations;
  std::set<std::string> removed;
  DrawingFile::Keeping keeping = DrawingFile::Keeping::projectFile;
  std::string holder;
  std::vector<DrawingCopy> copies;
};

Drawing::Drawing(EditHistory& history, QObject* parent)
    : QObject(parent), m_history(history), m_file(std::make_shared<File>()) {
  m_soon.setSingleShot(true);
  connect(&m_soon, &QTimer::timeout, this, &Drawing::save);
}

Drawing::~Drawing() {
  if (!isSaving() || !m_keeping) return;
  m_keeper.run<bool>(nullptr,
                     inTurn<bool>(turnOf(m_places, m_fingerprint),
                                  [file = m_file, rows = valuesOf(m_pending), all = allRows()](const std::stop_token&) {
                                    auto saved = file->save(rows, all);
                                    for (int i = 0; !saved && i < kLastTries; ++i) {
                                      if (i == 0) log::warning(saved.error().message);
                                      std::this_thread::sleep_for(kTryAgainAfter);
                                      saved = file->save({}, all);
                                    }
                                    // The lock goes before the turn does: who opens the slide next is to get it.
                                    file->file.reset();
                                    return saved.has_value();
                                  }),
                     [](bool) {});
}

void Drawing::open(const std::string& fingerprint, const DrawingPlaces& places) {
  m_fingerprint = fingerprint;
  m_places = places;
  read();
}

void Drawing::read() {
  m_state = State::reading;
  Q_EMIT stateChanged();
  m_keeper.run<Opened>(this,
                       // After what was still to be saved when the slide was closed a moment ago.
                       inTurn<Opened>(turnOf(m_places, m_fingerprint),
                                      [file = m_file, fingerprint = m_fingerprint, places = m_places](
                                          const std::stop_token&) { return openFile(*file, fingerprint, places); }),
                       [this](Opened opened) { takeOpened(std::move(opened)); });
}

Drawing::Opened Drawing::openFile(File& file, const std::string& fingerprint, const DrawingPlaces& places) {
  Opened opened;
  file.file.reset();
  auto made = DrawingFile::open(fingerprint, places);
  if (!made) {
    opened.error = made.error();
    return opened;
  }
  opened.annotations = made->annotations();
  opened.removed = made->removed();
  opened.keeping = made->keeping();
  opened.holder = made->holder();
  opened.copies = made->copies();
  file.file = std::move(*made);
  return opened;
}

void Drawing::become(const DrawingPlaces& places) {
  const bool sameHand = places.signedIn == m_places.signedIn;
  if (m_state == State::closed) return;
  // What has begun goes on as whoever began it.
  if (!sameHand && m_state == State::ready) save();
  m_places = places;
  if (sameHand) return;
  // A save that failed keeps its rows for the next try; the drawing here must not forget them meanwhile.
  if (m_state != State::ready || !isSaving()) return read();
  connect(this, &Drawing::savedChanged, this, &Drawing::readOnceSaved, Qt::UniqueConnection);
}

void Drawing::readOnceSaved() {
  if (isSaving()) return;
  disconnect(this, &Drawing::savedChanged, this, &Drawing::readOnceSaved);
  read();
}

bool Drawing::wasRemoved(const std::string& id) const {
  return m_set.wasRemoved(id) || (m_removedBefore.contains(id) && !m_set.find(id));
}

void Drawing::retry() {
  if (m_state == State::unreadable) open(m_fingerprint, m_places);
}

void Drawing::takeOpened(Opened opened) {
  if (opened.error) {
    m_fault = shown(*opened.error, m_fingerprint);
    m_state = State::unreadable;
    Q_EMIT stateChanged();
    Q_EMIT told(
        tr("What is drawn on this slide could not be read, and nothing can be drawn until it can: %1").arg(m_fault));
    return;
  }
  m_fault.clear();
  m_keeping = opened.keeping;
  m_copies = std::move(opened.copies);
  AnnotationSet read(opened.annotations);
  const AnnotationEdit news = difference(m_set, read);
  m_set = std::move(read);
  m_removedBefore = std::move(opened.removed);
  m_state = State::ready;
  Q_EMIT stateChanged();
  Q_EMIT changed(news);
  if (opened.keeping == DrawingFile::Keeping::copy) {
    const QString who = opened.holder.empty() ? tr("another window or program") : QString::fromStdString(opened.holder);
    Q_EMIT told(
        tr("This slide is being drawn on elsewhere (%1): what you draw here goes into a copy of your own.").arg(who));
  }
  if (m_copies.empty()) return;
  Q_EMIT copiesChanged();
  Q_EMIT told(tr("Somebody drew on this slide in a copy: the panel Drawing takes it over."));
}

void Drawing::apply(const AnnotationEdit& edit, const QString& what) {
  if (!canEdit() || edit.empty()) return;
  put(edit);
  m_history.push({what, [this, back = reversed(edit)] { put(back); }, [this, edit] { put(edit); }});
}

void Drawing::applyUnrecorded(const AnnotationEdit& edit) {
  if (canEdit() && !edit.empty()) put(edit);
}

void Drawing::put(const AnnotationEdit& edit) {
  m_set.apply(edit);
  for (const AnnotationChange& change : edit) {
    const std::string& id = change.after ? change.after->id : change.before->id;
    m_pending[id] = {id, change.after, m_set.placeOf(id)};
  }
  if (!m_soon.isActive() && !m_saving) m_soon.start(kSaveAfter);
  Q_EMIT changed(edit);
  Q_EMIT savedChanged();
}

std::vector<AnnotationRow> Drawing::allRows() const {
  // Only a copy that begins asks for all.
  if (m_keeping != DrawingFile::Keeping::copy) return {};
  std::vector<AnnotationRow> rows;
  for (const AnnotationPtr& one : m_set.all()) rows.push_back({one->id, one, m_set.placeOf(one->id)});
  return rows;
}

void Drawing::save() {
  if (!isSaving() || m_saving) return;
  m_saving = true;
  m_keeper.run<Result<void>>(
      this,
      [file = m_file, rows = valuesOf(std::exchange(m_pending, {})), all = allRows()](const std::stop_token&) {
        return file->save(rows, all);
      },
      [this](const Result<void>& saved) { takeSaved(saved); });
}

void Drawing::takeSaved(const Result<void>& saved) {
  m_saving = false;
  const bool wasWell = m_saveFault.isEmpty();
  m_saveFault = saved ? QString() : shown(saved.error(), m_fingerprint);
  if (!saved) {
    m_soon.start(kTryAgainAfter);
    if (wasWell) Q_EMIT told(tr("Not saved yet, and tried again until it is: %1").arg(m_saveFault));
  } else if (!m_pending.empty()) {
    m_soon.start(kSaveAfter);
  } else {
    putAwayTaken();
  }
  Q_EMIT savedChanged();
}

void Drawing::takeOver(const DrawingCopy& copy) {
  if (!canEdit()) return;
  m_keeper.run<Result<std::vector<PlacedAnnotation>>>(
      this, [file = m_file, copy](const std::stop_token&) { return file->file->readCopy(copy); },
      [this, copy](const Result<std::vector<PlacedAnnotation>>& theirs) {
        if (!theirs) {
          Q_EMIT told(QString::fromStdString(theirs.error().message));
          return;
        }
        addFromCopy(*theirs);
        std::erase_if(m_copies, [&](const DrawingCopy& one) { return one.file == copy.file; });
        Q_EMIT copiesChanged();
        m_taken.push_back(copy);
        if (!isSaving()) putAwayTaken();
      });
}

// Only once all that came from them is on disk: killed before, the copies are told of again.
void Drawing::putAwayTaken() {
  for (const DrawingCopy& copy : std::exchange(m_taken, {}))
    m_keeper.run<Result<void>>(
        this, [file = m_file, copy](const std::stop_token&) { return file->file->putAway(copy); },
        [this](const Result<void>& away) {
          if (!away) Q_EMIT told(QString::fromStdString(away.error().message));
        });
}

void Drawing::addFromCopy(const std::vector<PlacedAnnotation>& theirs) {
  AnnotationEdit edit;
  for (const PlacedAnnotation& one : theirs) {
    const AnnotationPtr ours = m_set.find(one.annotation->id);
    if (!ours) {
      edit.push_back({nullptr, one.annotation});
    } else if (*ours != *one.annotation) {
      auto beside = std::make_shared<Annotation>(*one.annotation);
      beside->id = randomUuid();
      edit.push_back({nullptr, std::move(beside)});
    }
  }
  apply(edit, tr("take over a copy"));
}

}  // namespace snitt
