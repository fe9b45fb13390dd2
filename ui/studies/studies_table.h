// The validations of a register as a table, the newest first: searched and sorted on plain values. UI thread.
#pragma once

#include <QAbstractTableModel>

#include <memory>
#include <optional>
#include <vector>

#include "ui/studies/register_reading.h"

namespace snitt {

class StudiesTable : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Number, Date, Study, Bundle, Person, Verdict, Conclusion, Columns };
  enum Role {
    StateRole = Qt::UserRole,  // StudyState, as int, of the verdict's cell
    MutedRole,                 // the cell says nothing of a result
  };
  using Reading = std::shared_ptr<const RegisterReading>;

  using QAbstractTableModel::QAbstractTableModel;

  void show(const Reading& reading);     // null: nothing
  void setSearch(const QString& words);  // all of them, in any column and any case
  void setOrder(int column, Qt::SortOrder order);

  [[nodiscard]] const Reading& reading() const { return m_reading; }
  [[nodiscard]] const StudyRow& rowAt(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
  // The row whose entry has this number.
  [[nodiscard]] std::optional<int> rowOf(std::int64_t number) const;
  [[nodiscard]] std::size_t all() const { return m_reading ? rowsOf(*m_reading).size() : 0; }

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  [[nodiscard]] QString textOf(const StudyRow& row, int column) const;
  [[nodiscard]] std::vector<StudyRow> listed() const;
  void relist();

  Reading m_reading;
  std::vector<StudyRow> m_rows;
  QStringList m_search;
  int m_column = Number;
  Qt::SortOrder m_order = Qt::DescendingOrder;
};

}  // namespace snitt
