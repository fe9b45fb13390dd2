#include "ui/jobs/queue_model.h"

#include <algorithm>

#include "ui/jobs/job_text.h"

namespace snitt {

QueueModel::QueueModel(ScoreQueue& queue, const SlideNames& names, QObject* parent)
    : QAbstractListModel(parent), m_queue(queue), m_names(names) {
  takeList();
  connect(&queue, &ScoreQueue::listChanged, this, &QueueModel::takeList);
  connect(&queue, &ScoreQueue::jobChanged, this, &QueueModel::tellChange);
  connect(&names, &SlideNames::changed, this, [this] {
    if (rowCount() > 0) Q_EMIT dataChanged(index(0), index(rowCount() - 1));
  });
  connect(&queue, &ScoreQueue::newsChanged, this, &QueueModel::tellChange);
}

void QueueModel::takeList() {
  if (m_moving) return;
  beginResetModel();
  m_ids.clear();
  for (const ScoreJob& job : m_queue.jobs()) m_ids.push_back(job.id);
  endResetModel();
}

void QueueModel::tellChange(const std::string& id) {
  if (const QModelIndex changed = indexOf(id); changed.isValid()) Q_EMIT dataChanged(changed, changed);
}

const ScoreJob* QueueModel::job(const QModelIndex& index) const {
  if (!index.isValid() || index.row() >= static_cast<int>(m_ids.size())) return nullptr;
  return m_queue.find(m_ids[static_cast<std::size_t>(index.row())]);
}

QModelIndex QueueModel::indexOf(const std::string& id) const {
  const auto found = std::ranges::find(m_ids, id);
  return found == m_ids.end() ? QModelIndex() : index(static_cast<int>(found - m_ids.begin()));
}

int QueueModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

QVariant QueueModel::data(const QModelIndex& index, int role) const {
  const ScoreJob* found = job(index);
  if (found == nullptr) return {};
  if (role == Qt::DisplayRole) return m_names.name(found->slide);
  if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole)
    return wholeText(*found, m_queue.news(found->id), m_names);
  return {};
}

Qt::ItemFlags QueueModel::flags(const QModelIndex& index) const {
  // Rows are dropped between others, never onto one.
  if (!index.isValid()) return m_queue.readOnly() ? Qt::NoItemFlags : Qt::ItemIsDropEnabled;
  const Qt::ItemFlags plain = Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
  return m_queue.readOnly() ? plain : plain | Qt::ItemIsDragEnabled;
}

bool QueueModel::moveRows(const QModelIndex& from, int row, int count, const QModelIndex& to, int before) {
  if (count != 1 || m_queue.readOnly() || !beginMoveRows(from, row, row, to, before)) return false;
  const std::string id = m_ids[static_cast<std::size_t>(row)];
  const int target = before > row ? before - 1 : before;
  m_ids.erase(m_ids.begin() + row);
  m_ids.insert(m_ids.begin() + target, id);
  m_moving = true;
  m_queue.move(id, static_cast<std::size_t>(target));
  m_moving = false;
  endMoveRows();
  return true;
}

}  // namespace snitt
