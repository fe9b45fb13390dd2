// What is known of the selected annotations, and what of it a person may change. Says what is wanted by signals;
// whoever listens edits the drawing. UI thread only.
#pragma once

#include <QTimer>
#include <QWidget>

#include <optional>
#include <string>
#include <vector>

#include "core/annotation/annotation_set.h"
#include "tiling/slide_info.h"
#include "ui/draw/class_list.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace snitt {

class AnnotationDetails : public QWidget {
  Q_OBJECT

 public:
  explicit AnnotationDetails(const ClassList& classes, QWidget* parent = nullptr);

  // The last one is `number`, counted from 1. What is being typed for the same annotation stays.
  void setSelected(const std::vector<AnnotationPtr>& selected, std::size_t number, bool canEdit);
  void setScale(const std::optional<Mpp>& mpp);
  // Takes over what is being typed.
  void finishEditing();

 Q_SIGNALS:
  void nameTyped(const std::string& id, const QString& name);
  void noteTyped(const std::string& id, const QString& note);
  // Of all selected; empty: none.
  void classChosen(const std::string& name);
  void lockChosen(bool locked);
  void verifyAsked();

 private:
  void build();
  void fill();
  void fillClasses(const std::string& chosen, bool several);
  [[nodiscard]] QString sizesText() const;
  [[nodiscard]] QString madeText() const;

  const ClassList& m_classes;
  std::vector<AnnotationPtr> m_selected;
  std::size_t m_number = 0;
  bool m_canEdit = false;
  std::optional<Mpp> m_mpp;
  std::string m_shown;  // id of whose name and note are in the fields; empty: of none
  bool m_nameDirty = false;
  bool m_noteDirty = false;
  QTimer m_typed;  // a note is taken over once typing pauses
  QLabel* m_heading;
  QLineEdit* m_name;
  QComboBox* m_class;
  QPlainTextEdit* m_note;
  QCheckBox* m_locked;
  QLabel* m_sizes;
  QLabel* m_made;
  QPushButton* m_verify;
};

}  // namespace snitt
