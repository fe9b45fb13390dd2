// Text of laboratories, file names and people as a window shows it: what would hide, reorder or break a line is seen as
// a mark. The result is for places that show plain text; tool tips, menus and the like take it by the functions below.
// Pure functions.
#pragma once

#include <QString>

#include <string_view>

namespace snitt {

enum class Breaks { marked, kept };  // of lines: seen as marks, or left in a text of several lines

// UTF-8; bytes that are none are seen as U+FFFD. Control, format and bidirectional characters become their code in
// angle quotes ("‹U+202E›"), heaps of combining marks are cut, what is longer than `mostLetters` ends in an ellipsis.
// A text with letters that are written from right to left is isolated from what stands beside it.
[[nodiscard]] QString shownText(std::string_view text, qsizetype mostLetters = 200, Breaks breaks = Breaks::marked);
[[nodiscard]] QString shownText(const QString& text, qsizetype mostLetters = 200, Breaks breaks = Breaks::marked);

// Whether it is shown letter for letter: nothing in it hides, and all of it fits.
[[nodiscard]] bool showsAsItIs(std::string_view text, qsizetype mostLetters = 200);

// Of a text that may be shown: Qt takes whatever looks like it for rich text in a tool tip.
[[nodiscard]] QString asToolTip(const QString& shown);
// Of a text that may be shown: the ampersand underlines in menus and on buttons.
[[nodiscard]] QString asLabel(QString shown);

}  // namespace snitt
