// The slides of a case as a list: a heading for each block of a specimen, then its slides. UI thread.
#pragma once

#include <QAbstractListModel>

#include <optional>
#include <vector>

#include "core/cases/lab_case.h"

namespace snitt {

class SlidePictures;

class CaseSlidesModel : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role {
    HeadingRole = Qt::UserRole,  // the row is a heading
    NoteRole,                    // second line: what the laboratory says of the block; state of the slide
    MissingRole,                 // the slide has no image that can be opened
    ChosenRole,                  // Chosen, as int
    ChosenTextRole,              // in words, with the keys for who may say it
    ClassRole,                   // ClassKind of the newest score that counts, as int
    ClassTextRole,               // its word; empty: not scored
    PictureRole,
    FaultRole,  // the file cannot be opened
  };

  // `pictures` outlives the model.
  explicit CaseSlidesModel(SlidePictures& pictures, QObject* parent = nullptr);

  // `mayChoose`: whether the person may say which slides are primary tumour.
  void setCase(const LabCase& labCase, bool mayChoose);
  [[nodiscard]] const Glass* slideAt(const QModelIndex& index) const;  // null for headings
  [[nodiscard]] QModelIndex indexOf(GlassId id) const;
  [[nodiscard]] QModelIndex firstSlide() const;
  // "Block A1, HE, slide 2": for questions and screen readers.
  [[nodiscard]] QString nameOf(const QModelIndex& index) const;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

 private:
  struct Row {
    QString heading;
    QString note;
    std::optional<Glass> slide;
    QString place;  // "A1"
    std::optional<ScanScore> score;
  };
  [[nodiscard]] QString stateOf(const Glass& slide) const;
  [[nodiscard]] QVariant slideData(const Row& row, int role) const;
  [[nodiscard]] QString toolTipOf(const Row& row) const;

  SlidePictures& m_pictures;
  bool m_mayChoose = false;
  std::vector<Row> m_rows;
};

}  // namespace snitt
