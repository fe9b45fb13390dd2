// What is drawn on a slide, as a panel: the annotations as a searchable tree with what is known of the selected ones,
// the classes, and the counts. UI thread only.
#pragma once

#include <QPointer>
#include <QRectF>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tiling/slide_info.h"
#include "ui/document/drawing.h"
#include "ui/draw/class_list.h"
#include "ui/draw/selection.h"

class QComboBox;
class QItemSelection;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeView;
class QVBoxLayout;

namespace snitt {

class AnnotationDetails;
class AnnotationFilter;
class AnnotationModel;
class ClassListView;
class CountingView;
class DrawingNotices;

class AnnotationsPanel : public QWidget {
  Q_OBJECT

 public:
  explicit AnnotationsPanel(ClassList& classes, QWidget* parent = nullptr);
  ~AnnotationsPanel() override;

  // Of one slide; all null: no slide. They outlive their use here, or are taken away before they go.
  void setDrawing(Drawing* drawing, Selection* selection, EditHistory* history);
  void setScale(const std::optional<Mpp>& mpp);
  // Takes over what is being typed.
  void finishEditing();

 Q_SIGNALS:
  void goTo(const QRectF& level0);
  void exportAsked();
  void importAsked();
  void countsExportAsked(const QByteArray& csv);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  using Change = std::function<void(Annotation&)>;
  [[nodiscard]] QWidget* buildList();
  [[nodiscard]] QWidget* buildFind();
  [[nodiscard]] QTreeView* buildTree();
  void connectDetails();
  void stateChanged();
  void drawingChanged();
  void fillClassFilter();
  void filter(const std::function<void()>& change);
  void showSelection();
  void takeSelection();
  void showDetails();
  void updateColumns();
  void goToIndex(const QModelIndex& index);
  void removeSelected();
  [[nodiscard]] std::vector<AnnotationPtr> selected() const;
  // Of those among them that are not locked, as one step; nothing where nothing changes.
  void edit(const std::vector<AnnotationPtr>& which, const QString& what, const Change& change, bool lockedToo = false);

  ClassList& m_classes;
  QPointer<Drawing> m_drawing;
  QPointer<Selection> m_selection;
  QPointer<EditHistory> m_history;
  bool m_syncing = false;            // the tree's selection is being set by us
  std::set<std::string> m_expanded;  // ids, kept over a model made anew
  QTimer m_soon;                     // for what need not follow each edit at once
  AnnotationModel* m_model;
  AnnotationFilter* m_filter;
  QTreeView* m_tree = nullptr;
  QLineEdit* m_search = nullptr;
  QComboBox* m_class = nullptr;
  QPushButton* m_import = nullptr;
  QPushButton* m_export = nullptr;
  AnnotationDetails* m_details;
  ClassListView* m_classView;
  CountingView* m_counting;
  DrawingNotices* m_notices;
};

}  // namespace snitt
