// The search field and the filters of the worklist, with the views that a person saved. UI thread.
#pragma once

#include <QTimer>
#include <QWidget>

#include <string>
#include <vector>

#include "core/cases/worklist.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;
class QToolButton;

namespace snitt {

class FilterBar : public QWidget {
  Q_OBJECT

 public:
  explicit FilterBar(QWidget* parent = nullptr);

  [[nodiscard]] WorklistFilter filter() const;
  void setFilter(const WorklistFilter& filter);  // says nothing
  void clear();                                  // says so
  [[nodiscard]] bool isFiltering() const { return !(filter() == WorklistFilter{}); }
  // What was typed and has not been told of yet is told now.
  void finishTyping();

  void setSites(const std::vector<std::string>& sites);
  void setSaved(std::vector<SavedFilter> saved);
  void setCount(const QString& words);
  void setNamesSearched(bool searched);  // whether names are found
  // `why` not, as its tool tip; empty: it may.
  void setMayMake(bool may, const QString& why);
  [[nodiscard]] QLineEdit& search() const { return *m_search; }

 Q_SIGNALS:
  void filterChanged();
  void downPressed();    // in the search field: to the list
  void returnPressed();  // there
  void savedChosen(const snitt::SavedFilter& saved);
  void saveAsked(const QString& name);
  void dropAsked(const std::string& name);
  void newCaseAsked();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QComboBox* addChoice(const char* name, const QString& accessibleName, const QStringList& texts);
  void tell();
  void fillMenu();
  void askName();

  QLineEdit* m_search;
  QComboBox* m_state;
  QComboBox* m_priority;
  QComboBox* m_ai;
  QComboBox* m_class;
  QComboBox* m_site;
  QCheckBox* m_missing;
  QCheckBox* m_flagged;
  QToolButton* m_clear;
  QToolButton* m_views;
  QToolButton* m_new;
  QMenu* m_menu;
  QLabel* m_count;
  std::vector<SavedFilter> m_saved;
  QTimer m_soon;
};

}  // namespace snitt
