#include <QApplication>
#include <QDialogButtonBox>
#include <QFile>
#include <QKeySequence>
#include <QLocale>
#include <QProcess>
#include <QPushButton>
#include <QTemporaryDir>
#include <QXmlStreamReader>

#include <vector>

#include <gtest/gtest.h>

#include "ui/actions/action_registry.h"
#include "ui/actions/changed_shortcuts.h"
#include "ui/actions/shortcut_help.h"
#include "ui/theme/language.h"

namespace snitt {
namespace {

const QString kFolder = QStringLiteral(SNITT_SOURCE_DIR "/ui/translations/");

QApplication& application() { return *qobject_cast<QApplication*>(QCoreApplication::instance()); }

class Translation : public testing::Test {
 protected:
  ~Translation() override {
    installLanguage(application(), QStringLiteral("en"));
    QLocale::setDefault(m_before);
  }

  const QLocale m_before;
};

QString titleOfHelp() {
  ChangedShortcuts changed;
  QWidget window;
  ActionRegistry registry(changed, &window);
  return ShortcutHelp(registry, &window).windowTitle();
}

QString cancelButton() { return QDialogButtonBox(QDialogButtonBox::Cancel).buttons().value(0)->text().remove(u'&'); }

TEST_F(Translation, NorwegianReachesOurTextsAndThoseOfQt) {
  installLanguage(application(), QStringLiteral("nb"));
  EXPECT_EQ(titleOfHelp(), QStringLiteral("Hurtigtaster"));
  EXPECT_EQ(cancelButton(), QStringLiteral("Avbryt"));
  EXPECT_EQ(QKeySequence(Qt::CTRL | Qt::Key_Space).toString(QKeySequence::NativeText),
            QStringLiteral("Ctrl+Mellomrom"));
  EXPECT_EQ(QLocale().toString(0.5, 'f', 2), QStringLiteral("0,50"));
}

TEST_F(Translation, EnglishComesBack) {
  installLanguage(application(), QStringLiteral("nb"));
  installLanguage(application(), QStringLiteral("en"));
  EXPECT_EQ(titleOfHelp(), QStringLiteral("Keyboard shortcuts"));
  EXPECT_EQ(cancelButton(), QStringLiteral("Cancel"));
  EXPECT_EQ(QLocale().toString(0.5, 'f', 2), QStringLiteral("0.50"));
}

TEST_F(Translation, AnUnknownLanguageIsEnglish) {
  installLanguage(application(), QStringLiteral("tlh"));
  EXPECT_EQ(titleOfHelp(), QStringLiteral("Keyboard shortcuts"));
}

// What is stored must not depend on the language in which a key was read.
TEST_F(Translation, StoredShortcutsAreTheSameInEveryLanguage) {
  installLanguage(application(), QStringLiteral("nb"));
  ChangedShortcuts changed;
  changed.set(QStringLiteral("view.hand"), {QKeySequence(Qt::CTRL | Qt::Key_Space)});
  EXPECT_EQ(changed.toMap().value(QStringLiteral("view.hand")), QStringList{QStringLiteral("Ctrl+Space")});
}

struct Message {
  QString context;
  QString source;
  QString type;       // "unfinished", "obsolete", "vanished" or empty
  QStringList texts;  // one, or one a numerus form
  bool numerus = false;
};

std::vector<Message> messagesOf(const QString& path) {
  QFile file(path);
  EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
  QXmlStreamReader xml(&file);
  std::vector<Message> messages;
  QString context;
  while (!xml.atEnd()) {
    if (xml.readNext() != QXmlStreamReader::StartElement) continue;
    if (xml.name() == u"name") context = xml.readElementText();
    if (xml.name() == u"message") {
      messages.push_back({context, {}, {}, {}, xml.attributes().value(QStringLiteral("numerus")) == u"yes"});
    } else if (xml.name() == u"source") {
      messages.back().source = xml.readElementText();
    } else if (xml.name() == u"translation") {
      messages.back().type = xml.attributes().value(QStringLiteral("type")).toString();
      if (!messages.back().numerus) messages.back().texts += xml.readElementText();
    } else if (xml.name() == u"numerusform") {
      messages.back().texts += xml.readElementText();
    }
  }
  EXPECT_FALSE(xml.hasError()) << path.toStdString() << ": " << xml.errorString().toStdString();
  return messages;
}

// Norwegian and English have the same two forms.
constexpr int kForms = 2;

void expectComplete(const QString& path) {
  for (const Message& message : messagesOf(path)) {
    const std::string where = (message.context + QStringLiteral(": “") + message.source + u'”').toStdString();
    EXPECT_EQ(message.type, QString()) << where;
    EXPECT_EQ(message.texts.size(), message.numerus ? kForms : 1) << where;
    for (const QString& text : message.texts) EXPECT_FALSE(text.trimmed().isEmpty()) << where;
    // A place for a value that is lost or invented shows as "%1" or hides the value.
    for (const QString& place : {QStringLiteral("%1"), QStringLiteral("%2"), QStringLiteral("%3")})
      for (const QString& text : message.texts)
        EXPECT_EQ(text.contains(place), message.source.contains(place)) << where << " " << place.toStdString();
  }
}

TEST_F(Translation, FilesHoldNothingUnfinished) {
  for (const char* name : {"snitt_nb.ts", "snitt_en.ts", "qt_nb.ts"}) expectComplete(kFolder + QLatin1String(name));
  EXPECT_GT(messagesOf(kFolder + QStringLiteral("snitt_nb.ts")).size(), 20U);
}

// What stands in the sources now, read by Qt's own tool. After a failure: target update_translations, then fill in.
TEST_F(Translation, FilesKnowEveryTextOfTheSources) {
  const QTemporaryDir folder;
  for (const bool plurals : {false, true}) {
    const QString name = plurals ? QStringLiteral("snitt_en.ts") : QStringLiteral("snitt_nb.ts");
    const QString copy = folder.filePath(name);
    ASSERT_TRUE(QFile::copy(kFolder + name, copy));
    QProcess lupdate;
    lupdate.setWorkingDirectory(QStringLiteral(SNITT_SOURCE_DIR));
    QStringList arguments{QStringLiteral("-no-obsolete"),
                          QStringLiteral("-locations"),
                          QStringLiteral("none"),
                          QStringLiteral("-I"),
                          QStringLiteral(SNITT_SOURCE_DIR),
                          QStringLiteral("ui"),
                          QStringLiteral("app"),
                          QStringLiteral("-ts"),
                          copy};
    if (plurals) arguments.prepend(QStringLiteral("-pluralonly"));
    lupdate.start(QStringLiteral(SNITT_LUPDATE), arguments);
    ASSERT_TRUE(lupdate.waitForFinished(60000)) << lupdate.errorString().toStdString();
    ASSERT_EQ(lupdate.exitCode(), 0) << lupdate.readAllStandardError().toStdString();
    const QByteArray complaints = lupdate.readAllStandardError();
    EXPECT_TRUE(complaints.isEmpty()) << complaints.toStdString();
    expectComplete(copy);
    EXPECT_EQ(messagesOf(copy).size(), messagesOf(kFolder + name).size()) << "texts that are gone from the sources";
  }
}

}  // namespace
}  // namespace snitt
