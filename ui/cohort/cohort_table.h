// A table of a cohort: which of its rows are listed and in which order. Sorting and filtering work on the plain values,
// so that ten thousand rows take no noticeable time. What a row is, the classes below say. UI thread.
#pragma once

#include <QAbstractTableModel>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/cohort/cohort_reading.h"
#include "ui/cohort/table_cells.h"

namespace snitt {

class CohortTable : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Role {
    ClassRole = Qt::UserRole,  // ClassKind of the class's cell, as int
    WarningRole,               // the cell says that something is amiss
    MutedRole,                 // the cell says nothing that matters now
  };
  using Reading = std::shared_ptr<const CohortReading>;
  using Filter = std::function<bool(const CohortReading&, std::size_t)>;

  using QAbstractTableModel::QAbstractTableModel;

  // Null: nothing. Rows that are listed in both keep their selection.
  void show(const Reading& reading);
  void setFilter(Filter filter);  // empty: all are listed
  void setOrder(int column, Qt::SortOrder order);
  [[nodiscard]] int sortColumn() const { return m_column; }
  [[nodiscard]] Qt::SortOrder sortOrder() const { return m_order; }

  [[nodiscard]] const Reading& reading() const { return m_reading; }
  [[nodiscard]] std::size_t itemAt(int row) const { return m_items[static_cast<std::size_t>(row)]; }
  [[nodiscard]] std::optional<int> rowOf(std::size_t item) const;
  [[nodiscard]] const std::vector<std::size_t>& items() const { return m_items; }
  [[nodiscard]] std::size_t all() const { return m_reading ? countIn(*m_reading) : 0; }
  [[nodiscard]] const std::string& nameOf(int column) const { return m_columns[static_cast<std::size_t>(column)].name; }
  [[nodiscard]] const QString& titleOf(int column) const { return m_columns[static_cast<std::size_t>(column)].title; }
  [[nodiscard]] bool isNumber(int column) const { return m_columns[static_cast<std::size_t>(column)].number; }
  // What is listed, in its order, with the numbers' full digits; names of columns as in the run's own tables.
  [[nodiscard]] std::string csv() const;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 Q_SIGNALS:
  // Around another list: whoever keeps places keeps them by item.
  void aboutToChange();
  void listChanged();

 protected:
  struct Column {
    QString title;
    std::string name;  // in a CSV
    bool number = false;
  };
  using Cell = TableCell;
  [[nodiscard]] virtual std::size_t countIn(const CohortReading& reading) const = 0;
  [[nodiscard]] virtual std::vector<Column> columnsOf(const CohortReading& reading) const = 0;
  [[nodiscard]] virtual Cell cellOf(const CohortReading& reading, std::size_t item, int column) const = 0;

 private:
  [[nodiscard]] std::vector<std::size_t> listed() const;
  void relist(bool same);

  Reading m_reading;
  std::vector<Column> m_columns;
  Filter m_filter;
  std::vector<std::size_t> m_items;
  int m_column = 0;
  Qt::SortOrder m_order = Qt::AscendingOrder;
};

}  // namespace snitt
