// The annotations of a slide as a tree for views: each under the one it belongs to. Follows every edit by itself; a
// small edit touches its own rows alone. UI thread only.
#pragma once

#include <QAbstractItemModel>
#include <QSortFilterProxyModel>

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "tiling/slide_info.h"
#include "ui/document/drawing.h"
#include "ui/draw/class_list.h"
#include "ui/draw/annotation_text.h"

namespace snitt {

class AnnotationModel : public QAbstractItemModel {
  Q_OBJECT

 public:
  enum Column { nameColumn, sizeColumn, originColumn, authorColumn, timeColumn, columns };

  explicit AnnotationModel(const ClassList& classes, QObject* parent = nullptr);
  ~AnnotationModel() override;

  // Null: none. The drawing outlives the model or is taken away before.
  void setDrawing(Drawing* drawing);
  void setScale(const std::optional<Mpp>& mpp);
  // Views and filters look at all rows anew, as after a reset.
  void showAnew();

  // Null for what is no row.
  [[nodiscard]] AnnotationPtr annotationAt(const QModelIndex& index) const;
  // Invalid where there is none.
  [[nodiscard]] QModelIndex indexOf(const std::string& id) const;
  [[nodiscard]] SizeKey sizeAt(const QModelIndex& index) const;
  // Counted from 1 by the time it was added.
  [[nodiscard]] std::size_t numberOf(const std::string& id) const;

  [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent) const override;
  [[nodiscard]] QModelIndex parent(const QModelIndex& index) const override;
  [[nodiscard]] int rowCount(const QModelIndex& parent) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  // A new name: one step of the drawing's.
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

 private:
  struct Node;
  void follow(const AnnotationEdit& edit);
  [[nodiscard]] bool canFollow(const AnnotationEdit& edit) const;
  void add(const AnnotationPtr& annotation);
  void remove(const std::string& id);
  void rebuild();
  void fill();
  void rowsLookOther();
  [[nodiscard]] Node* nodeAt(const QModelIndex& index) const;
  [[nodiscard]] Node* parentFor(const Annotation& annotation) const;
  [[nodiscard]] static int rowOf(const Node& node);
  [[nodiscard]] QModelIndex indexOf(const Node* node, int column) const;
  [[nodiscard]] QString tipOf(const Annotation& annotation) const;

  const ClassList& m_classes;
  Drawing* m_drawing = nullptr;
  std::optional<Mpp> m_mpp;
  std::unique_ptr<Node> m_root;
  std::unordered_map<std::string, std::unique_ptr<Node>> m_nodes;  // by id
  std::unordered_map<std::string, std::size_t> m_waiting;          // by parent's id that is not there: how many
};

// Sorts by column, and keeps what is searched for with its ancestors.
class AnnotationFilter : public QSortFilterProxyModel {
  Q_OBJECT

 public:
  explicit AnnotationFilter(AnnotationModel& model, QObject* parent = nullptr);
  void setSearch(const QString& words);
  // None: all classes; empty: those without a class.
  void setClass(const std::optional<std::string>& name);
  [[nodiscard]] bool isFiltering() const { return !m_words.isEmpty() || m_class.has_value(); }

 protected:
  [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
  [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

 private:
  AnnotationModel& m_model;
  QStringList m_words;
  std::optional<std::string> m_class;
};

// A square of the colour, framed so that it is seen on any background; with a lock beside it where asked.
[[nodiscard]] QIcon classSwatch(const QColor& colour, bool locked = false);

}  // namespace snitt
