#include "ui/cases/cases_window.h"

#include <QCloseEvent>
#include <QDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QScreen>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

#include "ui/cases/case_view.h"
#include "ui/cases/case_words.h"
#include "ui/cases/foreign_text.h"
#include "ui/cases/new_case_dialog.h"
#include "ui/cases/unmatched_queue.h"
#include "ui/cases/worklist_page.h"
#include "ui/window/notice_bar.h"

namespace snitt {

CasesWindow::CasesWindow(CaseDesk& desk, SlideOpener opener, QWidget* parent)
    : QWidget(parent, Qt::Window),
      m_desk(desk),
      m_notice(new NoticeBar(this)),
      m_stack(new QStackedWidget(this)),
      m_tabs(new QTabWidget(this)),
      m_worklist(new WorklistPage(desk, this)),
      m_unmatched(new UnmatchedQueue(desk, opener, this)),
      m_case(new CaseView(desk, std::move(opener), this)),
      m_person(new QLabel(this)),
      m_corner(new QWidget(this)) {
  setObjectName(QStringLiteral("casesWindow"));
  setWindowTitle(tr("Worklist — Snitt"));
  resize(QSize(1280, 800).boundedTo(QGuiApplication::primaryScreen()->availableSize() - QSize(40, 80)));
  m_tabs->setDocumentMode(true);
  m_tabs->setObjectName(QStringLiteral("lists"));
  m_tabs->addTab(m_worklist, tr("Worklist"));
  m_tabs->addTab(m_unmatched, {});
  m_person->setObjectName(QStringLiteral("person"));
  m_person->setTextFormat(Qt::PlainText);
  m_person->setContentsMargins(8, 0, 6, 0);
  m_person->setForegroundRole(QPalette::PlaceholderText);
  auto* corner = new QHBoxLayout(m_corner);
  corner->setContentsMargins(0, 0, 6, 9);
  corner->setSpacing(0);
  corner->addWidget(m_person);
  m_tabs->setCornerWidget(m_corner);
  m_stack->addWidget(m_tabs);
  m_stack->addWidget(m_case);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  rows->addWidget(m_notice);
  rows->addWidget(m_stack, 1);
  connect(m_worklist, &WorklistPage::caseChosen, this, &CasesWindow::showCase);
  connect(m_worklist, &WorklistPage::caseChosenApart, this, &CasesWindow::caseAskedApart);
  connect(m_worklist, &WorklistPage::newCaseAsked, this, &CasesWindow::makeCase);
  connect(m_case, &CaseView::backAsked, this, &CasesWindow::showWorklist);
  connect(m_case, &CaseView::slideChosen, this, &CasesWindow::slideChosen);
  // So that several windows can be told apart.
  connect(m_case, &CaseView::named, this,
          [this](const QString& accession) { setWindowTitle(tr("Case %1 — Snitt").arg(accession)); });
  connect(m_unmatched, &UnmatchedQueue::countChanged, this, &CasesWindow::tellCount);
  connect(m_unmatched, &UnmatchedQueue::backAsked, this, &CasesWindow::showWorklist);
  connect(m_tabs, &QTabWidget::currentChanged, this,
          [this](int tab) { tab == 0 ? m_worklist->focusList() : m_unmatched->focusList(); });
  connect(&m_desk, &CaseDesk::stateChanged, this, [this] {
    tellPerson();
    // Another person may not see what the one before saw.
    if (m_desk.state() == CaseDesk::State::opening && isAtCase()) showWorklist();
  });
  tellCount();
  tellPerson();
  m_desk.start();
}

void CasesWindow::addToCorner(QWidget* widget) {
  m_corner->layout()->addWidget(widget);
  m_corner->adjustSize();
}

void CasesWindow::addOnTop(QWidget* widget) { static_cast<QVBoxLayout*>(layout())->insertWidget(0, widget); }

void CasesWindow::showWorklist() {
  m_case->leave();
  setWindowTitle(tr("Worklist — Snitt"));
  m_stack->setCurrentWidget(m_tabs);
  m_tabs->setCurrentWidget(m_worklist);
  m_worklist->focusList();
}

void CasesWindow::showUnmatched() {
  showWorklist();
  m_tabs->setCurrentWidget(m_unmatched);
}

void CasesWindow::showCase(CaseId id) {
  m_notice->clear();
  setWindowTitle(tr("Case — Snitt"));
  m_stack->setCurrentWidget(m_case);
  m_case->setFocus();
  m_case->showCase(id);
}

void CasesWindow::say(const QString& sentence) { m_notice->say(sentence); }

void CasesWindow::forgetSaid() { m_notice->clear(); }

bool CasesWindow::isAtCase() const { return m_case->shown().has_value(); }

bool CasesWindow::isFree() const {
  const auto dialogs = findChildren<QDialog*>();
  return !isAtCase() && m_tabs->currentWidget() == m_worklist &&
         std::ranges::none_of(dialogs, [](const QDialog* one) { return one->isVisible(); });
}

void CasesWindow::makeCase() {
  NewCaseDialog::ask(m_desk, {}, this, [this](const NewCase& made) { showCase(made.id); });
}

void CasesWindow::tellCount() {
  const int count = m_unmatched->count();
  m_tabs->setTabText(1, count == 0 ? tr("Slides without a case") : tr("Slides without a case (%1)").arg(count));
}

void CasesWindow::tellPerson() {
  const Actor& actor = m_desk.actor();
  m_person->setText(m_desk.state() == CaseDesk::State::ready ? shownText(actor.name, 60) : QString());
  QStringList roles;
  for (const Role role : actor.roles) roles << roleWord(role);
  m_person->setToolTip(asToolTip(roles.join(QStringLiteral(", "))));
}

void CasesWindow::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::ActivationChange && isActiveWindow()) Q_EMIT activated();
}

void CasesWindow::closeEvent(QCloseEvent* event) {
  m_case->leave();
  QWidget::closeEvent(event);
}

}  // namespace snitt
