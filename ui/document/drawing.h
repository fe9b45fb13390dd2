// What is drawn on one slide, while it is open: the annotations, every edit of them with its way back, and the saving.
// UI thread only; reading and writing happen off it.
//
// closed ──► reading ──► ready        edits are possible, and on disk within a second
//               └──────► unreadable   nothing may be drawn, since it could not be kept beside what is there; retry()
//
// An edit that could not be written stays in memory and is tried again until it is on disk; `saveFault` tells
// meanwhile.
#pragma once

#include <QObject>
#include <QRectF>
#include <QString>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/annotation/annotation_set.h"
#include "core/drawing/drawing_file.h"
#include "ui/document/background.h"
#include "ui/document/edit_history.h"

namespace snitt {

class Drawing : public QObject {
  Q_OBJECT

 public:
  enum class State { closed, reading, ready, unreadable };

  // `history` is the document's, and outlives the drawing.
  explicit Drawing(EditHistory& history, QObject* parent = nullptr);
  // What is not on disk yet is written by the thread that keeps it, which tries again for minutes where it must; the
  // slide stays locked until then.
  ~Drawing() override;

  void open(const std::string& fingerprint, const DrawingPlaces& places);
  // After `unreadable`.
  void retry();
  // Another person draws from now on; what the one before drew is saved as theirs, and stays.
  void become(const DrawingPlaces& places);

  [[nodiscard]] State state() const { return m_state; }
  [[nodiscard]] bool canEdit() const { return m_state == State::ready; }
  [[nodiscard]] const QString& fault() const { return m_fault; }  // while unreadable
  [[nodiscard]] const AnnotationSet& annotations() const { return m_set; }
  // Whether one of this id was there, in this session or before, and is no longer.
  [[nodiscard]] bool wasRemoved(const std::string& id) const;
  // Who draws, as new annotations have it.
  [[nodiscard]] const std::string& account() const { return m_places.account; }

  // Done as one step that can be undone. Does nothing while it cannot be edited.
  void apply(const AnnotationEdit& edit, const QString& what);
  // The same without a step: nothing that a person did here.
  void applyUnrecorded(const AnnotationEdit& edit);

  // Something is not on disk yet.
  [[nodiscard]] bool isSaving() const { return !m_pending.empty() || m_saving || !m_saveFault.isEmpty(); }
  // Something is being read or written, or will be within moments.
  [[nodiscard]] bool isBusy() const { return m_state == State::reading || m_saving || m_soon.isActive(); }
  // Why edits are not on disk yet, as a sentence; empty while all is well.
  [[nodiscard]] const QString& saveFault() const { return m_saveFault; }
  [[nodiscard]] std::optional<DrawingFile::Keeping> keeping() const { return m_keeping; }

  // Drawings that others made of this slide while it was open here or elsewhere.
  [[nodiscard]] const std::vector<DrawingCopy>& copies() const { return m_copies; }
  // Adds what a copy holds beyond this: objects unknown here, and those that differ as objects of their own. One step.
  // The copy is put away.
  void takeOver(const DrawingCopy& copy);

 Q_SIGNALS:
  void stateChanged();
  void changed(const snitt::AnnotationEdit& edit);  // also when it was read: what is new then, at first all
  void savedChanged();
  void copiesChanged();
  void told(const QString& sentence);  // something a person should read

 private:
  struct Opened;
  struct File;
  void read();
  void readOnceSaved();
  [[nodiscard]] static Opened openFile(File& file, const std::string& fingerprint, const DrawingPlaces& places);
  void takeOpened(Opened opened);
  void put(const AnnotationEdit& edit);
  void save();
  void takeSaved(const Result<void>& saved);
  void putAwayTaken();
  void addFromCopy(const std::vector<PlacedAnnotation>& theirs);
  [[nodiscard]] std::vector<AnnotationRow> allRows() const;

  EditHistory& m_history;
  State m_state = State::closed;
  std::string m_fingerprint;
  DrawingPlaces m_places;
  QString m_fault;
  QString m_saveFault;
  AnnotationSet m_set;
  std::set<std::string> m_removedBefore;
  std::optional<DrawingFile::Keeping> m_keeping;
  std::vector<DrawingCopy> m_copies;
  std::vector<DrawingCopy> m_taken;
  std::map<std::string, AnnotationRow> m_pending;  // by id: the newest of each
  bool m_saving = false;
  QTimer m_soon;
  std::shared_ptr<File> m_file;  // touched in the thread of m_keeper alone
  Background m_keeper{Background::Order::oldestFirst, Background::AtEnd::kept};
};

}  // namespace snitt
