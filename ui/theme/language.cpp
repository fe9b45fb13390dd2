#include "ui/theme/language.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include "core/log.h"

namespace snitt {

namespace {

const char* const kOurs = ":/snitt/translations";

// The first language of the desktop's list that there are texts in. Nynorsk is read as easily as Bokmål.
QString desktopLanguage() {
  for (const QString& wish : QLocale::system().uiLanguages()) {
    const QString language = wish.section(QLatin1Char('-'), 0, 0);
    if (language == QLatin1String("nb") || language == QLatin1String("no") || language == QLatin1String("nn"))
      return QStringLiteral("nb");
    if (language == QLatin1String("en")) break;
  }
  return QStringLiteral("en");
}

void install(QApplication& application, const QString& file, const QString& folder) {
  auto* translator = new QTranslator(&application);
  translator->setObjectName(QStringLiteral("snitt-language"));
  // A translator that holds nothing (a file without any entries) cannot be installed.
  if (!translator->load(file, folder) || !QCoreApplication::installTranslator(translator)) delete translator;
}

}  // namespace

void installLanguage(QApplication& application, const QString& code) {
  // A translator takes itself out when it goes.
  qDeleteAll(application.findChildren<QTranslator*>(QStringLiteral("snitt-language"), Qt::FindDirectChildrenOnly));
  const QString language = code.isEmpty() ? desktopLanguage() : code;
  const bool norwegian = language == QLatin1String("nb");
  if (!norwegian && language != QLatin1String("en"))
    log::warning("there are no texts in the language \"" + code.toStdString() + "\", so they are English");
  // The last one installed is asked first: Qt's own words, where the system has them, go before ours for Qt.
  if (norwegian) {
    install(application, QStringLiteral("qt_nb"), QLatin1String(kOurs));
    install(application, QStringLiteral("qtbase_nb"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
  }
  install(application, norwegian ? QStringLiteral("snitt_nb") : QStringLiteral("snitt_en"), QLatin1String(kOurs));
  QLocale::setDefault(code.isEmpty() ? QLocale::system()
                      : norwegian    ? QLocale(QLocale::NorwegianBokmal, QLocale::Norway)
                                     : QLocale(QLocale::English));
}

}  // namespace snitt
