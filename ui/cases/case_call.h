// A case that is to be shown because somebody outside named it. It is looked for as soon as the database is open and
// somebody is signed in who may look; until then it waits. UI thread.
#pragma once

#include <QObject>
#include <QString>

#include <vector>

#include "core/cases/lab_case.h"
#include "core/cases/worklist.h"

namespace snitt {

class CaseDesk;

class CaseCall : public QObject {
  Q_OBJECT

 public:
  // `desk` outlives it. `name` may lack the site. Of found(), several() and failed() one comes, once, and it is over.
  CaseCall(CaseDesk& desk, CaseName name, QObject* parent = nullptr);
  void begin();

  [[nodiscard]] const CaseName& name() const { return m_name; }
  // As the call names it, to be shown.
  [[nodiscard]] QString nameWords() const;

 Q_SIGNALS:
  void found(snitt::CaseId id);
  void several(const std::vector<snitt::WorklistRow>& rows);  // to be chosen from
  void failed(const QString& sentence);
  void waits(const QString& sentence);  // for a database, or for somebody: what a person can do about it

 private:
  void follow();
  void ask();

  CaseDesk& m_desk;
  CaseName m_name;
  bool m_asking = false;
  bool m_over = false;
};

}  // namespace snitt
