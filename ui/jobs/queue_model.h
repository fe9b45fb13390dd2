// The queue as a list for a view: a row a job; rows are moved by dragging. UI thread.
#pragma once

#include <QAbstractListModel>

#include <string>
#include <vector>

#include "ui/document/slide_names.h"
#include "ui/jobs/score_queue.h"

namespace snitt {

class QueueModel : public QAbstractListModel {
  Q_OBJECT

 public:
  // `queue` and `names` outlive the model.
  QueueModel(ScoreQueue& queue, const SlideNames& names, QObject* parent = nullptr);

  [[nodiscard]] ScoreQueue& queue() const { return m_queue; }
  [[nodiscard]] const SlideNames& names() const { return m_names; }
  // Null where there is none.
  [[nodiscard]] const ScoreJob* job(const QModelIndex& index) const;
  [[nodiscard]] QModelIndex indexOf(const std::string& id) const;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
  [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
  bool moveRows(const QModelIndex& from, int row, int count, const QModelIndex& to, int before) override;

 private:
  void takeList();
  void tellChange(const std::string& id);

  ScoreQueue& m_queue;
  const SlideNames& m_names;
  std::vector<std::string> m_ids;  // as the view knows them
  bool m_moving = false;
};

}  // namespace snitt
