#include "ui/cases/foreign_text.h"

#include <QChar>
#include <QList>

#include <algorithm>

namespace snitt {

namespace {

constexpr int kMostMarks = 4;  // combining marks on one letter
constexpr char32_t kVariation = 0xfe00;
constexpr char32_t kIsolate = 0x2068;
constexpr char32_t kEndOfIsolate = 0x2069;

bool isHidden(char32_t letter) {
  switch (QChar::category(letter)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
      return true;
    case QChar::Separator_Space:
      return letter != U' ' && letter != 0xa0;
    default:
      // Fillers of Hangul and the blank of Braille show nothing and count as letters.
      return letter == 0x115f || letter == 0x1160 || letter == 0x3164 || letter == 0xffa0 || letter == 0x2800 ||
             (letter >= kVariation && letter < kVariation + 16) || (letter >= 0xe0000 && letter < 0xe1000);
  }
}

bool isCombining(char32_t letter) {
  switch (QChar::category(letter)) {
    case QChar::Mark_NonSpacing:
    case QChar::Mark_Enclosing:
    case QChar::Mark_SpacingCombining:
      return true;
    default:
      return false;
  }
}

bool isFromRightToLeft(char32_t letter) {
  const QChar::Direction direction = QChar::direction(letter);
  return direction == QChar::DirR || direction == QChar::DirAL;
}

QString codeOf(char32_t letter) {
  return QStringLiteral("\u2039U+%1\u203a").arg(QString::number(letter, 16).toUpper(), 4, QLatin1Char('0'));
}

void append(QString& text, char32_t letter) { text += QString::fromUcs4(&letter, 1); }

}  // namespace

QString shownText(const QString& text, qsizetype mostLetters, Breaks breaks) {
  QString shown;
  bool reordered = false;
  int marks = 0;
  qsizetype letters = 0;
  // No more than what can be shown is looked at: fields of megabytes cost nothing.
  const qsizetype most = std::min(text.size(), 4 * mostLetters + 16);
  qsizetype at = 0;
  for (; at < most && letters < mostLetters; ++at) {
    char32_t letter = text[at].unicode();
    if (text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate()) {
      letter = QChar::surrogateToUcs4(text[at], text[at + 1]);
      ++at;
    }
    if (breaks == Breaks::kept && (letter == U'\n' || letter == U'\t' || letter == U'\r')) {
      if (letter != U'\r') append(shown, letter);
      continue;
    }
    marks = isCombining(letter) ? marks + 1 : 0;
    if (marks > kMostMarks) continue;
    ++letters;
    reordered = reordered || isFromRightToLeft(letter);
    isHidden(letter) ? void(shown += codeOf(letter)) : append(shown, letter);
  }
  // A lone combining mark would sit on what stands before the text.
  if (!shown.isEmpty() && marks > 0 && marks == letters) shown.prepend(QChar(0x25cc));
  if (at < text.size()) shown += QChar(0x2026);
  if (!reordered) return shown;
  QString isolated;
  append(isolated, kIsolate);
  isolated += shown;
  append(isolated, kEndOfIsolate);
  return isolated;
}

QString shownText(std::string_view text, qsizetype mostLetters, Breaks breaks) {
  // Four bytes a letter at most, and some for what is cut.
  const auto most = std::min(text.size(), static_cast<std::size_t>(16 * mostLetters + 64));
  QString decoded = QString::fromUtf8(text.data(), static_cast<qsizetype>(most));
  // Cut bytes, not letters: the ellipsis is owed even where all that was decoded fits.
  if (most < text.size()) decoded += QString(4 * mostLetters + 17, QLatin1Char(' '));
  return shownText(decoded, mostLetters, breaks);
}

bool showsAsItIs(std::string_view text, qsizetype mostLetters) {
  QString shown = shownText(text, mostLetters);
  if (shown.startsWith(QChar(kIsolate))) shown = shown.mid(1).chopped(1);
  return shown.toStdString() == text;
}

QString asToolTip(const QString& shown) {
  if (shown.isEmpty()) return {};
  return QStringLiteral("<qt>%1</qt>").arg(shown.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")));
}

QString asLabel(QString shown) { return shown.replace(u'&', QStringLiteral("&&")); }

}  // namespace snitt
