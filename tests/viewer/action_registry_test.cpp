#include "ui/actions/action_registry.h"

#include <QAction>
#include <QSignalSpy>
#include <QTest>
#include <QWidget>

#include <gtest/gtest.h>

#include "ui/actions/changed_shortcuts.h"

namespace snitt {
namespace {

QKeySequence key(const char* text) { return QKeySequence(QString::fromLatin1(text)); }

struct Window {
  explicit Window(ChangedShortcuts& shared) : registry(shared, &widget) {
    in = registry.add(QStringLiteral("view.in"), QStringLiteral("Zoom &in"), QStringLiteral("zoom-in"),
                      {key("+"), key("=")}, QStringLiteral("View"));
    out = registry.add(QStringLiteral("view.out"), QStringLiteral("Zoom &out"), QStringLiteral("zoom-out"), {key("-")},
                       QStringLiteral("View"));
    open = registry.add(QStringLiteral("file.open"), QStringLiteral("&Open…"), QStringLiteral("open"), {key("Ctrl+O")},
                        QStringLiteral("File"));
  }

  QWidget widget;
  ActionRegistry registry;
  QAction* in = nullptr;
  QAction* out = nullptr;
  QAction* open = nullptr;
};

const QString kIn = QStringLiteral("view.in");
const QString kOut = QStringLiteral("view.out");
const QString kOpen = QStringLiteral("file.open");

TEST(ActionRegistry, TooltipsShowTheShortcutOfNow) {
  ChangedShortcuts shared;
  Window window(shared);
  EXPECT_EQ(window.in->toolTip(), QStringLiteral("Zoom in (+)"));
  EXPECT_EQ(window.open->toolTip(), QStringLiteral("Open (Ctrl+O)"));
  window.registry.setShortcuts(kIn, {key("Z")});
  EXPECT_EQ(window.in->toolTip(), QStringLiteral("Zoom in (Z)"));
  window.registry.setShortcuts(kIn, {});
  EXPECT_EQ(window.in->toolTip(), QStringLiteral("Zoom in"));
  window.in->setText(QStringLiteral("En&large"));
  window.in->setStatusTip(QStringLiteral("Towards the pointer"));
  EXPECT_EQ(window.in->toolTip(), QStringLiteral("Enlarge\nTowards the pointer"));
}

// The menu may be closed or gone: the key alone has to do it.
TEST(ActionRegistry, KeysWorkWithoutAMenu) {
  ChangedShortcuts shared;
  Window window(shared);
  window.widget.show();
  window.widget.activateWindow();
  ASSERT_TRUE(QTest::qWaitForWindowActive(&window.widget));
  QSignalSpy zoomed(window.in, &QAction::triggered);
  QTest::keyClick(&window.widget, Qt::Key_Plus);
  EXPECT_EQ(zoomed.count(), 1);
  window.registry.setShortcuts(kIn, {key("Z")});
  QTest::keyClick(&window.widget, Qt::Key_Plus);
  EXPECT_EQ(zoomed.count(), 1);
  QTest::keyClick(&window.widget, Qt::Key_Z);
  EXPECT_EQ(zoomed.count(), 2);
}

TEST(ActionRegistry, AChangeReachesEveryWindowAndThoseThatOpenLater) {
  ChangedShortcuts shared;
  Window first(shared);
  Window second(shared);
  first.registry.setShortcuts(kOut, {key("Ctrl+J")});
  EXPECT_EQ(second.out->shortcuts(), QList<QKeySequence>{key("Ctrl+J")});
  const Window third(shared);
  EXPECT_EQ(third.out->shortcuts(), QList<QKeySequence>{key("Ctrl+J")});
  second.registry.resetShortcuts(kOut);
  EXPECT_EQ(first.out->shortcuts(), QList<QKeySequence>{key("-")});
}

TEST(ActionRegistry, ConflictsAreKeysThatCouldNotBeToldApart) {
  ChangedShortcuts shared;
  Window window(shared);
  window.registry.setShortcuts(kOpen, {key("Ctrl+K, Ctrl+O")});
  EXPECT_EQ(window.registry.conflicts(kOut, key("=")), QStringList{kIn});
  EXPECT_EQ(window.registry.conflicts(kOut, key("Ctrl+K")), QStringList{kOpen});
  EXPECT_EQ(window.registry.conflicts(kOut, key("Ctrl+K, Ctrl+P")), QStringList());
  EXPECT_EQ(window.registry.conflicts(kIn, key("+")), QStringList()) << "its own key";
  EXPECT_EQ(window.registry.conflicts(kIn, QKeySequence()), QStringList());
}

TEST(ActionRegistry, TakingAKeyLeavesTheOtherActionItsOtherKeys) {
  ChangedShortcuts shared;
  Window window(shared);
  window.registry.takeShortcuts(kOut, {key("=")});
  EXPECT_EQ(window.out->shortcuts(), QList<QKeySequence>{key("=")});
  EXPECT_EQ(window.in->shortcuts(), QList<QKeySequence>{key("+")});
  window.registry.resetAllShortcuts();
  EXPECT_EQ(window.in->shortcuts(), (QList<QKeySequence>{key("+"), key("=")}));
  EXPECT_TRUE(shared.toMap().isEmpty());
}

TEST(ActionRegistry, DefaultsThatAreSetByHandAreNotStored) {
  ChangedShortcuts shared;
  Window window(shared);
  window.registry.setShortcuts(kOut, {key("J")});
  EXPECT_TRUE(window.registry.isChanged(kOut));
  window.registry.setShortcuts(kOut, {key("-")});
  EXPECT_FALSE(window.registry.isChanged(kOut));
  EXPECT_TRUE(shared.toMap().isEmpty());
}

TEST(ChangedShortcuts, ComeBackAsTheyWereStored) {
  ChangedShortcuts before;
  Window first(before);
  first.registry.setShortcuts(kIn, {key("Ctrl+Shift+F3"), key("Z")});
  first.registry.setShortcuts(kOut, {});
  ChangedShortcuts after;
  const Window second(after);
  after.fromMap(before.toMap());
  EXPECT_EQ(second.in->shortcuts(), (QList<QKeySequence>{key("Ctrl+Shift+F3"), key("Z")}));
  EXPECT_TRUE(second.out->shortcuts().isEmpty()) << "taken away on purpose";
  EXPECT_EQ(second.open->shortcuts(), QList<QKeySequence>{key("Ctrl+O")});
}

// Settings are edited by hand and shared between versions.
TEST(ChangedShortcuts, DamagedEntriesLeaveTheDefaultAndUnknownOnesAreKept) {
  ChangedShortcuts shared;
  const Window window(shared);
  shared.fromMap({{kIn, {QStringLiteral("Ctrl+Nonsense")}},
                  {kOut, {QStringLiteral("Hello+World"), QStringLiteral("J")}},
                  {QStringLiteral("of.a.later.version"), {QStringLiteral("F9")}}});
  EXPECT_EQ(window.in->shortcuts(), (QList<QKeySequence>{key("+"), key("=")}));
  EXPECT_EQ(window.out->shortcuts(), QList<QKeySequence>{key("J")});
  EXPECT_EQ(shared.toMap().value(QStringLiteral("of.a.later.version")), QStringList{QStringLiteral("F9")});
}

TEST(ChangedShortcuts, TellEachChangeOnce) {
  ChangedShortcuts shared;
  QSignalSpy changed(&shared, &ChangedShortcuts::changed);
  shared.fromMap({{kIn, {QStringLiteral("Z")}}, {kOut, {QStringLiteral("J")}}});
  EXPECT_EQ(changed.count(), 2);
  shared.set(kIn, {key("Z")});
  EXPECT_EQ(changed.count(), 2) << "nothing changed";
  shared.fromMap({{kIn, {QStringLiteral("Z")}}});
  EXPECT_EQ(changed.count(), 3) << "the second one is gone";
}

}  // namespace
}  // namespace snitt
