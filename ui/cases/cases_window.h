// The window of cases: worklist, slides without a case, and the case that is looked at. UI thread.
#pragma once

#include <QWidget>

#include "ui/cases/case_desk.h"
#include "ui/cases/slide_owner.h"
#include "ui/panels/thumbnail.h"

class QLabel;
class QStackedWidget;
class QTabWidget;

namespace snitt {

class CaseView;
class NoticeBar;
class UnmatchedQueue;
class WorklistPage;

class CasesWindow : public QWidget {
  Q_OBJECT

 public:
  // `desk` outlives the window. `opener` opens slides for thumbnails and labels; empty: openSlide.
  CasesWindow(CaseDesk& desk, SlideOpener opener, QWidget* parent = nullptr);

  void showWorklist();
  void showUnmatched();
  void showCase(CaseId id);
  // Above whatever is shown, until a case is opened from outside or it is closed.
  void say(const QString& sentence);
  void forgetSaid();
  // Beside the person's name, and above everything.
  void addToCorner(QWidget* widget);
  void addOnTop(QWidget* widget);
  [[nodiscard]] bool isAtCase() const;
  // Nothing is worked on but the worklist, which is there again after a case: a link may open one here.
  [[nodiscard]] bool isFree() const;

  [[nodiscard]] WorklistPage& worklist() const { return *m_worklist; }
  [[nodiscard]] UnmatchedQueue& unmatched() const { return *m_unmatched; }
  [[nodiscard]] CaseView& caseView() const { return *m_case; }

 Q_SIGNALS:
  // A slide is to be looked at.
  void slideChosen(const std::filesystem::path& file, const snitt::SlideOwner& owner);

  // A case is to be looked at beside what this window shows.
  void caseAskedApart(snitt::CaseId id);
  void activated();

 protected:
  void changeEvent(QEvent* event) override;
  void closeEvent(QCloseEvent* event) override;

 private:
  void tellCount();
  void makeCase();
  void tellPerson();

  CaseDesk& m_desk;
  NoticeBar* m_notice;
  QStackedWidget* m_stack;
  QTabWidget* m_tabs;
  WorklistPage* m_worklist;
  UnmatchedQueue* m_unmatched;
  CaseView* m_case;
  QLabel* m_person;
  QWidget* m_corner;
};

}  // namespace snitt
