#include "ui/studies/lock_facts.h"

#include <QCoreApplication>
#include <QLocale>

#include "core/bundle/manifest.h"
#include "ui/cases/foreign_text.h"
#include "ui/score/score_summary.h"
#include "ui/studies/study_words.h"

namespace snitt {

namespace {

QString words(const char* text) { return QCoreApplication::translate("LockFacts", text); }

ShownFact hashFact(const QString& label, const std::string& hash) {
  return {label, hashWords(hash), QString::fromStdString(hash)};
}

// As a lock writes it; what this program does not know is shown as it is.
QString statusWords(const std::string& status) {
  for (const BundleStatus one :
       {BundleStatus::untrained, BundleStatus::demonstrator, BundleStatus::research, BundleStatus::clinicalResearch})
    if (status == toText(one)) return statusWord(one).toLower();
  return shownText(status, 40);
}

ShownFact fileFact(const QString& label, const validation::FrozenFile& file) {
  return {label,
          QCoreApplication::translate("LockFacts", "%1, rows: %2, %3")
              .arg(shownText(file.file, 120), QLocale().toString(static_cast<qulonglong>(file.rows)),
                   hashWords(file.sha256)),
          QString::fromStdString(file.sha256)};
}

void addFiles(std::vector<ShownFact>& facts, const validation::Frozen& frozen) {
  facts.push_back(fileFact(words(QT_TRANSLATE_NOOP("LockFacts", "Slide list")), frozen.list));
  facts.push_back(fileFact(words(QT_TRANSLATE_NOOP("LockFacts", "Outcomes")), frozen.outcomes));
  for (const validation::FrozenRepeat& one : frozen.repeats)
    facts.push_back(
        fileFact(QCoreApplication::translate("LockFacts", "List of “%1”").arg(shownText(one.name, 40)), one.list));
  facts.push_back({words(QT_TRANSLATE_NOOP("LockFacts", "Program")),
                   shownText(frozen.program.version, 60) + QStringLiteral(", ") + hashWords(frozen.program.sha256),
                   QString::fromStdString(frozen.program.sha256)});
  QStringList libraries;
  for (const std::string& one : frozen.program.engine) libraries << shownText(one, 60);
  for (const std::string& one : frozen.program.readers) libraries << shownText(one, 60);
  facts.push_back({words(QT_TRANSLATE_NOOP("LockFacts", "Libraries")), libraries.join(QStringLiteral(", "))});
  facts.push_back({words(QT_TRANSLATE_NOOP("LockFacts", "Computed on")),
                   QCoreApplication::translate("LockFacts", "%1, %2, %3 kernels")
                       .arg(shownText(frozen.path.device, 40), shownText(frozen.path.precision, 40),
                            shownText(frozen.path.kernels, 40))});
}

}  // namespace

std::vector<ShownFact> lockFacts(const RegisterReading& all, const ListedLock& lock, const validation::Lock* file) {
  std::vector<ShownFact> facts{
      {words(QT_TRANSLATE_NOOP("LockFacts", "Locked")), momentWords(lock.at)},
      {words(QT_TRANSLATE_NOOP("LockFacts", "By")), doerWords(lock.by)},
  };
  if (!lock.again.empty())
    facts.push_back({words(QT_TRANSLATE_NOOP("LockFacts", "Locked again because")), shownText(lock.again, 400)});
  facts.push_back(
      {words(QT_TRANSLATE_NOOP("LockFacts", "Patients")), QLocale().toString(static_cast<qulonglong>(lock.patients))});
  facts.push_back({words(QT_TRANSLATE_NOOP("LockFacts", "Bundle")),
                   bundleWords(lock.bundle) + QStringLiteral(" (") + statusWords(lock.bundle.status) +
                       QStringLiteral("), ") + hashWords(lock.bundle.sha256),
                   QString::fromStdString(lock.bundle.sha256)});
  facts.push_back(hashFact(words(QT_TRANSLATE_NOOP("LockFacts", "Protocol")), lock.protocolSha256));
  if (file != nullptr) {
    addFiles(facts, file->frozen);
    facts.push_back(hashFact(words(QT_TRANSLATE_NOOP("LockFacts", "Lock")), file->hash));
  } else {
    facts.push_back({words(QT_TRANSLATE_NOOP("LockFacts", "Other files")),
                     words(QT_TRANSLATE_NOOP("LockFacts", "The lock's file, which names them, was not found."))});
  }
  facts.push_back({words(QT_TRANSLATE_NOOP("LockFacts", "Entry")),
                   QCoreApplication::translate("LockFacts", "%1 of the register, %2")
                       .arg(QString::number(lock.number), hashWords(lock.entryHash)),
                   QString::fromStdString(lock.entryHash)});
  facts.push_back(
      {words(QT_TRANSLATE_NOOP("LockFacts", "Register")), hashWords(all.id), QString::fromStdString(all.id)});
  return facts;
}

}  // namespace snitt
