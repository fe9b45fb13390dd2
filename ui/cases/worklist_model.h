// The worklist as a table: the ids of all cases that match, and rows around what is looked at, fetched in pages as
// views ask for them. A row that is not there yet is blank for a moment; one that has changed shows what it was until
// the answer comes. UI thread.
#pragma once

#include <QAbstractTableModel>
#include <QTimer>

#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "core/cases/worklist.h"
#include "ui/cases/case_desk.h"

namespace snitt {

class WorklistModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { accession, site, patient, born, specimens, slides, missing, ai, age, priority, flags, columns };
  enum Role {
    ClassRole = Qt::UserRole,  // ClassKind of an AI cell, as int
    PendingRole,               // the accession is an order number
    WarningRole,               // the cell says that something is amiss
    MutedRole,                 // the cell says nothing that matters now
  };

  // `desk` outlives the model.
  explicit WorklistModel(CaseDesk& desk, QObject* parent = nullptr);

  // Asks for the list anew; ended() follows.
  void show(const WorklistFilter& filter, const WorklistOrder& order);
  void refresh();
  // All rows, at once: another person may not see them.
  void forget();
  [[nodiscard]] const WorklistOrder& order() const { return m_order; }
  [[nodiscard]] bool isAsking() const { return m_asking; }
  [[nodiscard]] const QString& fault() const { return m_fault; }  // of the last list; empty: there is none

  [[nodiscard]] std::optional<CaseId> caseAt(int row) const;
  [[nodiscard]] std::optional<int> rowOf(CaseId id) const;
  [[nodiscard]] const WorklistRow* rowAt(int row) const;  // null while it is not there

  // The column of the database that a header sorts by; nothing where it cannot.
  [[nodiscard]] static std::optional<WorklistColumn> sortedBy(int column);
  [[nodiscard]] static int columnOf(WorklistColumn column);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 Q_SIGNALS:
  // Around a list that is another one: whoever keeps places keeps them by id.
  void aboutToChange();
  void ended();

 private:
  struct Kept {
    WorklistRow row;
    int generation = 0;
  };

  void take(Result<std::vector<CaseId>> ids);
  void want(int row) const;
  void fetch();
  [[nodiscard]] const Kept* kept(int row) const;
  [[nodiscard]] static QString textOf(const WorklistRow& row, int column);
  [[nodiscard]] static QString toolTipOf(const WorklistRow& row, int column);
  [[nodiscard]] static bool isWarning(const WorklistRow& row, int column);

  CaseDesk& m_desk;
  WorklistFilter m_filter;
  WorklistOrder m_order;
  std::vector<CaseId> m_ids;
  std::unordered_map<std::int64_t, Kept> m_rows;  // by case
  int m_generation = 0;
  bool m_asking = false;
  QString m_fault;
  mutable std::set<int> m_wanted;
  mutable QTimer m_fetchSoon;
  QTimer m_ages;
};

}  // namespace snitt
