// Names to be ticked, in a list of a few lines, where asked each with a text beside it. What is ticked stays ticked
// when other names come, and is not among them any more. UI thread.
#pragma once

#include <QTreeWidget>

#include <map>
#include <string>
#include <vector>

namespace snitt {

class CheckList : public QTreeWidget {
  Q_OBJECT

 public:
  // `besides`: heading of the text beside each name; empty: there is none.
  CheckList(const char* name, const QString& accessibleName, const QString& heading, const QString& besides = {},
            QWidget* parent = nullptr);

  void setNames(const std::vector<std::string>& names);
  [[nodiscard]] std::vector<std::string> ticked() const;  // in the list's order
  void tick(const std::string& name, bool on = true);
  // Ticks the name with its text, as soon as it is among the names.
  void want(const std::string& name, const QString& text = {});
  void forget();  // all names, and what is wanted
  [[nodiscard]] QString textBeside(const std::string& name) const;
  void setTextBeside(const std::string& name, const QString& text);

 Q_SIGNALS:
  void changed();

 private:
  void fitHeight();
  [[nodiscard]] QTreeWidgetItem* find(const std::string& name) const;

  bool m_hasText;
  std::map<std::string, QString> m_wanted;
};

}  // namespace snitt
