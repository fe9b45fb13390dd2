// The window of cases in front of cases in memory, and all that it tells a person by whatever way.
#pragma once

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QTextEdit>

#include <algorithm>
#include <memory>

#include "support/fake_case_book.h"
#include "support/open_view.h"
#include "support/temp_folder.h"
#include "ui/cases/case_view.h"
#include "ui/cases/cases_window.h"
#include "ui/cases/filter_bar.h"
#include "ui/cases/unmatched_queue.h"
#include "ui/cases/worklist_model.h"
#include "ui/cases/worklist_page.h"

#include <gtest/gtest.h>

namespace snitt::test {

// Whatever the widgets under `root` show, say in tool tips, or hand to a screen reader.
inline QStringList toldBy(const QWidget& root) {
  QStringList all;
  const auto addModel = [&all](const QAbstractItemModel& model, int ownRoles) {
    QList<int> roles{Qt::DisplayRole,   Qt::EditRole,           Qt::ToolTipRole,
                     Qt::StatusTipRole, Qt::AccessibleTextRole, Qt::AccessibleDescriptionRole};
    for (int role = 0; role < ownRoles; ++role) roles << Qt::UserRole + role;
    for (int column = 0; column < model.columnCount(); ++column)
      all << model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    for (int row = 0; row < std::min(model.rowCount(), 500); ++row)
      for (int column = 0; column < model.columnCount(); ++column)
        for (const int role : roles) all << model.index(row, column).data(role).toString();
  };
  QList<const QWidget*> widgets{&root};
  for (const QWidget* child : root.findChildren<QWidget*>()) widgets << child;
  for (const QWidget* widget : widgets) {
    all << widget->toolTip() << widget->statusTip() << widget->whatsThis() << widget->accessibleName()
        << widget->accessibleDescription() << widget->windowTitle();
    if (const auto* label = qobject_cast<const QLabel*>(widget)) all << label->text();
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) all << button->text();
    if (const auto* line = qobject_cast<const QLineEdit*>(widget)) all << line->text() << line->placeholderText();
    if (const auto* text = qobject_cast<const QPlainTextEdit*>(widget)) all << text->toPlainText();
    if (const auto* text = qobject_cast<const QTextEdit*>(widget)) all << text->toPlainText() << text->toHtml();
    if (const auto* group = qobject_cast<const QGroupBox*>(widget)) all << group->title();
    if (const auto* tabs = qobject_cast<const QTabWidget*>(widget))
      for (int i = 0; i < tabs->count(); ++i) all << tabs->tabText(i) << tabs->tabToolTip(i);
    if (const auto* box = qobject_cast<const QComboBox*>(widget))
      for (int i = 0; i < box->count(); ++i) all << box->itemText(i);
    if (const auto* view = qobject_cast<const QAbstractItemView*>(widget); view != nullptr && view->model() != nullptr)
      // What a box keeps beside its entries is never drawn; delegates of ours draw what models keep there.
      addModel(*view->model(), qobject_cast<const QComboBox*>(view->window()->parentWidget()) != nullptr ||
                                       qobject_cast<const QComboBox*>(view->parentWidget()) != nullptr ||
                                       view->window() != root.window()
                                   ? 0
                                   : 12);
    for (const QAction* action : widget->actions()) all << action->text() << action->toolTip();
  }
  all.removeAll(QString());
  return all;
}

class CasesFixture : public testing::Test {
 protected:
  explicit CasesFixture(int rows = 30, bool masked = false)
      : cases(std::make_shared<FakeCases>()), desk(openerOf(cases), folder / "snitt.db") {
    cases->actor = sampleActor(masked ? Roles{Role::researcher} : Roles{Role::pathologist});
    for (std::int64_t id = 1; id <= rows; ++id) cases->rows.push_back(sampleRow(id, masked));
    for (const std::int64_t id : {2, 3}) cases->cases[id] = sampleCase(id, masked);
  }
  ~CasesFixture() override { window.reset(); }

  void open() {
    window = std::make_unique<CasesWindow>(desk, SlideOpener());
    window->resize(1280, 800);
    window->show();
    window->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
    ASSERT_TRUE(waitFor([this] { return desk.state() != CaseDesk::State::opening; }));
  }
  // With its rows.
  void openList() {
    open();
    ASSERT_TRUE(waitFor([this] { return model().rowAt(0) != nullptr && !model().isAsking(); }));
    window->worklist().focusList();
  }
  void openCase(std::int64_t id) {
    open();
    window->showCase(CaseId{id});
    ASSERT_TRUE(waitFor([this] { return window->caseView().slides().model()->rowCount() > 0; }));
  }

  [[nodiscard]] WorklistModel& model() const { return window->worklist().model(); }
  [[nodiscard]] QTableView& table() const { return window->worklist().table(); }
  template <class T>
  [[nodiscard]] T& find(const char* name, const QWidget* in = nullptr) const {
    const QWidget* root = in == nullptr ? window.get() : in;
    T* found = root->findChild<T*>(QString::fromLatin1(name));
    EXPECT_NE(found, nullptr) << name;
    return *found;
  }
  [[nodiscard]] bool asked(const std::string& words) const {
    return waitFor([&] {
      const auto log = cases->log();
      return std::ranges::find(log, words) != log.end();
    });
  }
  [[nodiscard]] bool saysAnywhere(const QString& words) const {
    return std::ranges::any_of(toldBy(*window), [&words](const QString& one) { return one.contains(words); });
  }

  TempFolder folder;
  std::shared_ptr<FakeCases> cases;
  CaseDesk desk;
  std::unique_ptr<CasesWindow> window;
};

}  // namespace snitt::test
