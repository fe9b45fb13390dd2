// The worklist: filters, the table, and what is said where there is nothing to show. Selection and place survive a list
// that changes under them. UI thread.
#pragma once

#include <QWidget>

#include <optional>

#include "core/cases/worklist.h"
#include "ui/cases/case_desk.h"

class QStackedWidget;
class QTableView;

namespace snitt {

class EmptyPage;
class FilterBar;
class NoticeBar;
class WorklistModel;

class WorklistPage : public QWidget {
  Q_OBJECT

 public:
  // `desk` outlives the page.
  explicit WorklistPage(CaseDesk& desk, QWidget* parent = nullptr);

  [[nodiscard]] QTableView& table() const { return *m_table; }
  [[nodiscard]] FilterBar& filters() const { return *m_filters; }
  [[nodiscard]] WorklistModel& model() const { return *m_model; }
  [[nodiscard]] std::optional<CaseId> current() const;
  void focusList();
  void focusSearch();

 Q_SIGNALS:
  void caseChosen(snitt::CaseId id);
  void caseChosenApart(snitt::CaseId id);  // in a window of its own
  void newCaseAsked();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  struct Place {
    std::optional<CaseId> current;
    int row = -1;
    std::optional<CaseId> anchor;  // what is to stay where it is in sight
    int offsetPx = 0;
  };

  void buildTable();
  void takeState();
  void takeList();
  void keepPlace();
  void goBackToPlace();
  void applyFilter();
  void sortBy(int column);
  void showOrder();
  void open();
  void askNew();
  void askSaved();
  void showCount();
  void help();
  void setColumns();

  CaseDesk& m_desk;
  WorklistModel* m_model;
  FilterBar* m_filters;
  NoticeBar* m_notice;
  QStackedWidget* m_stack;
  QTableView* m_table;
  EmptyPage* m_empty;
  WorklistFilter m_filter;
  WorklistOrder m_order;
  Place m_place;
  bool m_listed = false;       // a list has come since the database was opened
  bool m_openWhenOne = false;  // Return in the search field: to be opened if it is the only one
};

}  // namespace snitt
