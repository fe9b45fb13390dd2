#include "ui/actions/shortcut_help.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

#include <memory>

#include <gtest/gtest.h>

#include "ui/actions/action_registry.h"
#include "ui/actions/changed_shortcuts.h"

namespace snitt {
namespace shortcut_help_test {
namespace {

QKeySequence key(const char* text) { return QKeySequence(QString::fromLatin1(text)); }

class ShortcutHelp : public testing::Test {
 protected:
  ShortcutHelp() : registry(shared, &window) {
    add("file.open", "&Open…", {key("Ctrl+O")}, "File");
    add("view.in", "Zoom &in", {key("+")}, "View");
    add("view.out", "Zoom &out", {key("-")}, "View");
    add("view.free", "Rotate freely…", {}, "View");
    help = std::make_unique<snitt::ShortcutHelp>(registry, &window);
    help->show();
    help->activateWindow();
    EXPECT_TRUE(QTest::qWaitForWindowActive(help.get()));
    search = help->findChild<QLineEdit*>(QString(), Qt::FindDirectChildrenOnly);
    list = help->findChild<QTreeWidget*>();
    field = help->findChild<QKeySequenceEdit*>();
  }

  void add(const char* id, const char* text, const QList<QKeySequence>& keys, const char* category) {
    registry.add(QString::fromLatin1(id), QString::fromUtf8(text), QStringLiteral("open"), keys,
                 QString::fromLatin1(category));
  }

  QStringList shown() const {
    QStringList names;
    for (QTreeWidgetItemIterator row(list, QTreeWidgetItemIterator::NotHidden); *row != nullptr; ++row)
      if ((*row)->parent() != nullptr && !(*row)->parent()->isHidden()) names += (*row)->text(0);
    return names;
  }

  QPushButton* button(const char* text) const {
    for (QPushButton* one : help->findChildren<QPushButton*>())
      if (one->text() == QString::fromUtf8(text)) return one;
    return nullptr;
  }

  bool says(const char* sentence) const {
    for (const QLabel* label : help->findChildren<QLabel*>())
      if (label->isVisible() && label->text() == QString::fromUtf8(sentence)) return true;
    return false;
  }

  QList<QKeySequence> keysOf(const char* id) const { return registry.action(QString::fromLatin1(id))->shortcuts(); }

  // Qt's field waits a second for a further key.
  void type(Qt::Key typed, Qt::KeyboardModifiers with = Qt::NoModifier) {
    ASSERT_TRUE(field->isVisible());
    QTest::keyClick(field, typed, with);
    ASSERT_TRUE(QTest::qWaitFor([this] { return !field->hasFocus(); }, 5000));
  }

  ChangedShortcuts shared;
  QWidget window;
  ActionRegistry registry;
  std::unique_ptr<snitt::ShortcutHelp> help;
  QLineEdit* search = nullptr;
  QTreeWidget* list = nullptr;
  QKeySequenceEdit* field = nullptr;
};

TEST_F(ShortcutHelp, FindsByNameCategoryAndKey) {
  EXPECT_EQ(shown().size(), 4);
  QTest::keyClicks(search, QStringLiteral("zoom o"));
  EXPECT_EQ(shown(), QStringList{QStringLiteral("Zoom out")});
  search->setText(QStringLiteral("ctrl+o"));
  EXPECT_EQ(shown(), QStringList{QStringLiteral("Open")});
  search->setText(QStringLiteral("VIEW"));
  EXPECT_EQ(shown().size(), 3);
  search->setText(QStringLiteral("xyz"));
  EXPECT_TRUE(shown().isEmpty());
  EXPECT_TRUE(says("No command matches “xyz”."));
  EXPECT_FALSE(button("Change…")->isEnabled());
}

TEST_F(ShortcutHelp, AKeyIsChangedWithTheKeyboardAlone) {
  QTest::keyClicks(search, QStringLiteral("rotate"));
  QTest::keyClick(search, Qt::Key_Return);
  ASSERT_TRUE(field->hasFocus());
  type(Qt::Key_J, Qt::ControlModifier);
  EXPECT_TRUE(says("“Ctrl+J” is free."));
  QWidget* focused = QApplication::focusWidget();
  ASSERT_EQ(focused, button("Assign"));
  QTest::keyClick(focused, Qt::Key_Space);
  EXPECT_EQ(keysOf("view.free"), QList<QKeySequence>{key("Ctrl+J")});
  EXPECT_FALSE(field->isVisible());
  EXPECT_TRUE(list->hasFocus());
  search->setText(QStringLiteral("ctrl+j"));
  EXPECT_EQ(shown(), QStringList{QStringLiteral("Rotate freely")}) << "the list does not know the new key";
}

TEST_F(ShortcutHelp, AKeyInUseIsTakenOnlyAfterItHasBeenSaid) {
  search->setText(QStringLiteral("zoom out"));
  QTest::keyClick(search, Qt::Key_Return);
  type(Qt::Key_Plus);
  EXPECT_TRUE(says("“+” belongs to “Zoom in” and would be taken from it."));
  EXPECT_EQ(keysOf("view.in"), QList<QKeySequence>{key("+")});
  QTest::mouseClick(button("Take over"), Qt::LeftButton);
  EXPECT_EQ(keysOf("view.out"), QList<QKeySequence>{key("+")});
  EXPECT_TRUE(keysOf("view.in").isEmpty());
}

// The first key is not the one that was meant, and a press of the button must not assign it while the next one is read.
TEST_F(ShortcutHelp, AnotherKeyReplacesTheOneThatWasTyped) {
  search->setText(QStringLiteral("zoom out"));
  QTest::keyClick(search, Qt::Key_Return);
  type(Qt::Key_J);
  field->setFocus();
  QTest::keyClick(field, Qt::Key_K);
  EXPECT_FALSE(button("Assign")->isEnabled());
  ASSERT_TRUE(QTest::qWaitFor([this] { return button("Assign")->isEnabled(); }, 5000));
  EXPECT_TRUE(says("“K” is free."));
  QTest::mouseClick(button("Assign"), Qt::LeftButton);
  EXPECT_EQ(keysOf("view.out"), QList<QKeySequence>{key("K")});
}

TEST_F(ShortcutHelp, AModifierAloneIsNoKey) {
  search->setText(QStringLiteral("zoom out"));
  QTest::keyClick(search, Qt::Key_Return);
  QTest::keyClick(field, Qt::Key_Shift);
  QTest::qWait(1200);
  EXPECT_FALSE(button("Assign")->isEnabled());
  EXPECT_TRUE(field->hasFocus());
}

// Its default key belongs to somebody else by now.
TEST_F(ShortcutHelp, ResettingAsksAsWell) {
  registry.takeShortcuts(QStringLiteral("view.out"), {key("+")});
  search->setText(QStringLiteral("zoom in"));
  QTest::mouseClick(button("Reset"), Qt::LeftButton);
  EXPECT_TRUE(keysOf("view.in").isEmpty());
  ASSERT_TRUE(says("“+” belongs to “Zoom out” and would be taken from it."));
  QTest::mouseClick(button("Take over"), Qt::LeftButton);
  EXPECT_EQ(keysOf("view.in"), QList<QKeySequence>{key("+")});
  EXPECT_FALSE(registry.isChanged(QStringLiteral("view.in")));
  EXPECT_TRUE(keysOf("view.out").isEmpty());
}

TEST_F(ShortcutHelp, EscapeLeavesTheFieldFirstAndThenTheDialog) {
  search->setText(QStringLiteral("zoom in"));
  QTest::keyClick(search, Qt::Key_Return);
  QTest::keyClick(field, Qt::Key_Escape);
  EXPECT_FALSE(field->isVisible());
  EXPECT_TRUE(help->isVisible());
  EXPECT_EQ(keysOf("view.in"), QList<QKeySequence>{key("+")});
  QTest::keyClick(list, Qt::Key_Escape);
  EXPECT_FALSE(help->isVisible());
}

// Or nobody without a mouse gets out of it.
TEST_F(ShortcutHelp, TabLeavesTheField) {
  QTest::keyClick(search, Qt::Key_Return);
  ASSERT_TRUE(field->hasFocus());
  QTest::keyClick(field, Qt::Key_Tab);
  EXPECT_FALSE(field->hasFocus());
  EXPECT_EQ(keysOf("file.open"), QList<QKeySequence>{key("Ctrl+O")});
}

TEST_F(ShortcutHelp, AClearedFieldMeansNoShortcut) {
  search->setText(QStringLiteral("zoom in"));
  QTest::keyClick(search, Qt::Key_Return);
  field->clear();
  EXPECT_TRUE(says("“Zoom in” will have no shortcut."));
  QTest::mouseClick(button("Assign"), Qt::LeftButton);
  EXPECT_TRUE(keysOf("view.in").isEmpty());
}

TEST_F(ShortcutHelp, ADoubleClickEditsTheRow) {
  search->setText(QStringLiteral("zoom out"));
  const QPoint middle = list->visualItemRect(list->currentItem()).center();
  QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, middle);
  QTest::mouseDClick(list->viewport(), Qt::LeftButton, {}, middle);
  EXPECT_TRUE(field->isVisible());
  EXPECT_TRUE(says("New shortcut for “Zoom out”"));
}

TEST_F(ShortcutHelp, ArrowsWalkTheListFromTheSearchField) {
  search->setText(QStringLiteral("zoom"));
  EXPECT_EQ(list->currentItem()->text(0), QStringLiteral("Zoom in"));
  QTest::keyClick(search, Qt::Key_Down);
  EXPECT_EQ(list->currentItem()->text(0), QStringLiteral("Zoom out"));
  EXPECT_TRUE(search->hasFocus());
}

TEST_F(ShortcutHelp, ResetAllAsksFirst) {
  registry.setShortcuts(QStringLiteral("view.in"), {key("Z")});
  const auto answer = [this](const char* with) {
    QTest::mouseClick(button("Reset all…"), Qt::LeftButton);
    auto* question = help->findChild<QMessageBox*>();
    ASSERT_NE(question, nullptr);
    for (QAbstractButton* one : question->buttons())
      if (one->text().remove(u'&') == QString::fromLatin1(with)) QTest::mouseClick(one, Qt::LeftButton);
    QTest::qWait(0);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  };
  answer("Cancel");
  EXPECT_EQ(keysOf("view.in"), QList<QKeySequence>{key("Z")});
  answer("Reset all");
  EXPECT_EQ(keysOf("view.in"), QList<QKeySequence>{key("+")});
  EXPECT_FALSE(button("Reset all…")->isEnabled());
}

TEST_F(ShortcutHelp, EveryControlHasANameForAScreenReader) {
  QTest::keyClick(search, Qt::Key_Return);
  for (QWidget* widget : help->findChildren<QWidget*>()) {
    if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus) continue;
    if (widget->focusProxy() != nullptr) continue;
    const QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(widget);
    ASSERT_NE(spoken, nullptr);
    EXPECT_FALSE(spoken->text(QAccessible::Name).isEmpty()) << widget->metaObject()->className();
  }
  const QTreeWidgetItem* row = list->topLevelItem(1)->child(0);
  EXPECT_EQ(row->data(0, Qt::AccessibleTextRole).toString(), QStringLiteral("Zoom in, shortcut +"));
}

}  // namespace
}  // namespace shortcut_help_test
}  // namespace snitt
