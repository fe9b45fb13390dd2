// The facts that a bundle's scope asks for, each with its state for the slide that is shown, and a field for what is to
// be typed. UI thread only.
#pragma once

#include <QWidget>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/bundle/manifest.h"
#include "core/decision/scope.h"

class QComboBox;
class QGridLayout;
class QLabel;

namespace snitt {

class FactSign;

class ScopeForm : public QWidget {
  Q_OBJECT

 public:
  explicit ScopeForm(QWidget* parent = nullptr);

  // Empties the form and makes a row for each fact.
  void setScope(const ScopeRules& scope);
  // Facts that can be typed: those that the slides do not tell of themselves.
  void setTypable(const std::set<std::string>& keys);
  // None while the slide is not looked at yet.
  void setFindings(const std::optional<ScopeResult>& scope);

  // "organ=colon", one for each field that holds something that can be one.
  [[nodiscard]] std::vector<std::string> facts() const;
  // What is wrong with a field, one sentence; empty where nothing is.
  [[nodiscard]] QString objection() const;

 Q_SIGNALS:
  void edited();

 private:
  struct Row {
    FactSign* sign = nullptr;
    QLabel* name = nullptr;
    QComboBox* field = nullptr;  // null for what follows from others
    QLabel* detail = nullptr;
  };
  void addRow(const std::string& key, const std::vector<std::string>& allowed, bool typable);

  QGridLayout* m_grid;
  std::map<std::string, Row> m_rows;  // by fact
};

}  // namespace snitt
