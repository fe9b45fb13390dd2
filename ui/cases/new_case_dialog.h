// Asks what is needed to make a case by hand: laboratory, accession number, and for who may see such things the
// patient. The case is made from here; one that is there already is said so, and can be opened. UI thread.
#pragma once

#include <QDialog>

#include <functional>
#include <string>

#include "ui/cases/case_desk.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace snitt {

struct NewCase {
  CaseId id;
  CaseName name;
  bool wasThere = false;  // it is to be opened; nothing was made
};

class NewCaseDialog : public QDialog {
  Q_OBJECT

 public:
  struct Start {
    std::string site;  // what the fields begin with
    std::string accession;
    QString openWords;  // on the button for one that is there already; empty: "Open it"
  };
  // `desk` outlives it.
  NewCaseDialog(CaseDesk& desk, const Start& start, QWidget* parent = nullptr);

  // Opens one over `parent` that ends by itself; `done` hears of a case that was made, or is to be opened.
  static void ask(CaseDesk& desk, const Start& start, QWidget* parent, const std::function<void(const NewCase&)>& done);

 Q_SIGNALS:
  void ended(const snitt::NewCase& made);

 private:
  void build(const Start& start);
  QLineEdit* addField(const char* name, const QString& accessibleName, int mostLetters);
  void askSites(const std::string& site);
  void make();
  void take(const CaseName& name, const Result<MadeCase>& made);
  void say(const QString& sentence);
  void typed();
  [[nodiscard]] CaseName name() const;
  // What is wrong with what was typed; empty where nothing is.
  [[nodiscard]] QString fault() const;
  [[nodiscard]] PatientIdentity identity() const;

  CaseDesk& m_desk;
  NewCase m_there;
  QComboBox* m_site;
  QLineEdit* m_accession;
  QLineEdit* m_family = nullptr;  // none where the actor may not see names
  QLineEdit* m_given = nullptr;
  QLineEdit* m_born = nullptr;
  QLineEdit* m_number = nullptr;
  QLabel* m_says;
  QPushButton* m_make = nullptr;
  QPushButton* m_open = nullptr;
};

}  // namespace snitt
