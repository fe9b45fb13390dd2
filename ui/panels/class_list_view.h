// The list of classes: which one new annotations get, which number key counts which, and what can be done with the
// list. UI thread only.
#pragma once

#include <QColor>
#include <QPointer>
#include <QWidget>

#include <filesystem>
#include <functional>
#include <string>

#include "ui/document/drawing.h"
#include "ui/draw/class_list.h"

class QLabel;
class QPushButton;
class QToolButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace snitt {

class ClassListView : public QWidget {
  Q_OBJECT

 public:
  // What is asked of a person on the way; replaced by tests.
  struct Questions {
    std::function<bool(const QString& question)> agree;
    std::function<QColor(const QColor& from)> colour;  // invalid: none chosen
  };

  explicit ClassListView(ClassList& classes, QWidget* parent = nullptr);

  // Whose annotations follow a class that is renamed; null: none.
  void setDrawing(Drawing* drawing);
  void setHasSelection(bool has);
  void setQuestions(Questions questions) { m_questions = std::move(questions); }

  // A list of Snitt or QuPath; what it holds beyond this list is added. What came of it is told below the list.
  void importFrom(const std::filesystem::path& file);
  void exportTo(const std::filesystem::path& file);

 Q_SIGNALS:
  void setClassAsked(const std::string& name);  // of the selected annotations; empty: none

 private:
  void build();
  [[nodiscard]] QWidget* buildTools();
  QToolButton* addTool(QWidget* row, const char* iconName, const QString& tip, std::function<void()> act);
  void list();
  void updateActions();
  void addClass();
  void renamed(QTreeWidgetItem* item);
  void renameInDrawing(const std::string& from, const std::string& to);
  void recolour();
  void removeClass();
  void move(int by);
  void tell(const QString& sentence);
  [[nodiscard]] int currentRow() const;  // in the list of classes; -1: "No class"

  ClassList& m_classes;
  QPointer<Drawing> m_drawing;
  Questions m_questions;
  bool m_hasSelection = false;
  bool m_listing = false;
  bool m_listDue = false;  // soon, unless it is listed before
  QTreeWidget* m_tree;
  QLabel* m_told;
  QPushButton* m_setClass;
  QToolButton* m_add;
  QToolButton* m_rename;
  QToolButton* m_colour;
  QToolButton* m_remove;
  QToolButton* m_up;
  QToolButton* m_down;
};

}  // namespace snitt
