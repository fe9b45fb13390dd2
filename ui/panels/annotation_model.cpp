#include "ui/panels/annotation_model.h"

#include <QApplication>
#include <QHash>
#include <QIcon>
#include <QPainter>
#include <QPalette>

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "core/text/identity.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/theme/icons.h"

namespace snitt {

namespace {
// Beyond, making the tree anew is quicker than rows one by one, each of which views answer.
constexpr std::size_t kMostByRow = 200;
constexpr int kSwatchPx = 12;
}  // namespace

struct AnnotationModel::Node {
  AnnotationPtr annotation;
  Node* parent = nullptr;
  std::size_t place = 0;          // in the set, thus the order of siblings
  std::vector<Node*> children{};  // by place
  mutable std::optional<SizeKey> size{};
};

AnnotationModel::AnnotationModel(const ClassList& classes, QObject* parent)
    : QAbstractItemModel(parent), m_classes(classes), m_root(std::make_unique<Node>()) {
  connect(&classes, &ClassList::changed, this, &AnnotationModel::rowsLookOther);
}

AnnotationModel::~AnnotationModel() = default;

void AnnotationModel::setDrawing(Drawing* drawing) {
  if (m_drawing != nullptr) disconnect(m_drawing, nullptr, this, nullptr);
  m_drawing = drawing;
  if (drawing != nullptr) {
    connect(drawing, &Drawing::changed, this, &AnnotationModel::follow);
    connect(drawing, &QObject::destroyed, this, [this] {
      m_drawing = nullptr;
      rebuild();
    });
  }
  rebuild();
}

void AnnotationModel::setScale(const std::optional<Mpp>& mpp) {
  m_mpp = mpp;
  rowsLookOther();
}

void AnnotationModel::showAnew() {
  beginResetModel();
  endResetModel();
}

void AnnotationModel::rowsLookOther() {
  // Views ask for what they show once they are told; telling of the parents' ranges is enough for that.
  const auto tell = [this](const Node& node) {
    if (node.children.empty()) return;
    Q_EMIT dataChanged(indexOf(node.children.front(), nameColumn), indexOf(node.children.back(), timeColumn));
  };
  tell(*m_root);
  for (const auto& [id, node] : m_nodes) tell(*node);
}

void AnnotationModel::rebuild() {
  beginResetModel();
  m_nodes.clear();
  m_waiting.clear();
  m_root = std::make_unique<Node>();
  if (m_drawing != nullptr) fill();
  endResetModel();
}

void AnnotationModel::fill() {
  const std::vector<AnnotationPtr> all = m_drawing->annotations().all();
  m_nodes.reserve(all.size());
  for (const AnnotationPtr& one : all)
    m_nodes[one->id] = std::make_unique<Node>(Node{one, nullptr, m_drawing->annotations().placeOf(one->id)});
  for (const AnnotationPtr& one : all) {
    m_nodes.at(one->id)->parent = parentFor(*one);
    if (!one->parent.empty() && !m_nodes.contains(one->parent)) ++m_waiting[one->parent];
  }
  // A file may say that two belong to each other: the first of such a ring lies at the top.
  std::unordered_set<const Node*> sound{m_root.get()};
  for (const AnnotationPtr& one : all) {
    std::unordered_set<const Node*> way;
    for (Node* at = m_nodes.at(one->id).get(); !sound.contains(at); at = at->parent)
      if (!way.insert(at).second) {
        at->parent = m_root.get();
        break;
      }
    sound.insert(way.begin(), way.end());
  }
  for (const AnnotationPtr& one : all) {  // in the order of their places
    Node* const node = m_nodes.at(one->id).get();
    node->parent->children.push_back(node);
  }
}

AnnotationModel::Node* AnnotationModel::parentFor(const Annotation& annotation) const {
  if (annotation.parent.empty() || annotation.parent == annotation.id) return m_root.get();
  const auto found = m_nodes.find(annotation.parent);
  return found == m_nodes.end() ? m_root.get() : found->second.get();
}

bool AnnotationModel::canFollow(const AnnotationEdit& edit) const {
  if (edit.size() > kMostByRow) return false;
  return std::ranges::all_of(edit, [this](const AnnotationChange& change) {
    const std::string& id = change.after ? change.after->id : change.before->id;
    const auto found = m_nodes.find(id);
    if (found == m_nodes.end()) return !m_waiting.contains(id);
    const Node& node = *found->second;
    return change.after ? node.annotation->parent == change.after->parent : node.children.empty();
  });
}

void AnnotationModel::follow(const AnnotationEdit& edit) {
  if (!canFollow(edit)) {
    rebuild();
    return;
  }
  for (const AnnotationChange& change : edit) {
    if (!change.after) {
      remove(change.before->id);
      continue;
    }
    const auto found = m_nodes.find(change.after->id);
    if (found == m_nodes.end()) {
      add(change.after);
      continue;
    }
    Node* const node = found->second.get();
    node->annotation = change.after;
    node->size.reset();
    Q_EMIT dataChanged(indexOf(node, nameColumn), indexOf(node, timeColumn));
  }
}

void AnnotationModel::add(const AnnotationPtr& annotation) {
  const std::size_t place = m_drawing->annotations().placeOf(annotation->id);
  Node* const parent = parentFor(*annotation);
  const auto before = std::ranges::lower_bound(parent->children, place, {}, &Node::place);
  const auto row = static_cast<int>(before - parent->children.begin());
  beginInsertRows(indexOf(parent, nameColumn), row, row);
  auto& node = m_nodes[annotation->id];
  node = std::make_unique<Node>(Node{annotation, parent, place});
  parent->children.insert(before, node.get());
  if (parent == m_root.get() && !annotation->parent.empty()) ++m_waiting[annotation->parent];
  endInsertRows();
}

void AnnotationModel::remove(const std::string& id) {
  const auto found = m_nodes.find(id);
  if (found == m_nodes.end()) return;
  Node* const node = found->second.get();
  Node* const parent = node->parent;
  const int row = rowOf(*node);
  beginRemoveRows(indexOf(parent, nameColumn), row, row);
  parent->children.erase(parent->children.begin() + row);
  const auto waiting = m_waiting.find(node->annotation->parent);
  if (waiting != m_waiting.end() && --waiting->second == 0) m_waiting.erase(waiting);
  m_nodes.erase(found);
  endRemoveRows();
}

AnnotationModel::Node* AnnotationModel::nodeAt(const QModelIndex& index) const {
  return index.isValid() ? static_cast<Node*>(index.internalPointer()) : m_root.get();
}

int AnnotationModel::rowOf(const Node& node) {
  const std::vector<Node*>& siblings = node.parent->children;
  return static_cast<int>(std::ranges::lower_bound(siblings, node.place, {}, &Node::place) - siblings.begin());
}

QModelIndex AnnotationModel::indexOf(const Node* node, int column) const {
  return node == m_root.get() ? QModelIndex() : createIndex(rowOf(*node), column, node);
}

QModelIndex AnnotationModel::indexOf(const std::string& id) const {
  const auto found = m_nodes.find(id);
  return found == m_nodes.end() ? QModelIndex() : indexOf(found->second.get(), nameColumn);
}

AnnotationPtr AnnotationModel::annotationAt(const QModelIndex& index) const { return nodeAt(index)->annotation; }

SizeKey AnnotationModel::sizeAt(const QModelIndex& index) const {
  const Node* node = nodeAt(index);
  if (node->annotation && !node->size) node->size = sizeKey(node->annotation->geometry);
  return node->size.value_or(SizeKey());
}

std::size_t AnnotationModel::numberOf(const std::string& id) const {
  const auto found = m_nodes.find(id);
  return found == m_nodes.end() ? 0 : found->second->place + 1;
}

QModelIndex AnnotationModel::index(int row, int column, const QModelIndex& parent) const {
  const std::vector<Node*>& children = nodeAt(parent)->children;
  if (row < 0 || column < 0 || column >= columns || static_cast<std::size_t>(row) >= children.size()) return {};
  return createIndex(row, column, children[static_cast<std::size_t>(row)]);
}

QModelIndex AnnotationModel::parent(const QModelIndex& index) const {
  return index.isValid() ? indexOf(nodeAt(index)->parent, nameColumn) : QModelIndex();
}

int AnnotationModel::rowCount(const QModelIndex& parent) const {
  return parent.column() > 0 ? 0 : static_cast<int>(nodeAt(parent)->children.size());
}

int AnnotationModel::columnCount(const QModelIndex&) const { return columns; }

QString AnnotationModel::tipOf(const Annotation& annotation) const {
  QStringList lines{annotationTitle(annotation, numberOf(annotation.id))};
  if (!annotation.className.empty() && !annotation.name.empty()) lines << QString::fromStdString(annotation.className);
  lines << annotationSizeText(annotation.geometry, m_mpp) + QStringLiteral(" · ") + originText(annotation.origin);
  if (annotation.locked) lines << tr("Locked");
  if (!annotation.note.empty()) lines << QString::fromStdString(annotation.note);
  // Names come from files: never taken for rich text.
  return lines.join(u'\n').toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"));
}

QVariant AnnotationModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const Node& node = *nodeAt(index);
  const Annotation& annotation = *node.annotation;
  const int column = index.column();
  if (role == Qt::ToolTipRole) return tipOf(annotation);
  if (role == Qt::EditRole && column == nameColumn) return QString::fromStdString(annotation.name);
  if (role == Qt::DecorationRole && column == nameColumn)
    return classSwatch(colourOf(annotation, m_classes), annotation.locked);
  if (role == Qt::TextAlignmentRole && column == sizeColumn) return QVariant(Qt::AlignRight | Qt::AlignVCenter);
  if (role == Qt::AccessibleTextRole && column == nameColumn && annotation.locked)
    return tr("%1, locked").arg(annotationTitle(annotation, node.place + 1));
  if (role != Qt::DisplayRole) return {};
  switch (column) {
    case nameColumn:
      return annotationTitle(annotation, node.place + 1);
    case sizeColumn:
      return annotationSizeText(annotation.geometry, m_mpp);
    case originColumn:
      return originText(annotation.origin);
    case authorColumn:
      return QString::fromStdString(annotation.author);
    default:
      return timeText(annotation.changed.empty() ? annotation.created : annotation.changed);
  }
}

bool AnnotationModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable)) return false;
  const AnnotationPtr before = annotationAt(index);
  const std::string name = value.toString().trimmed().toStdString();
  if (name == before->name) return false;
  auto after = std::make_shared<Annotation>(*before);
  after->name = name;
  after->changed = utcNow();
  m_drawing->apply({{before, after}}, tr("rename"));
  return true;
}

QVariant AnnotationModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole && section == sizeColumn) return QVariant(Qt::AlignRight | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case nameColumn:
      return tr("Name");
    case sizeColumn:
      return tr("Size");
    case originColumn:
      return tr("Origin");
    case authorColumn:
      return tr("Author");
    default:
      return tr("Changed");
  }
}

Qt::ItemFlags AnnotationModel::flags(const QModelIndex& index) const {
  if (!index.isValid()) return Qt::NoItemFlags;
  Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
  if (index.column() == nameColumn && m_drawing != nullptr && m_drawing->canEdit() &&
      !nodeAt(index)->annotation->locked)
    flags |= Qt::ItemIsEditable;
  return flags;
}

AnnotationFilter::AnnotationFilter(AnnotationModel& model, QObject* parent)
    : QSortFilterProxyModel(parent), m_model(model) {
  setRecursiveFilteringEnabled(true);
  setSourceModel(&model);
}

void AnnotationFilter::setSearch(const QString& words) {
  const QStringList list = words.split(u' ', Qt::SkipEmptyParts);
  if (list == m_words) return;
  m_words = list;
  m_model.showAnew();  // not invalidateFilter(): views take seconds for thousands of rows that go one by one
}

void AnnotationFilter::setClass(const std::optional<std::string>& name) {
  if (name == m_class) return;
  m_class = name;
  m_model.showAnew();
}

bool AnnotationFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
  if (!isFiltering()) return true;
  const QModelIndex index = m_model.index(row, 0, parent);
  const AnnotationPtr one = m_model.annotationAt(index);
  if (m_class && one->className != *m_class) return false;
  if (m_words.isEmpty()) return true;
  const QString text = annotationTitle(*one, m_model.numberOf(one->id)) + u'\n' +
                       QString::fromStdString(one->className + '\n' + one->note + '\n' + one->author);
  return std::ranges::all_of(m_words, [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

bool AnnotationFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const {
  const AnnotationPtr a = m_model.annotationAt(left);
  const AnnotationPtr b = m_model.annotationAt(right);
  const auto time = [](const Annotation& one) -> const std::string& {
    return one.changed.empty() ? one.created : one.changed;
  };
  switch (left.column()) {
    case AnnotationModel::sizeColumn:
      return m_model.sizeAt(left) < m_model.sizeAt(right);
    case AnnotationModel::originColumn:
      return a->origin < b->origin;
    case AnnotationModel::authorColumn:
      return a->author < b->author;
    case AnnotationModel::timeColumn:
      return time(*a) < time(*b);
    default: {
      // Those without a name follow their numbers: "Rectangle 2" before "Rectangle 10".
      const auto words = [](const Annotation& one) {
        return one.name.empty() && one.className.empty() ? shapeText(one.shape) : annotationTitle(one, 0);
      };
      const int order = QString::compare(words(*a), words(*b), Qt::CaseInsensitive);
      return order != 0 ? order < 0 : left.row() < right.row();
    }
  }
}

QIcon classSwatch(const QColor& colour, bool locked) {
  QPixmap pixmap(QSize(locked ? kSwatchPx * 2 + 4 : kSwatchPx, kSwatchPx) * 2);
  pixmap.setDevicePixelRatio(2);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setPen(QPen(mixed(colour, QApplication::palette().color(QPalette::Text), 0.5), 1));
  painter.setBrush(colour);
  painter.drawRect(QRectF(0.5, 0.5, kSwatchPx - 1, kSwatchPx - 1));
  if (locked) icon("lock").paint(&painter, QRect(kSwatchPx + 3, 0, kSwatchPx, kSwatchPx));
  painter.end();
  QIcon swatch(pixmap);
  swatch.addPixmap(pixmap, QIcon::Selected);
  return swatch;
}

}  // namespace snitt
