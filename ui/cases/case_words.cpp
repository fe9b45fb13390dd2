#include "ui/cases/case_words.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <array>

#include "ui/cases/foreign_text.h"

namespace snitt {

namespace {

constexpr qint64 kMinute = 60;
constexpr qint64 kHour = 60 * kMinute;
constexpr qint64 kDay = 24 * kHour;

QDateTime timeOf(const std::string& iso) {
  QDateTime time = QDateTime::fromString(QString::fromStdString(iso.substr(0, 64)), Qt::ISODate);
  if (time.isValid() && iso.find('T') != std::string::npos && time.timeSpec() == Qt::LocalTime)
    time.setTimeSpec(Qt::UTC);
  return time;
}

QString permissionWords(Permission permission) {
  switch (permission) {
    case Permission::look:
      return QCoreApplication::translate("CaseWords", "to look at cases");
    case Permission::unmask:
      return QCoreApplication::translate("CaseWords", "to see patients' names");
    case Permission::draw:
      return QCoreApplication::translate("CaseWords", "to draw");
    case Permission::score:
      return QCoreApplication::translate("CaseWords", "to keep scores");
    case Permission::importWorklist:
      return QCoreApplication::translate("CaseWords", "to take lists of the laboratory");
    case Permission::link:
      return QCoreApplication::translate("CaseWords", "to give slides to cases");
    case Permission::confirm:
      return QCoreApplication::translate("CaseWords", "to confirm slides and stages");
    case Permission::flag:
      return QCoreApplication::translate("CaseWords", "to set and lift flags");
    case Permission::exportCases:
      return QCoreApplication::translate("CaseWords", "to export");
    case Permission::erase:
      return QCoreApplication::translate("CaseWords", "to erase patients' data");
    case Permission::validate:
      return QCoreApplication::translate("CaseWords", "to run validations");
    case Permission::signOff:
      return QCoreApplication::translate("CaseWords", "to sign reports of validations");
    case Permission::readAudit:
      return QCoreApplication::translate("CaseWords", "to read the audit log");
    case Permission::managePeople:
      return QCoreApplication::translate("CaseWords", "to manage people");
    case Permission::manageDatabase:
      return QCoreApplication::translate("CaseWords", "to manage the database");
  }
  return {};
}

// What a deed of the audit log is called; nothing for one that is not known here.
QString deedWords(std::string_view action) {
  struct Deed {
    std::string_view action;
    const char* text;
  };
  static constexpr std::array kDeeds{
      Deed{"case.opened", QT_TRANSLATE_NOOP("CaseWords", "Opened")},
      Deed{"case.made", QT_TRANSLATE_NOOP("CaseWords", "Case made")},
      Deed{"case.state", QT_TRANSLATE_NOOP("CaseWords", "State")},
      Deed{"case.priority", QT_TRANSLATE_NOOP("CaseWords", "Priority")},
      Deed{"case.comment", QT_TRANSLATE_NOOP("CaseWords", "Comment changed")},
      Deed{"case.erased", QT_TRANSLATE_NOOP("CaseWords", "Patient's data erased")},
      Deed{"staging.changed", QT_TRANSLATE_NOOP("CaseWords", "Stage changed")},
      Deed{"flag.set", QT_TRANSLATE_NOOP("CaseWords", "Flag set")},
      Deed{"flag.lifted", QT_TRANSLATE_NOOP("CaseWords", "Flag lifted")},
      Deed{"slide.chosen", QT_TRANSLATE_NOOP("CaseWords", "Primary tumour")},
      Deed{"slide.stain", QT_TRANSLATE_NOOP("CaseWords", "Stain corrected")},
      Deed{"slide.linked", QT_TRANSLATE_NOOP("CaseWords", "Slide linked")},
      Deed{"slide.rescanned", QT_TRANSLATE_NOOP("CaseWords", "Slide scanned again")},
      Deed{"slide.unlinked", QT_TRANSLATE_NOOP("CaseWords", "Slide taken away")},
      Deed{"slide.moved", QT_TRANSLATE_NOOP("CaseWords", "Slide found at another place")},
      Deed{"slide.found", QT_TRANSLATE_NOOP("CaseWords", "Slide found again")},
      Deed{"laboratory.applied", QT_TRANSLATE_NOOP("CaseWords", "The laboratory changed the case")},
      Deed{"laboratory.held", QT_TRANSLATE_NOOP("CaseWords", "A change of the laboratory waits")},
      Deed{"laboratory.accepted", QT_TRANSLATE_NOOP("CaseWords", "Change of the laboratory accepted")},
      Deed{"laboratory.declined", QT_TRANSLATE_NOOP("CaseWords", "Change of the laboratory declined")},
      Deed{"laboratory.older", QT_TRANSLATE_NOOP("CaseWords", "An older message changed nothing")},
      Deed{"refused", QT_TRANSLATE_NOOP("CaseWords", "Refused")},
  };
  for (const Deed& deed : kDeeds)
    if (deed.action == action) return QCoreApplication::translate("CaseWords", deed.text);
  return {};
}

QString detail(const AuditEntry& entry, const char* name) {
  const auto found = entry.details.find(name);
  return found == entry.details.end() ? QString() : shownText(found->second);
}

}  // namespace

QString maskedText() { return QStringLiteral("•••"); }

QString needsPermission(Permission permission) {
  return QCoreApplication::translate("CaseWords", "Needs the permission %1 (role %2).")
      .arg(permissionWords(permission), roleWord(roleFor(permission)));
}

QString sentenceOf(const Error& error) {
  QString sentence = shownText(error.message, 600);
  if (sentence.isEmpty()) return QCoreApplication::translate("CaseWords", "That failed.");
  if (!sentence.endsWith(u'.')) sentence += u'.';
  // Errors are parts of sentences elsewhere and begin small; a file's name keeps its own first letter.
  static const QString kOfNames = QStringLiteral("/._0123456789");
  const QString first = sentence.section(u' ', 0, 0);
  for (const QChar letter : first.chopped(sentence == first ? 1 : 0))
    if (kOfNames.contains(letter)) return sentence;
  sentence[0] = sentence[0].toUpper();
  return sentence;
}

QString aiWords(AiState state, const std::optional<Prognosis>& prognosis) {
  switch (state) {
    case AiState::noSlides:
      return QCoreApplication::translate("CaseWords", "No slides");
    case AiState::notAllowed:
      return QCoreApplication::translate("CaseWords", "Not allowed");
    case AiState::slidesNotChosen:
      return QCoreApplication::translate("CaseWords", "Slides not chosen");
    case AiState::unscored:
      return QCoreApplication::translate("CaseWords", "Not scored yet");
    case AiState::scored:
      return prognosis ? classShort(prognosis) : QCoreApplication::translate("CaseWords", "Scored");
    case AiState::notAssessable:
      return QCoreApplication::translate("CaseWords", "Not assessable");
  }
  return {};
}

ClassKind classKindOf(const std::optional<Prognosis>& prognosis) {
  if (!prognosis) return ClassKind::none;
  switch (*prognosis) {
    case Prognosis::good:
      return ClassKind::good;
    case Prognosis::uncertain:
      return ClassKind::uncertain;
    case Prognosis::poor:
      return ClassKind::poor;
  }
  return ClassKind::none;
}

QString classShort(const std::optional<Prognosis>& prognosis) {
  if (!prognosis) return {};
  switch (*prognosis) {
    case Prognosis::good:
      return QCoreApplication::translate("CaseWords", "Good");
    case Prognosis::uncertain:
      return QCoreApplication::translate("CaseWords", "Uncertain");
    case Prognosis::poor:
      return QCoreApplication::translate("CaseWords", "Poor");
  }
  return {};
}

QString classLong(const std::optional<Prognosis>& prognosis) {
  if (!prognosis) return QCoreApplication::translate("CaseWords", "No class");
  switch (*prognosis) {
    case Prognosis::good:
      return QCoreApplication::translate("CaseWords", "Good prognosis");
    case Prognosis::uncertain:
      return QCoreApplication::translate("CaseWords", "Uncertain prognosis");
    case Prognosis::poor:
      return QCoreApplication::translate("CaseWords", "Poor prognosis");
  }
  return {};
}

QString ageWords(const std::string& since, qint64 nowSeconds) {
  const QDateTime time = timeOf(since);
  if (!time.isValid()) return QStringLiteral("?");
  const qint64 age = std::max<qint64>(0, nowSeconds - time.toSecsSinceEpoch());
  const QLocale locale;
  if (age < kHour) return QCoreApplication::translate("CaseWords", "%1 min").arg(locale.toString(age / kMinute));
  if (age < kDay) return QCoreApplication::translate("CaseWords", "%1 h").arg(locale.toString(age / kHour));
  return QCoreApplication::translate("CaseWords", "%1 d").arg(locale.toString(age / kDay));
}

QString timeWords(const std::string& iso) {
  const QDateTime time = timeOf(iso);
  return time.isValid() ? QLocale().toString(time.toLocalTime(), QLocale::ShortFormat) : shownText(iso, 40);
}

QString dayWords(const std::string& iso) {
  const QDate day = QDate::fromString(QString::fromStdString(iso.substr(0, 10)), Qt::ISODate);
  return day.isValid() ? QLocale().toString(day, QLocale::ShortFormat) : shownText(iso, 40);
}

QString priorityWord(Priority priority) {
  return priority == Priority::urgent ? QCoreApplication::translate("CaseWords", "Urgent")
                                      : QCoreApplication::translate("CaseWords", "Routine");
}

QString stateWord(CaseState state) {
  switch (state) {
    case CaseState::open:
      return QCoreApplication::translate("CaseWords", "Open");
    case CaseState::closed:
      return QCoreApplication::translate("CaseWords", "Closed");
    case CaseState::cancelled:
      return QCoreApplication::translate("CaseWords", "Cancelled");
  }
  return {};
}

QString flagWord(Flag flag) {
  switch (flag) {
    case Flag::noAi:
      return QCoreApplication::translate("CaseWords", "No AI in care");
    case Flag::researchReservation:
      return QCoreApplication::translate("CaseWords", "Research reservation");
    case Flag::consentWithdrawn:
      return QCoreApplication::translate("CaseWords", "Consent withdrawn");
    case Flag::doNotUse:
      return QCoreApplication::translate("CaseWords", "Do not use");
  }
  return {};
}

QString flagWords(Flags flags) {
  QStringList all;
  for (const Flag flag : flagsIn(flags)) all << flagWord(flag);
  return all.join(QStringLiteral(", "));
}

QString chosenWords(Chosen chosen) {
  switch (chosen) {
    case Chosen::primaryTumour:
      return QCoreApplication::translate("CaseWords", "Primary tumour");
    case Chosen::notPrimaryTumour:
      return QCoreApplication::translate("CaseWords", "Not primary tumour");
    case Chosen::unsaid:
      return QCoreApplication::translate("CaseWords", "Not said");
  }
  return {};
}

QString stagingName(StagingItem item) {
  switch (item) {
    case StagingItem::pT:
      return QCoreApplication::translate("CaseWords", "pT");
    case StagingItem::pN:
      return QCoreApplication::translate("CaseWords", "pN");
    case StagingItem::nodes:
      return QCoreApplication::translate("CaseWords", "Nodes examined");
    case StagingItem::positiveNodes:
      return QCoreApplication::translate("CaseWords", "Nodes with tumour");
    case StagingItem::edition:
      return QCoreApplication::translate("CaseWords", "TNM edition");
    case StagingItem::yPrefix:
      return QCoreApplication::translate("CaseWords", "After neoadjuvant therapy (y)");
  }
  return {};
}

QString identitySourceWords(IdentitySource source) {
  switch (source) {
    case IdentitySource::barcode:
      return QCoreApplication::translate("CaseWords", "Barcode");
    case IdentitySource::fileName:
      return QCoreApplication::translate("CaseWords", "File name");
    case IdentitySource::folderName:
      return QCoreApplication::translate("CaseWords", "Folder name");
    case IdentitySource::list:
      return QCoreApplication::translate("CaseWords", "List");
    case IdentitySource::person:
      return QCoreApplication::translate("CaseWords", "A person");
  }
  return {};
}

QString roleWord(Role role) {
  switch (role) {
    case Role::administrator:
      return QCoreApplication::translate("CaseWords", "administrator");
    case Role::pathologist:
      return QCoreApplication::translate("CaseWords", "pathologist");
    case Role::qa:
      return QCoreApplication::translate("CaseWords", "QA");
    case Role::researcher:
      return QCoreApplication::translate("CaseWords", "researcher");
  }
  return {};
}

QString identityWords(const Patient& patient) {
  if (patient.masked) return {};
  QStringList parts;
  const QString name = shownText(displayName(patient.identity), 60);
  if (!name.isEmpty()) parts << name;
  if (!patient.identity.birthDate.empty())
    parts << QCoreApplication::translate("CaseWords", "born %1").arg(shownText(patient.identity.birthDate, 10));
  if (!patient.identity.numbers.empty()) parts << shownText(patient.identity.numbers.front().number, 30);
  return parts.join(QStringLiteral("  ·  "));
}

QString historyWords(const AuditEntry& entry) {
  QString text = deedWords(entry.action);
  if (text.isEmpty()) {
    text = shownText(entry.action, 60).replace(u'.', u' ');
    if (!text.isEmpty()) text[0] = text[0].toUpper();
  }
  QStringList told;
  for (const auto& [name, value] : entry.details) {
    // Numbers that only programs know.
    if (name == "from" || name == "to" || name == "glass" || name == "slide" || name == "message") continue;
    told << QStringLiteral("%1 %2").arg(shownText(name, 40), shownText(value));
  }
  const QString from = detail(entry, "from");
  const QString to = detail(entry, "to");
  if (!from.isEmpty() || !to.isEmpty())
    told << QStringLiteral("%1 → %2").arg(from.isEmpty() ? QStringLiteral("—") : from,
                                          to.isEmpty() ? QStringLiteral("—") : to);
  return told.isEmpty() ? text : QStringLiteral("%1: %2").arg(text, told.join(QStringLiteral(", ")));
}

}  // namespace snitt
